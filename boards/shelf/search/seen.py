"""Which boards a browser may search."""

from collections.abc import Mapping

from django.utils import timezone

from boards import door
from boards.models import SeatKey


def boards_seen(cookies: Mapping[str, str]) -> list[str]:
    """Return the boards at which this browser has a seat."""
    held = {door.digest(secret): name for name, secret in cookies.items() if name[:5] == "seat-"}
    good = SeatKey.objects.filter(digest__in=list(held), until__gt=timezone.now())
    keys = good.values_list("digest", "seat__board")
    return sorted({board for key, board in keys if held[key] == door.cookie_name(board)})

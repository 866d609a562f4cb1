"""The themes that the machine offers, as a part of the board's page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.models import SeatKey
from boards.offered import Offered, offered
from boards.operations.state import Board
from boards.reading import board_now
from boards.views.seated import seated


@require_safe
@seated
def offers(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show what is offered; or, while the machine is thinking, only that."""
    now = board_now(key.seat.board_id)
    found = offered(now)
    told = [_told(one, now) for one in found or ()]
    context = {"offers": told, "thinking": found is None}
    return render(request, "boards/sheets/_offers.html", context)


def _told(one: Offered, now: Board) -> dict[str, Any]:
    ideas = [now.ideas[idea] for idea in one.ideas]
    return {
        "ideas": ideas,
        "all": " ".join(one.ideas),
        "theme": now.themes[one.theme] if one.theme else None,
        "words": ", ".join(one.words),
    }

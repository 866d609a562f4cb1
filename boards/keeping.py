"""Until when a board is kept, and what its log says of that."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from boards.models import Board
from boards.operations.base import Operation
from boards.operations.keeping import SOON, KeepLonger


def as_said(board: str, stored: Operation) -> None:
    """Keep a board longer where this entry says so: see `boards.log.follows`."""
    if isinstance(stored, KeepLonger):
        until = datetime.fromtimestamp(stored.until / 1000, UTC)
        Board.objects.filter(pk=board, keep_until__lt=until).update(keep_until=until)


def ends_soon(board: Board) -> bool:
    """Whether it is time to say that it ends."""
    return board.keep_until < timezone.now() + timedelta(days=SOON)

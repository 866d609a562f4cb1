"""Letting go of what has had its time: boards past their date, keys that open nothing, old shelves.

Nothing goes that somebody uses: a board is looked at once more in the very transaction that erases
it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from boards import erasing
from boards.models import (
    Board,
    Entry,
    PublishedCopy,
    Seat,
    SeatKey,
    Shelf,
    ShelfKey,
    milliseconds,
)

HERE = timedelta(minutes=20)  # that somebody is here is noted every ten minutes or so
EMPTY = timedelta(days=2 * 365)  # how long a shelf stands that nobody can open and nothing is on
TAKEN_BACK = timedelta(days=30)  # how long it is known that a published copy was taken back


def let_go(*, now: datetime | None = None, dry: bool = False) -> dict[str, int]:
    """Let go of all that has had its time; return how many of what. `dry`: only count."""
    at = now or timezone.now()
    past = [board for board in _past(at) if not is_in_use(board, at)]
    gone = past if dry else [board for board in past if _erased(board, at)]
    kinds = {
        "seat keys": SeatKey.objects.filter(until__lte=at),
        "shelf keys": ShelfKey.objects.filter(until__lte=at),
        "copies taken back": PublishedCopy.objects.filter(taken_back__lte=at - TAKEN_BACK),
        "shelves": Shelf.objects.filter(made__lte=at - EMPTY, keys=None, places=None),
    }
    return {"boards": len(gone)} | {name: _gone(rows, dry) for name, rows in kinds.items()}


def _past(at: datetime) -> Iterable[str]:
    return list(Board.objects.filter(keep_until__lte=at).values_list("pk", flat=True))


def _erased(board: str, at: datetime) -> bool:
    def unless() -> bool:
        return is_in_use(board, at) or not Board.objects.filter(pk=board, keep_until__lte=at)

    return erasing.board(board, unless=unless)


def is_in_use(board: str, at: datetime) -> bool:
    """Whether somebody is on it, or was a moment ago, or wrote on it."""
    if Seat.objects.filter(board=board, here_at__gt=at - HERE).exists():
        return True
    last: int = Entry.objects.filter(board=board).aggregate(last=Max("when"))["last"] or 0
    return last > milliseconds(at - HERE)


def _gone(rows: "QuerySet[Any]", dry: bool) -> int:
    count = rows.count()
    if count and not dry:
        rows.delete()
    return count

"""What the room settled about keeping its board, told to whatever keeps it: see `log.follows`."""

from calendar import monthrange
from datetime import UTC, datetime

from boards.models import Board, Entry
from boards.operations.base import Operation
from sessions.operations.carrying import CarryProposal
from sessions.operations.lasting import Lasting
from sessions.operations.moving_on import CloseWorkshop
from sessions.operations.settling import SettleKeeping

UNLESS_SETTLED = Lasting()
SETTLED = f'"verb":"{SettleKeeping.verb}"'  # in an entry; in anybody's words the quotes differ


def until(when: int, months: int) -> datetime:
    """Return the day so many months after a time of the log, or the last of its month."""
    began = datetime.fromtimestamp(when / 1000, UTC)
    years, month = divmod(began.month - 1 + months, 12)
    year, month = began.year + years, month + 1
    day = min(began.day, monthrange(year, month)[1])
    return began.replace(year=year, month=month, day=day)


def keep_as_agreed(board: str, stored: Operation) -> None:
    """Keep a board as its room has just settled, or from its end on where it settled nothing."""
    if not isinstance(stored, CarryProposal):
        return
    for one in stored.does:
        if isinstance(one, SettleKeeping):
            _keep(board, keep_names=one.names, keep_for=one.whom, months=one.months, stored=stored)
        elif isinstance(one, CloseWorkshop) and not _has_settled(board):
            _keep(board, months=UNLESS_SETTLED.months, stored=stored)


def _keep(board: str, *, months: int, stored: Operation, **settled: object) -> None:
    row = Board.objects.filter(pk=board)
    row.update(keep_until=until(stored.when, months), **settled)


def _has_settled(board: str) -> bool:
    carried = Entry.objects.filter(board=board, verb=CarryProposal.verb)
    return carried.filter(fields__contains=SETTLED).exists()

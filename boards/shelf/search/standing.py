"""Which boards the index has as their logs stand, remembered: of ten thousand it takes long to ask.

Each time only the entries that are new since the last time are read. Writers may commit in another
order than they took their numbers in, as in PostgreSQL: numbers that were passed over are looked
for again, until so many more were given out that nobody can be writing them still.
"""

from collections.abc import Collection
from threading import Lock

from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from boards.models import Board, Entry
from boards.shelf.search.engine import engine

MOST_NEW = 20_000  # entries; where there are more, all boards are asked anew
LATE = 10_000  # entries that others may write while one is being written
MOST_KEPT = 200_000  # boards

_rows: dict[str, int] = {}  # by board, the row of the index that has all of its log
_upto = 0  # the newest entry that `_rows` goes by
_passed_over = set[int]()  # numbers before it that had no entry
_lock = Lock()


def standing(boards: Collection[str]) -> tuple[dict[int, str], list[str]]:
    """Return the boards that are up to date, by their rows, and those that are behind."""
    with _lock:
        _read_on()
        doubtful = set(boards).difference(_rows)
        behind = _asked(doubtful) if doubtful else []
        return {_rows[board]: board for board in boards if board in _rows}, behind


def forget(board: str) -> None:
    """Ask anew of a board: its row has gone."""
    with _lock:
        _rows.pop(board, None)


def _read_on() -> None:
    global _upto, _passed_over
    newest = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    if not 0 <= newest - _upto <= MOST_NEW or len(_rows) > MOST_KEPT:
        _rows.clear()  # much is new; or this is another log by now: it was put back from a copy
        _upto, _passed_over = max(0, newest - LATE), set()
    awaited = {*range(_upto + 1, newest + 1), *_passed_over}
    if awaited:
        new = Entry.objects.filter(Q(pk__gt=_upto, pk__lte=newest) | Q(pk__in=_passed_over))
        for number, board in new.values_list("pk", "board"):
            awaited.discard(number)
            _rows.pop(board, None)
    _upto, _passed_over = newest, {number for number in awaited if number > newest - LATE}


def _asked(boards: Collection[str]) -> list[str]:
    """Remember those of these boards that are up to date; return the others."""
    latest = Entry.objects.filter(board=OuterRef("pk")).order_by("-seq").values("seq")[:1]
    rows = Board.objects.filter(pk__in=engine().among(boards))
    asked = rows.annotate(last=Coalesce(Subquery(latest), 0))
    behind = []
    for board, row, seq, last in asked.values_list("pk", "indexed", "indexed__seq", "last"):
        if seq == last:
            _rows[board] = row
        else:
            behind.append(board)
    return behind

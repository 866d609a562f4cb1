"""How far each board's log has come, remembered: asked of ten thousand boards it takes too long.

Each time only the entries that are new since the last time are read. Where writers may commit in
another order than they took their numbers in, as in PostgreSQL, nothing is remembered.
"""

from collections.abc import Collection
from threading import Lock

from django.db import connection
from django.db.models import Max, OuterRef, Subquery

from boards.models import Board, Entry
from boards.shelf.search.engine import engine

MOST_NEW = 20_000  # entries; where there are more, all boards are asked anew
MOST_KEPT = 200_000  # boards

_ends: dict[str, int] = {}
_upto = 0  # the newest entry that `_ends` knows of
_lock = Lock()


def ends(boards: Collection[str]) -> dict[str, int]:
    """Return the last seq of each of these boards that exist; 0 where nothing was done yet."""
    if connection.vendor != "sqlite":
        return _asked(boards)
    with _lock:
        _read_on()
        _ends.update(_asked([board for board in boards if board not in _ends]))
        return {board: _ends[board] for board in boards if board in _ends}


def _read_on() -> None:
    global _upto
    newest = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    if not 0 <= newest - _upto <= MOST_NEW or len(_ends) > MOST_KEPT:
        _ends.clear()  # much is new; or this is another log by now: it was put back from a copy
    elif newest > _upto:
        new = Entry.objects.filter(pk__gt=_upto, pk__lte=newest).values_list("board")
        _ends.update(pair for pair in new.annotate(last=Max("seq")) if pair[0] in _ends)
    _upto = newest


def _asked(boards: Collection[str]) -> dict[str, int]:
    if not boards:
        return {}
    latest = Entry.objects.filter(board=OuterRef("pk")).order_by("-seq").values("seq")[:1]
    rows = Board.objects.filter(pk__in=engine().among(boards)).annotate(last=Subquery(latest))
    return {board: last or 0 for board, last in rows.values_list("pk", "last")}

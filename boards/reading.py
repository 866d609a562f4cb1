"""Boards as their logs make them, kept for the pages: next time only what came since is read.

The log is the record. What is kept here is never written to, and never behind: each time it is
asked for, it is read on.
"""

from collections import OrderedDict
from threading import Lock

from boards import log
from boards.operations.state import Board, fold

KEPT = 32  # boards

_boards: OrderedDict[str, Board] = OrderedDict()
_lock = Lock()


def board_now(board: str) -> Board:
    """Return the board as it stands, or raise `models.Board.DoesNotExist`."""
    with _lock:
        kept = _boards.get(board)
    if kept is not None and log.last_seqs([board]).get(board, 0) < kept.seq:
        kept = None  # its log is another one by now: it was put back from a copy
    now = _read_on(board, log.opened(board) if kept is None else kept)
    with _lock:
        _boards[board] = now
        _boards.move_to_end(board)
        while len(_boards) > KEPT:
            _boards.popitem(last=False)
    return now


def _read_on(board: str, kept: Board) -> Board:
    newer = log.entries(board, since=kept.seq)
    if kept.seq and any(one.erases for one in newer):  # what is kept is not what the log says now
        kept, newer = log.opened(board), log.entries(board)
    return fold(kept, newer)


def forget(board: str) -> None:
    with _lock:
        _boards.pop(board, None)

"""Boards as their logs make them, kept for the pages: next time only what came since is read.

The log is the record. What is kept here is never written to, and never behind: each time it is
asked for, it is read on.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import TypeVar

from boards import log
from boards.operations.state import Board, fold

KEPT = 32  # boards

Key = TypeVar("Key", bound=Hashable)

_boards: OrderedDict[str, Board] = OrderedDict()
_moments: OrderedDict[tuple[str, int], Board] = OrderedDict()  # by board and seq
_lock = Lock()


def board_now(board: str) -> Board:
    """Return the board as it stands, or raise `models.Board.DoesNotExist`."""
    with _lock:
        kept = _boards.get(board)
    if kept is not None and log.last_seqs([board]).get(board, 0) < kept.seq:
        kept = None  # its log is another one by now: it was put back from a copy
    now = _read_on(board, log.opened(board) if kept is None else kept)
    _keep(_boards, board, now)
    return now


def board_at(board: str, seq: int) -> Board:
    """Return the board as it stood at a seq, or raise `models.Board.DoesNotExist`."""
    with _lock:
        kept = _moments.get((board, seq))
    then = log.board(board, upto=seq) if kept is None else kept
    _keep(_moments, (board, seq), then)
    return then


def forget(board: str) -> None:
    """Keep nothing of a board: its log is about to be, or was, changed in place."""
    with _lock:
        _boards.pop(board, None)
        for moment in [one for one in _moments if one[0] == board]:
            del _moments[moment]


def _keep(some: OrderedDict[Key, Board], key: Key, board: Board) -> None:
    with _lock:
        some[key] = board
        some.move_to_end(key)
        while len(some) > KEPT:
            some.popitem(last=False)


def _read_on(board: str, kept: Board) -> Board:
    newer = log.entries(board, since=kept.seq)
    if kept.seq and any(one.erases for one in newer):  # what is kept is not what the log says now
        kept, newer = log.opened(board), log.entries(board)
    return fold(kept, newer)

"""Erasing: words that somebody withdrew, a person, and a whole board.

What is withdrawn goes in the transaction that stores the act: each earlier entry is written anew
without the words, in its place and under its seq. Whoever keeps anything of a board elsewhere adds
to `erased`.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial

import orjson
from django.db import transaction

from boards import log, sweeping
from boards.hands import hand_of
from boards.models import Board, Entry, Seat, SeatKey, short_id
from boards.operations.base import Operation
from boards.operations.blanking import without
from boards.operations.wire import own_fields
from boards.operations.withdrawing import WithdrawWords

# Called with a board's id as words of it go, or all of it, in the transaction in which they do.
# What is in the database goes at once; what is in memory, on its commit: `once_committed`.
erased: list[Callable[[str], None]] = []


def once_committed(forget: Callable[[str], None]) -> Callable[[str], None]:
    """Return what has a board forgotten in memory as soon as its words are gone from the disk."""

    def later(board: str) -> None:
        transaction.on_commit(partial(forget, board))

    return later


def as_said(board: str, stored: Operation) -> None:
    """Rewrite a board's log where this entry says so: see `boards.log.follows`."""
    if isinstance(stored, WithdrawWords):
        for seq, fields in _rewritten(board, stored):
            Entry.objects.filter(board=board, seq=seq).update(fields=fields)
        _tell(board)


def _rewritten(board: str, stored: WithdrawWords) -> Iterator[tuple[int, str]]:
    """Yield the entries that lose words, each with its new fields."""
    logged = log.entries(board)
    for before, after in zip(logged, without(logged, stored.gone()), strict=True):
        if after != before:
            yield before.seq, orjson.dumps(own_fields(after)).decode()


def _tell(board: str) -> None:
    for forget in erased:
        forget(board)
    transaction.on_commit(sweeping.soon)


def words_of(seat: Seat) -> None:
    """Withdraw everything that somebody wrote, beside whatever else goes on at the board."""
    act = WithdrawWords(id=str(uuid.uuid4()), all=True, hand=hand_of(seat.board_id, seat.pk))
    while log.store([log.Batch(seat.board_id, [_next(seat.board_id, act)], _heard)]) != [None]:
        pass  # somebody at the board was first


def _next(board: str, act: WithdrawWords) -> Operation:
    now = log.board(board)
    stamped = WithdrawWords(
        id=act.id, all=True, hand=act.hand, seq=now.seq + 1, when=time.time_ns() // 10**6
    )
    return stamped.stamped(now, short_id)


def _heard(outcome: log.Behind | None) -> None:
    """Nobody waits for it."""


def person(seat: Seat, *, words: bool) -> None:
    """Erase somebody from a board: who they are, every way in, and `words`: all they wrote.

    The seat keeps its number, and nobody sits on it any more.
    """
    if words:
        words_of(seat)
    with transaction.atomic():
        bare = {"name": "", "brings": "", "group": "", "here_at": None, "without_phone": False}
        Seat.objects.filter(pk=seat.pk).update(**bare)
        SeatKey.objects.filter(seat=seat.pk).delete()
        transaction.on_commit(sweeping.soon)


def board(id_: str, *, unless: Callable[[], bool] = lambda: False) -> bool:
    """Erase a board and all there is of it; not, if at the last moment `unless` says so."""
    with transaction.atomic():
        if unless() or not Board.objects.filter(pk=id_).exists():
            return False
        Entry.objects.filter(board=id_).delete()
        Board.objects.filter(pk=id_).delete()
        _tell(id_)
    return True

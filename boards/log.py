"""The log: every accepted operation, in order, on disk. State in memory is never the record.

One thread writes. It takes what every board is waiting to store and commits it in one
transaction, so that many boards share the price of one disk sync.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import ParamSpec, TypeVar

import orjson
from django.db import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.db.models import Max
from django.utils import timezone

from boards import hands, models
from boards.operations.base import Operation
from boards.operations.state import Board, fold, opening
from boards.operations.wire import from_log, own_fields

logger = logging.getLogger(__name__)
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

COLUMNS = ("board_id", "seq", "op_id", "seat", "when", "verb", "fields")
TROUBLE = (InterfaceError, InternalError, OperationalError)  # may be over the next time
RETRY = 0.2  # seconds between tries while the database cannot be read or written

# What another app has to do outside the log when an entry is stored: once, in the transaction
# that stores it. Called for every entry, with its board's id, so it must look quickly.
follows: list[Callable[[str, Operation], None]] = []

# Reads for the live boards: apart from Django's one thread for pages, and from the writer.
readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="log-reader")


class Behind(Exception):
    """Another process logged an entry at this seq first, or this very operation already."""


Outcome = Callable[[Behind | None], None]


async def read(
    question: Callable[Asked, Answer], *asked: Asked.args, **named: Asked.kwargs
) -> Answer:
    """Put a question to the database in a reader's thread; come back when it was answered."""
    ask = partial(_patiently, question, *asked, **named)
    return await asyncio.get_running_loop().run_in_executor(readers, ask)


def _patiently(
    question: Callable[Asked, Answer], *asked: Asked.args, **named: Asked.kwargs
) -> Answer:
    """Ask until the database answers: a board that cannot read its log must not stand still."""
    while True:
        try:
            return question(*asked, **named)
        except TROUBLE as trouble:
            _wait(trouble, "read")


def _wait(trouble: Exception, what: str) -> None:
    logger.error("The log cannot be %s: %s. Trying again.", what, type(trouble).__name__)
    close_old_connections()
    if pool := getattr(connection, "pool", None):  # nobody is to be given what broke as ours did
        pool.check()
    time.sleep(RETRY)


@dataclass
class Batch:
    """What one board wants stored. `done` is called in the writer's thread: None, or Behind.

    `here` are the seats on which somebody is connected as it is stored.
    """

    board: str
    operations: Sequence[Operation]
    done: Outcome
    here: Sequence[str] = ()


def opened(board: str) -> Board:
    """Return the board as it was opened, or raise `models.Board.DoesNotExist`."""
    row = models.Board.objects.get(pk=board)
    return opening(row.title, row.areas)


def entries(board: str, since: int = 0, upto: int | None = None) -> list[Operation]:
    """Return the entries after seq `since`, up to and with `upto`, in order."""
    rows = models.Entry.objects.filter(board=board, seq__gt=since).order_by("seq")
    if upto is not None:
        rows = rows.filter(seq__lte=upto)
    named = rows.values_list("seq", "op_id", "seat", "when", "verb", "fields")
    logged = [
        from_log(verb, orjson.loads(given), seq=seq, id=op_id, when=when, **hands.told(board, kept))
        for seq, op_id, kept, when, verb, given in named
    ]
    return _by_hand(board, logged) if any(map(_is_unsigned, logged)) else logged


def _is_unsigned(one: Operation) -> bool:
    return one.seat is None and one.hand is not None


def _by_hand(board: str, logged: Iterable[Operation]) -> list[Operation]:
    """Give unsigned acts to the hands that did them."""
    of_board = models.Seat.objects.filter(board=board).values_list("pk", flat=True)
    known = hands.Hands(board, of_board)
    return [
        replace(one, hand=known.within(one.hand, one.matter()))
        if one.seat is None and one.hand
        else one
        for one in logged
    ]


def board(board: str, upto: int | None = None) -> Board:
    """Return the board as its log makes it, now or at seq `upto`."""
    return fold(opened(board), entries(board, upto=upto))


def last_seqs(boards: Iterable[str]) -> dict[str, int]:
    """Return how far each board's log has come; boards without entries are left out."""
    rows = models.Entry.objects.filter(board__in=list(boards)).values_list("board")
    return dict(rows.annotate(last=Max("seq")))


def store(batches: Sequence[Batch]) -> list[Behind | None]:
    """Commit the batches in one transaction; a board that is behind harms none of the others."""
    try:
        with transaction.atomic():
            _insert(batches)
    except IntegrityError:
        return [Behind()] if len(batches) == 1 else _store_others(batches)
    return [None] * len(batches)


def _store_others(batches: Sequence[Batch]) -> list[Behind | None]:
    """Store what is not behind, in one transaction; one by one where the log does not tell it."""
    last = last_seqs(one.board for one in batches)
    late = [one.operations and one.operations[0].seq <= last.get(one.board, 0) for one in batches]
    if not any(late):
        return [outcome for one in batches for outcome in store([one])]
    others = [one for one, is_late in zip(batches, late, strict=True) if not is_late]
    outcomes = iter(store(others))
    return [Behind() if is_late else next(outcomes) for is_late in late]


def _insert(batches: Sequence[Batch]) -> None:
    # Hundreds of rows a second: a model made for each would cost more than all the rest of it.
    # By board: two processes that want the same two then wait for each other in the same order.
    rows = [
        _row(batch.board, operation)
        for batch in sorted(batches, key=lambda batch: batch.board)
        for operation in batch.operations
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_insertion(), rows)
    for batch in batches:
        for operation in batch.operations:
            for follow in follows:
                follow(batch.board, operation)
    if here := [seat for batch in batches for seat in batch.here]:  # but who has left, has left
        seats = models.Seat.objects.filter(pk__in=here, keys__isnull=False)
        seats.update(here_at=timezone.now())


@cache
def _insertion() -> str:
    quoted = [connection.ops.quote_name(column) for column in COLUMNS]
    table = connection.ops.quote_name(models.Entry._meta.db_table)
    return f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({', '.join(['%s'] * len(quoted))})"


def _row(board: str, one: Operation) -> tuple[str | int | None, ...]:
    fields = orjson.dumps(own_fields(one)).decode()
    # Where it is unsigned, not even the log says who, or what else they did.
    kept = one.seat or (one.hand and hands.glove_of(one.hand, one.matter()))
    return board, one.seq, one.id, kept, one.when, one.verb, fields


class Writer:
    """The one thread of this process that writes the log, with a connection of its own."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def append(self, batch: Batch) -> None:
        """Queue a batch. Never waits."""
        self._waiting.put(batch)
        if self._thread is None:
            self._start()

    def stop(self) -> None:
        """Store what is waiting, then end the thread."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="log-writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while self._store_what_waits():  # a step of its own, so that it forgets what it stored
            pass
        close_old_connections()

    def _store_what_waits(self) -> bool:
        """Wait for work and do it; return whether to go on."""
        batches, going = self._take()
        if batches:
            for batch, outcome in zip(batches, self._stored(batches), strict=True):
                self._tell(batch, outcome)
        return going

    def _tell(self, batch: Batch, outcome: Behind | None) -> None:
        """Say what became of a batch. Whoever cannot hear it must not stop those after it."""
        try:
            batch.done(outcome)
        except Exception:
            logger.exception("Nobody heard what became of a batch")

    def _take(self) -> tuple[list[Batch], bool]:
        """Wait for work, then return all there is, and whether to go on after it."""
        taken = [self._waiting.get()]
        while not self._waiting.empty():
            taken.append(self._waiting.get())
        return [batch for batch in taken if batch is not None], None not in taken

    def _stored(self, batches: Sequence[Batch]) -> list[Behind | None]:
        """Try until the database takes them: what is not stored is not acknowledged."""
        while True:
            try:
                return store(batches)
            except TROUBLE as trouble:
                _wait(trouble, "written")
            except Exception as mistake:
                return self._stored_alone(batches, mistake)

    def _stored_alone(self, batches: Sequence[Batch], mistake: Exception) -> list[Behind | None]:
        """What no database will ever take is a mistake of ours: it must not stop every board."""
        if len(batches) > 1:
            return [outcome for one in batches for outcome in self._stored([one])]
        logger.error("A batch of %s cannot be stored", batches[0].board, exc_info=mistake)
        return [Behind()]


writer = Writer()

"""One board in this process: operations come in, are put in order, stored, and go out as a frame.

The way of an operation: `take` queues it; `_flush` decides all that has queued up; the log's
writer stores it; `_stored` sends one frame to every seat. The hub's board is a cache of the log:
where another process was first, it reads on and decides the same batch again.

Everything here runs on the event loop, and nothing here waits.
"""

import asyncio
import time
from collections.abc import Coroutine, Iterable

from boards import log
from boards.live import frames, wire
from boards.live.batch import Batch, Waiting, decide
from boards.live.doorbell import doorbell
from boards.live.limits import Bucket
from boards.live.presence import Presence
from boards.live.seats import Connection, Payload
from boards.live.tail import Logged, Tail, logged
from boards.models import Card, cards_of
from boards.operations.base import Refused, from_wire, gettext_noop
from boards.operations.state import Board, advance

GATHER = 0.033  # seconds between frames while a board is busy
TELL = 0.1  # seconds between two tellings of who holds what
SMALL = 80  # pieces that are rendered on the event loop; more are rendered in a thread
FETCHED = 256 * 1024  # bytes; a larger first state is fetched over HTTP
DURABLE_RATE, DURABLE_BURST = 10, 40  # operations a second for each seat


class Hub:
    """See the module."""

    def __init__(self, board_id: str, board: Board, tail: Tail, cards: dict[str, Card]) -> None:
        self.id, self.board, self.tail, self.cards = board_id, board, tail, cards
        self.connections: set[Connection] = set()
        self.presence = Presence()
        self.left_at = time.monotonic()
        self._loop = asyncio.get_running_loop()
        self._limits: dict[str, Bucket] = {}
        self._waiting: list[Waiting] = []
        self._busy = False  # storing, or reading what another process stored
        self._due = False  # a flush is on its way
        self._rung = False  # another process has moved the board on
        self._telling = False
        self._flushed = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    # Coming and going.

    def join(self, connection: Connection, card: Card | None) -> None:
        self.connections.add(connection)
        if connection.seat is not None and card is not None:
            self.cards = {**self.cards, connection.seat: card}
            self.presence.arrive(connection.seat, card)
            self._tell_soon()

    def leave(self, connection: Connection) -> None:
        connection.closed = True
        self.connections.discard(connection)
        self.left_at = time.monotonic()
        if connection.seat is not None:
            self.presence.leave(connection.seat)
            self._tell_soon()

    @property
    def idle(self) -> bool:
        return not (self.connections or self._busy or self._waiting or self._tasks)

    def refresh_cards(self) -> None:
        self._start(self._refresh_cards())

    async def _refresh_cards(self) -> None:
        self.cards = await self._loop.run_in_executor(log.readers, cards_of, self.id)
        self.presence.rename(self.cards)
        self._tell_soon()

    # What a client says. Each of these may raise Refused, which only the sender hears.

    def hello(self, connection: Connection, value: object) -> None:
        since = wire.hello_in(value)
        connection.greet()
        if since > self.board.seq:
            raise Refused("ahead", gettext_noop("This board has not come so far."), "seq")
        newer = self.tail.after(since)
        if newer is not None and len(_pieces(newer)) <= SMALL and (since or not self.board.seq):
            self._answer(connection, self._frame(newer))
        else:
            connection.live = False
            self._start(self._answer_from_log(connection, since))

    def op(self, connection: Connection, value: object) -> None:
        """Queue an operation."""
        if connection.seat is None:
            raise Refused("no_seat", gettext_noop("This screen only shows the board."))
        if not connection.greeted:
            raise Refused("hello_first", gettext_noop("Say hello first."))
        operation = from_wire(value)
        limit = self._limits.get(connection.seat)
        if limit is None:
            limit = self._limits[connection.seat] = Bucket(DURABLE_RATE, DURABLE_BURST)
        if operation.id not in self.tail.seqs and not limit.take():
            raise Refused("too_fast", gettext_noop("That was very fast. Wait a moment."))
        self._waiting.append(Waiting(connection, operation))
        self._flush_soon()

    def seen(self, connection: Connection, value: object) -> None:
        seq = wire.seq_in(value)
        if seq > self.board.seq:
            raise Refused("ahead", gettext_noop("This board has not come so far."), "seen")
        connection.seen(seq)

    def now(self, connection: Connection, value: object) -> None:
        """Pass on what somebody holds or writes in."""
        if connection.seat is None:
            raise Refused("no_seat", gettext_noop("This screen only shows the board."))
        self.presence.does(connection.seat, value, self.board)
        self._tell_soon()

    # Catching up: the ordinary path for everyone who is behind.

    def _frame(self, entries: list[Logged]) -> Payload:
        html = frames.render(self.board, _pieces(entries), self.cards)
        return wire.frame(self.board.seq, [entry.wire for entry in entries], html)

    def _answer(self, connection: Connection, frame: Payload) -> None:
        """Answer a hello; from here on the connection gets every frame."""
        connection.answer(frame)
        if not connection.live:
            connection.live = True
            connection.answer(wire.here(self.presence.all()))

    async def _answer_from_log(self, connection: Connection, since: int) -> None:
        """Answer with all the log has, then with what came in the meantime."""
        board, reading = self.board, (self.id, self.board, self.cards, since)
        frame = await self._loop.run_in_executor(log.readers, frames.catch_up, *reading)
        if connection.closed:
            return
        if frame.size > FETCHED:
            frame = wire.fetch(f"/b/{self.id}/frame.json?since={since}")
        self._answer(connection, frame)
        if self.board.seq > board.seq:
            connection.answer(self._frame(self.tail.after(board.seq) or []))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Deciding and storing: one batch at a time.

    def _flush_soon(self) -> None:
        """Flush at once when the board was quiet; while it is busy, gather."""
        if self._due or self._busy:
            return
        self._due = True
        self._loop.call_later(max(0.0, self._flushed + GATHER - self._loop.time()), self._flush)

    def _flush(self) -> None:
        self._due = False
        if self._busy or not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        self._flushed = self._loop.time()
        self._store(waiting)

    def _store(self, waiting: list[Waiting]) -> None:
        batch = decide(self.board, waiting, self.tail.seqs)
        self._busy = True
        if batch.accepted:
            log.writer.append(log.Batch(self.id, batch.accepted, self._outcome_of(batch)))
        else:
            self._stored(batch)

    def _outcome_of(self, batch: Batch) -> log.Outcome:
        """Return what the writer's thread calls when it has stored the batch, or could not."""

        def done(behind: log.Behind | None) -> None:
            after = self._stored if behind is None else self._again
            self._loop.call_soon_threadsafe(after, batch)

        return done

    def _stored(self, batch: Batch) -> None:
        """Acknowledge: the same bytes to every seat. What was refused goes to its sender alone."""
        self.board = batch.board
        self._show(batch.logged)
        for one, refusal in batch.refused:
            one.connection.send(wire.refused(refusal, one.operation.id), self.board.seq)
        for one in batch.repeated:
            self._answer_repeated(one)
        self._rest()

    def _show(self, entries: list[Logged]) -> None:
        if not entries:
            return
        self.tail.extend(entries)
        self.send(self._frame(entries))
        doorbell.ring(self.id, self.board.seq)

    def _answer_repeated(self, one: Waiting) -> None:
        """An id that was seen before is answered with its first entry."""
        first = self.tail.first_of(one.operation.id)
        if first is not None:
            one.connection.send(wire.frame(self.board.seq, [first.wire], ""), self.board.seq)
        else:
            seq = self.tail.seqs[one.operation.id]
            self._start(self._answer_from_log(one.connection, seq - 1))

    def _rest(self) -> None:
        self._busy = False
        if self._rung:
            self.rung()
        if self._waiting:
            self._flush_soon()

    # Where another process was first.

    def rung(self) -> None:
        """Read what another process has stored."""
        self._rung = self._busy
        if not self._busy:
            self._busy = True
            self._start(self._read_on([]))

    def _again(self, batch: Batch) -> None:
        self._start(self._read_on(batch.waiting))

    async def _read_on(self, waiting: list[Waiting]) -> None:
        """Take in what is newer in the log, show it, then decide `waiting` again."""
        since = self.board.seq
        entries = await self._loop.run_in_executor(log.readers, log.entries, self.id, since)
        shown = []
        for entry in entries:
            shown.append(logged(self.board, entry))
            self.board = advance(self.board, entry)
        self._show(shown)
        if waiting:
            self._store(waiting)
        else:
            self._rest()

    # Telling every seat.

    def send(self, payload: Payload) -> None:
        for connection in self.connections:
            if connection.live:
                connection.send(payload, self.board.seq)

    def beat(self) -> None:
        self.send(wire.beat(self.board.seq))

    def _tell_soon(self) -> None:
        if not self._telling:
            self._telling = True
            self._loop.call_later(TELL, self._tell)

    def _tell(self) -> None:
        self._telling = False
        if changes := self.presence.changes():
            self.send(wire.here(changes))


def _pieces(entries: Iterable[Logged]) -> set[str]:
    return {piece for entry in entries for piece in entry.pieces}

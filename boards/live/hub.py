"""One board in this process: operations come in, are put in order, stored, and go out as a frame.

The way of an operation: `queue` takes it; `_flush` decides all that has queued up; the log's
writer stores it; `_stored` sends one frame to every seat. The hub's board is a cache of the log:
where another process was first, it reads on and decides the same batch again.

Everything here runs on the event loop, and nothing here waits.
"""

import asyncio
import logging
import weakref
from collections.abc import Callable, Coroutine
from typing import ParamSpec

from boards import log
from boards.live import beside, counts, frames, wire
from boards.live.answers import Answers
from boards.live.batch import Batch, Waiting, decide
from boards.live.by_itself import ByItself
from boards.live.doorbell import PROCESS, Ring, doorbell
from boards.live.listening import Listening
from boards.live.room import Room
from boards.live.seats import RESTART
from boards.live.tail import Logged, Tail, logged
from boards.models import Card
from boards.operations.state import Board, advance

logger = logging.getLogger(__name__)
Given = ParamSpec("Given")

GATHER = 0.033  # seconds between frames while a board is busy
RECOUNT = 1.0  # seconds in which those who come or go are gathered, before they are counted


class Hub:
    """See the module."""

    def __init__(self, board_id: str, board: Board, tail: Tail, cards: dict[str, Card]) -> None:
        self.id, self.board, self.tail = board_id, board, tail
        hub = weakref.proxy(self)  # so that a board that closes is forgotten at once
        self.room = Room(board_id, cards, lambda: hub._restand(), lambda: hub._by_itself.soon())
        self.listening, self.answers = Listening(self), Answers(self)
        self._by_itself = ByItself(self)
        self.broken = False  # whoever comes now needs another hub, read afresh from the log
        self._loop = asyncio.get_running_loop()
        self._waiting: list[Waiting] = []
        self._rested = asyncio.Event()  # a batch is done with
        self._busy = False  # storing, or reading what another process stored
        self._due = False  # a flush is on its way
        self._restanding = False  # seats are to be counted anew before long
        self._rung = False  # another process has moved the board on
        self._flushed = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def rests(self) -> bool:
        """Whether everything that came is decided, and stored or refused."""
        return not (self._busy or self._waiting)

    @property
    def idle(self) -> bool:
        return self.rests and not (self.room.connections or self._tasks)

    def refresh(self) -> None:
        self.start(self._refresh())

    async def _refresh(self) -> None:
        """See who is called what; where somebody has no name any more, it stands nowhere at all."""
        before = self.room.cards
        await self.room.refresh()
        now = self.room.cards
        if any(card.name and seat in now and not now[seat].name for seat, card in before.items()):
            self.room.show(self.answers.anew(), self.board.seq)

    def beat(self) -> None:
        self.room.tell(wire.beat(self.board.seq))
        self.room.forget_who_left()
        self.room.say_who_is_here()

    def hears(self, process: str, said: Ring) -> None:
        """Hear what another process says of who is here."""
        self.room.hears(process, said)
        if process != PROCESS and (said.get("cards") or self.room.strangers()):
            self.refresh()

    async def drained(self) -> None:
        """Come back when what was taken is stored and acknowledged."""
        while not self.rests:
            self._rested.clear()
            await self._rested.wait()

    # Deciding and storing: one batch at a time.

    def queue(self, waiting: Waiting) -> None:
        """Have an operation decided, and stored with whatever else has come by then."""
        self._waiting.append(waiting)
        self._flush_soon()

    def _flush_soon(self) -> None:
        """Flush at once when the board was quiet; while it is busy, gather."""
        if self._due or self._busy:
            return
        self._due = True
        wait = max(0.0, self._flushed + GATHER - self._loop.time())
        self._loop.call_later(wait, self.do, self._flush)

    def _flush(self) -> None:
        self._due = False
        if self._busy or not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        self._flushed = self._loop.time()
        self._store(waiting)

    def _store(self, waiting: list[Waiting]) -> None:
        batch = decide(self.board, waiting, self.tail.seqs, self.room.present.seats)
        self._busy = True
        if batch.accepted:
            log.writer.append(log.Batch(self.id, batch.accepted, self._outcome_of(batch)))
        else:
            self._stored(batch)

    def _outcome_of(self, batch: Batch) -> log.Outcome:
        """Return what the writer's thread calls when it has stored the batch, or could not."""

        queued = self._loop.time()

        def done(behind: log.Behind | None) -> None:
            counts.commits.observe(self._loop.time() - queued)
            after = self._stored if behind is None else self._again
            self._loop.call_soon_threadsafe(self.do, after, batch)

        return done

    def _stored(self, batch: Batch) -> None:
        """Acknowledge: the same bytes to every seat. What was refused goes to its sender alone."""
        if any(one.erases for one in batch.accepted):
            doorbell.ring(self.id, {"seq": batch.board.seq})
            self.give_way()
            return
        self.board = batch.board
        for entry in batch.logged:
            counts.of_verb(entry.operation.verb).inc()
        self._show(batch.logged)
        for one, refusal in batch.refused:
            counts.refusals.labels(refusal.code).inc()
            if one.connection:
                one.connection.tell(wire.refused(refusal, one.operation.id))
        for one in batch.repeated:
            if one.connection:
                self.answers.repeated(one.connection, one.operation.id)
        self._rest(changed=bool(batch.accepted))

    def _show(self, entries: list[Logged]) -> None:
        if not entries:
            return
        self.tail.extend(entries)
        for entry in entries:
            if entry.operation.resigns():
                self.tail.encode_again(entry.operation.hand, self.board)
                self.room.hush(self.board)
        if beside.hushed(self.board):
            self.room.hush(self.board)
        with counts.frames.time():
            frame = self.answers.newer(entries[0].seq - 1)
            self.room.show(frame, self.board.seq)
        doorbell.ring(self.id, {"seq": self.board.seq})

    def _restand(self) -> None:
        """Other seats are to be counted: say so once they have all come, or gone."""
        if not self._restanding and frames.stood_on(self.board):
            self._restanding = True
            self._loop.call_later(RECOUNT, self.do, self._recount)

    def _recount(self) -> None:
        """Say anew where the room stands: a frame without an entry, or where to fetch it."""
        self._restanding = False
        if frames.stood_on(self.board):
            self.room.show(self.answers.recounted(), self.board.seq)

    def _rest(self, *, changed: bool = True) -> None:
        self._busy = False
        self._rested.set()
        if self._rung:
            self.rung()
        if self._waiting:
            self._flush_soon()
        else:
            self._by_itself.rested(changed=changed)

    # Where another process was first.

    def rung(self) -> None:
        """Read what another process has stored."""
        self._rung = self._busy
        if not self._busy:
            self._busy = True
            self.start(self._read_on([]))

    def _again(self, batch: Batch) -> None:
        counts.retries.inc()
        self.start(self._read_on(batch.waiting))

    async def _read_on(self, waiting: list[Waiting]) -> None:
        """Take in what is newer in the log, show it, then decide `waiting` again."""
        entries = await log.read(log.entries, self.id, self.board.seq)
        if waiting and not entries:
            raise RuntimeError("The log refuses what is next, though it holds nothing newer.")
        if any(one.erases for one in entries):
            self.give_way()
            return
        shown = []
        for entry in entries:
            before, self.board = self.board, advance(self.board, entry)
            shown.append(logged(before, entry, self.board))
        self._show(shown)
        self.answers.caught_up()
        if waiting:
            self._store(waiting)
        else:
            self._rest()

    # Nobody waits for these, so nobody would hear that they failed.

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Have it done beside everything else."""
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (trouble := task.exception()):
            self._give_up(trouble)

    def do(self, step: Callable[Given, None], *given: Given.args, **named: Given.kwargs) -> None:
        """Take a step that the loop or another thread calls for."""
        try:
            step(*given, **named)
        except Exception as trouble:
            self._give_up(trouble)

    def _give_up(self, trouble: BaseException) -> None:
        """Send everyone to a new hub: a mistake of ours must not leave a room standing still.

        Nothing is lost. What was not acknowledged, the clients send again.
        """
        logger.error("The hub of board %s is read afresh", self.id, exc_info=trouble)
        self.give_way()

    def give_way(self, code: int = RESTART) -> None:
        """Let another hub be read from the log: nothing that this one remembers holds any more."""
        self.broken = True
        self._busy = False
        self._waiting.clear()
        self._rested.set()
        self.room.close(code)

"""What the room of one hub does by itself: when to look at what it waits for, and have it decided.

What it waits for is for the watches to say; see own_acts.py.
"""

import asyncio
import weakref
from typing import TYPE_CHECKING

from boards import log
from boards.live import clock
from boards.live.batch import Past, Waiting
from boards.live.own_acts import OwnActs
from boards.operations.base import Operation

if TYPE_CHECKING:
    from boards.live.hub import Hub

AGAIN = 1.0  # seconds until the room tries once more what could not be done


class ByItself:
    """See the module."""

    def __init__(self, hub: "Hub") -> None:
        self._hub: Hub = weakref.proxy(hub)  # so that a board that closes is forgotten at once
        self._loop = asyncio.get_running_loop()
        self._own = OwnActs()
        self._look_at: asyncio.TimerHandle | None = None
        self._unlooked = False  # it was time to look, and there was no time for it
        self._reading: set[str] = set()  # what is done once the log is read for it

    def soon(self, wait: float = 0) -> None:
        """Look at what the room waits for, once in a turn of the loop, or in `wait` seconds."""
        if self._look_at:
            self._look_at.cancel()
        if self._own:
            self._look_at = self._loop.call_later(wait, self._hub.do, self._look)

    def rested(self, *, changed: bool) -> None:
        """Look once a batch is done with; `changed`: something was stored."""
        if changed or self._unlooked:
            self.soon()
        elif self._look_at is None:  # what the room wanted was refused: no hurry, or it goes round
            self.soon(AGAIN)

    def _look(self) -> None:
        hub = self._hub
        self._look_at = None
        self._unlooked = not hub.rests  # then it is looked at once that is done
        if self._unlooked or hub.broken or not hub.room.connections:
            return
        now = clock.passed(self._loop.time())
        operations, again = self._own.look(hub.board, hub.room.present, now)
        for one in operations:
            self._decide(one)
        if not operations and again is not None:
            self.soon(clock.waits(again))

    def _decide(self, operation: Operation) -> None:
        """Queue what the room does; first read how the board was, where it goes by that."""
        seq = operation.needs(self._hub.board)
        if seq is None:
            self._hub.queue(Waiting(None, operation))
        elif operation.id not in self._reading:  # it is due at every look until it is done
            self._reading.add(operation.id)
            self._hub.start(self._decide_by(operation, seq))

    async def _decide_by(self, operation: Operation, seq: int) -> None:
        board = self._hub.board
        then = await log.read(log.board, self._hub.id, seq)
        ready = await log.read(operation.going_by, then, board)  # slow, where much has changed
        self._reading.discard(operation.id)
        self._hub.queue(Waiting(None, ready, Past(then, board.seq)))

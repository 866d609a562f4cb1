"""The boards that are open in this process: each has one hub, opened when somebody comes."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVarTuple

from boards import log, models
from boards.live.doorbell import Ring, doorbell
from boards.live.hub import Hub
from boards.live.seats import NO_SEAT, RESTART
from boards.live.tail import load

logger = logging.getLogger(__name__)
Given = TypeVarTuple("Given")

BEAT = 5  # seconds
LOOK_AT_KEYS = 12  # beats between two looks at whose key has ended
LOOK = 1  # seconds between two looks at the log while rings get lost
DRAIN = 2  # seconds that a process which is told to end gives to what is being stored
LAST_WORDS = 0.5  # seconds that it gives to telling the others, and its seats
LINGER = 60  # seconds that a hub stays after the last has left


class Hubs:
    """Every open hub of this process by its board's id."""

    def __init__(self) -> None:
        self._open: dict[str, Hub] = {}
        self._opening: dict[str, asyncio.Task[Hub]] = {}
        self.also_hear: list[Callable[[Ring], None]] = []  # of what is rung
        self.draining = False  # nothing is taken any more: everyone is to go elsewhere
        self._beats = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._beating: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[None] | None = None
        self._unsure: set[str] = set()  # boards that others may have moved on unheard

    @property
    def rooms(self) -> list[Hub]:
        """The boards that are open."""
        return list(self._open.values())

    async def open(self, board_id: str) -> Hub:
        """Return the board's hub; several who ask at once get the same one."""
        self.begin()
        if (hub := self._open.get(board_id)) and not hub.broken:
            hub.room.left_at = time.monotonic()
            return hub
        if board_id not in self._opening:
            self._opening[board_id] = asyncio.create_task(self._load(board_id))
        return await asyncio.shield(self._opening[board_id])

    async def _load(self, board_id: str) -> Hub:
        try:
            hub = self._open[board_id] = Hub(board_id, *await log.read(load, board_id))
            doorbell.attend(board_id)
            return hub
        finally:
            del self._opening[board_id]

    def begin(self) -> None:
        """Beat, ring and hear from now on: also where no board is open, pages change boards."""
        if self._beating is None or self._beating.done():
            self._loop = asyncio.get_running_loop()
            self._beating = asyncio.create_task(self._beat())
            doorbell.listen(self._heard, self._attended)

    async def _beat(self) -> None:
        while True:
            for _ in range(0, BEAT, LOOK):
                await asyncio.sleep(LOOK)
                if doorbell.away:
                    self._look_at(self._open)
            try:
                self._look_after_all()
            except Exception:
                logger.exception("One beat was missed")

    def _look_after_all(self) -> None:
        for hub in list(self._open.values()):
            hub.beat()
        self._close_idle()
        self._beats += 1
        if self._beats % LOOK_AT_KEYS == 0:
            for hub in self._open.values():
                hub.refresh()
        self._look_at(self._open)  # the doorbell may have rung in vain

    def _look_at(self, boards: Iterable[str]) -> None:
        """See before long whether others have moved these boards on."""
        self._unsure.update(boards)
        if self._asking is None or self._asking.done():  # the log may take its time to answer
            self._asking = asyncio.create_task(self._ask_the_log())

    async def _ask_the_log(self) -> None:
        while self._unsure:
            unsure, self._unsure = self._unsure, set()
            asked = {one: hub.board.seq for one, hub in self._open.items() if one in unsure}
            last = await log.read(log.last_seqs, list(asked))
            for board_id, seq in last.items():
                self._rung(board_id, seq)
            for board_id in [one for one, seq in asked.items() if seq and one not in last]:
                self._forget(board_id, NO_SEAT)  # another process has erased it

    def _attended(self, board_id: str) -> None:
        """Rings of a board are heard from now on, and who is where was not heard before."""
        if hub := self._open.get(board_id):
            hub.room.say_who_is_here()
            doorbell.ring(board_id, {"ask": True})
            self._look_at([board_id])

    def _heard(self, board_id: str, process: str, said: Ring) -> None:
        if hub := self._open.get(board_id):
            hub.hears(process, said)
            self._rung(board_id, said.get("seq", 0))
            if said.get("look"):
                self._look_at([board_id])
        for hears in self.also_hear:
            hears(said)

    def _rung(self, board_id: str, seq: int) -> None:
        hub = self._open.get(board_id)
        if hub and not hub.broken and seq > hub.board.seq:
            hub.rung()

    def _close_idle(self) -> None:
        now = time.monotonic()
        for board_id, hub in list(self._open.items()):
            if hub.idle and now - hub.room.left_at > LINGER:
                del self._open[board_id]
                doorbell.leave(board_id)

    async def drain(self) -> None:
        """Take nothing more, acknowledge what is stored, and send everyone to another process."""
        self.draining = True
        storing = [hub.drained() for hub in self._open.values()]
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN):
                await asyncio.gather(*storing)
        for board_id, hub in self._open.items():
            doorbell.ring(board_id, {"whole": {}})
            hub.room.close(RESTART)
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORDS):
                left = (hub.room.empty.wait() for hub in self._open.values())
                await asyncio.gather(doorbell.rung(), *left)

    # What pages change. Each of these is safe from any thread, and tells the other processes too.

    def moved_on(self, board_id: str, seq: int) -> None:
        """Something was stored past the hub: it reads on."""
        self._soon(self._rung, board_id, seq)
        self._soon(doorbell.ring, board_id, {"seq": seq})

    def refresh(self, board_id: str) -> None:
        """Somebody is called something else now, or has left their seat."""
        self._soon(self._refresh, board_id)

    def forget(self, board_id: str) -> None:
        """Words of a board were erased, or all of it: nobody stays with what was.

        Asks the database, so not for the event loop.
        """
        code = RESTART if models.Board.objects.filter(pk=board_id).exists() else NO_SEAT
        self._soon(self._forget, board_id, code)
        self._soon(doorbell.ring, board_id, {"look": True})

    def _soon(self, work: Callable[[*Given], None], *given: *Given) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(work, *given)

    def _forget(self, board_id: str, code: int) -> None:
        if hub := self._open.pop(board_id, None):
            doorbell.leave(board_id)
            hub.give_way(code)

    def _refresh(self, board_id: str) -> None:
        if hub := self._open.get(board_id):
            hub.refresh()
        doorbell.ring(board_id, {"cards": True})


hubs = Hubs()

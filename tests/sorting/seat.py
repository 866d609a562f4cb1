"""A client that knows only docs/wire.md, and that expects nothing good of the line."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.faults.rooms import Room
from tests.sorting.acts import Act, next_act
from tests.sorting.line import AS_IT_COMES
from tests.sorting.mirror import Mirror
from tests.sorting.outbox import Outbox
from tests.sorting.view import View

TICK = 0.05  # seconds of silence after which it looks to what it still has to do
PATIENCE = 0.5  # seconds until a hello that nobody answered is said again
PAUSE = 0.4  # seconds for which it waits where it was too fast
AT_ONCE = 2  # acts on their way, as from a quick hand
SEEN_AFTER = 48 * 1024  # bytes of frames
AWAY = (0.01, 0.3)  # seconds until it comes back


class Seat:
    """One person's screen: it does `begins`, then so many acts of its own choice.

    `told` counts what happened; `news` is called after whatever it hears.
    """

    def __init__(
        self, room: Room, number: int, chance: Random, told: Counter[str], news: Callable[[], None]
    ) -> None:
        self.room, self.number, self.chance, self.told, self.news = room, number, chance, told, news
        self.begins: list[Act] = []
        self.acts = 0
        self.mirror, self.outbox = Mirror(), Outbox()
        self.over = False
        self._asks = self._awaits = self._live = False
        self._asked = self._rests = 0.0
        self._unseen = 0

    @property
    def done(self) -> bool:
        """Whether it has done all it wanted, and knows what became of it."""
        return not (self.begins or self.acts or self.outbox.waiting)

    @property
    def answered(self) -> bool:
        """Whether its last hello was answered, and nothing is missing."""
        return self._live and not self._asks and not self._awaits

    def greets(self) -> None:
        """Let it say hello once more, with the seq it has."""
        self._asks = True

    async def sits(self, port: int) -> None:
        """Come, and come back, by this port until it is over."""
        while not self.over:
            with suppress(OSError, WebSocketException):
                async with connect(
                    f"ws://127.0.0.1:{port}{self.room.path}",
                    origin=self.room.server.address,  # type: ignore[arg-type]
                    additional_headers={"Cookie": self.room.seats[self.number].cookie},
                    **{"proxy": None, "close_timeout": 3, **AS_IT_COMES},  # type: ignore[arg-type]
                ) as socket:
                    await self._listens(socket)
            await asyncio.sleep(0 if self.over else self.chance.uniform(*AWAY))

    async def _listens(self, socket: ClientConnection) -> None:
        self.told["connections"] += 1
        self._asks, self._live, self._unseen = True, False, 0
        try:
            while not self.over:
                await self._tends(socket)
                if message := await self._next(socket):
                    await self._hears(orjson.loads(message), len(message))
                    self.news()
        except ConnectionClosed as closed:
            self.told[f"closed with {closed.rcvd.code if closed.rcvd else 1006}"] += 1
            raise

    async def _next(self, socket: ClientConnection) -> str | bytes | None:
        try:
            async with asyncio.timeout(TICK):
                return await socket.recv()
        except TimeoutError:
            return None

    async def _tends(self, socket: ClientConnection) -> None:
        """Say what is to be said now."""
        now = time.monotonic()
        said = [*self._greeting(now), *self._seen()]
        if self._live and now > self._rests:
            self._acts()
            said += self.outbox.due(now)
        for message in said:
            await socket.send(orjson.dumps(message).decode())

    def _greeting(self, now: float) -> Iterator[dict[str, Any]]:
        if self._asks or (self._awaits and now - self._asked > PATIENCE):
            self._asks, self._awaits, self._asked = False, True, now
            self.told["hellos"] += 1
            yield {"hello": {"v": 1, "seq": self.mirror.seq}}

    def _seen(self) -> Iterator[dict[str, Any]]:
        if self._unseen > SEEN_AFTER and self._live:
            self._unseen = 0
            yield {"seen": self.mirror.seq}

    def _acts(self) -> None:
        """Do something new while few acts are on their way."""
        while (self.begins or self.acts) and len(self.outbox.waiting) < AT_ONCE:
            view = View(self.mirror.board, self.mirror.seq, self.chance)
            if self.begins:
                self.outbox.post(self.begins.pop(0))
                continue
            if not (act := next_act(view)):
                return
            self.acts -= 1
            self.outbox.post(act)

    async def _hears(self, message: dict[str, Any], size: int) -> None:
        if "fetch" in message:
            path = message["fetch"]
            message = orjson.loads(await asyncio.to_thread(self.room.get, path, self.number))
        if "entries" in message:
            self._unseen += size
            self._takes(message)
        elif "refused" in message:
            self._is_refused(message["refused"])
        elif message.get("beat", 0) > self.mirror.seq and not self._awaits:
            self._asks = True

    def _takes(self, frame: dict[str, Any]) -> None:
        self._live = True
        for entry in frame["entries"]:
            self.outbox.hears(entry)
        if self.mirror.takes(frame):
            self._awaits = False
        elif not self._awaits:
            self.told["gaps"] += 1
            self._asks = True

    def _is_refused(self, refused: dict[str, Any]) -> None:
        self.told[f"refused: {refused['code']}"] += 1
        if refused["code"] == "too_fast":
            self._rests = time.monotonic() + PAUSE
        self.outbox.refuses(refused)

"""A line that knows messages: it loses some, says some twice, lets some overtake, and is cut."""

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

SILENT = logging.getLogger(__name__)  # a cut line is no news here
SILENT.disabled = True
AS_IT_COMES = {"compression": None, "max_size": None, "ping_interval": None, "logger": SILENT}
LATE = (0.005, 0.15)  # seconds that a message is held back, while others go past it
UNNOTICED = 0.2  # seconds at most until the server learns that a line was cut
End = ClientConnection | ServerConnection


@dataclass(frozen=True)
class Faults:
    """How likely each is, for each message in either direction."""

    drop: float = 0
    double: float = 0
    delay: float = 0
    cut: float = 0

    def draw(self, chance: Random) -> str:
        """One fault at the most: its name, or nothing."""
        kinds = {
            "dropped": self.drop,
            "doubled": self.double,
            "delayed": self.delay,
            "cut": self.cut,
        }
        rest = max(0.0, 1 - sum(kinds.values()))
        return chance.choices([*kinds, ""], [*kinds.values(), rest])[0]


class Cut(Exception):
    """The line breaks here."""


class Line:
    """A port of its own on this machine, from which everything goes on to one server."""

    def __init__(self, port: int, faults: Faults, chance: Random, told: Counter[str]) -> None:
        self._server_port, self.faults, self._chance, self._told = port, faults, chance, told
        self._late: set[asyncio.Task[None]] = set()
        self._broken: list[BaseException] = []  # mistakes of this line's own
        self._door: Server | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        self._door = await serve(self._between, "127.0.0.1", 0, **AS_IT_COMES)  # type: ignore[arg-type]
        self.port = int(next(iter(self._door.sockets)).getsockname()[1])
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._door
        self._door.close()
        await self._door.wait_closed()

    async def heal(self) -> None:
        """From here on everything passes as it is; come back when nothing is late any more."""
        self.faults = Faults()
        while self._late:
            await asyncio.wait(self._late)
        for trouble in self._broken:
            raise trouble

    async def _between(self, near: ServerConnection) -> None:
        assert near.request
        given = near.request.headers
        far = await connect(
            f"ws://127.0.0.1:{self._server_port}{near.request.path}",
            origin=given["Origin"],  # type: ignore[arg-type]
            additional_headers={"Cookie": given["Cookie"]},
            **{"proxy": None, "close_timeout": 3, **AS_IT_COMES},  # type: ignore[arg-type]
        )
        flows = [asyncio.create_task(self._flow(*way)) for way in ((near, far), (far, near))]
        await asyncio.wait(flows, return_when=asyncio.FIRST_COMPLETED)
        troubles = [flow.exception() for flow in flows if not flow.cancel()]
        self._broken += [one for one in troubles if one and not isinstance(one, Cut)]
        if any(troubles):
            near.transport.abort()
            self._later(self._learns(far))
        else:
            await self._end(near, far)

    async def _flow(self, source: End, target: End) -> None:
        """Until one end is closed."""
        with suppress(ConnectionClosed):
            async for message in source:
                self._told["messages"] += 1
                await self._pass_on(message, target)

    async def _pass_on(self, message: str | bytes, target: End) -> None:
        fault = self.faults.draw(self._chance)
        if fault:
            self._told[fault] += 1
        if fault == "cut":
            raise Cut
        if fault in ("doubled", "delayed"):
            self._later(self._say_late(message, target))
        if fault in ("doubled", ""):
            await target.send(message)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        late = asyncio.create_task(work)
        self._late.add(late)
        late.add_done_callback(self._late.discard)

    async def _say_late(self, message: str | bytes, target: End) -> None:
        await asyncio.sleep(self._chance.uniform(*LATE))
        with suppress(ConnectionClosed):
            await target.send(message)

    async def _learns(self, far: ClientConnection) -> None:
        """A phone has left the wireless network: the server learns it later, and what was under
        way to it still comes in."""
        await asyncio.sleep(self._chance.uniform(0, UNNOTICED))
        await far.close()

    async def _end(self, near: ServerConnection, far: ClientConnection) -> None:
        """Whoever ended it, the other side hears the same code."""
        await far.close()
        if far.close_code is None or far.close_code == 1006:
            near.transport.abort()
        await near.close(far.close_code or 1000)

"""What coming back costs where nothing is asked: as many handshakes with stock Daphne.

It looks at no cookie, reads no log and answers nothing. What we take beyond this is ours; this is
the machine's, the framework's, and that of the many who knock.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from tests.faults.processes import used
from tests.load.wire import request
from tests.serving import ROOT, answers, free_port

APPLICATION = "tests.load.textbook:application"
SECONDS = 60


@contextmanager
def stock(port: int) -> Iterator[tuple[int, int]]:
    """One stock Daphne on a port; that, and its process."""
    end = f"tcp:port={port}:interface=127.0.0.1:backlog=1024"
    command = [sys.executable, "-m", "daphne", "-v", "0", "-e", end, APPLICATION]
    environment = {name: said for name, said in os.environ.items() if name != "REDIS_URL"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


class Knock(asyncio.Protocol):
    """Somebody who wants to come in, and no more."""

    def __init__(self, port: int, name: int) -> None:
        self.asked = request(port, f"/ws/b/room{name}/")
        self.let_in: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.asked)

    def data_received(self, came: bytes) -> None:
        self._came += came
        if b"\r\n\r\n" in self._came and not self.let_in.done():
            assert b" 101 " in self._came.split(b"\r\n")[0], self._came
            self.let_in.set_result(None)


async def floor(processes: int, seats: int) -> tuple[float, float]:
    """Seconds until so many were let in who all knocked at once; and of processor time for it."""
    with ExitStack() as stack:
        found = [stack.enter_context(stock(free_port())) for _ in range(processes)]
        ports, pids = [port for port, _ in found], [pid for _, pid in found]
        async with asyncio.timeout(SECONDS):
            while not all(map(answers, ports)):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        worked = sum(map(used, pids))
        seconds = await _knocked(ports, seats)
        return seconds, sum(map(used, pids)) - worked


async def _knocked(ports: Sequence[int], seats: int) -> float:
    loop = asyncio.get_running_loop()
    began = loop.time()
    knocks = [Knock(ports[n % len(ports)], n) for n in range(seats)]
    coming = (
        loop.create_connection(lambda one=one: one, "127.0.0.1", ports[n % len(ports)])  # type: ignore[misc]
        for n, one in enumerate(knocks)
    )
    await asyncio.gather(*coming)
    await asyncio.gather(*(one.let_in for one in knocks))
    passed = loop.time() - began
    for one in knocks:
        one.transport.abort()
    return passed

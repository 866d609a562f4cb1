"""Seats that do harm: one that stops reading, one that floods. And what the others notice."""

import asyncio
import itertools
import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.faults.line import FINAL, TEXT, Line, framed
from tests.faults.rooms import Room, memory
from tests.faults.screen import Screen, new_id

MB = 1024 * 1024
HELLO = b'{"hello": {"v": 1, "seq": 0}}'


@dataclass(frozen=True)
class Felt:
    """How long two other seats waited for each other, in seconds, and what it cost the server."""

    before: list[float]
    during: list[float]
    alike: int  # bytes of memory at the most, with a seat that hears: the board grows as well
    cost: int  # and with one that does not

    @property
    def ratio(self) -> float:
        return statistics.median(self.during) / statistics.median(self.before)


async def latencies(ada: Screen, ben: Screen, seconds: float, every: float = 0.12) -> list[float]:
    """How long it takes until Ben sees what Ada wrote: once in a while, for so many seconds."""
    found, end = list[float](), time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        entry = await ada.does("add_idea", text="We wait")
        await ben.until(lambda seq=entry["seq"]: ben.seq >= seq)  # type: ignore[misc]
        found.append(time.monotonic() - began)
        await asyncio.sleep(every)
    return found


@contextmanager
def measured(room: Room) -> Iterator[Callable[[], int]]:
    """How many bytes more than at the start the server held at the most."""
    began, most, over = memory(room.server), [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], memory(room.server) - began)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield lambda: most[0]
    finally:
        over.set()
        watcher.join()


class Deaf(threading.Thread):
    """It never reads, has little room for what it is sent, and keeps sending; when it is cut off,
    it comes back and goes on."""

    def __init__(self, room: Room, seat: int, rate: float, *, hears: bool = False) -> None:
        super().__init__()
        self.hears = hears  # the same without the fault, to compare with
        self.room, self.seat, self.rate, self.over = room, seat, rate, threading.Event()
        self.connections = 0
        self.act = op("add_idea", text="Deaf " + "x" * 500)  # done once, acknowledged each time

    def run(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):
                self._connect_and_send()
            self.over.wait(0.5)

    def _connect_and_send(self) -> None:
        with Line(self.room, self.seat, room_for=0 if self.hears else 4096) as line:
            self.connections += 1
            if self.hears:
                threading.Thread(target=line.closing_code).start()
            line.socket.settimeout(2)
            line.say(HELLO)
            for n in itertools.count():
                if self.over.wait(1 / self.rate):
                    break
                line.say(self._says(n))

    def _says(self, n: int) -> bytes:
        """What is answered each time, but puts nothing on the board: the cost is its own."""
        return [self.act, b"malformed", moving(n), b'{"op": 1}', moving(n)][n % 5]


async def deaf(room: Room, seconds: float, rate: float = 100) -> Felt:
    """A seat keeps sending while two others go on: first one that hears, then one that is deaf."""
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        await latencies(ada, ben, 1)
        before, alike = await beside(Deaf(room, 2, rate, hears=True), ada, ben, seconds)
        during, cost = await beside(Deaf(room, 3, rate), ada, ben, seconds)
        return Felt(before, during, alike, cost)


async def beside(one: Deaf, ada: Screen, ben: Screen, seconds: float) -> tuple[list[float], int]:
    """What the two feel while this one is there, and what it costs."""
    with measured(one.room) as cost:
        one.start()
        felt = await latencies(ada, ben, seconds)
        one.over.set()
        await asyncio.to_thread(one.join)
        return felt, cost()


FLOODS: dict[str, Callable[[int], bytes]] = {
    "valid acts": lambda n: op("add_idea", text="Flood"),
    "malformed text": lambda n: b'{"op": ' + b"[" * (n % 50),
    "fleeting": lambda n: moving(n),
    "60 KB": lambda n: op("add_idea", text="x" * 60_000),
    "hellos": lambda n: HELLO,
    "what was seen": lambda n: b'{"seen": 0}',
    "unknown verbs": lambda n: op("x" * 60),
}


def op(verb: str, **fields: object) -> bytes:
    return json.dumps({"op": {"id": new_id(), "verb": verb, **fields}}).encode()


def moving(n: int) -> bytes:
    """A fleeting message that differs from the one before."""
    return b'{"now": {"writes": "idea"}}' if n % 2 else b'{"now": {"writes": null}}'


@dataclass(frozen=True)
class CutOff:
    """How a flood ended: the closing code, and seconds from its first message to the end."""

    code: int
    seconds: float
    messages: int


def flood(room: Room, seat: int, make: Callable[[int], bytes], most: float = 30) -> CutOff:
    """Send as fast as a socket takes it, reading along, until it is cut off."""
    some = [framed(FINAL | TEXT, make(n)) for n in range(64)]
    ended = list[tuple[int, float]]()
    with Line(room, seat) as line:
        reader = threading.Thread(
            target=lambda: ended.append((line.closing_code(), time.monotonic()))
        )
        reader.start()
        line.say(HELLO)
        began, sent = time.monotonic(), 0
        with suppress(OSError):
            while not ended and time.monotonic() - began < most:
                line.socket.sendall(b"".join(some))
                sent += len(some)
        reader.join()
    code, end = ended[0]
    return CutOff(code, end - began, sent)

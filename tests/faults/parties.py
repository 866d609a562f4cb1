"""Everyone at one board, through several processes; and what must be true of them in the end."""

import asyncio
import random
import re
import time
import urllib.request
from array import array
from bisect import bisect_right
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson

from tests.boards.operations.plain_fold import PlainBoard
from tests.faults.guests import Guest
from tests.faults.processes import Processes
from tests.faults.rooms import Room
from tests.faults.screen import new_id

SEATS = 20
KEPT = 256  # messages that are remembered as they were read: every seat of a process hears the same
PIECE = re.compile(r'<hx-partial hx-target="#([^"]+)"[^>]*>(.*?)</hx-partial>', re.DOTALL)
PATIENCE = 60.0  # seconds for all to be equal: for a sign of life, never for a figure
WORDS = ("waiting well", "nobody asked", "who decides", "a chair at the table", "on a Sunday")


@dataclass(frozen=True, slots=True)
class News:
    """One message of the board, read once for all who hear it."""

    kind: str
    said: Any  # of a frame: its seq
    entries: Sequence[dict[str, Any]] = ()
    pieces: dict[str, int] = field(default_factory=dict)


@dataclass
class Times:
    """Seconds from saying to hearing: back at whoever said it, and at everybody else."""

    own: "array[float]" = field(default_factory=lambda: array("d"))
    others: "array[float]" = field(default_factory=lambda: array("d"))


class Party:
    """See the module."""

    def __init__(self, processes: Processes, room: Room, times: Times, seats: int = SEATS) -> None:
        self.processes, self.room, self.times = processes, room, times
        self.board = PlainBoard()
        self.entries: dict[int, dict[str, Any]] = {}
        self.sent: dict[str, float] = {}  # by id: when it was first said
        self.refused: dict[str, str] = {}  # by id: with which code
        self.troubles: list[BaseException] = []
        self.top = 0  # the last entry that anybody has heard of
        self._lengths: dict[str, list[tuple[int, int]]] = {}  # of each idea's text: since which seq
        self._read: dict[bytes, News] = {}
        self._chance = random.Random(room.board)
        self.guests = [Guest(self, seat) for seat in room.seats[:seats]]

    def ways(self, chance: random.Random) -> list[int]:
        return self.processes.ways(chance)

    # What is heard.

    def read(self, text: bytes) -> News:
        if (news := self._read.get(text)) is None:
            news = self._read[text] = _news(orjson.loads(text))
            if len(self._read) > KEPT:
                del self._read[next(iter(self._read))]
        return news

    def check(self, entry: dict[str, Any]) -> None:
        """Whoever is told of an entry is told the same."""
        first = self.entries.setdefault(entry["seq"], entry)
        assert first == entry, ("two entries at one place", first, entry)
        while self.top + 1 in self.entries:
            self.top += 1
            self._learn(self.entries[self.top])

    def _learn(self, entry: dict[str, Any]) -> None:
        self.board.take(entry)
        if idea := entry.get("idea"):
            length = len(self.board.ideas[idea]["text"])
            self._lengths.setdefault(idea, []).append((entry["seq"], length))

    def sends(self, id_: str) -> None:
        self.sent.setdefault(id_, time.monotonic())

    def arrives(self, entry: dict[str, Any], *, own: bool) -> None:
        if said := self.sent.get(entry["id"]):
            (self.times.own if own else self.times.others).append(time.monotonic() - said)

    def fetched(self, path: str, cookie: str, port: int) -> bytes:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            body: bytes = answer.read()
        return body

    # What is done.

    def act(self, guest: Guest) -> None:
        """Let somebody do what people do with what is on their screen: change a few letters."""
        ideas = [one for one, known in self._lengths.items() if known[0][0] <= guest.seq]
        guest.acts({"id": new_id(), **self._act(guest, ideas)})

    def _act(self, guest: Guest, ideas: Sequence[str]) -> dict[str, Any]:
        kind = self._chance.random()
        if not ideas or kind < 0.15:
            return {"verb": "add_idea", "text": f"{self._words()} {new_id()}"}
        idea = self._chance.choice(ideas)
        if kind < 0.35:
            return {"verb": "echo_idea", "idea": idea, "text": self._words()}
        known = self._lengths[idea]
        length = known[bisect_right(known, (guest.seq, 1 << 30)) - 1][1]  # as it stands there
        remove = self._chance.randint(1, 6) if length > 120 else 0
        at = self._chance.randint(0, length - remove)
        splice = {"at": at, "remove": remove, "insert": f"{self._words()} "}
        return {"verb": "edit_idea", "idea": idea, "base": guest.seq, **splice}

    def _words(self) -> str:
        return self._chance.choice(WORDS)

    # What must be true.

    def together(self) -> bool:
        """Whether everyone is here, has everything, and waits for nothing."""
        return all(
            one.answered and one.seq == self.top and not one.outbox and len(one.here) == self.here
            for one in self.guests
        )

    @property
    def here(self) -> int:
        return len(self.guests)

    def waits_for(self) -> str:
        """In words, what `together` still lacks."""
        away = sum(not one.answered for one in self.guests)
        behind = sum(one.seq != self.top for one in self.guests)
        unsaved = sum(len(one.outbox) for one in self.guests)
        seen = sorted({len(one.here) for one in self.guests})
        return f"{away} away, {behind} behind, {unsaved} acts unsaved, {seen} seen here"

    async def holds(self) -> int:
        """See that nothing is lost, doubled or different anywhere; return how many acts there are.

        On disk, on every screen, in the export, and for somebody who comes afresh.
        """
        assert not self.troubles, self.troubles[:3]
        log = await asyncio.to_thread(self.room.log)
        ids = [row[1] for row in log]
        assert [row[0] for row in log] == list(range(1, len(log) + 1))
        assert len(set(ids)) == len(ids)
        assert ids == [self.entries[seq]["id"] for seq in sorted(self.entries)]
        assert set(ids) == self.sent.keys() - self.refused.keys(), "lost, or done though refused"
        assert not self.refused, self.refused
        await self._looks_the_same()
        return len(ids)

    async def _looks_the_same(self) -> None:
        fresh = Guest(self, self.room.seats[len(self.guests)])
        fresh.comes()
        await until(lambda: fresh.answered and fresh.seq == self.top)
        fresh.goes()
        for guest in self.guests:
            differ = [one for one in fresh.pieces if guest.pieces.get(one) != fresh.pieces[one]]
            assert not differ, ("a screen shows something else", self.room.board, differ)
            assert guest.pieces.keys() == fresh.pieces.keys()
        told = orjson.loads(await asyncio.to_thread(self.room.export))
        assert told["ideas"] == list(self.board.ideas.values())
        assert told["themes"] == self.board.themes
        assert told["seq"] == self.top


def _news(message: dict[str, Any]) -> News:
    if "entries" in message:
        shown = {name: hash(html) for name, html in PIECE.findall(message["html"])}
        return News("seq", message["seq"], message["entries"], shown)
    kind, said = next(iter(message.items()))
    return News(kind, said)


async def until(true: Any, patience: float = PATIENCE) -> float:
    """Come back once something is so, with how many seconds that took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < patience, "it did not come about"
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def all_together(parties: Iterable[Party], patience: float = PATIENCE) -> float:
    """Wait until everyone is at their board and all screens are equal; how many seconds it took."""
    waiting = list(parties)

    def true() -> bool:
        waiting[:] = [one for one in waiting if not one.together()]
        return not waiting

    try:
        return await until(true, patience)
    except AssertionError:
        raise AssertionError(waiting[0].waits_for()) from None


@asynccontextmanager
async def acting(parties: Sequence[Party], every: float) -> AsyncIterator[None]:
    """Everyone acts about once in so many seconds, for as long as this lasts."""
    acts = [
        asyncio.create_task(_acts(party, guest, every))
        for party in parties
        for guest in party.guests
    ]
    try:
        yield
    finally:
        for one in acts:
            one.cancel()
        for done in await asyncio.gather(*acts, return_exceptions=True):
            if isinstance(done, Exception):
                raise done


async def _acts(party: Party, guest: Guest, every: float) -> None:
    chance = random.Random(guest.seat.id)
    await asyncio.sleep(chance.random() * every)
    while True:
        party.act(guest)
        await asyncio.sleep(every * (0.5 + chance.random()))


@asynccontextmanager
async def gathered(
    processes: Processes, boards: int, seats: int = SEATS
) -> AsyncIterator[list[Party]]:
    """So many boards with everybody at them."""
    times = Times()
    rooms = await asyncio.to_thread(processes.rooms, boards)
    parties = [Party(processes, room, times, seats) for room in rooms]
    for guest in everyone(parties):
        guest.comes()
    await all_together(parties)
    yield parties
    for guest in everyone(parties):
        guest.goes()


def everyone(parties: Iterable[Party]) -> Iterator[Guest]:
    return (guest for party in parties for guest in party.guests)

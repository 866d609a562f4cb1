"""kill -9 in the middle of load: what was acknowledged is on disk, once."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import WebSocketException

from tests.faults.rooms import Room, is_sound, made
from tests.faults.screen import Screen, all_equal, new_id
from tests.serving import Server

LOST = (AssertionError, OSError, WebSocketException, TimeoutError)


@dataclass
class Writer:
    """A seat that acts as fast as it may, and sends again what was not acknowledged."""

    screen: Screen
    chance: random.Random
    outbox: list[dict[str, Any]] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)

    async def writes(self) -> None:
        """Act until the connection ends. Some acts are sent twice, in case an answer got lost."""
        try:
            await self.screen.hello()
            for act in list(self.outbox):
                await self.say(act)
            while True:
                await self.say(self._act())
        except LOST:
            await self.screen.leave()

    def _act(self) -> dict[str, Any]:
        ideas = list(self.screen.board.ideas)
        act: dict[str, Any] = {"verb": "add_idea", "text": f"We wait {self.chance.random()}"}
        if ideas and self.chance.random() < 0.8:  # a board holds 2,000 ideas
            idea = self.chance.choice(ideas)
            act = {"verb": "echo_idea", "idea": idea, "text": "Me too"}
            if self.chance.random() < 0.3:
                at = {"base": self.screen.seq, "at": 0, "remove": 0, "insert": "So "}
                act = {"verb": "edit_idea", "idea": idea, **at}
        act["id"] = new_id()
        self.outbox.append(act)
        return act

    async def say(self, act: dict[str, Any]) -> None:
        self.sent.add(act["id"])
        for _ in range(1 + (self.chance.random() < 0.2)):
            await self.screen.op(**act)
        while not await self._heard(act["id"]):  # too fast: wait a moment
            await asyncio.sleep(0.1)
            await self.screen.op(**act)
        self.outbox.remove(act)

    async def _heard(self, id_: str) -> bool:
        """Wait for the answer; whether it was that it is on disk."""
        refused = len(self.screen.refusals)
        await self.screen.until(
            lambda: id_ in self.screen.acknowledged or len(self.screen.refusals) > refused
        )
        code = self.screen.refused(id_)
        assert code in ("", "too_fast"), code
        return id_ in self.screen.acknowledged


@dataclass(frozen=True)
class Killed:
    """What came of it."""

    kills: int
    acknowledged: int
    sent: int
    in_the_log: int


async def killed_in_the_middle(server: Server, kills: int, seats: int, seed: int) -> Killed:
    """Kill the running server this often under load; AssertionError if anything was lost."""
    chance = random.Random(seed)
    room = made(server, 1)[0]
    writers = [Writer(Screen(room, n), random.Random(seed + n)) for n in range(seats)]
    for _ in range(kills):
        load = asyncio.gather(*(writer.writes() for writer in writers))
        await asyncio.sleep(0.4 + chance.random())
        await asyncio.to_thread(server.kill)
        await load
        check(room, writers)
        await asyncio.to_thread(server.start)
    return await settled(room, writers, kills)


def check(room: Room, writers: list[Writer]) -> None:
    """The log on disk against all that was ever acknowledged to anyone."""
    assert is_sound(room.server)
    log = room.log()
    ids = [row[1] for row in log]
    assert [row[0] for row in log] == list(range(1, len(log) + 1))
    assert len(ids) == len(set(ids))
    for writer in writers:
        assert writer.screen.acknowledged <= set(ids), "an acknowledged act is missing"
        for seq, entry in writer.screen.entries.items():
            assert ids[seq - 1] == entry["id"], "the log says otherwise than a screen was told"


async def settled(room: Room, writers: list[Writer], kills: int) -> Killed:
    """Let everyone come back and send again what is in their outbox; then all are equal."""
    for writer in writers:
        await writer.screen.hello()
        for act in list(writer.outbox):
            await writer.say(act)
    check(room, writers)
    await all_equal([writer.screen for writer in writers], len(room.log()))
    sent = set().union(*(writer.sent for writer in writers))
    known = set().union(*(writer.screen.acknowledged for writer in writers))
    assert known == sent == {row[1] for row in room.log()}
    for writer in writers:
        await writer.screen.leave()
    return Killed(kills, len(known), len(sent), len(room.log()))

"""Two hubs on one board, as in two processes: whatever happens, they never part."""

import asyncio
import random

import pytest

from boards import log
from boards.live.hub import Hub
from boards.live.seats import LINES
from tests.boards.live.at_a_hub import Person, hub_of, quiet

pytestmark = pytest.mark.usefixtures("database", "impatient")


class Crowd:
    """People at two hubs of one board, who do what chance says."""

    def __init__(self, hubs: list[Hub], seed: int) -> None:
        self.hubs, self.chance, self.said = hubs, random.Random(seed), list[str]()
        self.people = [Person(hub, f"seat{n}").hello() for n in range(3) for hub in hubs]

    async def step(self) -> None:
        acts = [self.write, self.write, self.write, self.put, self.come, self.go, self.ring]
        self.chance.choice([*acts, self.repeat])()
        if self.chance.random() < 0.3:
            await asyncio.sleep(self.chance.random() * 0.02)

    def write(self) -> None:
        one = self.chance.choice(self.people)
        self.said.append(one.does("add_idea", text=f"Idea {len(self.said)}"))

    def put(self) -> None:
        one = self.chance.choice(self.people)
        if ideas := list(one.hub.board.ideas):
            verb = self.chance.choice(["set_aside", "put_back"])
            one.does(verb, idea=self.chance.choice(ideas))

    def repeat(self) -> None:
        if self.said:
            said = self.chance.choice(self.said)
            self.chance.choice(self.people).does("add_idea", id=said, text="Said before")

    def come(self) -> None:
        one = self.chance.choice(self.people)
        seat = one.connection.seat or ""
        if sum(line.seat == seat for line in one.hub.room.connections) < LINES:
            self.people.append(Person(one.hub, seat).hello())

    def go(self) -> None:
        if len(self.people) > 6:
            gone = self.people.pop(6)
            gone.hub.room.leave(gone.connection)

    def ring(self) -> None:
        self.chance.choice(self.hubs).rung()

    async def settles(self) -> None:
        for hub in [*self.hubs, *self.hubs]:
            await quiet(hub)
            hub.rung()
        for hub in self.hubs:
            await quiet(hub)


@pytest.mark.parametrize("seed", range(6))
async def test_two_hubs_on_one_board_never_part(board: str, seed: int) -> None:
    """Acts, arrivals, departures and rings in any order: one log, and every screen has it."""
    crowd = Crowd([await hub_of(board), await hub_of(board)], seed)
    for _ in range(120):
        await crowd.step()
    await crowd.settles()
    now, entries = await log.read(log.board, board), await log.read(log.entries, board)
    ids = {entry.id: entry.seq for entry in entries}
    assert list(ids.values()) == list(range(1, now.seq + 1))
    assert ids.keys() >= set(crowd.said)
    for hub in crowd.hubs:
        assert hub.board == now
        assert hub.tail.seqs == ids
    for one in crowd.people:
        assert one.line.code is None
        assert {entry["id"]: seq for seq, entry in one.line.entries.items()} == ids

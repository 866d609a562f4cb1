"""Plays a recorded session over the wire: one connection for each writer, in the recorded order."""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.editing.recording import Recording
from tests.faults.rooms import Room, Seat
from tests.faults.screen import Screen
from tests.serving import Server

SEATS = 120
AT_ONCE = 38  # acts that a seat may do without a pause, and a little less
AHEAD = 2**50  # no board has come so far


def made(server: Server) -> Room:
    """A new board with many seats."""
    told = json.loads(server.manage("make_board", "--title=T", f"--seats={SEATS}", "--json"))
    places = tuple(Seat(seat["id"], seat["cookie"]) for seat in told["seats"])
    return Room(server, told["board"], places)


@dataclass
class Hand:
    """A writer with one connection. A seat may not write as fast as a test wants to, so this one
    moves on to another seat before it is told to wait."""

    screen: Screen
    ids: set[str] = field(default_factory=set)  # of what this seat did

    async def edits(self, seats: list[int], **act: Any) -> None:
        if len(self.ids) == AT_ONCE:
            await self._moves_to(seats.pop())
        self.ids.add(await self.screen.op("edit_idea", **act))

    async def is_heard(self) -> None:
        """Wait until the server has taken all that was said, decided or not.

        It answers some things at once, and takes what comes over one connection in order.
        """
        heard = len(self.screen.refusals)
        await self.screen.send({"seen": AHEAD})
        await self.screen.until(lambda: len(self.screen.refusals) > heard)
        assert self.screen.refusals[-1]["code"] == "ahead", self.screen.refusals[-1]

    async def _moves_to(self, seat: int) -> None:
        """Once all it wrote is on disk, leave, and come back with what it has seen so far."""
        before = self.screen
        await before.until(lambda: self.ids <= before.acknowledged)
        await before.leave()
        self.screen, self.ids = Screen(before.room, seat).knows(before, before.seq), set()
        await self.screen.hello()


async def played(room: Room, recording: Recording) -> list[Screen]:
    """Write it all; return the writers' screens, which may still have to hear the end of it.

    The idea is entry 1, so what was sent on base N of the recording is sent on base N + 1.
    """
    hands = [Hand(await Screen(room, who).hello()) for who in range(recording.writers)]
    idea = (await hands[0].screen.does("add_idea", text=recording.text))["idea"]
    seats, before = list(range(recording.writers, SEATS)), hands[0]
    for who, base, at, remove, insert in recording.sent:
        if hands[who] is not before:
            await before.is_heard()
        before = hands[who]
        act = {"base": base + 1, "at": at, "remove": remove, "insert": insert}
        await before.edits(seats, idea=idea, **act)
    return [hand.screen for hand in hands]

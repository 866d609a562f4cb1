"""A database that stands still for a while: what is fleeting goes on, what is durable waits."""

import asyncio
import time
from dataclasses import dataclass

from tests.faults.rooms import Room, stalled
from tests.faults.screen import Screen, all_equal


@dataclass(frozen=True)
class Stalled:
    """Seconds from "now" to "here" before and during; seconds until the act was acknowledged."""

    before: list[float]
    during: list[float]
    waited: float

    @property
    def later(self) -> float:
        """By how much the slowest fleeting message was later than the slowest before."""
        return max(self.during) - max(self.before)


async def fleeting(ada: Screen, ben: Screen, idea: str, seconds: float) -> list[float]:
    """How long it takes until Ben sees what Ada holds, again and again."""
    found, end = list[float](), time.monotonic() + seconds
    while time.monotonic() < end:
        holds = None if ben.here[ada.seat.id]["holds"] else idea
        began = time.monotonic()
        await ada.send({"now": {"holds": holds}})
        await ben.until(lambda holds=holds: ben.here[ada.seat.id]["holds"] == holds)  # type: ignore[misc]
        found.append(time.monotonic() - began)
    return found


async def stall(room: Room, seconds: float) -> Stalled:
    """Hold the database's lock for so many seconds while two seats go on."""
    async with Screen(room, 0) as ada, Screen(room, 1) as ben, Screen(room, 2) as cora:
        idea = (await ada.does("add_idea", text="Hold me"))["idea"]
        await ben.until(lambda: ben.seq == 1 and len(ben.here) == 3)
        before = await fleeting(ada, ben, idea, seconds)
        with stalled(room.server):
            began = time.monotonic()
            waiting = [asyncio.create_task(cora.does("add_idea", text="Keep me")) for _ in range(5)]
            during = await fleeting(ada, ben, idea, seconds)
            assert ben.seq == 1, "something was acknowledged that cannot be on disk"
        await asyncio.gather(*waiting)
        waited = time.monotonic() - began
        await all_equal([ada, ben, cora], 6)
        return Stalled(before, during, waited)

"""One seed: a room full of seats sorts over a bad line, and then all screens are compared."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.faults.rooms import Room
from tests.faults.screen import Screen
from tests.sorting.acts import brought
from tests.sorting.checks import everything
from tests.sorting.line import Faults, Line
from tests.sorting.seat import Seat

PATIENCE = 90.0  # seconds: for a sign of life on a busy machine, never for a figure
HASTY = 4  # times as many acts from one seat in each room: the board has to slow it down


BAD = Faults(drop=0.01, double=0.01, delay=0.01, cut=0.003)


@dataclass(frozen=True)
class Plan:
    """How a room sorts: seats, acts of each, how bad the line is."""

    seats: int = 20
    acts: int = 15
    faults: Faults = BAD


class Sitting:
    """A room, its seats and the line between them and the server."""

    def __init__(self, room: Room, seed: int, texts: list[str], plan: Plan) -> None:
        self.room, self.seed, self.texts, self.plan = room, seed, texts, plan
        self.told: Counter[str] = Counter()
        self._news = asyncio.Event()
        self.seats = [self._seat(number) for number in range(plan.seats)]

    def _seat(self, number: int) -> Seat:
        chance = Random(f"{self.seed}:{number}")
        seat = Seat(self.room, number, chance, self.told, self._news.set)
        hasty = number == self.seed % self.plan.seats
        seat.begins = brought(self.texts[number :: self.plan.seats])
        seat.acts = self.plan.acts * (HASTY if hasty else 1)
        return seat

    async def sorts(self) -> Counter[str]:
        """Sort to the end, and return what happened.

        AssertionError: the first thing that is not as it should be; TimeoutError: it never ended.
        """
        chance = Random(f"{self.seed}:line")
        async with (
            asyncio.timeout(PATIENCE),
            Line(self.room.server.port, self.plan.faults, chance, self.told) as line,
            asyncio.TaskGroup() as group,
        ):
            for seat in self.seats:
                group.create_task(seat.sits(line.port))
            await self._to_the_end(line)
            for seat in self.seats:
                seat.over = True
        return self.told + self._counted()

    async def _to_the_end(self, line: Line) -> None:
        await self._until(lambda: all(seat.done for seat in self.seats))
        await line.heal()
        last = await self._last_word()
        for seat in self.seats:
            seat.greets()
        await self._until(lambda: all(s.answered and s.mirror.seq == last for s in self.seats))
        # One of them loads the board afresh: somebody new would be counted, on the others' screens
        # only a moment later.
        async with Screen(self.room, 0) as fresh:
            await asyncio.to_thread(everything, self.room, self.seats, fresh, self.texts)

    async def _last_word(self) -> int:
        """The seq of an act that comes after all others.

        What was late has reached the server, but may still wait to be decided. So every seat has a
        hello answered, which comes after all it said before, and then one seat acts once more.
        """
        for seat in self.seats:
            seat.greets()
        await self._until(lambda: all(seat.answered for seat in self.seats))
        one, idea = self.seats[0], next(iter(self.seats[0].mirror.board.ideas))
        one.outbox.post({"verb": "echo_idea", "idea": idea, "text": "That is all"})
        await self._until(lambda: one.done)
        return max(one.outbox.acknowledged.values())

    async def _until(self, seen: Callable[[], bool]) -> None:
        while not seen():
            self._news.clear()
            await self._news.wait()

    def unfinished(self) -> str:
        """Who still waits for what, for whoever looks into a seed that never ended."""
        boxes = {seat: seat.outbox for seat in self.seats if not (seat.done and seat.answered)}
        return "".join(
            f"\n  seat {seat.number} is at {seat.mirror.seq} and waits for"
            f" {[box.sent[id_] for id_ in box.waiting]}"
            for seat, box in boxes.items()
        )

    def _counted(self) -> Counter[str]:
        boxes = [seat.outbox for seat in self.seats]
        counted = Counter(acts=sum(len(box.sent) for box in boxes))
        counted["acknowledged"] = sum(len(box.acknowledged) for box in boxes)
        counted["said again"] = sum(box.again for box in boxes)
        counted["refused, and done after all"] = sum(
            len(box.refused.keys() & box.acknowledged) for box in boxes
        )
        counted.update(
            f"done: {box.sent[id_]['verb']}" for box in boxes for id_ in box.acknowledged
        )
        return counted

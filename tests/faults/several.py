"""What several processes promise, each part with its figures: what is right is asserted, and how
long it took is told."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.faults.parties import Party, acting, all_together, everyone
from tests.faults.processes import Processes
from tests.faults.troubles import Trouble


@dataclass(frozen=True)
class Edited:
    """How many acts were stored, and in seconds how long they took to be heard of."""

    acts: int
    own: tuple[float, float]  # half of them, and 99 of 100, back at whoever said it
    others: tuple[float, float]  # and at everybody else
    together: float  # until every screen was equal, once nobody did anything more
    ours: float  # seconds of processor time in all processes; 0: not told


async def edited(parties: Sequence[Party], seconds: float, every: float) -> Edited:
    """Let everyone edit; then every board is the same on every seat, and for who comes afresh."""
    times, processes = parties[0].times, parties[0].processes
    worked = processes.worked()
    async with acting(parties, every):
        await asyncio.sleep(seconds)
    together = await all_together(parties)
    worked = processes.worked() - worked
    return Edited(await held(parties), halves(times.own), halves(times.others), together, worked)


async def troubled(
    parties: Sequence[Party], trouble: Trouble, seconds: float, every: float
) -> Edited:
    """The same while something happens; it ends as the trouble does."""
    processes, times = parties[0].processes, parties[0].times
    del times.own[:], times.others[:]
    async with acting(parties, every):
        await asyncio.sleep(1)
        await trouble(processes, seconds)
    together = await all_together(parties)
    return Edited(await held(parties), halves(times.own), halves(times.others), together, 0)


async def held(parties: Sequence[Party]) -> int:
    """See that every party holds what was promised; how many acts there are by now."""
    return sum([await party.holds() for party in parties])


def halves(samples: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(samples) or [float("nan")]
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


@dataclass(frozen=True)
class Back:
    """How long everyone took to come back at once, in seconds, and what the database felt."""

    first: float
    half: float
    last: float
    together: float  # until all knew of all
    connections: int  # to the database at the most
    ours: float  # of processor time, in all processes
    theirs: float  # of processor time, on the side of those who came


async def back(processes: Processes, parties: Sequence[Party]) -> Back:
    """Lose every line, unnoticed by the server, and let all come back in the same instant."""
    guests = list(everyone(parties))
    for guest in guests:
        guest.loses()
        guest.came.clear()
    with processes.connections() as most:
        began = asyncio.get_running_loop().time()
        worked, theirs = processes.worked(), time.process_time()
        for guest in guests:
            guest.comes()
        together = await all_together(parties)
        worked, theirs = processes.worked() - worked, time.process_time() - theirs
        connections = most()
    await held(parties)
    came = sorted(guest.came[0] - began for guest in guests)
    half = statistics.median(came)
    return Back(came[0], half, came[-1], together, connections, worked, theirs)

"""`python -m tests.faults --processes 4`: what several processes promise, at full length.

What is right is asserted: a board that differs anywhere, or an act that is lost or doubled, ends it
all. What takes time is told, beside a yardstick: how much a loop of our own gets done meanwhile.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.faults.floor import floor
from tests.faults.page import Told, watching
from tests.faults.parties import SEATS, Party, gathered
from tests.faults.processes import Processes, spin
from tests.faults.several import Back, Edited, back, edited, troubled
from tests.faults.troubles import TROUBLES, Trouble
from tests.servers import CONNECTIONS, both

POOL = 8  # connections that each process may hold to the database
DISK = (
    f"-c fsync=on {CONNECTIONS}"  # as it is deployed: a commit is on disk before it is acknowledged
)
Say = Callable[[str], None]


async def kept(plan: argparse.Namespace, say: Say) -> None:
    """Try all of it; AssertionError where something is not as promised."""
    with tempfile.TemporaryDirectory(prefix="coproduce-faults-") as folder, both(DISK) as servers:
        processes = Processes(Path(folder), plan.processes, servers, COPRODUCE_POOL=str(POOL))
        processes.start()
        say(f"{plan.processes} processes, one PostgreSQL, one Redis; {yardstick()}")
        try:
            await _through(plan, processes, say)
        finally:
            processes.kill()


async def _through(plan: argparse.Namespace, processes: Processes, say: Say) -> None:
    boards, seconds = (4, 10) if plan.quick else (20, 60)
    async with gathered(processes, boards) as parties:
        say(f"\n{boards} boards of {SEATS} seats by any process, {seconds} s of editing")
        found = await edited(parties, seconds, plan.every)
        say(_edits(found))
        say(f"  {1000 * found.ours / found.acts:.1f} ms of processor time an act, in all of them")
        for name, trouble in TROUBLES.items():
            say(f"\nWhile {name}")
            await _while(parties, trouble, plan, say)
    async with gathered(processes, 2 * boards) as parties:
        await edited(parties, seconds / 4, plan.every)  # so that there is something on them
        say(f"\n{2 * boards} boards of {SEATS} seats come back at once")
        for _ in range(3):
            say(_comes_back(await back(processes, parties), plan.processes))
    processes.kill()
    passed, worked = await floor(plan.processes, 2 * boards * SEATS)
    say(
        f"  the machine's: as many are let in by stock Daphne, which asks nothing, after"
        f" {passed:.2f} s, with {worked:.2f} s of processor time; {yardstick()}"
    )


async def _while(
    parties: list[Party], trouble: Trouble, plan: argparse.Namespace, say: Say
) -> None:
    processes = parties[0].processes
    room = processes.rooms(1)[0]
    async with watching(processes.by(room, 0)) as watcher:
        found = await troubled(parties, trouble, 3 if plan.quick else plan.seconds, plan.every)
        told = await watcher.told()
        await watcher.holds()
    say(_edits(found))
    say(_page(told))


def _edits(found: Edited) -> str:
    return (
        f"  {found.acts} acts in the log by now, each once; every screen equal"
        f" {found.together:.2f} s after the end (promised: 3 s)\n"
        f"  heard of: own {_ms(found.own)}, others' {_ms(found.others)}; {yardstick()}"
    )


def _page(told: Told) -> str:
    said = f"said so after at most {told.said:.2f} s" if told.said else "nothing had to be said"
    late = f"; {told.unsaid} UNSAID" if told.unsaid else ""
    return (
        f"  the page: {told.acts} ideas, none unsaved for longer than {told.longest:.2f} s;"
        f" {said} (promised: 2 s){late}"
    )


def _comes_back(found: Back, processes: int) -> str:
    return (
        f"  the first after {found.first:.2f} s, half after {found.half:.2f} s, all after"
        f" {found.last:.2f} s (promised: 3 s), all knew of all after {found.together:.2f} s;"
        f" {found.connections} connections to PostgreSQL of {processes * POOL};"
        f" {found.ours:.2f} s of processor time in the web processes, {found.theirs:.2f} s in those"
        f" who come; {yardstick()}"
    )


def _ms(times: tuple[float, float]) -> str:
    return f"p50 {times[0] * 1000:.0f} ms, p99 {times[1] * 1000:.0f} ms"


def yardstick() -> str:
    return f"yardstick {spin():.1f} M/s"

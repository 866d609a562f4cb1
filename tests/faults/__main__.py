"""`python -m tests.faults`: every fault at its full length, with figures.

Everything stays on this machine, each part has an end, and a part that fails ends it all with a
status of 1. `--only kill` runs one part; `--quick` runs each short. `--processes 4` tries what
several processes promise together, on a PostgreSQL and a Redis of their own.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from tests.faults.kill import killed_in_the_middle
from tests.faults.promises import kept
from tests.faults.rooms import made
from tests.faults.seats import FLOODS, MB, deaf, flood, measured
from tests.faults.stall import stall
from tests.serving import Server

Part = Callable[[argparse.Namespace, Server], Awaitable[bool]]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def ms(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    most = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"p50 {statistics.median(ordered) * 1000:.1f} ms, p99 {most * 1000:.1f} ms"


async def kill(plan: argparse.Namespace, server: Server) -> bool:
    """kill -9 in the middle of load."""
    found = await killed_in_the_middle(server, 3 if plan.quick else 20, 12, seed=plan.seed)
    say(
        f"killed {found.kills} times: {found.sent} acts sent, {found.acknowledged} acknowledged,"
        f" {found.in_the_log} in the log, each once; integrity_check ok after each"
    )
    return found.acknowledged == found.in_the_log


async def reading(plan: argparse.Namespace, server: Server) -> bool:
    """A seat that stops reading but keeps sending."""
    room = made(server, 1)[0]
    seconds = 5 if plan.quick else 60
    found = await deaf(room, seconds)
    costs = f"{found.cost / MB:.2f} MB more, {found.alike / MB:.2f} MB with a seat that hears"
    say(f"deaf for {seconds} s: at most {costs}")
    say(f"  the others before: {ms(found.before)}")
    say(f"  the others during: {ms(found.during)}, {found.ratio:.2f} times")
    return found.cost - found.alike < 5 * MB


async def floods(plan: argparse.Namespace, server: Server) -> bool:
    """A seat that floods, in every way."""
    held = True
    for kind, make in FLOODS.items():
        room = made(server, 1)[0]
        with measured(room) as cost:
            found = await asyncio.to_thread(flood, room, 1, make)
            say(
                f"flood of {kind}: closed with {found.code} after {found.seconds:.2f} s"
                f" ({found.messages} messages sent), at most {cost() / MB:.1f} MB more"
            )
            held &= found.code == 4008 and found.seconds < 1 and cost() < 50 * MB
    return held


async def stalled(plan: argparse.Namespace, server: Server) -> bool:
    """A database that stands still."""
    room = made(server, 1)[0]
    found = await stall(room, seconds=3)
    say(f"database held for 3 s: acts acknowledged after {found.waited:.2f} s")
    say(f"  fleeting before: {ms(found.before)}, most {max(found.before) * 1000:.1f} ms")
    say(f"  fleeting during: {ms(found.during)}, most {max(found.during) * 1000:.1f} ms")
    return found.later < 0.05


PARTS: dict[str, Part] = {"kill": kill, "deaf": reading, "flood": floods, "stall": stalled}


async def run(plan: argparse.Namespace) -> bool:
    held = True
    for name in plan.only or PARTS:
        with tempfile.TemporaryDirectory(prefix="coproduce-faults-") as folder:
            kept = Path(folder) / "kept"
            kept.mkdir()
            server = Server(kept)
            server.start()
            try:
                good = await PARTS[name](plan, server)
            finally:
                server.kill()
            say("" if good else f"  {name}: NOT AS PROMISED\n")
            held &= good
    return held


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="each part short")
    parser.add_argument("--only", choices=list(PARTS), action="append", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1, help="try so many together")
    parser.add_argument("--every", type=float, default=6, help="seconds between a seat's acts")
    parser.add_argument("--seconds", type=float, default=5, help="that something is away")
    plan = parser.parse_args()
    if plan.processes > 1:
        asyncio.run(kept(plan, say))
    else:
        sys.exit(not asyncio.run(run(plan)))


if __name__ == "__main__":
    main()

"""`python -m tests.sorting`: twenty seats sort sixty real ideas over a line that loses messages.

All chance comes from the seed; how the acts meet on the server does not, so a seed that fails is
worth running more than once. Everything stays on this machine and ends by itself.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.faults.rooms import House, Room, made
from tests.serving import Server
from tests.sorting.ideas import found, real_ideas
from tests.sorting.line import Faults
from tests.sorting.sitting import Plan, Sitting


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Run:
    """Some seeds, several at a time, until one fails."""

    def __init__(self, house: House, texts: list[str], plan: Plan) -> None:
        self.house, self.texts, self.plan = house, texts, plan
        self.told: Counter[str] = Counter()
        self.failed: dict[int, str] = {}
        self.held = 0

    async def seeds(self, first: int, many: int, at_once: int) -> None:
        rooms = await asyncio.to_thread(made, self.house.server, many)
        waiting = iter(zip(range(first, first + many), rooms, strict=True))
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(self._one_by_one(waiting))

    async def _one_by_one(self, waiting: Iterator[tuple[int, Room]]) -> None:
        for seed, room in waiting:
            sitting = Sitting(room, seed, self.texts, self.plan)
            try:
                self.told += await sitting.sorts()
            except (AssertionError, TimeoutError, ExceptionGroup) as trouble:
                self.failed[seed] = first_word(trouble) + sitting.unfinished()
            if self.failed:
                return
            self.held += 1
            if self.held % 20 == 0:
                say(f"  {self.held} seeds")


def first_word(trouble: BaseException) -> str:
    """What went wrong first, in a line or two."""
    while isinstance(trouble, BaseExceptionGroup):
        trouble = trouble.exceptions[0]
    return f"{type(trouble).__name__}: {trouble}"[:2000]


def told(run: Run, seconds: float) -> None:
    """Say what happened in all."""
    say(f"{run.held} seeds held in {seconds:.0f} s")
    for name in sorted(run.told, key=lambda name: (name.partition(":")[0], -run.told[name])):
        say(f"  {name}: {run.told[name]}")
    for seed, trouble in run.failed.items():
        say(f"SEED {seed} DID NOT HOLD: {trouble}")


def sort(asked: argparse.Namespace, texts: list[str]) -> bool:
    """Run all seeds against a server of their own; whether all held."""
    faults = Faults(asked.faults, asked.faults, asked.faults, asked.cuts)
    with tempfile.TemporaryDirectory(prefix="coproduce-sorting-") as folder:
        house = House(Server(Path(folder) / "kept"))
        house.server.folder.mkdir()
        house.server.start()
        run, began = Run(house, texts, Plan(asked.seats, asked.acts, faults)), time.monotonic()
        try:
            asyncio.run(run.seeds(asked.first, asked.seeds, asked.at_once))
        finally:
            house.server.kill()
        told(run, time.monotonic() - began)
        if complaints := house.complaints():
            say(f"THE SERVER COMPLAINED:\n{complaints}")
    return not run.failed and not complaints


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sorting", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many (20)")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed (0)")
    parser.add_argument("--seats", type=int, default=20, choices=range(2, 24), metavar="N")
    parser.add_argument("--ideas", type=int, default=60)
    parser.add_argument("--acts", type=int, default=15, help="of each seat, its ideas apart (15)")
    parser.add_argument("--at-once", type=int, default=3, help="rooms on the server at a time (3)")
    share = "share of messages that are lost, the same of doubled and of late ones (0.01)"
    parser.add_argument("--faults", type=float, default=0.01, help=share)
    cuts = "share of messages at which the connection is cut (0.003)"
    parser.add_argument("--cuts", type=float, default=0.003, help=cuts)
    parser.add_argument("--dataset", default="", help="where the workshop lies: see ideas.py")
    return parser.parse_args()


def main() -> None:
    asked = options()
    path = found(asked.dataset)
    if path is None:
        say("Skipped: the workshop with the real ideas is not here. --dataset says where it is.")
        return
    sys.exit(not sort(asked, real_ideas(path, asked.ideas)))


if __name__ == "__main__":
    main()

"""How many boards 1, 2, 4 ... processes carry together, and what it is that holds them up.

With a PostgreSQL and a Redis of their own on the same cores, and without the proxy. Where there are
fewer cores than processes, they share them: then the figures say what the sharing costs, and how
far PostgreSQL and Redis would go.
"""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.load.bench import Bench, say
from tests.load.board_rooms import BoardRoom
from tests.load.boards import made
from tests.load.clock import now
from tests.load.kept import lost
from tests.load.measures import LATEST, Window
from tests.load.shared import THEIR_CORES, Machine, Shares, machine, shared

SEATS = 20
FULL = 0.85  # of what there is: then this is what holds it up


@dataclass(frozen=True)
class Carried:
    """What so many processes carried, and who worked how much for it."""

    processes: int
    window: Window
    shares: Shares
    seconds: float  # in which that was worked
    acts: int  # that came to the log meanwhile
    log: int  # acts acknowledged in all, each of them checked

    def per_act(self, what: float) -> float:
        return what / max(self.acts, 1)

    def holds_up(self) -> str:
        """What there was no more of."""
        if self.window.generator > FULL:
            return "the generator: the figure is a floor"
        alone = {"PostgreSQL": self.shares.postgres, "Redis": self.shares.redis}
        for name, worked in alone.items():
            if worked / self.seconds > FULL:
                return name
        return "cores" if self.window.core > FULL else "waiting: for the disk, or for a turn"


def counts(most: int) -> Iterator[int]:
    """1, 2, 4 ... and the most."""
    count = 1
    while count < most:
        yield count
        count *= 2
    yield most


def processes(plan: Namespace, folder: Path) -> None:
    say(f"{len(THEIR_CORES)} core(s) for all processes, PostgreSQL and Redis; boards of {SEATS}")
    found = []
    with machine(folder) as there:
        for count in counts(plan.processes):
            say(f"\n{count} process(es)")
            own = folder / f"with-{count}"
            own.mkdir()
            if carried := _carried(there, own, count, plan):
                found.append(carried)
    tell(found)


def _carried(there: Machine, folder: Path, count: int, plan: Namespace) -> Carried | None:
    with shared(there, folder, count) as some:
        bench = Bench(some, BoardRoom, made(some.environment, plan.boards, SEATS))
        plan.first = 8
        _, most = bench.most(plan)
        if most is None:
            say("None were carried.")
            return None
        before, acts, began = some.shares(), acts_on(bench), now()
        window = bench.edits(most.boards, plan.short)
        shares, seconds = some.shares().since(before), now() - began
        return Carried(count, window, shares, seconds, acts_on(bench) - acts, checked(bench))


def rooms_of(bench: Bench) -> list[BoardRoom]:
    return [room for room in bench.rooms if isinstance(room, BoardRoom)]


def acts_on(bench: Bench) -> int:
    """How many acts were acknowledged."""
    return sum(len(room.log) for room in rooms_of(bench))


def checked(bench: Bench) -> int:
    """The same, once each of them was found in the log."""
    if wrong := lost(bench.served, rooms_of(bench)):
        raise SystemExit("\n".join(["LOST:", *wrong[:10]]))
    return acts_on(bench)


def tell(found: list[Carried]) -> None:
    """Print the figures as ratios to what one process did in this very run."""
    if not found:
        return
    first = found[0]
    say(f"\nTo what one process carried ({first.window.boards} boards, p99 under {LATEST} ms):")
    say("processes  boards  work an act  commits an act  Redis an act  acts a commit  held up by")
    for one in found:
        say(
            f"{one.processes:9}{one.window.boards / first.window.boards:8.2f}",
            f"{one.per_act(_all(one)) / first.per_act(_all(first)):12.2f}",
            f"{_ratio(one, first, 'commits'):15.2f}{_ratio(one, first, 'commands'):14.2f}",
            f"{one.acts / max(one.shares.commits, 1):14.2f}  {one.holds_up()}",
        )
    last = found[-1]
    for name, worked in (("PostgreSQL", last.shares.postgres), ("Redis", last.shares.redis)):
        share = worked / last.shares.processes
        say(f"{name} works {share:.2f} of what the processes do:", end=" ")
        say(f"on a core of its own it keeps up with {1 / max(share, 0.001):.0f} of them.")
    acts = sum(one.log for one in found)
    say(f"{acts} acts acknowledged: each is in the log once, and every export agrees.")


def _all(one: Carried) -> float:
    return one.shares.processes + one.shares.postgres + one.shares.redis


def _ratio(one: Carried, first: Carried, what: str) -> float:
    mine, theirs = getattr(one.shares, what), getattr(first.shares, what)
    return one.per_act(mine) / max(first.per_act(theirs), 1e-9)

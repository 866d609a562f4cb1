"""How many boards 1, 2, 4 ... processes carry together, and what it is that holds them up.

With a PostgreSQL and a Redis of their own on the same cores, and without the proxy. Where there are
fewer cores than processes, they share them: then the figures say what the sharing costs, and how
far PostgreSQL and Redis would go.
"""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.load.bench import HEAD, Bench, say
from tests.load.board_rooms import BoardRoom
from tests.load.boards import made
from tests.load.kept import lost
from tests.load.measures import LATEST, most_boards
from tests.load.shared import THEIR_CORES, Machine, Shares, machine, shared

SEATS = 20
FIRST = 8  # boards that are tried first
FULL = 0.85  # of what there is: then this is what holds it up


@dataclass(frozen=True)
class Carried:
    """What so many processes carried, and who worked how much at the load that all were put to."""

    processes: int
    boards: int  # the most
    busy: float  # all cores there are, with the most boards, for whatever process
    generator: float
    shares: Shares
    acts: int  # that came to the log meanwhile
    log: int  # acts acknowledged in all, each of them checked

    @property
    def worked(self) -> float:
        """Seconds of all cores for one act."""
        all_ = self.shares.processes + self.shares.postgres + self.shares.redis
        return all_ / max(self.acts, 1)

    def holds_up(self) -> str:
        """What there was no more of, with the most boards."""
        if self.generator > FULL:
            return "the generator: the figure is a floor"
        return "cores" if self.busy > FULL else "waiting for the disk"


def counts(most: int) -> Iterator[int]:
    """1, 2, 4 ... and the most."""
    count = 1
    while count < most:
        yield count
        count *= 2
    yield most


def processes(plan: Namespace, folder: Path) -> None:
    say(f"{len(THEIR_CORES)} core(s) for all processes, PostgreSQL and Redis; boards of {SEATS}")
    found: list[Carried] = []
    with machine(folder) as there:
        for count in counts(plan.processes):
            say(f"\n{count} process(es)")
            own = folder / f"with-{count}"
            own.mkdir()
            at = found[0].boards // 2 if found else 0
            found.append(_carried(there, own, count, plan, at))
    tell(found)


def _carried(there: Machine, folder: Path, count: int, plan: Namespace, at: int) -> Carried:
    """`at`: the load at which all are compared; 0: half of what these carry."""
    with shared(there, folder, count) as some:
        bench = Bench(some, BoardRoom, made(some.environment, plan.boards, SEATS))
        say(HEAD)
        most = most_boards(lambda boards: bench.edits(boards, plan.short), FIRST, plan.boards)
        if most is None:
            raise SystemExit("Not one board was carried in time: is this machine busy?")
        before, acts = some.shares(), acts_on(bench)
        bench.edits(max(1, at or most.boards // 2), plan.long)
        return Carried(
            processes=count,
            boards=most.boards,
            busy=most.core + most.others,
            generator=most.generator,
            shares=some.shares().since(before),
            acts=acts_on(bench) - acts,
            log=checked(bench),
        )


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
    first = found[0]
    say(f"\nTo one process, which carried {first.boards} boards with p99 under {LATEST} ms:")
    say("processes  boards  work an act  acts a commit  Redis commands an act  held up by")
    for one in found:
        commands = one.shares.commands / max(one.acts, 1)
        say(
            f"{one.processes:9}{one.boards / first.boards:8.2f}{one.worked / first.worked:13.2f}",
            f"{one.acts / max(one.shares.commits, 1):14.1f}{commands:23.1f}  {one.holds_up()}",
        )
    say("(the work, the commits and the commands at one load: half of what one process carried)")
    _tell_reach(found[-1])
    acts = sum(one.log for one in found)
    say(f"{acts} acts acknowledged: each is in the log once, and every export agrees.")


def _tell_reach(last: Carried) -> None:
    for name, worked in (("PostgreSQL", last.shares.postgres), ("Redis", last.shares.redis)):
        share = worked / last.shares.processes
        say(f"{name} works {share:.2f} of what the processes do:", end=" ")
        say(f"on a core of its own it keeps up with {1 / max(share, 0.001):.0f} of them, full.")

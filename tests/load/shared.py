"""Several processes that share their boards, with a PostgreSQL and a Redis, and what each works."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis

from tests import databases, servers
from tests.load.served import CORES, OUR_CORE, Served, core_worked, worked_by

THEIR_CORES = [core for core in CORES if core != OUR_CORE] or CORES
COUNTED = "SELECT sum(xact_commit)::bigint FROM pg_stat_database"


@dataclass(frozen=True)
class Machine:
    """The PostgreSQL and the Redis, on the processes' cores, and each commit on the disk."""

    folder: Path
    database: str
    redis: str

    def postgres(self) -> list[int]:
        """The processes of PostgreSQL."""
        first = int((self.folder / "kept" / "postmaster.pid").read_text().split()[0])
        return [first, *children(first)]

    def redis_process(self) -> int:
        return int(redis.Redis.from_url(self.redis).info("server")["process_id"])

    def commands(self) -> int:
        """How many commands Redis has done."""
        return int(redis.Redis.from_url(self.redis).info("stats")["total_commands_processed"])

    def commits(self) -> int:
        """How many transactions PostgreSQL has committed."""
        return int(databases.rows(self.folder, {"DATABASE_URL": self.database}, COUNTED, ())[0][0])


@contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    """Start both; a commit is on disk before it is acknowledged, as in an installation."""
    own = folder / "postgres"
    folder.chmod(0o755)  # PostgreSQL runs as somebody else
    with servers.postgres(own, servers.CONNECTIONS) as database, servers.redis() as doorbell:
        databases.make_template(database)
        found = Machine(own, database, doorbell)
        for process in (*found.postgres(), found.redis_process()):
            os.sched_setaffinity(process, THEIR_CORES)
        yield found


@dataclass(frozen=True)
class Shares:
    """Seconds of processor time by who had it, and what was asked of the two others."""

    processes: float
    postgres: float
    redis: float
    commits: int
    commands: int

    def since(self, before: "Shares") -> "Shares":
        return Shares(*(getattr(self, one) - getattr(before, one) for one in self.__annotations__))


class Shared:
    """Some processes: each board is with one of them, as the proxy has it."""

    def __init__(self, machine: Machine, folder: Path, ones: list[Served]) -> None:
        self.machine, self.folder, self.ones = machine, folder, ones
        self.environment = ones[0].environment

    def port_of(self, room: int) -> int:
        return self.ones[room % len(self.ones)].port

    def shares(self) -> Shares:
        return Shares(
            processes=sum(one.worked() for one in self.ones),
            postgres=sum(map(worked_by, self.machine.postgres())),
            redis=worked_by(self.machine.redis_process()),
            commits=self.machine.commits(),
            commands=self.machine.commands(),
        )

    def worked(self) -> float:
        """As a share of all cores that they have: then 1 is all there is."""
        now = self.shares()
        return (now.processes + now.postgres + now.redis) / len(THEIR_CORES)

    def cores_worked(self) -> float:
        return sum(map(core_worked, THEIR_CORES)) / len(THEIR_CORES)

    def memory(self) -> int:
        return sum(one.memory() for one in self.ones)


@contextmanager
def shared(machine: Machine, folder: Path, count: int) -> Iterator[Shared]:
    """So many processes over one empty database."""
    there = {"DATABASE_URL": databases.new_database(machine.database)}
    there["REDIS_URL"] = machine.redis
    with ExitStack() as stack:
        ones = []
        for number in range(count):
            own = folder / str(number)
            own.mkdir()
            ones.append(stack.enter_context(_served(own, there)))
        yield Shared(machine, folder, ones)


def _served(folder: Path, there: Mapping[str, str]) -> Served:
    where = ("--bind", "127.0.0.1", "--port", "{port}")
    return Served(folder, "coproduce.server", *where, cores=THEIR_CORES, **there)


def children(process: int) -> list[int]:
    """The processes that this one has started."""
    status = (one for one in Path("/proc").glob("[0-9]*/status"))
    return [int(one.parent.name) for one in status if _parent(one) == process]


def _parent(status: Path) -> int:
    try:
        found = re.search(r"^PPid:\s+(\d+)", status.read_text(), re.MULTILINE)
    except OSError:  # it has just ended
        return 0
    return int(found[1]) if found else 0

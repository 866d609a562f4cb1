"""Several web processes on one PostgreSQL and one Redis; each may be killed and started again."""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from tests.faults.rooms import Room, made
from tests.servers import Both
from tests.serving import Server

EVERY = 0.02  # seconds between two looks at the database's connections
COUNT = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"


class Processes:
    """Servers that share all that is kept. Who comes takes any of them, as a proxy would."""

    def __init__(self, folder: Path, count: int, both: Both, **environment: str) -> None:
        self.both = both
        kept = folder / "kept"
        kept.mkdir()
        self.servers = [Server(kept, **both.environment, **environment) for _ in range(count)]
        for number, server in enumerate(self.servers):
            server.log = folder / f"{number}.log"

    def start(self) -> None:
        """Start all at once, and come back when all listen."""
        with ThreadPoolExecutor() as at_once:
            list(at_once.map(Server.start, self.servers))

    def kill(self) -> None:
        for server in self.servers:
            server.kill()

    def ways(self, chance: random.Random) -> list[int]:
        """The ports, in the order in which somebody tries them."""
        return chance.sample([server.port for server in self.servers], len(self.servers))

    def rooms(self, count: int) -> list[Room]:
        return made(self.servers[0], count)

    def by(self, room: Room, process: int) -> Room:
        """The same board, as it is reached through one process."""
        return replace(room, server=self.servers[process])

    def said(self) -> str:
        """What all of them have printed."""
        return "\n".join(server.said() for server in self.servers)

    def worked(self) -> float:
        """Seconds of processor time that all of them have used so far."""
        return sum(used(server.process.pid) for server in self.servers if server.process)

    @contextmanager
    def connections(self) -> Iterator[Callable[[], int]]:
        """How many connections the database held at the most while this lasts."""
        most, over = [0], threading.Event()
        database = urlsplit(self.servers[0].environment["DATABASE_URL"]).path[1:]
        watcher = threading.Thread(target=self._count, args=(database, most, over))
        watcher.start()
        try:
            yield lambda: most[0]
        finally:
            over.set()
            watcher.join()

    def _count(self, database: str, most: list[int], over: threading.Event) -> None:
        import psycopg  # only where there is one

        with psycopg.connect(self.both.postgres.address, autocommit=True) as asking:
            while not over.wait(EVERY):
                found = asking.execute(COUNT, [database]).fetchone()
                most[0] = max(most[0], found[0] if found else 0)


def used(pid: int) -> float:
    """Seconds of processor time that a process has used so far."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def spin(seconds: float = 0.5) -> float:
    """How much a loop of our own gets done in a second on this machine just now, in millions.

    What else runs here makes it less: a yardstick for every time that is told beside it.
    """
    began, count = time.perf_counter(), 0
    while (passed := time.perf_counter() - began) < seconds:
        for _ in range(1000):
            count += 1
    return count / passed / 1e6

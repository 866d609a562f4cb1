"""A server process on a core of its own, and what the kernel says it uses."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from tests.serving import ROOT, answers, free_port

CORES = sorted(os.sched_getaffinity(0))
SERVERS_CORE, OUR_CORE = CORES[-1], CORES[0]
SECONDS_TO_START = 30
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def go_first() -> None:
    """Come before whatever else this machine does, in a session of one's own, if we may."""
    with suppress(OSError):
        os.setsid()
        os.setpriority(os.PRIO_PROCESS, 0, -20)
        Path("/proc/self/autogroup").write_text("-20")


class Loaded(Protocol):
    """What can be put under load: a server, or several that share their boards."""

    @property
    def folder(self) -> Path: ...
    @property
    def environment(self) -> dict[str, str]: ...
    def port_of(self, room: int) -> int:
        """Where the seats of a room connect."""
        ...

    def worked(self) -> float:
        """Seconds of processor time it has used, in all its threads, kernel included."""
        ...

    def cores_worked(self) -> float:
        """Seconds that its cores have been busy, for whatever process."""
        ...

    def memory(self) -> int:
        """Bytes it holds in memory."""
        ...


class Served:
    """A server that listens on a free port of this machine only, until the `with` ends."""

    def __init__(
        self,
        folder: Path,
        module: str,
        *arguments: str,
        cores: Sequence[int] = (SERVERS_CORE,),
        **environment: str,
    ) -> None:
        self.port = free_port()
        self.folder, self.cores = folder, cores
        self.environment = {**os.environ, "COPRODUCE_DATA": str(folder), **environment}
        told = [argument.format(port=self.port) for argument in arguments]
        self._command = [sys.executable, "-m", module, *told]

    def __enter__(self) -> "Served":
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                preexec_fn=go_first,
            )
        os.sched_setaffinity(self.process.pid, self.cores)
        deadline = time.monotonic() + SECONDS_TO_START
        while not answers(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise SystemExit(f"The server did not start.\n{self.said()}")
            time.sleep(0.05)
        started = Path(f"/proc/{self.process.pid}/task").iterdir()
        for thread in started:  # before it was pinned
            os.sched_setaffinity(int(thread.name), self.cores)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def port_of(self, room: int) -> int:
        return self.port

    def said(self) -> str:
        return (self.folder / "server.log").read_text()

    def worked(self) -> float:
        return worked_by(self.process.pid)

    def cores_worked(self) -> float:
        return sum(map(core_worked, self.cores))

    def memory(self) -> int:
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE


def worked_by(process: int) -> float:
    """Seconds of processor time that a process has used, in all threads it has or had."""
    clock = ~process << 3 | 2  # what clock_getcpuclockid(3) makes of it
    return time.clock_gettime(clock)


def core_worked(core: int) -> float:
    """Seconds that a core has been busy, for whatever process."""
    name = f"cpu{core} "
    lines = Path("/proc/stat").read_text().splitlines()
    user, nice, system = next(one for one in lines if one.startswith(name)).split()[1:4]
    return (int(user) + int(nice) + int(system)) / TICKS


def board_server(folder: Path) -> Served:
    """The real server, migrated and ready, with an empty database in `folder`."""
    environment = {**os.environ, "COPRODUCE_DATA": str(folder)}
    manage = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(manage, cwd=ROOT, env=environment, check=True)
    return Served(folder, "coproduce.server", "--bind", "127.0.0.1", "--port", "{port}")


def textbook_server(folder: Path) -> Served:
    """The textbook consumer under stock Daphne."""
    consumer = "tests.load.textbook:application"
    return Served(folder, "daphne", "-b", "127.0.0.1", "-p", "{port}", consumer)

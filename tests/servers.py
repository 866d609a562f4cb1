"""A PostgreSQL and a Redis of their own for a run of the tests, on free ports, gone afterwards.

`COPRODUCE_SERVERS=on bin/test FILE` has a file's tests run with them. There is one of each for all
workers; see databases.py for who has what in them. A test that ends, halts or starts one of them
again has its own two.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import databases
from tests.serving import answers, free_port

WANTED = "COPRODUCE_SERVERS"
USER = "coproduce"
PROGRAMS = ("initdb", "pg_ctl", "pg_dump", "pg_restore", "redis-server")
SECONDS = 30
# What is torn down with the run may be lost with the machine, so nothing waits for a disk; what
# holds on a real disk is tried by `python -m tests.faults`.
CONNECTIONS = "-c max_connections=300"
HASTE = f"-c fsync=off -c full_page_writes=off {CONNECTIONS}"
# Whatever the machine speaks: its sorting and its letters must not decide a test.
SPOKEN = ("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


def wanted() -> bool:
    """Whether this run of the tests has both."""
    return bool(os.environ.get(WANTED))


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """Start both; yields the environment that points a process at them."""
    with both() as found:
        yield found.environment


class Postgres:
    """A PostgreSQL in a folder of its own, which is made where it is not there yet."""

    def __init__(self, folder: Path, options: str = HASTE) -> None:
        self.port, self._folder = free_port(), folder
        self._options = f"-p {self.port} -k {folder} -c listen_addresses=127.0.0.1 {options}"
        if not folder.exists():
            folder.mkdir()
            _as_user(["true"], give=folder)
            made = [program("initdb"), "-D", f"{folder}/kept", "-A", "trust", "-U", USER]
            _as_user([*made, *SPOKEN])

    @property
    def address(self) -> str:
        """As DATABASE_URL."""
        return f"postgres://{USER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Come back when it answers."""
        self._control("-l", f"{self._folder}/log", "-o", self._options, "start")

    def stop(self) -> None:
        """As a power cut would: whoever waits for a commit never hears what became of it."""
        self._control("-m", "immediate", "stop")

    def _control(self, *command: str) -> None:
        _as_user([program("pg_ctl"), "-D", f"{self._folder}/kept", "-w", *command])


class Redis:
    """A Redis that keeps nothing."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """As REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Come back when it answers."""
        command = [program("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--databases", str(databases.NUMBERS)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + SECONDS
        while not answers(self.port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("Redis did not start.")
            time.sleep(0.02)

    def kill(self) -> None:
        if process := self._process:
            process.kill()
            process.wait()

    def halt(self) -> None:
        """It takes connections and what is said on them, and answers nothing."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        assert self._process
        self._process.send_signal(number)


@dataclass(frozen=True)
class Both:
    postgres: Postgres
    redis: Redis

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.postgres.address, "REDIS_URL": self.redis.address}


@contextmanager
def both(options: str = HASTE) -> Iterator[Both]:
    """Start both, with a database to be copied; end them, whatever was done to them."""
    with ground() as folder:
        found = Both(Postgres(folder / "postgres", options), Redis())
        try:
            found.postgres.start()
            found.redis.start()
            databases.make_template(found.postgres.address)
            yield found
        finally:
            found.redis.kill()
            _end(found.postgres)


@contextmanager
def ground() -> Iterator[Path]:
    """A folder for a PostgreSQL, which others than its owner may look into: it is somebody else."""
    folder = Path(tempfile.mkdtemp(prefix="coproduce-servers-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres(folder: Path, settings: str = HASTE) -> Iterator[str]:
    """A PostgreSQL in `folder`, or the one that is kept there; its address, as DATABASE_URL."""
    found = Postgres(folder, settings)
    found.start()
    try:
        yield found.address
    finally:
        found.stop()


@contextmanager
def redis() -> Iterator[str]:
    """A Redis that keeps nothing; its address, as REDIS_URL."""
    found = Redis()
    found.start()
    try:
        yield found.address
    finally:
        found.kill()


def _end(postgres: Postgres) -> None:
    try:
        postgres.stop()
    except subprocess.CalledProcessError:
        if answers(postgres.port):
            raise  # otherwise a test has ended it already


def find(name: str) -> str | None:
    """Where one of their programs is; Debian keeps PostgreSQL's by version, off the path."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    return shutil.which(name) or next(map(str, reversed(kept)), None)


def _version(found: Path) -> float:
    return float(found.parts[-3])


def program(name: str) -> str:
    """The same, where it must be there."""
    found = find(name)
    assert found, f"{WANTED} needs PostgreSQL and Redis: there is no {name} here."
    return found


def _as_user(command: Sequence[str], give: Path | None = None) -> None:
    """Run a command as somebody whom PostgreSQL accepts: not as root."""
    if os.getuid() == 0:
        if give is not None:
            shutil.chown(give, "postgres")
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


if __name__ == "__main__":  # bin/test asks whether they can be started here
    missing = [name for name in PROGRAMS if find(name) is None]
    sys.exit(1 if missing else 0)

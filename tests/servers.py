"""A PostgreSQL and a Redis of their own for a run of the tests, on free ports, gone afterwards.

`COPRODUCE_SERVERS=on bin/test` has everything run with them. Each server of a test then has a
database of its own. A test that ends, halts or starts one of them again has its own two.
"""

import os
import shutil
import signal
import subprocess
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
SECONDS = 30
# What is torn down with the run may be lost with the machine, so nothing waits for a disk; what
# holds on a real disk is tried by `python -m tests.faults`.
CONNECTIONS = "-c max_connections=300"
HASTE = f"-c fsync=off -c full_page_writes=off {CONNECTIONS}"


def wanted() -> bool:
    """Whether tests that need both are to run: where it is said, and in CI where there are both."""
    there = [shutil.which("redis-server"), *Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return bool(
        os.environ.get(WANTED) or (os.environ.get("CI") and len([*filter(None, there)]) > 1)
    )


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
            _as_user([_program("initdb"), "-D", f"{folder}/kept", "-A", "trust", "-U", USER])

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
        _as_user([_program("pg_ctl"), "-D", f"{self._folder}/kept", "-w", *command])


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
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        command += ["--appendonly", "no"]
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
    folder = Path(tempfile.mkdtemp(prefix="coproduce-servers-"))
    folder.chmod(0o755)
    found = Both(Postgres(folder / "postgres", options), Redis())
    try:
        found.postgres.start()
        found.redis.start()
        databases.make_template(found.postgres.address)
        yield found
    finally:
        found.redis.kill()
        _end(found.postgres)
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


def _program(name: str) -> str:
    found = shutil.which(name) or max(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")))
    return str(found)


def _as_user(command: Sequence[str], give: Path | None = None) -> None:
    """Run a command as somebody whom PostgreSQL accepts: not as root."""
    if os.getuid() == 0:
        if give is not None:
            shutil.chown(give, "postgres")
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

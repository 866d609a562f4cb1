"""A PostgreSQL and a Redis of their own for a run of the tests, on free ports, gone afterwards.

`COPRODUCE_SERVERS=on bin/test` has everything run with them. Each server of a test then has a
database of its own.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """Start both; yields the environment that points a process at them."""
    folder = Path(tempfile.mkdtemp(prefix="coproduce-servers-"))
    folder.chmod(0o755)
    try:
        with postgres(folder / "postgres") as database, redis() as doorbell:
            databases.make_template(database)
            yield {"DATABASE_URL": database, "REDIS_URL": doorbell}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres(folder: Path, settings: str = HASTE) -> Iterator[str]:
    """A PostgreSQL in `folder`, or the one that is kept there; its address, as DATABASE_URL."""
    port = free_port()
    if not folder.exists():
        folder.mkdir()
        _as_user(["true"], give=folder)
        _as_user([_program("initdb"), "-D", f"{folder}/kept", "-A", "trust", "-U", USER])
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {settings}"
    control = [_program("pg_ctl"), "-D", f"{folder}/kept", "-w"]
    _as_user([*control, "-l", f"{folder}/log", "-o", options, "start"])
    try:
        yield f"postgres://{USER}@127.0.0.1:{port}/postgres"
    finally:
        _as_user([*control, "-m", "immediate", "stop"])


@contextmanager
def redis() -> Iterator[str]:
    """A Redis that keeps nothing; its address, as REDIS_URL."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen([*command, "--appendonly", "no"], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + SECONDS
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("Redis did not start.")
            time.sleep(0.02)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
        process.wait()


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

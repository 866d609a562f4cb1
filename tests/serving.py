"""A real server for a test: its own process, port and data. It can be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests import databases

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


KEPT: list[socket.socket] = []  # the ports given, until this process ends


def free_port() -> int:
    """A port for a server to listen on, which the system gives to nobody else.

    It is bound and not listened on. Who asks for this port may share it if both say so, as servers
    do to start again at once; who asks for any port, to listen or to call, is given another.
    """
    kept = socket.socket()
    kept.bind(("0.0.0.0", 0))
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # before, it would share as well
    KEPT.append(kept)
    return int(kept.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def listen_to_ctrl_c() -> None:
    """Tests that run in the background ignore Ctrl-C, and so would what they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Server:
    """The server that `bin/run` starts, on a free port, with a folder of its own."""

    module = "coproduce.start"

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.port = folder, free_port()
        self.log = folder.parent / f"{folder.name}.log"
        self.environment = os.environ | environment
        self.environment |= {"COPRODUCE_DATA": str(folder), "PORT": str(self.port)}
        self.environment |= databases.addresses_of(folder, self.environment)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and come back when it listens."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=listen_to_ctrl_c,
            )
        self._wait_until_it_listens(self.process)

    def stop(self, signal_number: int = signal.SIGINT) -> int | None:
        """Stop it as Ctrl-C does; its exit code, or None when it was not running."""
        process, self.process = self.process, None
        if process is None:
            return None
        process.send_signal(signal_number)
        try:
            return process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"The server did not stop.\n{self.said()}") from None

    def kill(self) -> None:
        """End it with no warning, as a power cut would."""
        self.stop(signal.SIGKILL)

    def manage(self, *command: str) -> str:
        """What `manage.py COMMAND` prints about this server's data."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    def rows(self, query: str, given: Sequence[Any] = ()) -> databases.Rows:
        """What its database answers to another program; `?` stands for what is given."""
        return databases.rows(self.folder, self.environment, query, given)

    def said(self) -> str:
        """All that it has printed so far."""
        return self.log.read_text() if self.log.exists() else ""

    def _wait_until_it_listens(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while not answers(self.port):
            if process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"The server did not start.\n{self.said()}")
            time.sleep(0.02)

"""The board as containers run it: two processes behind the proxy, all from the very same files."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests import databases, servers
from tests.deploy import containers
from tests.deploy.names import Names
from tests.serving import SECONDS_TO_START, SECONDS_TO_STOP, free_port

ADDRESSES = ("127.0.0.2", "127.0.0.3")  # of the two processes, as containers have their own
NAME = "board.example"
TOKEN = "for-those-who-look-after-it"
NEEDED = ("caddy", "redis-server")


@dataclass
class Process:
    """One process of the board, as a container has it."""

    address: str
    port: int
    folder: Path
    environment: dict[str, str]
    running: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder.parent / f"{self.address}.log"

    def start(self, names: Names, command: list[str], image: Path) -> None:
        """Start it; its address is known from then on until it has ended."""
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                command, cwd=image, env=self.environment, stdout=log, stderr=log
            )
        names.addresses.append(self.address)
        threading.Thread(target=self._forget, args=[self.running, names], daemon=True).start()

    def _forget(self, running: subprocess.Popen[bytes], names: Names) -> None:
        running.wait()
        names.addresses.remove(self.address)

    def ends(self) -> int:
        """Tell it to end, as whoever takes a container down; its exit code."""
        assert self.running
        self.running.terminate()
        return self.running.wait(SECONDS_TO_STOP)

    def asked(self, path: str) -> str:
        """What it answers from inside."""
        headers = {"Host": "127.0.0.1", "Authorization": f"Bearer {TOKEN}"}
        address = f"http://{self.address}:{self.port}{path}"
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            said: str = answer.read().decode()
        return said

    def connections(self) -> int:
        """How many seats are connected here."""
        families = text_string_to_metric_families(self.asked("/metrics"))
        samples = (sample for family in families for sample in family.samples)
        return int(sum(one.value for one in samples if one.name == "coproduce_connections"))

    def is_ready(self) -> bool:
        try:
            return bool(self.asked("/readyz"))
        except OSError:
            return False


@dataclass
class Proxied:
    """See the module. `name` is empty for plain HTTP; it stands in for a test's `Server`."""

    folder: Path
    name: str = ""
    addresses: Sequence[str] = ADDRESSES
    processes: list[Process] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    proxy: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.port, self.tls_port, self.inside = free_port(), free_port(), free_port()
        self.given = {"COPRODUCE_NAME": self.name, "COPRODUCE_METRICS_TOKEN": TOKEN}
        self.given["COPRODUCE_TLS"] = "tls internal" if self.name else ""
        self.log = self.folder / "proxy.log"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self, database: str, redis: str) -> None:
        """Make the image and the secrets, and say what the processes are told."""
        self.image = containers.image(self.folder / "image")
        secrets = self.folder / "secrets"
        secrets.mkdir()
        program = containers.SERVICES["prepare"]["command"][0]
        subprocess.run([program, secrets], cwd=self.image, env=outside(), check=True)
        place = urlsplit(databases.new_database(database))
        for address in self.addresses:
            told = outside() | containers.environment("web", **self.given)
            told |= {"COPRODUCE_SECRETS": str(secrets), "REDIS_URL": redis}
            told |= {"COPRODUCE_DATABASE": f"{place.hostname}:{place.port}{place.path}"}
            told |= {"COPRODUCE_DATA": str(self.folder / address), "COPRODUCE_BIND": address}
            told |= {"PORT": str(self.inside)}
            folder = self.folder / address
            self.processes.append(Process(address, self.inside, folder, told))

    def start(self, process: Process) -> None:
        process.start(self.names, containers.command(), self.image)

    def start_proxy(self) -> None:
        told = outside() | containers.environment("proxy", **self.given)
        told |= {"COPRODUCE_WEB": "web.test.", "COPRODUCE_PORT": str(self.inside)}
        told |= {"COPRODUCE_RESOLVERS": f"resolvers udp/127.0.0.1:{self.names.port}"}
        told |= {"COPRODUCE_HTTP_PORT": str(self.port), "COPRODUCE_HTTPS_PORT": str(self.tls_port)}
        told |= {"XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        command = ["caddy", "run", "--adapter", "caddyfile", "--config"]
        with self.log.open("ab") as log:
            self.proxy = subprocess.Popen(
                [*command, self.image / "deploy" / "Caddyfile"], env=told, stdout=log, stderr=log
            )

    def wait(self) -> None:
        """Come back when both processes are ready, and the proxy sends people to them."""
        deadline = time.monotonic() + SECONDS_TO_START
        while not (all(one.is_ready() for one in self.processes) and self._lets_in()):
            if time.monotonic() > deadline:
                raise AssertionError(self.said())
            time.sleep(0.05)

    def _lets_in(self) -> bool:
        try:
            if self.name:
                for port in (self.port, self.tls_port):  # which listen later than it has a name
                    socket.create_connection(("127.0.0.1", port)).close()
                return self.authority.exists()
            urllib.request.urlopen(self.address, timeout=10).read()
        except OSError:
            return False
        return True

    @property
    def authority(self) -> Path:
        """The certificate of the proxy's own authority."""
        return self.folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.authority))

    def manage(self, *command: str) -> str:
        """What `manage.py COMMAND` prints, run as it is in a container."""
        own = ["deploy/manage", *command]
        told = self.processes[0].environment
        done = subprocess.run(own, cwd=self.image, env=told, check=True, stdout=subprocess.PIPE)
        return done.stdout.decode()

    def said(self) -> str:
        logs = [self.log, *(one.log for one in self.processes)]
        return "\n".join(log.read_text() for log in logs if log.exists())

    def stop(self) -> None:
        for one in [self.proxy, *(process.running for process in self.processes)]:
            if one and one.poll() is None:
                one.kill()
                one.wait()


def outside() -> dict[str, str]:
    """The environment of the machine, with our Python first, and no setting of the tests'."""
    ours = ("COPRODUCE_", "DJANGO_", "DATABASE_URL", "REDIS_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    python = Path(sys.executable).parent
    return kept | {"PATH": f"{python}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def machine() -> Iterator[dict[str, str]]:
    """A PostgreSQL and a Redis: the run's own, or others; skips where a part is not installed."""
    missing = [one for one in NEEDED if not shutil.which(one)]
    if not (shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))):
        missing.append("PostgreSQL")
    if missing:
        pytest.skip(f"This needs {', '.join(missing)}")
    if os.environ.get("REDIS_URL"):
        yield dict(os.environ)
    else:
        with servers.servers() as found:
            yield found


@contextmanager
def proxied(
    folder: Path, there: dict[str, str], name: str = "", addresses: Sequence[str] = ADDRESSES
) -> Iterator[Proxied]:
    """The whole of it, running."""
    with ExitStack() as stack:
        house = Proxied(folder, name, addresses)
        stack.enter_context(house.names)
        stack.callback(house.stop)
        house.prepare(there["DATABASE_URL"], there["REDIS_URL"])
        for process in house.processes:
            house.start(process)
        house.start_proxy()
        house.wait()
        yield house

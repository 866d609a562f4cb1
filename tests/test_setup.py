"""Setting up: one command from a bare machine to a board, and a quick one from then on."""

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from coproduce import start
from tests.serving import ROOT, Server, answers, free_port
from tests.where import SERVERS

PINNED = re.compile(r"^[a-z0-9.-]+==[^ ]+ \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def script(path: Path, *lines: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the set-up, in which nothing has been installed yet."""
    shutil.copytree(ROOT / "bin", tmp_path / "house" / "bin")
    shutil.copytree(ROOT / "requirements", tmp_path / "house" / "requirements")
    return tmp_path / "house"


def set_up(
    house: Path, command: str = "setup", **environment: str
) -> subprocess.CompletedProcess[str]:
    tools = house / "tools"
    tools.mkdir(exist_ok=True)
    path = f"{tools}:{os.environ['PATH']}"
    return subprocess.run(
        [house / "bin" / command],
        env=os.environ | {"PATH": path} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def without_venv(house: Path, *, root: bool) -> dict[str, str]:
    """A machine as Debian leaves it: Python, but not its venv module. apt-get brings it."""
    (house / "missing").mkdir()
    (house / "missing" / "ensurepip.py").write_text("raise ImportError")
    script(house / "tools" / "id", f"echo {0 if root else 1000}")
    script(house / "tools" / "apt-get", f"echo $@ >> {house}/apt; rm -f {house}/missing/*.py")
    script(house / ".venv" / "bin" / "python", "exit 1")
    return {"PYTHONPATH": str(house / "missing"), "PYTHON": "python3"}


def test_it_says_what_is_missing_when_it_may_not_install_it(house: Path) -> None:
    done = set_up(house, **without_venv(house, root=False))
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (house / "apt").exists()


def test_it_installs_the_venv_module_itself_as_root(house: Path) -> None:
    (house / "requirements" / "run.txt").write_text("")
    done = set_up(house, **without_venv(house, root=True))
    assert done.returncode == 0, done.stderr
    assert (house / "apt").read_text().splitlines()[-1].endswith("install -y python3-venv")
    assert (house / ".venv" / "bin" / "pip").exists()


def test_it_installs_nothing_twice(house: Path) -> None:
    script(house / ".venv" / "bin" / "python", f"echo $@ >> {house}/calls")
    assert set_up(house).returncode == 0
    first = (house / "calls").read_text()
    assert "--require-hashes -r requirements/run.txt" in first
    assert set_up(house).returncode == 0
    assert (house / "calls").read_text() == first


def test_it_installs_again_when_the_pins_change(house: Path) -> None:
    script(house / ".venv" / "bin" / "python", f"echo $@ >> {house}/calls")
    set_up(house)
    with (house / "requirements" / "run.txt").open("a") as pins:
        pins.write("# changed\n")
    set_up(house)
    assert (house / "calls").read_text().count("--require-hashes") == 2


def test_it_tries_again_after_an_install_that_failed(house: Path) -> None:
    script(house / ".venv" / "bin" / "python", '[ "$3" = --version ]')
    assert set_up(house).returncode != 0
    script(house / ".venv" / "bin" / "python")
    assert set_up(house).returncode == 0


SERVERS_ARE_HERE = '[ "$*" = "-m tests.servers" ] && exec test -e servers'
NOTED = 'echo "$COPRODUCE_SERVERS $@" >> calls'
ON_SQLITE = " -m pytest -n 2 --dist loadgroup tests"
PURE = " ".join(f"--ignore=tests/{app}/operations" for app in ("boards", "sessions"))
WITH_SERVERS = f"on{ON_SQLITE} {PURE}"


def everything_tried(house: Path, *, root: bool, **environment: str) -> tuple[int, str, list[str]]:
    """What `bin/test` comes to, says, and runs, where everything is installed but the servers."""
    for name in ("run", "offers", "servers", "test"):
        script(house / ".venv" / "bin" / "python", SERVERS_ARE_HERE, NOTED)
        shutil.copy(house / "requirements" / f"{name}.txt", house / ".venv" / f"{name}.txt")
    for name in ("ruff", "mypy"):
        script(house / ".venv" / "bin" / name)
    script(house / "tools" / "id", f"echo {0 if root else 1000}")
    script(house / "tools" / "dpkg")
    done = set_up(house, "test", **{"CI": "", **environment})
    calls = house / "calls"
    run = calls.read_text().splitlines() if calls.exists() else []
    return done.returncode, done.stderr, [one for one in run if "pytest" in one]


def test_everything_is_tried_on_sqlite_and_then_with_the_servers(house: Path) -> None:
    (house / "servers").touch()
    code, _, run = everything_tried(house, root=False, CI="true")
    assert (code, run) == (0, [ON_SQLITE, WITH_SERVERS])


def test_it_installs_the_servers_itself_as_root(house: Path) -> None:
    script(house / "tools" / "apt-get", f"echo $@ >> {house}/apt; touch {house}/servers")
    code, _, run = everything_tried(house, root=True)
    assert (code, run) == (0, [ON_SQLITE, WITH_SERVERS])
    assert (house / "apt").read_text().splitlines()[-1].endswith(" postgresql redis-server")


@pytest.mark.parametrize("root", [True, False])
def test_it_says_so_where_the_servers_cannot_be_installed(house: Path, root: bool) -> None:
    script(house / "tools" / "apt-get", "exit 100")
    code, told, run = everything_tried(house, root=root)
    assert (code, run) == (0, [ON_SQLITE])
    assert "NOTHING IS TRIED WITH THEM" in told.splitlines()[-2]


def test_where_nobody_looks_on_it_fails_without_the_servers(house: Path) -> None:
    code, told, run = everything_tried(house, root=False, CI="true")
    assert (code, run) == (1, [])
    assert "NOTHING IS TRIED WITH THEM" in told


@pytest.mark.parametrize("name", ["run", "offers", "servers", "test"])
def test_every_dependency_is_pinned_and_hashed(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    kept = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert all(PINNED.match(line) or HASH.match(line) for line in kept)


@pytest.mark.parametrize("name", ["run", "offers", "servers", "test"])
def test_every_dependency_says_why_it_is_there(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
    assert all(" # " in line for line in lines if line[0] not in "#-")


def test_the_readme_tells_every_setting() -> None:
    read_in = ("settings", "databases", "logs")
    sources = [(ROOT / "coproduce" / f"{one}.py").read_text() for one in read_in]
    read = re.findall(r'env\.\w+\(\s*"(\w+)"', "".join(sources))
    told = re.findall(r"^\| `(\w+)`", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert read
    assert {*read, "PORT"} == set(told)


def test_it_keeps_its_data_where_it_is_told_to(running: Server) -> None:
    assert (running.folder / "coproduce.sqlite3").exists() != SERVERS
    assert running.rows("SELECT count(*) FROM boards_board") == [(0,)]
    assert (running.folder / "secret").exists()
    assert f"http://localhost:{running.port}" in running.said()


def test_it_tells_the_room_the_way_in() -> None:
    told = start.way_in(8000, start.room_address(8000, ["192.0.2.7", "192.0.2.8"]))
    assert "http://localhost:8000" in told
    assert "http://192.0.2.7:8000" in told
    assert "192.0.2.8" not in told


def test_it_says_nothing_of_other_devices_without_a_network() -> None:
    assert "other devices" not in start.way_in(8000, start.room_address(8000, []))


def test_it_answers_to_the_addresses_it_tells() -> None:
    assert {"localhost", "127.0.0.1", "192.0.2.7"} <= set(start.hosts(["192.0.2.7"]).split(","))


def test_ctrl_c_stops_it_cleanly(running: Server) -> None:
    assert running.stop() == 0
    assert "Traceback" not in running.said()


def test_it_says_so_when_the_port_is_taken(running: Server, tmp_path: Path) -> None:
    other = Server(tmp_path / "other", PORT=str(running.port))
    other.environment["PORT"] = str(running.port)
    other.port = free_port()
    with pytest.raises(AssertionError, match=rf"Port {running.port} is taken"):
        other.start()


def test_a_port_for_a_test_is_given_to_nobody_else() -> None:
    port = free_port()
    assert not answers(port)
    with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
        stranger.bind(("127.0.0.1", port))
    with socket.create_server(("127.0.0.1", port)):
        assert answers(port)


def seconds_to_start_again(running: Server) -> float:
    running.stop()
    began = time.monotonic()
    running.start()
    urlopen(running.address, timeout=10).read()
    return time.monotonic() - began


def seconds_to_look_round(server: Server) -> float:
    """How long this machine takes, as busy as it is now, to set Django up and do nothing."""
    began = time.monotonic()
    server.manage("check")
    return time.monotonic() - began


def test_a_second_start_is_hardly_more_than_setting_django_up(running: Server) -> None:
    tries = [(seconds_to_start_again(running), seconds_to_look_round(running)) for _ in range(3)]
    starts, looks = zip(*tries, strict=True)
    assert min(starts) < 3 * min(looks), tries

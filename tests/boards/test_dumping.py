"""PostgreSQL brings tools of its own: a dump made while people write can be used elsewhere."""

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.boards.test_backing_up import refused, writes
from tests.faults.rooms import Room, made
from tests.faults.screen import Screen, exported
from tests.servers import program
from tests.serving import Server
from tests.where import NEEDS_SERVERS

pytestmark = NEEDS_SERVERS


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Server]:
    """Another installation, whose database has nothing in it yet."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    server = Server(folder)
    address = server.environment["DATABASE_URL"]
    server.environment["DATABASE_URL"] = databases.new_database(address, template="template0")
    yield server
    server.kill()


def dumped(server: Server, to: Path) -> None:
    """As README has it."""
    command = [program("pg_dump"), "--format=custom", f"--file={to}"]
    subprocess.run([*command, server.environment["DATABASE_URL"]], check=True)


def restored(server: Server, dump: Path) -> None:
    command = [program("pg_restore"), "--exit-on-error", "--no-owner"]
    address = server.environment["DATABASE_URL"]
    subprocess.run([*command, f"--dbname={address}", str(dump)], check=True)


async def test_what_was_acknowledged_is_in_a_dump_that_is_made_meanwhile(
    running: Server, elsewhere: Server, tmp_path: Path
) -> None:
    room = (await asyncio.to_thread(made, running, 1))[0]
    screens = [await Screen(room, n).hello() for n in range(4)]
    acknowledged: list[str] = []
    done = asyncio.Event()
    writing = [asyncio.create_task(writes(one, acknowledged, done)) for one in screens]
    await screens[0].until(lambda: len(acknowledged) >= 20)
    before, dump = set(acknowledged), tmp_path / "kept.dump"
    await asyncio.to_thread(dumped, running, dump)
    during = len(acknowledged)
    done.set()
    await asyncio.gather(*writing)
    assert during > len(before), "nobody wrote while it was made"
    for one in screens:
        await one.leave()

    await asyncio.to_thread(restored, elsewhere, dump)
    shutil.copy(running.folder / "secret", elsewhere.folder / "secret")
    there = Room(elsewhere, room.board, room.seats)
    entries = [row[1] for row in there.log()]
    assert before <= set(entries) <= {row[1] for row in room.log()}
    assert elsewhere.manage("prove") == f"1 boards and {len(entries)} entries are sound.\n"
    await asyncio.to_thread(elsewhere.start)
    now = await asyncio.to_thread(exported, there)
    assert len(now["ideas"]) == now["seq"] == len(entries)
    wren = await Screen(there, 0).hello()
    await wren.does("undo")  # the secret came along: people still know what is theirs
    await wren.leave()


def test_the_commands_for_sqlite_say_what_to_use_instead(running: Server, tmp_path: Path) -> None:
    for command in ("backup", "restore"):
        told = refused(running, command, str(tmp_path / "kept.tar"))
        assert "For PostgreSQL use pg_dump and pg_restore" in told

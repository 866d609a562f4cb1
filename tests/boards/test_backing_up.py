"""A backup is made while people write, and proved before it takes the place of anything."""

import asyncio
import json
import sqlite3
import stat
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.rooms import Room, made
from tests.faults.screen import Screen, exported
from tests.serving import Server
from tests.where import needs_sqlite

pytestmark = needs_sqlite("its file is copied and put back; for a dump see test_dumping.py")


async def writes(screen: Screen, acknowledged: list[str], going: asyncio.Event) -> None:
    """Write until told to stop; note each act once it is acknowledged."""
    while not going.is_set():
        entry = await screen.does("add_idea", text=f"We wait, {len(acknowledged)}")
        acknowledged.append(entry["id"])


def ids_in(backup: Path, folder: Path) -> set[str]:
    with tarfile.open(backup) as tar:
        tar.extract("coproduce.sqlite3", folder, filter="data")
    with closing(sqlite3.connect(folder / "coproduce.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {row[0] for row in database.execute("SELECT op_id FROM boards_entry")}


def refused(server: Server, *command: str) -> str:
    with pytest.raises(subprocess.CalledProcessError) as told:
        said(server, *command)
    return str(told.value.stderr)


def said(server: Server, *command: str) -> str:
    """What a command prints; with what it says went wrong, where it fails."""
    own = [sys.executable, "manage.py", *command]
    return subprocess.run(
        own, env=server.environment, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Server]:
    """Another installation, in which nothing is yet."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    server = Server(folder)
    server.environment.pop("COPRODUCE_SECRET", None)
    yield server
    server.kill()


async def test_what_was_acknowledged_is_in_a_backup_that_is_made_meanwhile(
    running: Server, elsewhere: Server, tmp_path: Path
) -> None:
    room: Room = (await asyncio.to_thread(made, running, 1))[0]
    screens = [await Screen(room, n).hello() for n in range(4)]
    acknowledged: list[str] = []
    done = asyncio.Event()
    writing = [asyncio.create_task(writes(one, acknowledged, done)) for one in screens]
    await screens[0].until(lambda: len(acknowledged) >= 20)
    before, backup = set(acknowledged), tmp_path / "kept.tar"
    told = await asyncio.to_thread(said, running, "backup", str(backup))
    during = len(acknowledged)
    done.set()
    await asyncio.gather(*writing)
    assert during > len(before), "nobody wrote while it was made"
    assert "1 boards, 27 seats" in told
    assert "It holds secrets" in told
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert before <= ids_in(backup, tmp_path)
    for one in screens:
        await one.leave()

    assert "is sound: 1 boards, 27 seats" in said(elsewhere, "restore", "--check", str(backup))
    assert not (elsewhere.folder / "coproduce.sqlite3").exists()
    said(elsewhere, "restore", str(backup))
    await asyncio.to_thread(elsewhere.start)
    there = Room(elsewhere, room.board, room.seats)
    now = await asyncio.to_thread(exported, there)
    assert len(now["ideas"]) == now["seq"] >= len(before)
    wren = await Screen(there, 0).hello()
    await wren.does("undo")  # the secret came along: people still know what is theirs
    await wren.leave()


def test_it_refuses_to_overwrite_and_to_restore_under_a_server(
    running: Server, tmp_path: Path
) -> None:
    backup = tmp_path / "kept.tar"
    said(running, "backup", str(backup))
    assert "is there already" in refused(running, "backup", str(backup))
    before = (running.folder / "coproduce.sqlite3").read_bytes()
    assert "A server uses these data" in refused(running, "restore", str(backup))
    assert (running.folder / "coproduce.sqlite3").read_bytes() == before
    running.stop()
    told = said(running, "restore", str(backup))
    kept = [one.name for one in running.folder.iterdir() if ".before-" in one.name]
    assert sorted(name.split(".before-")[0] for name in kept) == ["coproduce.sqlite3", "secret"]
    assert all(name in told for name in kept)
    running.start()


def test_what_is_no_backup_or_is_damaged_is_not_put_in_place(
    running: Server, tmp_path: Path
) -> None:
    backup, wrong = tmp_path / "kept.tar", tmp_path / "wrong.tar"
    said(running, "backup", str(backup))
    running.stop()
    before = (running.folder / "coproduce.sqlite3").read_bytes()
    wrong.write_text("This is a letter")
    assert "cannot be read as a backup" in refused(running, "restore", str(wrong))
    with tarfile.open(backup) as tar:
        tar.extractall(tmp_path / "opened", filter="data")
    damaged = tmp_path / "opened" / "coproduce.sqlite3"
    with closing(sqlite3.connect(damaged)) as database:
        area = json.dumps([{"id": "a", "name": "", "question": ""}])
        board = ("odd", "Odd", area, "link", "code", 1, 0, "seats")
        database.execute(
            "INSERT INTO boards_board (id, title, areas, link, code, door_open, keep_names,"
            " keep_for, made, keep_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '2026-01-01',"
            " '2027-01-01')",
            board,
        )
        database.execute(
            'INSERT INTO boards_entry (board_id, seq, op_id, "when", verb, fields)'
            " VALUES ('odd', 1, 'x', 5, 'set_aside', '{\"idea\": \"none\"}')"
        )
        database.commit()
    with tarfile.open(wrong, "w") as tar:
        for one in (tmp_path / "opened").iterdir():
            tar.add(one, one.name)
    assert "does not fold" in refused(running, "restore", str(wrong))
    damaged.write_bytes(damaged.read_bytes()[:5000])
    with tarfile.open(wrong, "w") as tar:
        for one in (tmp_path / "opened").iterdir():
            tar.add(one, one.name)
    assert "damaged" in refused(running, "restore", str(wrong))
    assert (running.folder / "coproduce.sqlite3").read_bytes() == before

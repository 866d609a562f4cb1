"""A server with boards made beforehand, and what its disk says of them afterwards."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import databases
from tests.serving import ROOT, Server

SEATS = 27  # on every board: two more than may be connected
STALLS = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)"
STALLS += "; c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()"


@dataclass(frozen=True)
class Seat:
    """A place at a board: who sits there, and the cookie that says so."""

    id: str
    cookie: str


@dataclass(frozen=True)
class Room:
    """A board and its seats, on a server that may be killed."""

    server: Server
    board: str
    seats: tuple[Seat, ...]

    @property
    def path(self) -> str:
        return f"/ws/b/{self.board}/"

    def get(self, path: str, seat: int = 0) -> bytes:
        """What the server answers this seat at a path of the board."""
        request = urllib.request.Request(
            f"{self.server.address}{path}", headers={"Cookie": self.seats[seat].cookie}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            body: bytes = answer.read()
        return body

    def export(self) -> bytes:
        return self.get(f"/b/{self.board}/export.json")

    def log(self) -> list[tuple[int, str, str | None, str, dict[str, Any]]]:
        """Every entry on disk: seq, id, seat, verb and fields, in order."""
        query = "SELECT seq, op_id, seat, verb, fields FROM boards_entry WHERE board_id = ?"
        rows = self.server.rows(f"{query} ORDER BY seq", [self.board])
        return [(*row[:4], json.loads(row[4])) for row in rows]


def is_sound(server: Server) -> bool:
    """Whether SQLite finds no fault with its file; PostgreSQL sees to its own."""
    if server.environment.get("DATABASE_URL"):
        return True
    return server.rows("PRAGMA integrity_check") == [("ok",)]


@contextmanager
def stalled(server: Server) -> Iterator[None]:
    """Somebody else holds the database's lock for as long as this lasts: nothing is written."""
    if address := server.environment.get("DATABASE_URL"):
        with databases.held(address, "LOCK TABLE boards_entry IN EXCLUSIVE MODE"):
            yield
        return
    command = [sys.executable, "-c", STALLS, str(server.folder / "coproduce.sqlite3")]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        holder.communicate()


def memory(server: Server) -> int:
    """Bytes that the server holds in memory."""
    assert server.process
    pages = Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]
    return int(pages) * 4096


@dataclass
class House:
    """A running server and rooms in it that nobody has been to."""

    server: Server
    fresh: list[Room] = field(default_factory=list)

    def room(self) -> Room:
        if not self.fresh:
            self.fresh = made(self.server, 20)
        return self.fresh.pop()

    def complaints(self) -> str:
        """What the server said beyond its address: nothing, unless something went wrong."""
        return "\n".join(
            line
            for line in self.server.said().splitlines()
            if line and not line.startswith(("Coproduce is at", "From other devices", "Ctrl-C"))
        )


def made(server: Server, boards: int) -> list[Room]:
    told = json.loads(
        server.manage(
            *("make_board", "--title", "Waiting well", "--area", "Here", "--area", "There"),
            *("--seats", str(SEATS), "--boards", str(boards), "--json"),
        )
    )
    return [
        Room(server, one["board"], tuple(Seat(seat["id"], seat["cookie"]) for seat in one["seats"]))
        for one in told
    ]

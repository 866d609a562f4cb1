"""`manage.py replay_trace`: plays a recorded workshop onto a running server, as people would."""

import asyncio
import json
import os
import re
import time
import urllib.request
from argparse import ArgumentParser
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from boards import door, log
from boards.models import Board, Seat
from boards.operations.ideas import AddIdea
from boards.recorded import trace
from boards.recorded.player import Player, Silent

AT_ONCE = 20  # connections held at a time: a board takes 25, and people may be watching


@dataclass
class Cast:
    """The authors of the record, each with a seat at the board."""

    board: Board
    began: int  # the board's seq before anyone spoke
    seats: dict[str, Seat] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def seat(self, author: str) -> None:
        """Seat an author, who holds a key like anyone else."""
        secret = door.new_secret()
        seat = door.sit(self.board, secret, name=f"Author {author}"[:60])
        if seat is None:
            raise CommandError("This board has no seats left.")
        self.seats[author] = seat
        self.cookies[author] = f"{door.cookie_name(self.board.id)}={secret}"


class Command(BaseCommand):
    help = (
        "Play a recorded workshop (a folder with comments.csv) through real sockets."
        " A silence of more than five minutes is cut to five."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        server = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
        parser.add_argument("folder", type=Path, metavar="DIR", help="holds comments.csv")
        parser.add_argument("--board", required=True, help="the id of the board to play onto")
        parser.add_argument("--server", default=server, help=f"http or ws address ({server})")
        parser.add_argument("--speed", type=float, default=1.0, help="times as fast as it was (1)")
        parser.add_argument("--out", type=Path, metavar="FILE", help="write what came out, as JSON")

    def handle(self, **options: Any) -> None:
        if not options["speed"] > 0:
            raise CommandError("--speed: more than 0")
        server = re.sub("^ws", "http", options["server"]).rstrip("/")
        said = read(options["folder"])
        cast = seated(options["board"], trace.authors(said))
        began = time.monotonic()
        refused = asyncio.run(played(cast, said, server, options["speed"]))
        report = {"board": cast.board.id, "server": server, "speed": options["speed"]}
        report["seconds"] = round(time.monotonic() - began, 3)
        self.tell(report | compared(cast, said, server, refused), options["out"])

    def tell(self, report: dict[str, Any], out: Path | None) -> None:
        """Write the report, and end with status 1 when the board differs from the record."""
        if out:
            out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
        found, expected = report["statements"]["found"], report["statements"]["expected"]
        told = f"{found} of {expected} statements by {report['authors']['found']} authors"
        if not report["equal"]:
            raise CommandError(f"The board differs from the record: {told} came out as said.")
        self.stdout.write(f"{told} are on the board, as they were said.")


def read(folder: Path) -> list[trace.Statement]:
    try:
        said = trace.statements(folder)
    except (OSError, ValueError) as trouble:
        raise CommandError(f"{folder}: {trouble}", returncode=2) from trouble
    if not said:
        raise CommandError(f"{folder}: nobody says anything in comments.csv.", returncode=2)
    return said


def seated(board_id: str, authors: list[str]) -> Cast:
    """Seat every author before the first one speaks."""
    board = Board.objects.filter(id=board_id).first()
    if board is None:
        raise CommandError(f"There is no board {board_id}.", returncode=2)
    cast = Cast(board, log.board(board_id).seq)
    for author in authors:
        cast.seat(author)
    return cast


async def played(cast: Cast, said: list[trace.Statement], server: str, speed: float) -> list[str]:
    """Say everything at its time, one after the other; return the codes of refusals."""
    players: OrderedDict[str, Player] = OrderedDict()
    start, refused = time.monotonic(), list[str]()
    try:
        for one, after in zip(said, trace.times(said), strict=True):
            due = start + after / 1000 / speed
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            player = await player_of(one.author, players, cast, server)
            # The next one waits until this is on disk, so that the order is the record's.
            if code := await player.say("add_idea", text=one.text):
                refused.append(code)
    except Silent as trouble:
        raise CommandError(str(trouble), returncode=2) from trouble
    finally:
        for player in players.values():
            await player.close()
    return refused


async def player_of(
    author: str, players: "OrderedDict[str, Player]", cast: Cast, server: str
) -> Player:
    """Return the author's connection; whoever was silent longest makes room for it."""
    if author not in players:
        players[author] = Player(server, cast.board.id, cast.cookies[author], cast.began)
    players.move_to_end(author)
    while len(players) > AT_ONCE:
        await players.popitem(last=False)[1].close()
    return players[author]


def compared(
    cast: Cast, said: list[trace.Statement], server: str, refused: list[str]
) -> dict[str, Any]:
    """Compare the record with what the server now shows of the cast's own ideas."""
    texts = {idea["id"]: idea["text"] for idea in exported(cast, server)["ideas"]}
    author_of = {seat.id: author for author, seat in cast.seats.items()}
    ideas = [
        (author_of[act.seat], texts.get(act.idea, ""))
        for act in log.entries(cast.board.id, since=cast.began)
        if isinstance(act, AddIdea) and act.seat in author_of
    ]
    return trace.compared(said, ideas, refused)


def exported(cast: Cast, server: str) -> dict[str, Any]:
    """Return the board's export, asked for by one of the cast."""
    address = server + reverse("export", args=[cast.board.id])
    cookie = next(iter(cast.cookies.values()))
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    asked = urllib.request.Request(address, headers={"Cookie": cookie})
    with direct.open(asked, timeout=30) as answer:
        state: dict[str, Any] = json.loads(answer.read())
    return state

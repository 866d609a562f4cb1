"""`manage.py make_board`: boards with seats, for scripts that speak the wire and for load."""

import json
from argparse import ArgumentParser
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from boards import door
from boards.door import codes, words
from boards.models import Board, Seat, SeatKey, open_template, short_id


@dataclass(frozen=True)
class Made:
    """A new board with the secrets of its seats, which are kept nowhere else."""

    board: Board
    seats: list[Seat] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """Return what a script needs to come in."""
        name = door.cookie_name(self.board.id)
        pairs = zip(self.seats, self.secrets, strict=True)
        seats = [{"id": seat.id, "cookie": f"{name}={secret}"} for seat, secret in pairs]
        link = reverse("link", args=[self.board.link])
        code = codes.shown(self.board.code)
        return {"board": self.board.id, "link": link, "code": code, "seats": seats}


class Command(BaseCommand):
    help = "Make a board, with as many seats as you like, and print the way in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--title", required=True, help="what the board is about")
        parser.add_argument("--seats", type=int, default=0, help="how many seats to make (0)")
        parser.add_argument(
            "--area", action="append", metavar="NAME", help="an area; say it again for more"
        )
        parser.add_argument("--boards", type=int, help="make this many, and print a list of them")
        parser.add_argument("--json", action="store_true", help="print JSON, for scripts")

    def handle(self, **options: Any) -> None:
        title = words.one_line(options["title"])
        check(title, options["seats"], options["boards"])
        areas = areas_named(options["area"])
        made = make(title, areas, options["seats"], options["boards"] or 1)
        told = [one.told() for one in made]
        if options["json"]:
            self.stdout.write(json.dumps(told if options["boards"] else told[0], indent=1))
        else:
            self.stdout.write("\n".join(line for one in told for line in plainly(one)))


def check(title: str, seats: int, boards: int | None) -> None:
    """Refuse what the door would refuse."""
    if trouble := words.title_trouble(title):
        raise CommandError(trouble)
    if not 0 <= seats <= door.SEATS_A_BOARD:
        raise CommandError(f"--seats: from 0 to {door.SEATS_A_BOARD}")
    if boards is not None and boards < 1:
        raise CommandError("--boards: 1 or more")


def areas_named(names: list[str] | None) -> list[dict[str, str]]:
    if not names:
        return open_template()
    return [{"id": short_id(), "name": words.one_line(name), "question": ""} for name in names]


@transaction.atomic
def make(title: str, areas: list[dict[str, str]], seats: int, boards: int) -> list[Made]:
    """Make the boards and their seats in three statements, so that many take no time."""
    made = [Made(Board(title=title, areas=areas)) for _ in range(boards)]
    for one in made:
        one.seats.extend(Seat(board=one.board, number=n) for n in range(1, seats + 1))
        one.secrets.extend(door.new_secret() for _ in one.seats)
    Board.objects.bulk_create(one.board for one in made)
    Seat.objects.bulk_create(seat for one in made for seat in one.seats)
    SeatKey.objects.bulk_create(key for one in made for key in keys_of(one))
    return made


def keys_of(made: Made) -> list[SeatKey]:
    until = timezone.now() + door.KEY_LIFE
    pairs = zip(made.seats, made.secrets, strict=True)
    return [SeatKey(seat=seat, digest=door.digest(secret), until=until) for seat, secret in pairs]


def plainly(told: dict[str, Any]) -> list[str]:
    """Return the way in, as lines for a person."""
    lines = [f"board {told['board']}", f"link  {told['link']}", f"code  {told['code']}"]
    return lines + [f"seat  {seat['id']}  {seat['cookie']}" for seat in told["seats"]]

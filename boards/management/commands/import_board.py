"""`manage.py import_board`: makes a new board of a file that was taken along, or a Polis export."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from boards import door
from boards.management.commands.make_board import Made, keys_of, plainly
from boards.models import Board, Seat, SeatKey
from boards.shelf import bringing, chosen
from boards.shelf.chosen import Named
from boards.shelf.trouble import Trouble, Unreadable

OF_A_FOLDER = ("comments.csv", "votes.csv", "summary.csv")


class Command(BaseCommand):
    help = (
        "Make a new board of a board.json or export.json; or of a Polis export: its folder, or"
        " comments.csv and, where there are any, votes.csv and summary.csv."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="file or folder")
        parser.add_argument("--title", default="", help="another title than the file's")
        parser.add_argument("--seats", type=int, default=0, help="how many seats to make (0)")
        parser.add_argument("--json", action="store_true", help="print JSON, for scripts")

    def handle(self, **options: Any) -> None:
        if not 0 <= options["seats"] <= door.SEATS_A_BOARD:
            raise CommandError(f"--seats: from 0 to {door.SEATS_A_BOARD}")
        try:
            files = [one for path in options["files"] for one in named(path)]
            brought = chosen.read(files, options["title"])
        except Unreadable as trouble:
            why = "\n".join(f"{one.told()} ({one.code})" for one in trouble.troubles)
            raise CommandError(why, returncode=2) from trouble
        seats: list[Made] = []
        bringing.make(brought, lambda board: seats.append(seated(board, options["seats"])))
        told = seats[0].told()
        if options["json"]:
            self.stdout.write(json.dumps(told, indent=1))
        else:
            self.stdout.write("\n".join(plainly(told)))


def named(path: Path) -> list[Named]:
    """Return the file with its name; of a folder, those that an export has."""
    paths = [path]
    if path.is_dir():
        paths = [path / name for name in OF_A_FOLDER if (path / name).exists()]
    try:
        return [(str(one), one.read_bytes()) for one in paths]
    except OSError as trouble:
        why = gettext("The file cannot be opened: %(reason)s.") % {"reason": trouble.strerror}
        raise Unreadable(Trouble("no_file", why, file=str(path))) from trouble


def seated(board: Board, seats: int) -> Made:
    """Make the seats of a board that has none."""
    made = Made(board, [Seat(board=board, number=n) for n in range(1, seats + 1)])
    made.secrets.extend(door.new_secret() for _ in made.seats)
    Seat.objects.bulk_create(made.seats)
    SeatKey.objects.bulk_create(keys_of(made))
    return made

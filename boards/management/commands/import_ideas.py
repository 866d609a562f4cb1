"""`manage.py import_ideas`: puts a list of ideas on a board, running or not."""

import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from boards import log
from boards.models import Board
from boards.operations.base import Operation, Refused
from boards.operations.wire import from_wire
from boards.shelf.lists import Row, refuse_unfit, rows_of
from boards.shelf.taking_in import take_in, take_in_list
from boards.shelf.trouble import Unreadable, of_refusal


class Command(BaseCommand):
    help = (
        "Put ideas from a CSV file on a board: the first column of each row, whole."
        ' A first row that says "text" is a heading. A CSV that a board gave away is read too.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("board", help="the board's id")
        parser.add_argument("file", type=Path, metavar="FILE.csv", help="one idea a row")
        parser.add_argument(
            "--whole", action="store_true", help="all rows or none, as one list in the history"
        )

    def handle(self, **options: Any) -> None:
        if not Board.objects.filter(id=options["board"]).exists():
            raise CommandError(f"There is no board {options['board']}.", returncode=2)
        try:
            rows = rows_of(options["file"])
        except Unreadable as trouble:
            raise CommandError(f"{options['file']}, {trouble}", returncode=2) from trouble
        if options["whole"]:
            return self.whole(options["board"], rows)
        return self.tell(rows, put_on(options["board"], rows))

    def whole(self, board: str, rows: list[Row]) -> None:
        """Put all rows on the board as one list; or none, and say which are in the way."""
        try:
            refuse_unfit(rows, log.board(board))
            if refusal := take_in_list(board, [row.text for row in rows]):
                raise Unreadable(of_refusal(refusal))
        except Unreadable as trouble:
            for one in trouble.troubles:
                self.stderr.write(f"{one.told()} ({one.code})")
            raise CommandError("Nothing was brought in.") from trouble
        self.stdout.write(f"{len(rows)} of {len(rows)} ideas are on the board.")

    def tell(self, rows: list[Row], refused: list[tuple[Row, Refused]]) -> None:
        """Say which rows are not on the board, and why; end with status 1 if there are any."""
        for row, refusal in refused:
            why = gettext(refusal.message) % refusal.values
            self.stderr.write(f"Line {row.line} was refused ({refusal.code}): {why}")
        self.stdout.write(f"{len(rows) - len(refused)} of {len(rows)} ideas are on the board.")
        if refused:
            raise CommandError(f"{len(refused)} of {len(rows)} rows were refused.")


def put_on(board: str, rows: list[Row]) -> list[tuple[Row, Refused]]:
    """Put each row on the board as an idea; return those it refused, in order."""
    refused: list[tuple[Row, Refused]] = []
    sound: list[tuple[Row, Operation]] = []
    for row in rows:
        try:
            sound.append((row, idea_of(row)))
        except Refused as refusal:
            refused.append((row, refusal))
    outcomes = take_in(board, [operation for _, operation in sound])
    pairs = zip(sound, outcomes, strict=True)
    refused += [(row, outcome) for (row, _), outcome in pairs if outcome]
    return sorted(refused, key=lambda one: one[0].line)


def idea_of(row: Row) -> Operation:
    """Return the row as the act it would be on the wire, or raise Refused."""
    return from_wire({"id": str(uuid.uuid4()), "verb": "add_idea", "text": row.text})

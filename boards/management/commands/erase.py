"""`manage.py erase`: a board, or one person of a board, for good. Also while the server runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from boards import erasing, sweeping
from boards.models import Board, Seat


class Command(BaseCommand):
    help = "Erase a board, or who sat on a seat, for good. There is no way back but a backup."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--board", metavar="ID", help="a board, with all there is of it")
        what.add_argument("--seat", metavar="ID", help="a person's name, group and ways in")
        parser.add_argument(
            "--words", action="store_true", help="with --seat: also everything they wrote"
        )

    def handle(self, **options: Any) -> None:
        if options["board"]:
            self._board(options["board"], words=options["words"])
        else:
            self._seat(options["seat"], words=options["words"])
        if not sweeping.soon().result():
            raise CommandError("Erased, but somebody still reads what was: run let_go later.")

    def _board(self, board: str, *, words: bool) -> None:
        if words:
            raise CommandError("--words goes with --seat.")
        if not Board.objects.filter(pk=board).exists() or not erasing.board(board):
            raise CommandError("There is no such board.")
        self.stdout.write("1 board erased.")

    def _seat(self, seat: str, *, words: bool) -> None:
        found = Seat.objects.filter(pk=seat).first()
        if found is None:
            raise CommandError("There is no such seat.")
        erasing.person(found, words=words)
        self.stdout.write("1 person erased, with their words." if words else "1 person erased.")

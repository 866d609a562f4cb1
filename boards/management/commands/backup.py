"""`manage.py backup`: one file with all that is kept, made while the server runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from boards.backing_up import Trouble
from boards.backing_up.making import make
from boards.management.commands.restore import refuse_others


class Command(BaseCommand):
    help = "Write a backup to FILE. It holds secrets: keep it where only you can read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="a file that is not there yet")

    def handle(self, **options: Any) -> None:
        refuse_others()
        to = options["file"].resolve()
        database = Path(str(connection.settings_dict["NAME"]))
        try:
            held = make(database, settings.DATA_DIR / "secret", to)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        told = ", ".join(f"{held[one]} {one}" for one in ("boards", "seats", "entries"))
        self.stdout.write(f"{told}; the last entry is number {held['last_entry']}.")
        self.stdout.write("It holds secrets: whoever has this file can read every board.")

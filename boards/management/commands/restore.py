"""`manage.py restore`: proves a backup, and puts it in place where no server uses the data."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.utils import timezone

from boards.backing_up import Trouble
from boards.backing_up.restoring import proved, put, unpacked
from boards.in_use import hold


class Command(BaseCommand):
    help = "Prove the backup in FILE and put it in place; the data that was there is kept beside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--check", action="store_true", help="only prove it")

    def handle(self, **options: Any) -> None:
        refuse_others()
        try:
            self._restore(options["file"].resolve(), check=options["check"])
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble

    def _restore(self, backup: Path, *, check: bool) -> None:
        with unpacked(backup, settings.DATA_DIR) as folder:
            held = proved(folder)
            told = ", ".join(f"{held[one]} {one}" for one in ("boards", "seats", "entries"))
            self.stdout.write(f"The backup is sound: {told}.")
            if not check:
                self._put(folder)

    def _put(self, folder: Path) -> None:
        connections.close_all()
        held = hold(settings.DATA_DIR, alone=True)
        if held is None:
            raise Trouble("A server uses these data. Stop it first; nothing was changed.")
        try:
            when = timezone.now().strftime("%Y%m%d-%H%M%S")
            for kept in put(folder, settings.DATA_DIR, when):
                self.stdout.write(f"What was there is kept as {kept.name}.")
        finally:
            os.close(held)
        self.stdout.write("It is in place. Start the server.")


def refuse_others() -> None:
    """Refuse another database than SQLite, which brings tools of its own."""
    if connection.vendor != "sqlite":
        raise CommandError("This is for SQLite. For PostgreSQL use pg_dump and pg_restore.")

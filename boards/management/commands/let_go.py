"""`manage.py let_go`: lets go of boards past their date, for a scheduler. Says counts alone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from boards import sweeping
from boards.letting_go import let_go


class Command(BaseCommand):
    help = "Erase boards past their date that nobody uses, and what opens nothing any more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, **options: Any) -> None:
        dry = options["dry_run"]
        for what, count in let_go(dry=dry).items():
            self.stdout.write(f"{count} {what}")
        # Also where nothing went now: what was erased earlier may have been in somebody's sight.
        if not dry and not sweeping.soon().result():
            raise CommandError("Let go, but somebody still reads what was: run it again later.")

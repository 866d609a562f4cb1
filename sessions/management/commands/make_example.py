"""`manage.py make_example`: makes the log of the example from the hour that is written by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sessions import example
from sessions.example.script import Script, played


class Command(BaseCommand):
    help = f"Make {example.LOG.name} of the example from {example.WRITTEN.name}."

    def handle(self, **options: Any) -> None:
        made = made_of_it()
        example.LOG.write_bytes(log_of(made))
        ideas, entries = len(made.board.ideas), len(made.entries)
        self.stdout.write(f"{ideas} ideas in {entries} entries: {example.LOG}")


def made_of_it() -> Script:
    """Play the written hour."""
    try:
        return played(example.WRITTEN.read_text("utf-8").splitlines())
    except ValueError as trouble:
        raise CommandError(f"{example.WRITTEN.name}: {trouble}") from trouble


def log_of(made: Script) -> bytes:
    """Return it as the file that is kept."""
    seats = [
        {"seat": seat, "name": name, "brings": brings}
        for seat, (name, brings) in made.seats.items()
    ]
    return example.as_file(made.title, seats, made.entries)

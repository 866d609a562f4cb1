"""`manage.py prove`: folds the log of every board, and so proves that the data can be used."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from boards import log
from boards.models import Board


class Command(BaseCommand):
    help = "Fold every board's log: what cannot be folded could not be opened."

    def handle(self, **options: Any) -> None:
        refuse_newer()
        boards = entries = 0
        for board in Board.objects.values_list("pk", flat=True).iterator():
            entries += folded(board)
            boards += 1
        self.stdout.write(f"{boards} boards and {entries} entries are sound.")


def refuse_newer() -> None:
    """Refuse data that a later version of this program has changed."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    ours = {app for app, _ in known}
    if {one for one in executor.loader.applied_migrations if one[0] in ours} - known:
        raise CommandError("These data are of a newer version of this program.")


def folded(board: str) -> int:
    """Return how many entries a board has; they fold, and no seq is missing."""
    try:
        last = log.board(board).seq
    except Exception as trouble:
        raise CommandError(f"Board {board} does not fold: {type(trouble).__name__}") from trouble
    if len(log.entries(board)) != last:
        raise CommandError(f"Board {board} has gaps in its log.")
    return last

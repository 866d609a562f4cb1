"""`manage.py index_boards`: reads every board for the search that is not up to date there."""

from typing import Any

from django.core.management.base import BaseCommand

from boards.models import Board
from boards.shelf.search.index import read_in
from boards.shelf.search.standing import standing


class Command(BaseCommand):
    help = (
        "Bring the search up to date for all boards. Searches do the same for the boards they"
        " look at: this saves the first one after an upgrade the wait."
    )

    def handle(self, **options: Any) -> None:
        boards = list(Board.objects.values_list("pk", flat=True))
        fresh, behind = standing(boards)
        read = sum(read_in(board) is not None for board in behind)
        self.stdout.write(f"{read} boards were read, {len(fresh)} were up to date.")
        if read < len(behind):
            self.stdout.write(f"{len(behind) - read} could not be read now. Run it again.")

"""Which database keeps the index. All that differs between them is behind this."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from django.db import connection
from django.db.models.expressions import RawSQL

from boards.shelf.search.words import Term


class Engine(Protocol):
    """What the search asks of a database; see sqlite.py for what each one does."""

    def among(self, boards: Iterable[str]) -> RawSQL: ...
    def keep(self, row: int, columns: Sequence[str], pieces: str) -> None: ...
    def ranked(
        self, terms: Sequence[Term], rows: Collection[int], start: int, count: int
    ) -> list[int]: ...
    def pieces(self, rows: Sequence[int]) -> dict[int, str]: ...
    def erasing(self) -> None: ...
    def erased(self) -> None: ...


def engine() -> Engine:
    if connection.vendor == "postgresql":
        from boards.shelf.search import postgres

        return postgres

    from boards.shelf.search import sqlite

    return sqlite

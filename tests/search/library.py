"""Writes many boards, with their logs and their index, straight into the database."""

from collections.abc import Iterator, Mapping
from itertools import islice

import orjson
from django.db import connection, transaction

from boards.models import Board, Indexed
from boards.shelf.search.engine import engine
from boards.shelf.search.pieces import TITLE, Piece, _folded, columns_of, packed
from tests.search.wordlist import Language

AT_ONCE = 200  # boards in one transaction
INSERTION = (
    'INSERT INTO boards_entry (board_id, seq, op_id, seat, "when", verb, fields)'
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)

# Nobody minds if what is written here is lost. What is kept is tidied as a database does in time.
BEFORE = {"sqlite": ("PRAGMA synchronous = OFF",), "postgresql": ("SET synchronous_commit = off",)}
AFTER = {
    "sqlite": ("PRAGMA synchronous = FULL", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM ANALYZE", "CHECKPOINT"),
}
SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def filled(language: Language, boards: int) -> Iterator[int]:
    """Write so many boards; give how many there are, now and then."""
    _told(BEFORE)
    left = iter(range(boards))
    done = 0
    while some := len(list(islice(left, AT_ONCE))):
        with transaction.atomic():
            for _ in range(some):
                _written([*map(_folded, language.board())])
        done += some
        yield done
    _told(AFTER)


def _told(statements: Mapping[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def size() -> int:
    """Return how many bytes the database has."""
    with connection.cursor() as cursor:
        cursor.execute(SIZE[connection.vendor])
        return int(cursor.fetchone()[0])


def _written(pieces: list[Piece]) -> None:
    board = Board.objects.create(title=pieces[0].text)
    said = [piece for piece in pieces if piece.kind != TITLE]
    with connection.cursor() as cursor:
        entries = [_entry(board.pk, n, piece.text) for n, piece in enumerate(said, 1)]
        cursor.executemany(INSERTION, entries)
    row = Indexed.objects.create(board=board, seq=len(said))
    engine().keep(row.pk, columns_of(pieces), packed(pieces))


def _entry(board: str, seq: int, text: str) -> tuple[str | int, ...]:
    """An entry for each thing that was said, as long as one is: here all of them are ideas."""
    named = {"text": text, "area": "common-ground", "unsigned": False}
    fields = orjson.dumps({**named, "idea": f"idea{seq}", "number": seq}).decode()
    return board, seq, f"{board}-{seq:025}", "a" * 12, seq, "add_idea", fields

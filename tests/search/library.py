"""Writes many boards, with their logs and their index, straight into the database."""

from collections.abc import Iterator
from itertools import islice

import orjson
from django.db import connection, transaction

from boards.models import Board, Indexed
from boards.shelf.search.engine import engine
from boards.shelf.search.pieces import TITLE, Piece, columns_of, packed
from tests.search.wordlist import Language

AT_ONCE = 200  # boards in one transaction
INSERTION = (
    'INSERT INTO boards_entry (board_id, seq, op_id, seat, "when", verb, fields)'
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)


def filled(language: Language, boards: int) -> Iterator[int]:
    """Write so many boards; give how many there are, now and then."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")  # nobody minds if this one is lost
    left = iter(range(boards))
    done = 0
    while some := len(list(islice(left, AT_ONCE))):
        with transaction.atomic():
            for _ in range(some):
                _written(list(language.board()))
        done += some
        yield done
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


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

"""The index in PostgreSQL: a tsvector of the same words, made here and not by its own parser.

Its parsers know few scripts, and go by the locale of the database. Its weights are four: themes
weigh as titles do. Rows go with their `Indexed`; see migration 0006.
"""

from collections.abc import Iterable, Sequence

import orjson
from django.db import connection
from django.db.models.expressions import RawSQL

from boards.shelf.search.words import Term

WEIGHTS = "AABCD"  # of the columns, in their order
LONGEST = 500  # characters of a word: it takes no more than 2 KB
POSITIONS = 16_383

_KEEP = (
    "INSERT INTO boards_words (id, words, pieces) VALUES (%s, %s::tsvector, %s)"
    " ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words, pieces = EXCLUDED.pieces"
)
# Weights of answers, ideas, statements and the rest; 1: a long board counts a little less.
_RANKED = (
    "SELECT id FROM boards_words, CAST(%s AS tsquery) AS looked"
    " WHERE words @@ looked AND id = ANY(%s)"
    " ORDER BY ts_rank('{0.1, 0.2, 0.4, 1.0}', words, looked, 1) DESC, id DESC LIMIT %s OFFSET %s"
)


def among(boards: Iterable[str]) -> RawSQL:
    """Return these ids as a query of their own: ten thousand are one parameter."""
    return RawSQL(
        "SELECT jsonb_array_elements_text(%s::jsonb)", [orjson.dumps(list(boards)).decode()]
    )


def keep(row: int, columns: Sequence[str], pieces: str) -> None:
    """Put a board's words in place of those it had."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [row, _vector(columns), pieces])


def _vector(columns: Sequence[str]) -> str:
    told, at = list[str](), 0
    for column, weight in zip(columns, WEIGHTS, strict=True):
        for word in column.split():
            at = min(at + 1, POSITIONS)
            told.append(f"{_quoted(word)}:{at}{weight}")
    return " ".join(told)


def _quoted(word: str) -> str:
    cut = word[:LONGEST].replace("\\", "\\\\").replace("'", "''")
    return f"'{cut}'"


def ranked(terms: Sequence[Term], rows: Sequence[int], start: int, count: int) -> list[int]:
    """Return those of these rows that hold all words, the best first."""
    looked = " & ".join(f"{_quoted(term.word)}{':*' if term.begins else ''}" for term in terms)
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [looked, list(rows), count, start])
        return [row for (row,) in cursor.fetchall()]


def pieces(rows: Sequence[int]) -> dict[int, str]:
    """Return what is kept of these rows' boards to show."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, pieces FROM boards_words WHERE id = ANY(%s)", [list(rows)])
        return dict(cursor.fetchall())


def erasing() -> None:
    """Nothing has to be told before."""


def erased() -> None:
    """Leave the rest to `boards.sweeping`: VACUUM cannot run inside a transaction."""

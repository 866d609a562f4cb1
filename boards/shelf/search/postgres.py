"""The index in PostgreSQL: a tsvector of the same words, made here and not by its own parser.

Its parsers know few scripts, and go by the locale of the database. Its weights are four: themes
weigh as titles do, and all that is written of a theme as its statement. Rows go with their
`Indexed`; see migration 0006.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import orjson
from django.db import connection
from django.db.models.expressions import RawSQL

from boards.shelf.search.words import Term

WEIGHTS = "AABBBCD"  # of the columns, in their order
FEW = 2000  # boards that are ranked by all their words
LONGEST = 500  # characters of a word: it takes no more than 2 KB
POSITIONS = 16_383

_KEEP = (
    "INSERT INTO boards_words (id, words, pieces) VALUES (%s, %s::tsvector, %s)"
    " ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words, pieces = EXCLUDED.pieces"
)
# `heads` are short and lie in the row; `words` are long and lie elsewhere, so none is looked into
# that an index can rule out, and the index of the rows ("+ 0": it is not one) is not gone by.
_HEADS = (
    "SELECT id FROM boards_words WHERE words @@ %(all)s::tsquery AND heads @@ %(any)s::tsquery"
    " ORDER BY ts_rank(heads, %(any)s::tsquery, 1) DESC, id DESC"
)
# Weights of answers, ideas, statements and the rest; 1: a long board counts a little less. Where a
# word is nearly everywhere the newest come first: ranking them takes longer than it is worth.
_REST = (
    "SELECT id FROM (SELECT id, words, count(*) OVER () <= %(few)s AS few FROM boards_words"
    " WHERE words @@ %(all)s::tsquery AND NOT heads @@ %(any)s::tsquery"
    " AND id + 0 = ANY(%(rows)s::bigint[])) AS rest ORDER BY CASE WHEN few THEN"
    " ts_rank('{0.1, 0.2, 0.4, 1.0}', words, %(all)s::tsquery, 1) END DESC, id DESC"
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


def ranked(terms: Sequence[Term], rows: Collection[int], start: int, count: int) -> list[int]:
    """Return those of these rows that hold all words, the best first.

    First those with a word in the title or in the name of a theme: where there are enough of them,
    the others are not asked for.
    """
    return list(islice(_found(terms, rows), start, start + count))


def _found(terms: Sequence[Term], rows: Collection[int]) -> Iterator[int]:
    looked = [f"{_quoted(term.word)}{':*' if term.begins else ''}" for term in terms]
    asked = {"any": " | ".join(looked), "all": " & ".join(looked)}
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, asked)
        yield from (row for (row,) in cursor.fetchall() if row in rows)
        cursor.execute(_REST, {**asked, "rows": list(rows), "few": FEW})
        yield from (row for (row,) in cursor.fetchall())


def pieces(rows: Sequence[int]) -> dict[int, str]:
    """Return what is kept of these rows' boards to show."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, pieces FROM boards_words WHERE id = ANY(%s)", [list(rows)])
        return dict(cursor.fetchall())


def erasing() -> None:
    """Nothing has to be told before."""


def erased() -> None:
    """Leave the rest to `boards.sweeping`: VACUUM cannot run inside a transaction."""

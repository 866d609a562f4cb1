"""The index in SQLite: a table of FTS5, whose row has the number of the board's `Indexed`.

The words come folded, with spaces between: the tokenizer `ascii` only has to take them apart. A
trigger takes a row away when its `Indexed` goes, however that goes; see migrations 0006 and 0007.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

import orjson
from django.db import connection
from django.db.models.expressions import RawSQL

from boards.shelf.search.pieces import WEIGHTS
from boards.shelf.search.words import Term

FEW = 1000  # boards: of so many, only those are ranked; of more, all are, and others passed over

_RANK = f"bm25(boards_words, {', '.join(map(str, WEIGHTS.values()))})"
_COLUMNS = "rowid, title, themes, statements, promises, outcomes, ideas, echoes, pieces"
_KEEP = f"INSERT INTO boards_words ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
_RANKED = (
    "SELECT rowid FROM (SELECT rowid FROM boards_words WHERE boards_words MATCH %s {0}"
    f" ORDER BY {_RANK}, rowid DESC)"
)
_ALL = f"{_RANKED} UNION ALL {_RANKED}"
# With "+" it goes by no index: each of them would be looked up from the beginning.
_AMONG = "AND +rowid IN (SELECT value FROM json_each(%s))"
_PIECES = "SELECT rowid, pieces FROM boards_words WHERE rowid IN (SELECT value FROM json_each(%s))"


def among(boards: Iterable[str]) -> RawSQL:
    """Return these ids as a query of their own: ten thousand are one parameter."""
    return RawSQL("SELECT value FROM json_each(%s)", [orjson.dumps(list(boards)).decode()])


def keep(row: int, columns: Sequence[str], pieces: str) -> None:
    """Put a board's words in place of those it had."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM boards_words WHERE rowid = %s", [row])
        cursor.execute(_KEEP, [row, *columns, pieces])


def ranked(terms: Sequence[Term], rows: Collection[int], start: int, count: int) -> list[int]:
    """Return those of these rows that hold all words, the best first.

    First those with a word in the title or in the name of a theme: where there are enough of them,
    the others need not be ranked.
    """
    looked = [f'"{term.word}"{"*" if term.begins else ""}' for term in terms]
    every, heads = " AND ".join(looked), f"{{title themes}} : ({' OR '.join(looked)})"
    asked = [f"({every}) AND {heads}", f"({every}) NOT {heads}"]
    few = [orjson.dumps(list(rows)).decode()] if len(rows) <= FEW else []
    with connection.cursor() as cursor:
        cursor.execute(_ALL.format(_AMONG if few else ""), [asked[0], *few, asked[1], *few])
        found = (row for (row,) in cursor if row in rows)
        return list(islice(found, start, start + count))


def pieces(rows: Sequence[int]) -> dict[int, str]:
    """Return what is kept of these rows' boards to show."""
    with connection.cursor() as cursor:
        cursor.execute(_PIECES, [orjson.dumps(list(rows)).decode()])
        return dict(cursor.fetchall())


def erasing() -> None:
    """From here on this connection overwrites what it deletes."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")


def erased() -> None:
    """Write the index anew without what was deleted: until then FTS5 keeps its words."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO boards_words (boards_words) VALUES ('optimize')")

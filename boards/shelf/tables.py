"""Reads the tables of an export, each a CSV with headings, and says by line what is wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext

from boards.shelf import text
from boards.shelf.trouble import Trouble, Unreadable, refuse_any

MEGABYTES = 5
WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
SHOWN = 20  # troubles that are told at once

Record = Mapping[str, str]
Check = Callable[[Record, Counter[str]], Trouble | None]


class Table(NamedTuple):
    """One file: its name, and its rows by column, with the lines on which they begin."""

    file: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[int, Record]]


def table_of(name: str, raw: bytes) -> Table:
    try:
        text.refuse_size(raw, MEGABYTES)
        lines = text.rows_of(text.text_of(raw))
    except Unreadable as trouble:
        raise trouble.of(name) from trouble
    if not lines:
        raise Unreadable(Trouble("empty", gettext("There is nothing in this file."), file=name))
    columns = tuple(cell.strip() for cell in lines[0].cells)
    rows = [(line, dict(zip(columns, cells, strict=False))) for line, cells in lines[1:]]
    return Table(name, columns, rows)


def only_one(tables: Iterable[Table], columns: tuple[str, ...]) -> Table | None:
    """Return the one table that has these columns, in every row."""
    found = [table for table in tables if set(columns) <= set(table.columns)]
    if len(found) > 1:
        why = gettext("Two files hold the same. Choose one of them.")
        raise Unreadable(Trouble("repeated", why, file=found[1].file))
    for table in found:
        short = (line for line, row in table.rows if not set(columns) <= set(row))
        why = gettext("This line has fewer columns than the headings.")
        refuse_any([Trouble("missing_field", why, line, table.file) for line in short][:SHOWN])
    return found[0] if found else None


def refuse_amiss(table: Table, numbers: Iterable[str], check: Check) -> None:
    """Refuse the table if any row has no whole number in `numbers`, or does not pass the check."""
    refuse_any(list(_amiss(table, tuple(numbers), check))[:SHOWN])


def _amiss(table: Table, numbers: tuple[str, ...], check: Check) -> Iterator[Trouble]:
    """`check` is told how often each comment's id came before."""
    seen: Counter[str] = Counter()
    for line, row in table.rows:
        trouble = _no_number(row, numbers) or check(row, seen)
        if trouble:
            yield trouble._replace(line=line, file=table.file)
        seen[row["comment-id"]] += 1


def _no_number(row: Record, columns: Iterable[str]) -> Trouble | None:
    for column in columns:
        if not WHOLE.fullmatch(row[column]):
            why = gettext('"%(name)s" must be a whole number.') % {"name": column}
            return Trouble("wrong_type", why)
    return None

"""Reads a list of ideas: a CSV file whose first column holds one idea a row."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEADING = "text"


class Unreadable(Exception):
    """The file as a whole is no such list; the message says what is wrong with it, and where."""


class Row(NamedTuple):
    """One idea, and the line of the file on which it begins."""

    line: int
    text: str


def rows_of(file: Path) -> list[Row]:
    """Return every row of the file, or raise Unreadable. Blank lines are no rows."""
    try:
        words = file.read_bytes().decode("utf-8-sig")
    except OSError as trouble:
        raise Unreadable(f"{file} cannot be opened: {trouble.strerror}.") from trouble
    except UnicodeDecodeError as trouble:
        line = trouble.object[: trouble.start].count(b"\n") + 1
        raise Unreadable(
            f"{file} is not UTF-8: line {line} holds a character that cannot be read."
            " Save it as UTF-8 and try again."
        ) from trouble
    return list(_rows(file, words))


def _rows(file: Path, words: str) -> Iterator[Row]:
    # Longer fields than any idea may have: they are for the board to refuse, one row at a time.
    csv.field_size_limit(max(csv.field_size_limit(), len(words)))
    reader = csv.reader(io.StringIO(words, newline=""), strict=True)
    line = 1
    try:
        for number, row in enumerate(reader):
            if row and not (number == 0 and row[0].strip().lower() == HEADING):
                yield Row(line, row[0])
            line = reader.line_num + 1
    except csv.Error as trouble:
        raise Unreadable(f"{file}, line {line}: this is no CSV ({trouble}).") from trouble

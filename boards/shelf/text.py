"""Files as text: bytes of a limited size in an encoding that says what it is; and CSV by line."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext

from boards.shelf.trouble import Trouble, Unreadable

MEGABYTE = 1024 * 1024
UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ZIP = b"PK\x03\x04"
TABS = ("\t", ";")  # what may stand between two columns, where it is no comma
SAYS = "sep="  # the first line of a file from Excel may say it


def refuse_size(raw: bytes, megabytes: int) -> None:
    """Refuse what is too large, empty, or a parcel of files that would have to be unpacked."""
    if len(raw) > megabytes * MEGABYTE:
        raise too_large(megabytes)
    if raw.startswith(ZIP):
        why = gettext("This is a zip or a spreadsheet. Unpack it, or save it as CSV, first.")
        raise Unreadable(Trouble("packed", why))
    if not raw.strip():
        raise Unreadable(Trouble("empty", gettext("There is nothing in this file.")))


def too_large(megabytes: int) -> Unreadable:
    why = gettext("The file is too large. %(limit)s MB is the most.") % {"limit": megabytes}
    return Unreadable(Trouble("too_big", why))


def text_of(raw: bytes) -> str:
    """Return UTF-8, with or without a mark, or UTF-16 with one, as text; or name the line."""
    if raw.startswith(UTF_32):
        raise _not_utf8(1)
    encoding = "utf-16" if raw.startswith(UTF_16) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as trouble:
        before = raw[: trouble.start].decode(encoding, "ignore")
        raise _not_utf8(len(io.StringIO(before + "x", newline="").readlines())) from trouble


def _not_utf8(line: int) -> Unreadable:
    why = gettext("A character here cannot be read. Save the file as UTF-8 and try again.")
    return Unreadable(Trouble("not_utf8", why, line))


class Line(NamedTuple):
    """A row, and the line of the file on which it begins."""

    line: int
    cells: list[str]


def rows_of(words: str, heading: str = "") -> list[Line]:
    """Return the rows of a CSV that hold anything, whatever stands between its columns.

    `heading` is how its first cell reads if it has headings: then they show what does.
    """
    first, _, rest = words.partition("\n")
    if first.strip().lower().startswith(SAYS) and len(first.strip()) == len(SAYS) + 1:
        return list(_rows(rest, first.strip()[-1], 2))
    return list(_rows(words, _between(words, heading), 1))


def _rows(words: str, between: str, line: int) -> Iterator[Line]:
    # Longer fields than any idea may have: they are for the board to refuse, one row at a time.
    csv.field_size_limit(max(csv.field_size_limit(), len(words)))
    reader = csv.reader(io.StringIO(words, newline=""), strict=True, delimiter=between)
    begins, above = line, line - 1
    try:
        for row in reader:
            if row:
                yield Line(begins, row)
            begins = above + reader.line_num + 1
    except csv.Error as trouble:
        why = gettext("This is no CSV (%(reason)s).") % {"reason": trouble}
        raise Unreadable(Trouble("no_csv", why, begins)) from trouble


def _between(words: str, heading: str) -> str:
    """Return a comma; or a semicolon or tab, where these and not commas make columns."""
    for one in TABS:
        widths, first = _widths(words, one)
        if heading and first.strip().lower() == heading and widths[0] > 1:
            return one
        if len(widths) > 1 and _is_even(widths) and not _is_even(_widths(words, ",")[0]):
            return one
    return ","


def _is_even(widths: list[int]) -> bool:
    return len(set(widths)) == 1 and widths[0] > 1


def _widths(words: str, between: str) -> tuple[list[int], str]:
    """Return how many cells each row has, and the first cell; nothing where it is no CSV."""
    try:
        rows = [one.cells for one in _rows(words, between, 1)]
    except Unreadable:
        return [0], ""
    return [len(row) for row in rows] or [0], rows[0][0] if rows else ""

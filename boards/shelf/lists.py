"""Reads a list of ideas: a CSV file whose first column holds one idea a row, or plain lines.

A CSV that a board gave away is known by its headings. It guards cells that a spreadsheet would
take for a formula with an apostrophe; here that is taken off again, and nowhere else.
"""

import re
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext

from boards.operations.base import Refused
from boards.operations.fields import WORDS
from boards.operations.ideas import IDEAS
from boards.operations.laying import AT_ONCE
from boards.operations.shapes import text_of
from boards.operations.state import Board
from boards.shelf import text
from boards.shelf.trouble import Trouble, Unreadable, of_refusal, refuse_any

MEGABYTES = 1
SHOWN = 20  # troubles that are told at once
HEADING = "text"
OWN = ["number", "text", "area"]  # how the headings of a board's own CSV begin
GUARDED = re.compile(r"\A'(?=\s*[=+\-@\t\r＝＋－＠])")


class Row(NamedTuple):
    """One idea, the line of the file on which it begins, and whether more columns were there."""

    line: int
    text: str
    more: bool = False


def rows_of(file: Path) -> list[Row]:
    """Return every row of the file, or raise Unreadable. Blank lines are no rows."""
    try:
        raw = file.read_bytes()
    except OSError as trouble:
        why = gettext("The file cannot be opened: %(reason)s.") % {"reason": trouble.strerror}
        raise Unreadable(Trouble("no_file", why)) from trouble
    return rows_in(raw)


def rows_in(raw: bytes) -> list[Row]:
    """Return every row of a CSV, or raise Unreadable."""
    words = text.text_of(raw)
    own = _own(words)
    if own is not None:
        return own
    rows = text.rows_of(words, HEADING)
    if rows and rows[0].cells[0].strip().lower() == HEADING:
        del rows[0]
    return [Row(line, cells[0], len(cells) > 1) for line, cells in rows]


def _own(words: str) -> list[Row] | None:
    """Return the rows of a CSV that a board gave away; None for any other."""
    rows = text.rows_of(words, OWN[0])
    if not rows or [cell.strip().lower() for cell in rows[0].cells[: len(OWN)]] != OWN:
        return None
    return [Row(line, GUARDED.sub("", _second(cells), count=1)) for line, cells in rows[1:]]


def _second(cells: list[str]) -> str:
    return cells[1] if len(cells) > 1 else ""


def lines_in(pasted: str) -> list[Row]:
    """Return each line that somebody pasted as a row, whole; a first one may be a heading."""
    lines = pasted.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = [Row(n, line.strip()) for n, line in enumerate(lines, 1) if line.strip()]
    return rows[1:] if rows and rows[0].text.lower() == HEADING else rows


def refuse_unfit(rows: list[Row], board: Board) -> None:
    """Refuse the rows unless the board takes all of them at once, as one list."""
    if not rows:
        raise Unreadable(Trouble("empty", gettext("There are no ideas in it.")))
    if len(rows) > AT_ONCE:
        why = gettext("That is too many at once. %(limit)s is the most.") % {"limit": AT_ONCE}
        raise Unreadable(Trouble("too_many", why, rows[AT_ONCE].line))
    left = IDEAS - len(board.ideas)
    if len(rows) > left:
        why = gettext("This board has room for %(left)s ideas more.") % {"left": left}
        raise Unreadable(Trouble("board_full", why, rows[left].line))
    refuse_any([found for row in rows if (found := _trouble(row))][:SHOWN])


def _trouble(row: Row) -> Trouble | None:
    try:
        text_of(WORDS, needed=True)(row.text, HEADING)
    except Refused as refusal:
        return of_refusal(refusal, row.line)
    return None

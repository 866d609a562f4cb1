"""Ideas as a table for a spreadsheet: CSV in UTF-8 with a mark that tells so, one idea a row.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` (also in their wide forms), a tab or
a line break for a formula, and may do what it says. Such a cell has an apostrophe put before it,
whatever white space comes first; so has one that begins with an apostrophe itself. Whoever reads
the table back takes one apostrophe off each cell that begins with one: see `bare`. The words stand
in the first column, as `import_ideas` reads them.
"""

import csv
import io
from collections.abc import Mapping

import regex

from boards.models import Card
from boards.operations.state import Board, Idea
from boards.shelf.report.ideas import Voices, called
from boards.shelf.report.plain import UNSEEN

MARK = "\ufeff"
COLUMNS = ["text", "number", "area", "themes", "answers", "agree", "live_with", "not_for_me"]
COLUMNS += ["set_aside", "along"]
GUARD = "'"
# What a spreadsheet may skip before it looks for a formula, and what it then takes for one.
FORMULA = regex.compile(r"[\s\p{Cc}\p{Cf}\p{Zs}\"]*[=+\-@＝＋－＠﹢﹣−]|[\t\r\n']")


def as_table(board: Board, cards: Mapping[str, Card], *, names: bool = False) -> bytes:
    """Return the ideas by number; who signed them only where the room keeps names."""
    voices, sheet = Voices(board, cards, names), io.StringIO(newline="")
    rows = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow([*COLUMNS, *(["signed"] if names else [])])
    for idea in sorted(board.ideas.values(), key=lambda one: one.number):
        signed = [voices.who(idea.seat)] if names else []
        rows.writerow([guarded(cell) for cell in [*_cells(idea, board), *signed]])
    return (MARK + sheet.getvalue()).encode("utf-8")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    cell = UNSEEN.sub(_kept, cell)
    return GUARD + cell if FORMULA.match(cell) else cell


def bare(cell: str) -> str:
    """Return the words of a cell of such a table."""
    return cell.removeprefix(GUARD)


def _kept(found: regex.Match[str]) -> str:
    """Keep line breaks of every kind; what no file can hold has a sign in its place."""
    return found[0] if found[0] in "\r\x0b\x0c\x85" else "\ufffd"


def _cells(idea: Idea, board: Board) -> list[str]:
    themes = "; ".join(called(board.themes[one]) for one in idea.themes)
    told = idea.spread if idea.spread.shown else ("", "", "")
    return [
        "" if idea.withdrawn else idea.text.said,
        str(idea.number),
        board.areas[idea.area].name,
        themes,
        str(len(idea.answers)),
        *map(str, told),
        "yes" if idea.aside else "",
        "" if idea.along is None else str(idea.along),
    ]

"""The formats in which a board is taken along: each by the name of its file."""

from collections.abc import Callable
from typing import NamedTuple

from boards.door.words import one_line
from boards.shelf import export
from boards.shelf.report.markdown import as_markdown
from boards.shelf.report.paper import as_pdf, as_png, as_svg
from boards.shelf.report.plain import title
from boards.shelf.report.table import as_table
from boards.shelf.report.telling import Taken, report_of
from boards.shelf.report.value import Report
from boards.shelf.report.word import as_word


class Format(NamedTuple):
    """What kind of file it is, what it holds, and what its name says after the title."""

    kind: str
    make: Callable[[Taken], bytes]
    of: str


def _word(report: Report) -> bytes:
    return as_word(report, as_png(report.ground) if report.ground.clearings else None)


FORMATS = {
    "report.pdf": Format("application/pdf", lambda taken: as_pdf(report_of(taken)), "report"),
    "report.docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda taken: _word(report_of(taken)),
        "report",
    ),
    "report.md": Format(
        "text/markdown; charset=utf-8", lambda taken: as_markdown(report_of(taken)), "report"
    ),
    "ideas.csv": Format(
        "text/csv; charset=utf-8",
        lambda taken: as_table(taken.board, taken.cards, names=taken.names),
        "ideas",
    ),
    "common-ground.png": Format(
        "image/png", lambda taken: as_png(report_of(taken).ground), "common ground"
    ),
    "common-ground.svg": Format(
        "image/svg+xml", lambda taken: as_svg(report_of(taken).ground), "common ground"
    ),
    "board.json": Format(
        "application/json", lambda taken: export.as_portable(taken.board), "board"
    ),
}

# What the file systems of this world do not take in a name.
NEVER = dict.fromkeys(map(ord, '\\/:*?"<>|\ufffd'), " ")
LONGEST = 80  # letters of the title


def name_of(file: str, board_title: str) -> str:
    """Return what a file is called once it is kept: the title, what it is, and its kind."""
    kind = file.rpartition(".")[2]
    words = one_line(title(board_title).translate(NEVER))[:LONGEST].strip(" .")
    return f"{words} - {FORMATS[file].of}.{kind}" if words else file

"""Whatever somebody chose to bring: one file of a board, or the files of a Polis export."""

from collections.abc import Sequence

from django.utils.translation import gettext

from boards.door.words import one_line, title_trouble
from boards.shelf import board_file, polis
from boards.shelf.board_file import Portable
from boards.shelf.trouble import Trouble, Unreadable

MOST = 8  # files

Named = tuple[str, bytes]  # a file: its name, and what is in it


def read(files: Sequence[Named], title: str = "") -> Portable:
    """Return the board that the files make, under its own title or another, or raise Unreadable."""
    if not files:
        raise Unreadable(Trouble("no_file", gettext("Choose a file first.")))
    if len(files) > MOST:
        why = gettext("Choose %(limit)s files at most.") % {"limit": MOST}
        raise Unreadable(Trouble("too_many", why))
    title = one_line(title)
    if title and (trouble := title_trouble(title)):
        raise Unreadable(Trouble("too_long", trouble, field="title"))
    boards = [name for name, raw in files if board_file.looks_like(raw)]
    if boards and len(files) > 1:
        why = gettext("This is a board. Bring it on its own, without other files.")
        raise Unreadable(Trouble("too_many", why, file=boards[0]))
    if boards:
        brought = board_file.read(files[0][1])
        return brought._replace(title=title) if title else brought
    return polis.read(files, title)

"""What another app adds to a report, without a board knowing it: it fills `tellers` when ready."""

from collections.abc import Callable
from dataclasses import dataclass

from boards.operations.state import Board
from boards.shelf.report.value import Section


@dataclass(frozen=True, slots=True)
class Chapters:
    """Whole sections (the first of each at level 2), and what ideas in some areas are."""

    did: tuple[Section, ...] = ()  # what the room did
    decided: tuple[Section, ...] = ()  # how it decided
    messages: frozenset[str] = frozenset()  # areas in which people write what they take home
    line: tuple[str, ...] = ()  # what the line is called: at one end, in the middle, at the other


tellers: list[Callable[[Board], Chapters]] = []


def told_beside(board: Board) -> Chapters:
    """Return what all of them tell."""
    every = [tell(board) for tell in tellers]
    return Chapters(
        did=tuple(section for one in every for section in one.did),
        decided=tuple(section for one in every for section in one.decided),
        messages=frozenset().union(*(one.messages for one in every)),
        line=next((one.line for one in every if one.line), ()),
    )

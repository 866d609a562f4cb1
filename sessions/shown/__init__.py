"""What a workshop shows on a board: plain words, worked out of the board's state.

One module for each piece, named as its operations and its template are. Who answered what, whose
a dot is, and what is written quietly are in none of them: every seat is sent the same bytes.
"""

from collections.abc import Iterator
from types import ModuleType

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.state import Board
from sessions.shown import (
    groups,
    hour,
    keeping,
    kept,
    piece,
    places,
    proposal,
    pulse,
    quiet,
    voice,
    whereabouts,
)


def phase(board: Board, seats: Cards) -> Iterator[Part]:
    yield from hour.parts(board, seats)
    yield from places.parts(board, seats)
    yield from pulse.parts(board, seats)  # it is asked for as the room begins, and at the end
    yield from keeping.parts(board, seats)
    yield from kept.parts(board, seats)


# By the name under which operations name the piece.
KINDS = {
    "phase": phase,
    "proposal": proposal.parts,
    "quiet": quiet.parts,
    "piece": piece.parts,
    "groups": groups.parts,
    "pulse": pulse.parts,
    "voice": voice.parts,
}
PAST = ("hour", "places", "quiet", "piece")  # what is shown of earlier moments
INSETS = (
    "top",
    "room",
    "steps",
    "dock",
    "sheets",
    "opened",
    "invite",
    "mid",
    "wall",
    "foot",
    "more_people",
    "more_keep",
    "more_before",
    "past_top",
    "past",
    "history",
)


def bring_to(beside: ModuleType) -> None:
    """Have a board show it all: see `boards.live.beside`."""
    beside.kinds.update(KINDS)
    beside.past.update(PAST)
    for place in INSETS:
        beside.insets[place].append(f"sessions/insets/_{place}.html")
    beside.hushes.append(quiet.is_on)
    beside.marks.append(quiet.mark)
    beside.tells.append(whereabouts.in_words)

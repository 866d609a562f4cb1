"""What another app shows on a board, beside the board's own pieces, without a board knowing it.

An app adds to these when it is ready. Its pieces are drawn as the board's own are: from the
board's state and the seats' cards alone, for everyone the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from boards.models import Card
from boards.operations.state import Board


class Part(NamedTuple):
    """An element of the screen: its id, the template that draws it, and what that is given."""

    element: str
    template: str
    words: Mapping[str, Any]


Parts = Callable[[Board, Mapping[str, Card]], Iterable[Part]]

# By the name under which an operation names the piece: "phase".
kinds: dict[str, Parts] = {}

# The elements of these that are shown of a moment that is past as well. From one act to the next
# the others could tell what each person did unseen.
past: set[str] = set()

# Templates that the pages include, by place: "top", "room", "steps", "dock", "sheets"; under More,
# "more_people", "more_keep" and "more_before"; "opened" (in the sheet of an idea), "invite" (in the
# invitation), "mid" (under the question on the big screen), "wall" and "foot"; where a moment that
# is past is shown, "past_top" and "past", and beside its slider, for those with a seat, "history".
# They are given the page's context, in which `beside` holds each part by its element; an
# invitation has no parts.
insets: defaultdict[str, list[str]] = defaultdict(list)

# Whether nobody is to be told who writes in what, as the board stands.
hushes: list[Callable[[Board], bool]] = []

# Attributes that the pages' root bears as the board stands, such as for how it looks; or "".
marks: list[Callable[[Board], str]] = []

# Where what another app does on a board stands at a time (ms), in a few plain words; or "". The
# board they are given has nothing lying on it: lists of boards keep no more of each.
tells: list[Callable[[Board, int], str]] = []


def hushed(board: Board) -> bool:
    """Whether no screen is to say who writes in what."""
    return any(one(board) for one in hushes)

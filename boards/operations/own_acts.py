"""What a room does by itself: acts of nobody, such as what comes about once enough have agreed.

A watch is a small frozen value that waits for something. A hub keeps one of each in memory and
steps it after every change and every tick; what it decides becomes an entry like any other, with
no seat and no hand.
"""

from typing import NamedTuple, Protocol

from boards.operations.base import Operation
from boards.operations.state import Board


class Present(NamedTuple):
    """Who is connected now."""

    hands: frozenset[str]
    seats: tuple[str, ...]


class Watch(Protocol):
    """Something that waits; stepping it makes the next one."""

    def step(self, board: Board, present: Present, now: int) -> "Step":
        """Look at the board at `now`, in ms of a clock that only ever goes forward."""
        ...


class Step(NamedTuple):
    """What a look at the board came to."""

    watch: Watch
    operation: Operation | None = None
    again: int | None = None  # ms until the next look; None: when something changes

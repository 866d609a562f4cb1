"""What a room does by itself: acts of nobody, such as what comes about once enough have agreed.

A board looks into none of it. Another app adds to `watches` when it is ready; each hub keeps one
of each in memory and steps it after every change and every tick. What a watch decides becomes an
entry like any other, with no seat and no hand.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from boards.operations.base import Operation
from boards.operations.state import Board


class Present(NamedTuple):
    """Who is connected now."""

    hands: frozenset[str]
    seats: tuple[str, ...]


class Watch(Protocol):
    """Something that waits; a frozen value, and stepping it makes the next one."""

    def step(self, board: Board, present: Present, now: int) -> "Step":
        """Look at the board at `now`, in ms of a clock that only ever goes forward."""
        ...


class Step(NamedTuple):
    """What a look at the board came to."""

    watch: Watch
    operation: Operation | None = None
    again: int | None = None  # ms until the next look; None: when something changes


watches: list[Callable[[], Watch]] = []


class OwnActs:
    """The watches of one board."""

    def __init__(self) -> None:
        self._watches = [begin() for begin in watches]

    def __bool__(self) -> bool:
        return bool(self._watches)

    def look(self, board: Board, present: Present, now: int) -> tuple[list[Operation], int | None]:
        """Return what the room does now, and in how many ms to look again."""
        steps = [watch.step(board, present, now) for watch in self._watches]
        self._watches = [step.watch for step in steps]
        again = [step.again for step in steps if step.again is not None]
        return [step.operation for step in steps if step.operation], min(again, default=None)

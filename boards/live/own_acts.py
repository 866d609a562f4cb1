"""The watches of one board: what its room does by itself, looked at while anybody is connected.

A board looks into none of it. Another app adds to `watches` when it is ready.
"""

from collections.abc import Callable

from boards.operations.base import Operation
from boards.operations.own_acts import Present, Watch
from boards.operations.state import Board

watches: list[Callable[[], Watch]] = []


class OwnActs:
    """See the module."""

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

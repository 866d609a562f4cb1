"""Tells other processes that a board has moved on. It rings; it carries nothing.

A ring may be lost: every hub also asks the log from time to time.
"""

from collections.abc import Callable
from typing import Protocol


class Doorbell(Protocol):
    """Rings for the other processes, and hears their rings."""

    def ring(self, board: str, seq: int) -> None: ...
    def listen(self, heard: Callable[[str, int], None]) -> None: ...


class Nobody:
    """The doorbell of a single process."""

    def ring(self, board: str, seq: int) -> None:
        """Ring for nobody."""

    def listen(self, heard: Callable[[str, int], None]) -> None:
        """Hear nobody."""


doorbell: Doorbell = Nobody()

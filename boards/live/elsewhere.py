"""Who is connected to a board through other processes, as these last said.

A process that is not heard of for a while has ended, and its seats have gone; but only while rings
are heard at all. Where they are not, those who were here are taken to be here still, so that no
room decides without them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

GONE = 15.0  # seconds: a process says every 5 who is with it
MISSED = 7.0  # seconds: it should have said so by now, and may have ended
HEARING = 8.0  # seconds in which this process must have heard itself


@dataclass
class Elsewhere:
    """By process: the seats connected there, and when it was last heard of (s)."""

    heard_myself: float = 0.0
    _seats: dict[str, frozenset[str]] = field(default_factory=dict)
    _heard: dict[str, float] = field(default_factory=dict)

    def says(self, process: str, seats: Mapping[str, Any], now: float) -> None:
        """Take in who is connected to that process."""
        self._heard[process] = now
        if seats:
            self._seats[process] = frozenset(seats)
        else:
            self._seats.pop(process, None)

    def forget(self, now: float) -> bool:
        """Forget the processes that have ended; whether there were any."""
        if now - self.heard_myself > HEARING:
            self._heard = dict.fromkeys(self._heard, now)
            return False
        gone = [one for one, when in self._heard.items() if now - when > GONE]
        for process in gone:
            del self._heard[process]
        return bool([one for one in gone if self._seats.pop(one, None)])

    def times(self, seat: str, now: float) -> int:
        """At how many other processes a seat is connected, as far as these are known to be there.

        Whoever has just lost one must not be kept waiting because of it.
        """
        at = [one for one, seats in self._seats.items() if seat in seats]
        return sum(now - self._heard[one] < MISSED for one in at)

    def __iter__(self) -> Iterator[str]:
        """Each seat once for every process that it is connected to."""
        for seats in self._seats.values():
            yield from seats

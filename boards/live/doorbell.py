"""Tells other processes that a board has moved on, and who is here. It rings; it keeps nothing.

Whatever it carries may be lost: every hub also asks the log from time to time, and says again who
is connected to it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.conf import settings

from boards.models import short_id

# What a ring says, each of them alone or together: "seq", the board is there; "look", see in the
# log where it is, if it is at all; "whole", who is connected to the process that rings; "now", what
# they hold; "ask", who is with you?; "cards", somebody is called something else; "said", what
# somebody said who listens elsewhere.
Ring = Mapping[str, Any]
Heard = Callable[[str, str, Ring], None]  # the board, the process that rang, what it said
Attended = Callable[[str], None]  # the board whose rings are heard from now on

PROCESS = short_id(10)  # this one


class Doorbell(Protocol):
    """Rings for the other processes, and hears their rings. None of it waits."""

    shared: bool  # whether there may be other processes

    @property
    def away(self) -> bool:
        """Whether rings get lost just now."""
        ...

    def ring(self, board: str, said: Ring) -> None: ...
    async def rung(self) -> None:
        """Come back when all that was to be rung is on its way, or cannot be rung."""
        ...

    def listen(self, heard: Heard, attended: Attended) -> None:
        """Hear rings from now on, this process's own as well."""
        ...

    def attend(self, board: str) -> None:
        """Hear a board's rings; `attended` says since when, and again after every loss."""
        ...

    def leave(self, board: str) -> None: ...


class Nobody:
    """The doorbell of a single process."""

    shared = False
    away = False

    def ring(self, board: str, said: Ring) -> None:
        """Ring for nobody."""

    async def rung(self) -> None:
        """Nobody was to hear it."""

    def listen(self, heard: Heard, attended: Attended) -> None:
        """Hear nobody."""

    def attend(self, board: str) -> None:
        """There is nobody to hear."""

    def leave(self, board: str) -> None:
        """There was nobody to hear."""


def both(older: Ring, newer: Ring) -> dict[str, Any]:
    """Return what two rings say together."""
    told = {**older, **newer}
    now = {**({} if "whole" in newer else older.get("now", {})), **newer.get("now", {})}
    spoken = [*older.get("said", ()), *newer.get("said", ())]
    parts = {"now": now, "said": spoken}
    for key, part in parts.items():
        told.pop(key, None)
        if part:
            told[key] = part
    return told


def chosen() -> Doorbell:
    if not settings.REDIS_URL:
        return Nobody()
    from boards.live.redis import RedisBell  # needs `bin/setup servers`

    return RedisBell(settings.REDIS_URL)


doorbell: Doorbell = chosen()

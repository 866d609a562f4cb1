"""Tells other processes that a board has moved on, and who is here. It rings; it keeps nothing.

Whatever it carries may be lost: every hub also asks the log from time to time, and says again who
is connected to it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.conf import settings

from boards.models import short_id

# What a ring says, each of them alone or together: "seq", the board is there; "whole", who is
# connected to the process that rings; "now", what they hold; "ask", who is with you?; "cards",
# somebody is called something else.
Ring = Mapping[str, Any]
Heard = Callable[[str, str, Ring], None]  # the board, the process that rang, what it said

PROCESS = short_id(10)  # this one


class Doorbell(Protocol):
    """Rings for the other processes, and hears their rings. None of it waits."""

    shared: bool  # whether there may be other processes

    def ring(self, board: str, said: Ring) -> None: ...
    def listen(self, heard: Heard) -> None:
        """Hear rings from now on, this process's own as well."""
        ...

    def attend(self, board: str) -> None: ...
    def leave(self, board: str) -> None: ...


class Nobody:
    """The doorbell of a single process."""

    shared = False

    def ring(self, board: str, said: Ring) -> None:
        """Ring for nobody."""

    def listen(self, heard: Heard) -> None:
        """Hear nobody."""

    def attend(self, board: str) -> None:
        """There is nobody to hear."""

    def leave(self, board: str) -> None:
        """There was nobody to hear."""


def chosen() -> Doorbell:
    if not settings.REDIS_URL:
        return Nobody()
    from boards.live.redis import RedisBell  # needs `bin/setup servers`

    return RedisBell(settings.REDIS_URL)


doorbell: Doorbell = chosen()

"""Acts for which it matters who is in the room now."""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Operation
from sessions.operations.private import private_stamp


@dataclass(frozen=True, kw_only=True)
class InTheRoom(Operation):
    """An act that the hub stamps with the seats in the room, before `stamped` is asked.

    They stay in the log, so that a replay finds the same people there, and are not sent.
    """

    room: tuple[str, ...] = private_stamp(())

    def among(self, seats: tuple[str, ...]) -> Self:
        return replace(self, room=seats)

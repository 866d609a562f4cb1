"""The time of a phase: one clock, computed alike by everyone from public values. It locks nothing.

Any seat can pause it, let it go on, and add a minute, two or five.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import stamp, whole, wrong
from boards.operations.state import Board
from sessions.operations.state import Clock, Workshop, with_workshop, workshop_of

MINUTE = 60_000  # milliseconds
MORE = (1, 2, 5)  # minutes that can be added at once


def remaining(workshop: Workshop, now: int) -> int | None:
    """Return the milliseconds left of the phase at `now`, below 0 once its time is up.

    None where no phase is on. A paused clock stands still.
    """
    if workshop.current is None or workshop.clock is None:
        return None
    clock = workshop.clock
    minutes = workshop.phases[workshop.current].minutes
    end = clock.began + minutes * MINUTE + clock.extra
    return end - (now if clock.paused is None else clock.paused)


def running(board: Board) -> Clock:
    """Return the clock of the current phase, or refuse."""
    clock = workshop_of(board).clock
    if clock is None:
        raise Refused("no_phase", gettext_noop("No phase has begun, so there is no time to keep."))
    return clock


def more(board: Board, minutes: int, now: int) -> int:
    """Return what to add so that there are `minutes` more than now, also when time was up."""
    left = remaining(workshop_of(board), now) or 0
    return minutes * MINUTE + max(0, -left)


def extended(board: Board, by: int, *, kept: bool = False) -> Board:
    """Return the board with so many milliseconds more (or fewer) for its phase.

    `kept`: nobody can give them back.
    """
    clock = running(board)
    if kept:
        return with_workshop(board, clock=replace(clock, extra=clock.extra + by))
    if clock.added + by < 0:
        message = gettext_noop("Not so much time was added to this phase.")
        raise Refused("no_time_to_give", message, "by")
    return with_workshop(
        board, clock=replace(clock, extra=clock.extra + by, added=clock.added + by)
    )


@dataclass(frozen=True, kw_only=True)
class OnTime(Operation):
    """An act about the time of the current phase."""

    def pieces(self, before: Board) -> list[str]:
        return ["phase"]

    def slots(self) -> list[tuple[str, str]]:
        return [("pause", "")]

    def stakes(self) -> list[tuple[str, str]]:
        # When the room has moved on, the time is another phase's.
        return [*self.slots(), ("phase", "")]


@dataclass(frozen=True, kw_only=True)
class PauseTime(OnTime):
    """Stop the clock."""

    verb = "pause_time"
    permits = gettext_noop("pause the time, and let it go on")

    def apply(self, board: Board) -> Board:
        clock = running(board)
        if clock.paused is not None:
            raise Refused("already_there", gettext_noop("The time is paused already."))
        return with_workshop(board, clock=replace(clock, paused=self.when))

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (GoOn(),)

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The time was paused"), {})


@dataclass(frozen=True, kw_only=True)
class GoOn(OnTime):
    """Let the clock go on from where it stood."""

    verb = "go_on"
    permits = gettext_noop("pause the time, and let it go on")

    def apply(self, board: Board) -> Board:
        clock = running(board)
        if clock.paused is None:
            raise Refused("already_there", gettext_noop("The time is going on already."))
        stood = self.when - clock.paused  # below 0 where the server's clock was put back meanwhile
        return with_workshop(board, clock=replace(clock, extra=clock.extra + stood, paused=None))

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (PauseTime(),)

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The time goes on"), {})


def _few_minutes(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in MORE:
        raise wrong(name, gettext_noop('"%(name)s" must be 1, 2 or 5.'))
    return value


@dataclass(frozen=True, kw_only=True)
class ExtendTime(OnTime):
    """Add a few minutes. When time was up already, they are counted from now."""

    verb = "extend_time"
    permits = gettext_noop("add a few minutes to a phase, and give them back")

    minutes: int = field(metadata={"read": _few_minutes})
    adds: int = stamp(0)  # milliseconds

    def stamped(self, board: Board, mint: Mint) -> Self:
        return replace(self, adds=more(board, self.minutes, self.when))

    def apply(self, board: Board) -> Board:
        return extended(board, self.adds)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (GiveBackTime(by=self.adds),)

    def slots(self) -> list[tuple[str, str]]:
        return []  # what several people add adds up, and each can take back their own

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("%(minutes)s more minutes were added")
        if self.minutes == 1:
            text = gettext_noop("One more minute was added")
        return Sentence(text, {"minutes": self.minutes})


@dataclass(frozen=True, kw_only=True)
class GiveBackTime(OnTime):
    """Take away time that was added to this phase, and no more than was added."""

    verb = "give_back_time"
    permits = ExtendTime.permits

    by: int = whole()  # milliseconds

    def apply(self, board: Board) -> Board:
        return extended(board, -self.by)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (ExtendTime(minutes=max(1, round(self.by / MINUTE)), adds=self.by),)

    def slots(self) -> list[tuple[str, str]]:
        return []

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Time that was added was given back"), {})

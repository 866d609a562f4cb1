"""What the room does by itself when people come and go: the talking piece, and groups.

Somebody whose phone slept for a moment has not left, so both wait a little. Like `consenting`,
these keep nothing but what is in memory, and count the time in steps.
"""

from dataclasses import dataclass

from boards.operations.own_acts import Present, Step
from boards.operations.state import Board
from sessions.operations.consenting import STRIDE, TICK
from sessions.operations.grouping import grouped
from sessions.operations.groups import MakeGroups
from sessions.operations.piece import RestPiece
from sessions.operations.state import workshop_of

GRACE = 60_000  # ms that the piece waits for its holder
SETTLED = 20_000  # ms for which the same people are here, before groups are made anew


@dataclass(frozen=True, slots=True)
class Waited:
    """How long something has been so: the same `what`, in ms of short steps."""

    what: object = None
    now: int = 0
    so_long: int = 0

    def on(self, what: object, now: int) -> "Waited":
        if what is None or what != self.what:
            return Waited(what, now)
        passed = min(max(0, now - self.now), STRIDE)
        return Waited(what, now, self.so_long + passed)


@dataclass(frozen=True, slots=True)
class Resting:
    """Lays the talking piece down whose holder has left."""

    waited: Waited = Waited()

    def step(self, board: Board, present: Present, now: int) -> Step:
        piece = workshop_of(board).piece
        gone = piece.holder is not None and piece.holder not in present.seats
        waited = self.waited.on((piece.holder, piece.since) if gone else None, now)
        if waited.so_long < GRACE:
            return Step(Resting(waited), again=TICK if gone else None)
        return Step(Resting(), RestPiece(id=_named("rest", piece.since)))


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Makes groups fair again when somebody has come or left."""

    waited: Waited = Waited()

    def step(self, board: Board, present: Present, now: int) -> Step:
        groups = workshop_of(board).groups
        would = grouped(present.seats, groups.size, groups.seats) if groups.seats else ()
        unfair = bool(would) and would != groups.seats
        waited = self.waited.on(would if unfair else None, now)
        if waited.so_long < SETTLED:
            return Step(Regrouping(waited), again=TICK if unfair else None)
        regrouped = MakeGroups(id=_named("regroup", board.seq), size=groups.size)
        return Step(Regrouping(), regrouped)


def _named(act: str, seq: int) -> str:
    """Return the same id whoever makes it, and that no seat can send: see `consenting`."""
    return f"{act} {seq}"

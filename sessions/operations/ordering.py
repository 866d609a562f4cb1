"""The order of the phases: they move, go from the agenda and come back.

Nothing is deleted: a phase that was removed is kept underneath, and can be put back.
"""

from dataclasses import dataclass
from itertools import pairwise

from boards.operations.base import Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import name
from boards.operations.state import Board
from sessions.operations.agenda import PHASES
from sessions.operations.saying import find_phase, named, no_such_phase
from sessions.operations.state import with_workshop, workshop_of


def placed(board: Board, phase: str, before: str | None) -> Board:
    """Return the board with the phase before another; at the end, where that one has gone."""
    order = [one for one in workshop_of(board).order if one != phase]
    if before is not None and before not in workshop_of(board).phases:
        raise no_such_phase("before")
    at = order.index(before) if before in order else len(order)
    if len(order) >= PHASES:
        message = gettext_noop("This agenda is full: it holds %(limit)s phases.")
        raise Refused("agenda_full", message, limit=PHASES)
    return with_workshop(board, order=(*order[:at], phase, *order[at:]))


def following(board: Board, phase: str) -> str | None:
    """Return the phase that comes next, or None at the end."""
    order = workshop_of(board).order
    return dict(pairwise(order)).get(phase)


@dataclass(frozen=True, kw_only=True)
class OnAgenda(Operation):
    """An act about the agenda."""

    permits = gettext_noop("change the agenda: add, move and remove phases")

    def pieces(self, before: Board) -> list[str]:
        return ["phase"]


@dataclass(frozen=True, kw_only=True)
class MovePhase(OnAgenda):
    """Put a phase before another, or at the end. The room stays in the phase it is in."""

    verb = "move_phase"
    permits = OnAgenda.permits

    phase: str = name()
    before: str | None = name(default=None)

    def apply(self, board: Board) -> Board:
        after = placed(board, find_phase(board, self.phase).id, self.before)
        if workshop_of(after).order == workshop_of(board).order:
            raise Refused("already_there", gettext_noop("It is there already."), "before")
        return after

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (MovePhase(phase=self.phase, before=following(before, self.phase)),)

    def slots(self) -> list[tuple[str, str]]:
        return [("phase place", self.phase)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("%(phase)s moved on the agenda"), named(board, self.phase))


@dataclass(frozen=True, kw_only=True)
class RemovePhase(OnAgenda):
    """Take a phase off the agenda: not the one the room is in, and not the last one."""

    verb = "remove_phase"
    permits = OnAgenda.permits

    phase: str = name()

    def apply(self, board: Board) -> Board:
        phase, workshop = find_phase(board, self.phase), workshop_of(board)
        if workshop.current == phase.id:
            message = gettext_noop("The room is in this phase now, so it stays on the agenda.")
            raise Refused("phase_is_on", message, "phase")
        if len(workshop.order) == 1:
            raise Refused("last_phase", gettext_noop("An agenda has one phase or more."), "phase")
        return with_workshop(board, order=tuple(one for one in workshop.order if one != phase.id))

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (PutBackPhase(phase=self.phase, before=following(before, self.phase)),)

    def slots(self) -> list[tuple[str, str]]:
        return [("phase place", self.phase)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(
            gettext_noop("%(phase)s was taken off the agenda"), named(board, self.phase)
        )


@dataclass(frozen=True, kw_only=True)
class PutBackPhase(OnAgenda):
    """Put a phase back on the agenda that was taken off it."""

    verb = "put_back_phase"
    permits = OnAgenda.permits

    phase: str = name()
    before: str | None = name(default=None)

    def apply(self, board: Board) -> Board:
        phase = find_phase(board, self.phase, gone=True)
        if phase.id in workshop_of(board).order:
            raise Refused("already_there", gettext_noop("It is there already."), "phase")
        return placed(board, phase.id, self.before)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (RemovePhase(phase=self.phase),)

    def slots(self) -> list[tuple[str, str]]:
        return [("phase place", self.phase)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(
            gettext_noop("%(phase)s was put back on the agenda"), named(board, self.phase)
        )

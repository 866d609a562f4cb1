"""Looking a phase up, and what it is called in a sentence."""

from boards.operations.base import Refused, Sentence, gettext_noop
from boards.operations.state import Board
from sessions.operations.state import Phase, workshop_of


def no_such_phase(name: str = "phase") -> Refused:
    return Refused("no_such_phase", gettext_noop("That phase is not on the agenda."), name)


def find_phase(board: Board, phase: str, gone: bool = False) -> Phase:
    """Return the phase, or refuse; one that was removed is found only where `gone` says so."""
    workshop = workshop_of(board)
    if phase not in workshop.phases or not (gone or phase in workshop.order):
        raise no_such_phase()
    return workshop.phases[phase]


def named(board: Board, phase: str) -> dict[str, object]:
    """The name of a phase as a sentence says it, of an earlier workshop's too."""
    workshop = workshop_of(board)
    found = workshop.phases.get(phase)
    name = found.name.said if found else workshop.past.get(phase)
    return {"phase": name or Sentence(gettext_noop("a phase with no name"), {})}

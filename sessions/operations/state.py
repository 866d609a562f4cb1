"""A workshop, as a frozen value that its board carries: where the room is, and how it decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from boards.operations.base import Operation
from boards.operations.state import Board, Text
from sessions.operations.dots import Pulse
from sessions.operations.grouping import Groups
from sessions.operations.holding import Piece
from sessions.operations.lasting import Lasting
from sessions.operations.sheets import Round

# How far a workshop has come.
NONE, PLANNED, OPEN, CLOSED = "", "planned", "open", "closed"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the workshop, with a question. One that was removed is kept underneath."""

    id: str
    name: Text
    minutes: int
    question: Text
    areas: tuple[str, ...] = ()  # where the room writes meanwhile; all it has, where none is named
    prompts: tuple[str, ...] = ()  # short lines for whoever reads them


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """What an agenda says of an area, besides its name and question."""

    words: tuple[str, ...] = ()  # along a spectrum, from one end to the other
    seeds: tuple[str, ...] = ()  # ideas that lie in it from the start
    apart: bool = False  # what is written here is not for the common ground
    gathers: bool = False  # here lies ready what was written elsewhere, but for what is apart


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of the current phase, all in milliseconds. Its end is `began + minutes + extra`."""

    began: int
    extra: int = 0  # with what people added, and with the pauses
    added: int = 0  # what people added, and have not given back
    paused: int | None = None  # when it was stopped; None while it runs


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change to the room that waits for consent. Who answered what is never sent."""

    id: str
    what: Operation
    seat: str | None
    hand: str | None
    when: int
    turn: int  # the seq since which nobody has newly said "not yet", or taken back the last one
    fine: frozenset[str] = frozenset()  # hands
    not_yet: frozenset[str] = frozenset()  # hands
    seen: frozenset[str] = frozenset()  # hands; whoever answers has seen it
    noted: Mapping[str, str] = field(default_factory=dict)  # by hand: the last note of each
    slowed: bool = False  # whether its first "not yet" has been said
    doubters: frozenset[str] = frozenset()  # hands that have said "not yet", now or before
    doubted: int = 0  # the seq at which one of them last said so for the first time

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes, unsigned."""
        return tuple(self.noted.values())

    def counts(self) -> dict[str, int]:
        """Return how many answered what: all that anybody is told."""
        return {"fine": len(self.fine), "not_yet": len(self.not_yet), "seen": len(self.seen)}


@dataclass(frozen=True, slots=True)
class Ended:
    """A proposal that was decided: "carried", "withdrawn" or, with a reason, "lapsed"."""

    proposal: Proposal
    how: str
    when: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Workshop:
    """A run of phases over a board, and the ways in which the room shares power meanwhile."""

    status: str = NONE
    kind: str | None = None
    phases: Mapping[str, Phase] = field(default_factory=dict)  # those that were removed too
    order: tuple[str, ...] = ()
    past: Mapping[str, str] = field(default_factory=dict)  # names of earlier workshops' phases
    current: str | None = None
    clock: Clock | None = None  # of the current phase
    plans: Mapping[str, AreaPlan] = field(default_factory=dict)  # by area
    proposals: tuple[Proposal, ...] = ()  # the first is current, the others wait
    ended: tuple[Ended, ...] = ()  # the newest last
    renewed: int = 0  # the seq at which the room last agreed on a new link
    piece: Piece = field(default_factory=Piece)
    quiet: Round | None = None  # the quiet round that is on
    groups: Groups = field(default_factory=Groups)
    pulse: Pulse = field(default_factory=Pulse)
    voice: bool = False  # whether the room wants to see how evenly it speaks
    lasting: Lasting = field(default_factory=Lasting)
    closed: int = 0  # when a workshop last ended on this board, in ms; 0: none has

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that the room is asked about now."""
        return self.proposals[0] if self.proposals else None

    @property
    def agenda(self) -> list[Phase]:
        return [self.phases[phase] for phase in self.order]


UNOPENED = Workshop()


def workshop_of(board: Board) -> Workshop:
    """Return the workshop of a board; one without phases until somebody opens one."""
    return board.workshop if isinstance(board.workshop, Workshop) else UNOPENED


def with_workshop(board: Board, **changes: object) -> Board:
    return replace(board, workshop=replace(workshop_of(board), **changes))  # type: ignore[arg-type]

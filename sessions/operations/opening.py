"""Opening a workshop: from one of our kinds, from an agenda given whole, or as it was laid out."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk
from boards.operations.fields import stamp
from boards.operations.state import Area, Board
from sessions.operations.agenda import Plain, read_agenda
from sessions.operations.agenda_words import agenda_blanked
from sessions.operations.dots import Pulse
from sessions.operations.fields import word_of
from sessions.operations.kinds import KINDS, agenda_for
from sessions.operations.layout import (
    EVER,
    areas_in,
    phases_in,
    plans_in,
    refuse_long,
    seeds_in,
    with_areas,
    with_ids,
    with_seeds,
)
from sessions.operations.state import NONE, OPEN, PLANNED, Clock, with_workshop, workshop_of

SEEDS = 60  # ideas that one agenda lays on a board


@dataclass(frozen=True, kw_only=True)
class WithAgenda(Operation):
    """An act that lays an agenda out on the board; its entry holds the agenda whole."""

    kind: str | None = word_of(*KINDS, default=None)
    agenda: Plain | None = field(default=None, metadata={"read": read_agenda})
    seeds: tuple[Plain, ...] | None = stamp(None)  # ideas of nobody, that lie there from the start

    def stamped(self, board: Board, mint: Mint) -> Self:
        agenda = self.agenda
        if self.kind is not None:
            if agenda is not None:
                message = gettext_noop("Choose a kind of workshop, or give an agenda of your own.")
                raise Refused("kind_or_agenda", message, "kind")
            agenda = agenda_for(self.kind)
        if agenda is None:
            return self
        if sum(len(area["seeds"]) for area in areas_in(agenda)) > SEEDS:
            message = gettext_noop("That is too many at once. %(limit)s is the most.")
            raise Refused("too_many", message, "agenda", limit=SEEDS)
        refuse_long(agenda)
        agenda = with_ids(agenda, board, mint)
        return replace(self, agenda=agenda, seeds=seeds_in(agenda, board, mint))

    def laid_out(self, board: Board) -> Board:
        """Return the board with the agenda on it, nothing having begun."""
        if self.agenda is None:
            return board
        areas = (Area(one["id"], one["name"], one["question"]) for one in areas_in(self.agenda))
        board = replace(board, areas=with_areas(board, areas))
        phases, workshop = phases_in(self.agenda, self.seq), workshop_of(board)
        # What was laid out and never held is kept underneath: anyone can put it back.
        laid = workshop.phases if workshop.status == PLANNED else {}
        past = {**workshop.past, **{id_: one.name.said for id_, one in workshop.phases.items()}}
        plans = {**workshop.plans, **plans_in(self.agenda)}
        agenda: dict[str, Any] = {"kind": self.kind, "order": tuple(phases)}
        agenda["phases"] = dict(list({**laid, **phases}.items())[-EVER:])
        board = with_workshop(board, status=PLANNED, past=past, plans=plans, **agenda)
        return with_seeds(board, self.seeds or (), self.seq)

    def blanked(self, walk: Walk) -> Self:
        if self.agenda is None:
            return self
        goes = walk.goes and self.kind is None
        agenda, seeds = agenda_blanked(self.agenda, self.seeds or (), walk, goes)
        return replace(self, agenda=agenda, seeds=None if self.seeds is None else seeds)

    def pieces(self, before: Board) -> list[str]:
        return ["phase", "areas", "counts", *(f"idea:{one['idea']}" for one in self.seeds or ())]

    def slots(self) -> list[tuple[str, str]]:
        return [("phase", "")]

    def concerns(self, kind: str, id_: str) -> bool:
        return kind == "idea" and any(one["idea"] == id_ for one in self.seeds or ())


def refuse_open(board: Board) -> None:
    if workshop_of(board).status == OPEN:
        raise Refused("already_open", gettext_noop("A workshop is on already on this board."))


def refuse_not_open(board: Board) -> None:
    if workshop_of(board).status != OPEN:
        raise Refused("not_open", gettext_noop("No workshop is on at the moment."))


@dataclass(frozen=True, kw_only=True)
class PlanWorkshop(WithAgenda):
    """Lay an agenda out to be read and changed beforehand. No time begins."""

    verb = "plan_workshop"
    permits = gettext_noop("lay out an agenda before a workshop")

    def apply(self, board: Board) -> Board:
        refuse_open(board)
        if self.agenda is None:
            raise no_agenda()
        return self.laid_out(board)

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("An agenda was laid out"), {})


@dataclass(frozen=True, kw_only=True)
class OpenWorkshop(WithAgenda):
    """Begin: the first phase starts. With no agenda named, the one that is laid out is held."""

    verb = "open_workshop"
    permits = gettext_noop("open a workshop")

    def apply(self, board: Board) -> Board:
        refuse_open(board)
        board = self.laid_out(board)
        workshop = workshop_of(board)
        if workshop.status == NONE:
            raise no_agenda()
        first = workshop.order[0] if workshop.order else None
        clock = Clock(self.when) if first else None
        fresh = {"pulse": Pulse(since=self.seq), "voice": False}  # it begins with nothing of before
        return with_workshop(board, status=OPEN, current=first, clock=clock, **fresh)

    def pieces(self, before: Board) -> list[str]:
        return [*super().pieces(before), "pulse", "voice"]

    def slots(self) -> list[tuple[str, str]]:
        return [("phase", ""), ("voice", "")]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The workshop began"), {})


def no_agenda() -> Refused:
    return Refused("no_agenda", gettext_noop("Choose what kind of workshop it is to be."), "kind")

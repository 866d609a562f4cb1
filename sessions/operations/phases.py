"""A phase more on the agenda, and changes to one: before a workshop and during it."""

from dataclasses import dataclass, replace
from typing import Any, Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk
from boards.operations.fields import NAME, STATEMENT, names, stamp, words
from boards.operations.fields import name as id_of
from boards.operations.ideas import no_such_area
from boards.operations.state import Area, Board
from sessions.operations import fields
from sessions.operations.agenda import AREAS
from sessions.operations.agenda_words import phase_blanked, prompts_key
from sessions.operations.layout import EVER, begun, prompts_of, refuse_many_words, with_areas
from sessions.operations.ordering import OnAgenda, RemovePhase, placed
from sessions.operations.saying import find_phase, named
from sessions.operations.state import NONE, Phase, with_workshop, workshop_of


def with_phase(board: Board, phase: Phase) -> Board:
    return with_workshop(board, phases={**workshop_of(board).phases, phase.id: phase})


@dataclass(frozen=True, kw_only=True)
class AddPhase(OnAgenda):
    """Put one more phase on the agenda, before another or at the end.

    It has the areas it names; where it names none, it gets an area of its own.
    """

    verb = "add_phase"
    permits = OnAgenda.permits

    name: str = words(NAME)
    minutes: int = fields.minutes()
    question: str | None = fields.written(STATEMENT, default=None)
    prompts: tuple[str, ...] | None = fields.prompts(default=None)
    areas: tuple[str, ...] | None = names(default=None)
    before: str | None = id_of(default=None)
    phase: str = stamp("")
    area: str | None = stamp(None)  # its own

    def stamped(self, board: Board, mint: Mint) -> Self:
        return replace(self, phase=mint(), area=mint() if self.areas is None else None)

    def apply(self, board: Board) -> Board:
        workshop = workshop_of(board)
        if workshop.status == NONE:
            raise Refused("no_agenda", gettext_noop("There is no agenda on this board yet."))
        if len(workshop.phases) >= EVER:
            message = gettext_noop("This agenda is full: it holds %(limit)s phases.")
            raise Refused("agenda_full", message, limit=EVER)
        if any(area not in board.areas for area in self.areas or ()):
            raise no_such_area()
        if len(self.areas or ()) > AREAS:
            message = gettext_noop("That is too many at once. %(limit)s is the most.")
            raise Refused("too_many", message, "areas", limit=AREAS)
        refuse_many_words([*prompts_of(board), *(self.prompts or ())])
        given: dict[str, Any] = {one: getattr(self, one) for one in ("name", "minutes", "question")}
        areas = self.areas if self.area is None else (self.area,)
        phase = begun(self.phase, {**given, "prompts": self.prompts}, areas or (), self.seq)
        return placed(with_phase(self._with_area(board), phase), self.phase, self.before)

    def blanked(self, walk: Walk) -> Self:
        phase = {"id": self.phase, "name": self.name, "question": self.question or ""}
        stays = phase_blanked({**phase, "prompts": list(self.prompts or ())}, walk, walk.goes)
        question = None if self.question is None else stays["question"]
        prompts = None if self.prompts is None else tuple(stays["prompts"])
        return replace(self, name=stays["name"], question=question, prompts=prompts)

    def _with_area(self, board: Board) -> Board:
        if self.area is None:
            return board
        own = Area(self.area, self.name, self.question or "")
        return replace(board, areas=with_areas(board, iter([own])))

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (RemovePhase(phase=self.phase),)

    def pieces(self, before: Board) -> list[str]:
        return ["phase", "areas"]

    def slots(self) -> list[tuple[str, str]]:
        kinds = ("place", "minutes", "prompts", "name", "question")
        return [(f"phase {kind}", self.phase) for kind in kinds]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("%(phase)s was added to the agenda"), named(board, self.phase))


@dataclass(frozen=True, kw_only=True)
class EditPhase(OnAgenda):
    """Change how long a phase takes, or the lines for those who read them."""

    verb = "edit_phase"
    permits = gettext_noop("change the minutes, name, question and prompts of any phase")

    phase: str = id_of()
    minutes: int | None = fields.minutes(default=None)
    prompts: tuple[str, ...] | None = fields.prompts(default=None)

    def _changes(self) -> dict[str, Any]:
        given = {"minutes": self.minutes, "prompts": self.prompts}
        return {key: value for key, value in given.items() if value is not None}

    def blanked(self, walk: Walk) -> Self:
        stays = walk.lines(prompts_key(self.phase), self.prompts or (), walk.goes)
        return self if self.prompts is None else replace(self, prompts=tuple(stays))

    def apply(self, board: Board) -> Board:
        phase = find_phase(board, self.phase)
        if not self._changes():
            raise Refused("missing_field", gettext_noop("Say what is to change."), "minutes")
        board = with_phase(board, replace(phase, **self._changes()))
        if self.prompts:
            refuse_many_words(prompts_of(board))
        return board

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        was = find_phase(before, self.phase)
        return (EditPhase(phase=was.id, **{key: getattr(was, key) for key in self._changes()}),)

    def slots(self) -> list[tuple[str, str]]:
        return [(f"phase {key}", self.phase) for key in self._changes()]

    def sentence(self, board: Board) -> Sentence:
        values = {**named(board, self.phase), "minutes": self.minutes}
        if self.minutes is None:
            return Sentence(gettext_noop("The prompts of %(phase)s changed"), values)
        return Sentence(gettext_noop("%(phase)s takes %(minutes)s minutes now"), values)

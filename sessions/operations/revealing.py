"""The reveal: what was written quietly becomes ideas like any other, all at once.

Once the time of a round is over any seat reveals it; before that the room decides. The ideas lie
in an order that says nothing of who wrote when.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk
from boards.operations.fields import stamp
from boards.operations.ideas import EditIdea
from boards.operations.state import Board, Idea, Text
from sessions.operations.consent import Consented
from sessions.operations.private import private_stamp
from sessions.operations.quiet import round_on
from sessions.operations.state import with_workshop

Told = dict[str, Any]  # an idea as the entry tells it


def load_ideas(given: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(dict(one) for one in given)


def _signed(told: Told, seat: str | None) -> Told:
    return {**told, "seat": seat} if seat else told


def _stays(told: Told, walk: Walk) -> Told:
    goes = told["idea"] in walk.gone.ideas
    text = walk.begun(f"{EditIdea.verb} {told['idea']}", told["text"], goes)
    return {**told, "text": text, "withdrawn": True} if goes else told


@dataclass(frozen=True, kw_only=True)
class Revealing(Operation):
    """Whatever ends a quiet round. The log keeps which idea came of which sheet."""

    area: str | None = stamp(None)
    ideas: tuple[Told, ...] = stamp((), load_ideas)  # {"idea", "number", "text"}
    sheets: tuple[str, ...] = private_stamp(())  # those of the ideas, in their order

    def laid_open(self, board: Board, mint: Mint) -> Self:
        """Return it with the ideas that the sheets become."""
        quiet, first = round_on(board), board.next_number
        area = quiet.area if quiet.area in board.areas else next(iter(board.areas))
        sheets = quiet.shuffled()
        ideas = tuple(
            {"idea": mint(), "number": number, "text": sheet.text}
            for number, sheet in enumerate(sheets, first)
        )
        return replace(self, area=area, ideas=ideas, sheets=tuple(one.id for one in sheets))

    def apply(self, board: Board) -> Board:
        # No limit here: what was written counted towards it, and must not be lost.
        told = zip(self.ideas, self.sheets, strict=True)
        ideas = [self._idea(board, one, sheet) for one, sheet in told]
        return with_workshop(board.with_ideas(ideas), quiet=None)

    def _idea(self, board: Board, told: Told, sheet: str) -> Idea:
        wrote, said = round_on(board).sheets[sheet], told["text"]
        text = Text(said, said, self.seq)
        idea = Idea(told["idea"], told["number"], text, self.area or "", wrote.seat, wrote.hand)
        return replace(idea, withdrawn=bool(told.get("withdrawn")))

    def blanked(self, walk: Walk) -> Self:
        return replace(self, ideas=tuple(_stays(one, walk) for one in self.ideas))

    def origins(self) -> dict[str, str]:
        return {one["idea"]: sheet for one, sheet in zip(self.ideas, self.sheets, strict=True)}

    def told(self, board: Board) -> Self:
        """Return it with who signed which idea, as `board` now stands: they may unsign it yet."""
        ideas = (_signed(one, board.ideas[one["idea"]].seat) for one in self.ideas)
        return replace(self, ideas=tuple(ideas))

    def pieces(self, before: Board) -> list[str]:
        return ["quiet", *(f"idea:{one['idea']}" for one in self.ideas), "counts"]

    def slots(self) -> list[tuple[str, str]]:
        return [("quiet", "")]

    def concerns(self, kind: str, id_: str) -> bool:
        return kind == "idea" and any(one["idea"] == id_ for one in self.ideas)

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("What was written in the quiet round was revealed"), {})


@dataclass(frozen=True, kw_only=True)
class RevealRound(Revealing):
    """Reveal what was written, once the time of the round is over."""

    verb = "reveal_round"
    permits = gettext_noop("reveal a quiet round when its time is over")

    def stamped(self, board: Board, mint: Mint) -> Self:
        return self.laid_open(board, mint)

    def apply(self, board: Board) -> Board:
        if self.when < round_on(board).ends:
            message = gettext_noop("Its time is not over yet. Ask the room to reveal it now.")
            raise Refused("too_early", message)
        return super().apply(board)


@dataclass(frozen=True, kw_only=True)
class RevealEarly(Revealing, Consented):
    """Reveal what was written before the time of the round is over: the room decides."""

    verb = "reveal_early"
    permits = gettext_noop("ask the room to reveal a quiet round early")

    def stamped(self, board: Board, mint: Mint) -> Self:
        return Consented.stamped(self, board, mint)

    def agreed(self, board: Board, mint: Mint) -> Self:
        return self.laid_open(board, mint)

    def question(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Shall we reveal now what we wrote quietly?"), {})

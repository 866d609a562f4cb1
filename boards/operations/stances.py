"""Stances: where a seat stands on a theme, or on an idea if the room wants. Never sent with who.

What somebody answers, and why, is private: the log keeps it under their hand, and what leaves the
server is the spread of all answers, once three have spoken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from boards.operations.base import (
    Mint,
    Operation,
    Refused,
    Sentence,
    find_idea,
    find_theme,
    gettext_noop,
    refuse_aside,
)
from boards.operations.blanking import Walk
from boards.operations.fields import STATEMENT, name, one_of, stamp, words
from boards.operations.sayings import about, called
from boards.operations.spread import ANSWERS, Stance, Stances, load
from boards.operations.state import Board, Idea, Theme


@dataclass(frozen=True, kw_only=True)
class OnSomething(Operation):
    """An act about where one stands: on a theme or on an idea."""

    theme: str | None = name(default=None)
    idea: str | None = name(default=None)
    spread: Mapping[str, int] | None = stamp(None, load)

    def stamped(self, board: Board, mint: Mint) -> Self:
        unsigned = replace(self, seat=None)
        after = unsigned.found(unsigned.apply(board))
        return replace(unsigned, spread=after.spread.told())

    def plainly(self, board: Board, *, brief: bool = False) -> tuple[Operation, ...]:
        after = self.found(self.apply(board))
        return (replace(self, spread=after.spread.told()),)

    def found(self, board: Board) -> Theme | Idea:
        """Return what it is about, or refuse."""
        if (self.theme is None) == (self.idea is None):
            message = gettext_noop("Say where you stand on a theme, or on an idea.")
            raise Refused("missing_field", message, "theme")
        if self.theme is not None:
            return find_theme(board, self.theme)
        idea = find_idea(board, self.idea or "")
        refuse_aside(idea)
        return idea

    def with_stances(self, board: Board, stances: Stances) -> Board:
        found = self.found(board)
        if isinstance(found, Idea):
            return board.with_ideas([replace(found, stances=stances)])
        return board.with_themes(replace(found, stances=stances))

    def changed(self, board: Board, stance: Stance | None) -> Board:
        if self.hand is None:
            raise Refused("no_seat", gettext_noop("This screen only shows the board."))
        others = {hand: one for hand, one in self.found(board).stances.items() if hand != self.hand}
        return self.with_stances(board, {**others, **({self.hand: stance} if stance else {})})

    def back(self, before: Board) -> tuple[Operation, ...]:
        was = self.found(before).stances.get(self.hand or "")
        if was is None:
            return (WithdrawStance(theme=self.theme, idea=self.idea),)
        return (TakeStance(theme=self.theme, idea=self.idea, stance=was.answer, why=was.why),)

    def veiled(self, board: Board) -> bool:
        return True

    def matter(self) -> str:
        return f"stances {self.theme or self.idea}"

    def pieces(self, before: Board) -> list[str]:
        return [f"theme:{self.theme}" if self.theme else f"idea:{self.idea}"]

    def slots(self) -> list[tuple[str, str]]:
        on = self.theme or self.idea or ""
        return [(f"stance {self.hand}", on), ("stances", on)]

    def stakes(self) -> list[tuple[str, str]]:
        return self.slots()[:1]  # nobody else's stance stands in the way of one's own

    def on(self, board: Board) -> dict[str, Any]:
        return called(board, self.theme) if self.theme else about(board, self.idea or "")


@dataclass(frozen=True, kw_only=True)
class TakeStance(OnSomething):
    """Say where one stands, and why, or change it."""

    verb = "take_stance"
    permits = gettext_noop("say where you stand on a theme or an idea, and change it")

    stance: str = one_of(*ANSWERS)
    why: str | None = words(STATEMENT, private=True, default=None)

    def apply(self, board: Board) -> Board:
        return self.changed(board, Stance(self.stance, self.why, self.when))

    def blanked(self, walk: Walk) -> Self:
        return replace(self, why=None) if walk.goes else self

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return self.back(before)

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("Somebody said where they stand on %(theme)s")
        if self.theme is None:
            text = gettext_noop("Somebody said where they stand on idea %(number)s")
        return Sentence(text, self.on(board))


@dataclass(frozen=True, kw_only=True)
class WithdrawStance(OnSomething):
    """Stand nowhere again."""

    verb = "withdraw_stance"
    permits = gettext_noop("take back where you stand")

    def apply(self, board: Board) -> Board:
        if self.hand not in self.found(board).stances:
            message = gettext_noop("You have not said where you stand here.")
            raise Refused("no_such_stance", message)
        return self.changed(board, None)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return self.back(before)

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("Somebody took back where they stand on %(theme)s")
        if self.theme is None:
            text = gettext_noop("Somebody took back where they stand on idea %(number)s")
        return Sentence(text, self.on(board))

"""Bringing back a theme that was merged or dissolved, whoever did it."""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import (
    Mint,
    Operation,
    Refused,
    Sentence,
    find_theme,
    gettext_noop,
)
from boards.operations.fields import name, stamp
from boards.operations.going import chain, gone_again, standing_again
from boards.operations.membership import STAY, touched
from boards.operations.sayings import called
from boards.operations.state import Board


@dataclass(frozen=True, kw_only=True)
class BringBack(Operation):
    """Bring back a theme that went, with those of its ideas that are still where it left them.

    They leave the theme `out_of`, which it was merged into; those in `both` stay there as well.
    """

    verb = "bring_back"
    permits = gettext_noop("bring back a theme that was merged or dissolved")

    theme: str = name()
    ideas: tuple[str, ...] = stamp(())
    out_of: str | None = stamp(None)
    both: tuple[str, ...] | None = stamp(None)

    def stamped(self, board: Board, mint: Mint) -> Self:
        found = self._found(board)
        theme = board.themes[self.theme]
        if not (found.ideas or theme.has_words):
            message = gettext_noop("Its ideas lie elsewhere by now, and it had no words.")
            raise Refused("nothing_left", message, "theme")
        return found

    def plainly(self, board: Board, *, brief: bool = False) -> tuple[Operation, ...]:
        return (self._found(board),)

    def _found(self, board: Board) -> Self:
        """Return it with the ideas that come along as the board stands."""
        refuse_standing(board, self.theme)
        after = chain(board, self.theme)
        last = board.themes[after[-1]] if after else None
        if last is None or not last.stands:
            return replace(self, ideas=_from_the_open(board, self.theme))
        held = board.themes[self.theme].held
        there = [(idea, themes) for idea, themes in held if last.id in board.ideas[idea].themes]
        both = tuple(idea for idea, themes in there if set(themes).intersection(after))
        ideas = tuple(idea for idea, _ in there)
        return replace(self, ideas=ideas, out_of=last.id, both=both or None)

    def apply(self, board: Board) -> Board:
        refuse_standing(board, self.theme)
        theme = board.themes[self.theme]
        return standing_again(board, theme, self.ideas, self.out_of or STAY, self.both or ())

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        left = set(self.ideas).difference(self.both or ())
        return gone_again(before, self.theme, self.out_of, left)

    def pieces(self, before: Board) -> list[str]:
        into = [self.out_of] if self.out_of else []
        return [*touched(before, self.ideas, self.theme, *into), "order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("theme", self.theme), *(("place", idea) for idea in self.ideas)]

    def stakes(self) -> list[tuple[str, str]]:
        # Where others have said where they stand, it is not only of who brought it back any more.
        return [*self.slots(), ("stances", self.theme), ("stands", self.out_of or "")]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("%(theme)s is back"), called(board, self.theme))


def refuse_standing(board: Board, theme: str) -> None:
    if find_theme(board, theme, gone=True).stands:
        message = gettext_noop("That theme is here already.")
        raise Refused("already_there", message, "theme")


def _from_the_open(board: Board, theme: str) -> tuple[str, ...]:
    """Return what a dissolved theme held and is in no theme now, or still in one it was in."""
    held = ((board.ideas[idea], set(themes)) for idea, themes in board.themes[theme].held)
    return tuple(idea.id for idea, was in held if not idea.themes or was.intersection(idea.themes))

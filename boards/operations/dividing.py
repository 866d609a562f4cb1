"""Dividing themes: split some ideas off, dissolve a theme, and bring a dissolved one back."""

from dataclasses import dataclass, replace
from typing import Self

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
from boards.operations.fields import name, names, stamp
from boards.operations.going import gone, standing_again
from boards.operations.membership import STAY, moved, not_in_theme, touched
from boards.operations.placing import back_again
from boards.operations.returning import BringBack
from boards.operations.sayings import called
from boards.operations.state import Board
from boards.operations.themes import begun, refuse_too_few


@dataclass(frozen=True, kw_only=True)
class SplitTheme(Operation):
    """Take two or more ideas out of a theme into a new one beside it; some stay."""

    verb = "split_theme"
    permits = gettext_noop("split a theme in two")

    theme: str = name()
    ideas: tuple[str, ...] = names()
    new: str = stamp("")

    def stamped(self, board: Board, mint: Mint) -> Self:
        return replace(self, new=mint())

    def apply(self, board: Board) -> Board:
        theme = find_theme(board, self.theme)
        refuse_too_few(self.ideas)
        ideas = [find_idea(board, idea) for idea in self.ideas]
        for idea in ideas:
            if theme.id not in idea.themes:
                raise not_in_theme("ideas")
            refuse_aside(idea)
        if len(ideas) == len(theme.ideas):
            message = gettext_noop("At least one idea stays where it is.")
            raise Refused("all_of_it", message, "ideas")
        board = moved(begun(board, self.new, self.seq), ideas, self.new, out_of=theme.id)
        return self._beside(board)

    def _beside(self, board: Board) -> Board:
        order = [one for one in board.themes if one != self.new]
        order.insert(order.index(self.theme) + 1, self.new)
        return replace(board, themes={one: board.themes[one] for one in order})

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return back_again(before, self.ideas, self.new)

    def pieces(self, before: Board) -> list[str]:
        return [*touched(before, self.ideas, self.theme, self.new), "order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("place", idea) for idea in self.ideas]

    def stakes(self) -> list[tuple[str, str]]:
        return [*self.slots(), ("stands", self.new), ("stances", self.new)]

    def concerns(self, kind: str, id_: str) -> bool:
        return super().concerns(kind, id_) or (kind == "theme" and id_ == self.new)

    def sentence(self, board: Board) -> Sentence:
        values = {**called(board, self.theme), "new": called(board, self.new)["theme"]}
        return Sentence(gettext_noop("%(theme)s was split: %(new)s"), values)


@dataclass(frozen=True, kw_only=True)
class DissolveTheme(Operation):
    """End a theme; its ideas lie in the open again, and its words are kept underneath."""

    verb = "dissolve_theme"
    permits = gettext_noop("dissolve a theme")

    theme: str = name()

    def apply(self, board: Board) -> Board:
        theme = find_theme(board, self.theme)
        ideas = [board.ideas[idea] for idea in theme.ideas]
        after = moved(board, ideas, None, out_of=theme.id)
        return gone(board, after, theme.id, self.seq)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (BringBack(theme=self.theme),)

    def pieces(self, before: Board) -> list[str]:
        return [*touched(before, find_theme(before, self.theme).ideas, self.theme), "order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("theme", self.theme), ("stands", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("%(theme)s was dissolved"), called(board, self.theme))


@dataclass(frozen=True, kw_only=True)
class RestoreTheme(Operation):
    """Bring back a dissolved theme, with those of `ideas` that lie in no theme since.

    Those in `both` belong in other themes as well, and come back beside that.
    """

    verb = "restore_theme"
    permits = gettext_noop("bring back a dissolved theme")

    theme: str = name()
    ideas: tuple[str, ...] = names()
    both: tuple[str, ...] | None = names(default=None)

    def apply(self, board: Board) -> Board:
        theme = board.themes.get(self.theme)
        if theme is None or not theme.dissolved:
            message = gettext_noop("That theme was not dissolved.")
            raise Refused("no_such_theme", message, "theme")
        ideas = [find_idea(board, one) for one in self.ideas]
        back = [one.id for one in ideas if not one.themes or one.id in (self.both or ())]
        return standing_again(board, theme, back, STAY, ())

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (DissolveTheme(theme=self.theme),)

    def pieces(self, before: Board) -> list[str]:
        return [*touched(before, self.ideas, self.theme), "order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("theme", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("%(theme)s is back"), called(board, self.theme))

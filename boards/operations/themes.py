"""Themes: gather, name, place an idea, let it go."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self

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
from boards.operations.fields import NAME, name, names, stamp
from boards.operations.ideas import about
from boards.operations.state import Board, Idea, Text, Theme
from boards.operations.texts import EditText

THEMES = 200  # on one board


def called(board: Board, theme: str) -> dict[str, object]:
    """The name of a theme as a sentence says it."""
    nameless = Sentence(gettext_noop("a theme with no name yet"), {})
    return {"theme": board.themes[theme].name.said or nameless}


def moved(board: Board, ideas: Iterable[Idea], theme: str | None) -> Board:
    """Return the board with `ideas` at the end of `theme` (None: in the open), and nowhere else."""
    moving = {idea.id: replace(idea, theme=theme) for idea in ideas}
    former = {idea.theme for id_ in moving if (idea := board.ideas[id_]).theme}
    left = {one: _without(board.themes[one], moving) for one in former if one}
    if theme is not None:
        there = left.get(theme, board.themes[theme])
        left[theme] = replace(there, ideas=(*there.ideas, *moving))
    return board.with_ideas(moving.values()).with_themes(*left.values())


def _without(theme: Theme, ideas: Iterable[str]) -> Theme:
    gone = set(ideas)
    return replace(theme, ideas=tuple(one for one in theme.ideas if one not in gone))


def back_again(before: Board, idea: Idea) -> Operation:
    """Return what puts `idea` back where it lies on `before`."""
    if idea.theme is None:
        raise ValueError("only an idea in a theme can be put back into one")
    after = before.themes[idea.theme].ideas
    follower = next(iter(after[after.index(idea.id) + 1 :]), None)
    return PlaceIdea(idea=idea.id, theme=idea.theme, before=follower)


def touched(before: Board, ideas: Iterable[str], *themes: str) -> list[str]:
    """Name the pieces of ideas that move, of the themes they leave, and of `themes`."""
    moving = list(ideas)
    left = {board_idea.theme for id_ in moving if (board_idea := before.ideas[id_]).theme}
    both = {*(theme for theme in left if theme), *themes}
    return [*(f"idea:{idea}" for idea in moving), *(f"theme:{one}" for one in both), "counts"]


@dataclass(frozen=True, kw_only=True)
class Gather(Operation):
    """Make a theme of two or more ideas, wherever they lie; it is named afterwards."""

    verb = "gather"
    permits = gettext_noop("gather ideas into a theme")

    ideas: tuple[str, ...] = names()
    theme: str = stamp("")

    def stamped(self, board: Board, mint: Mint) -> Self:
        return replace(self, theme=mint())

    def apply(self, board: Board) -> Board:
        if len(self.ideas) < 2:
            message = gettext_noop("A theme begins with two ideas or more.")
            raise Refused("too_few", message, "ideas")
        ideas = [find_idea(board, idea) for idea in self.ideas]
        for idea in ideas:
            refuse_aside(idea)
        if len(board.themes) >= THEMES:
            message = gettext_noop("This board is full: it holds %(limit)s themes.")
            raise Refused("themes_full", message, limit=THEMES)
        theme = Theme(self.theme, Text("", "", self.seq), ())
        return moved(board.with_themes(theme), ideas, self.theme)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        ideas = [find_idea(before, idea) for idea in self.ideas]
        # The last first: each is put before the one that followed it.
        return tuple(
            back_again(before, idea) if idea.theme else LetGo(idea=idea.id, theme=self.theme)
            for idea in reversed(ideas)
        )

    def pieces(self, before: Board) -> list[str]:
        return [*touched(before, self.ideas, self.theme), "order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("place", idea) for idea in self.ideas]

    def sentence(self, board: Board) -> Sentence:
        values = {**called(board, self.theme), "count": len(self.ideas)}
        return Sentence(gettext_noop("%(count)s ideas were gathered in %(theme)s"), values)


@dataclass(frozen=True, kw_only=True)
class NameTheme(EditText):
    """Write the name of a theme, together if people like."""

    verb = "name_theme"
    permits = gettext_noop("name any theme")
    limit: ClassVar[int] = NAME

    theme: str = name()

    def text(self, board: Board) -> Text:
        # Of a theme that is merged while somebody names it, the words are kept underneath.
        return find_theme(board, self.theme, merged=True).name

    def with_text(self, board: Board, text: Text) -> Board:
        return board.with_themes(replace(board.themes[self.theme], name=text))

    def pieces(self, before: Board) -> list[str]:
        return [f"theme:{self.theme}"]

    def slots(self) -> list[tuple[str, str]]:
        return [("words", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("%(theme)s was named"), called(board, self.theme))


@dataclass(frozen=True, kw_only=True)
class PlaceIdea(Operation):
    """Put an idea into a theme, at the end or before another idea; it leaves where it was."""

    verb = "place_idea"
    permits = gettext_noop("put any idea into any theme")

    idea: str = name()
    theme: str = name()
    before: str | None = name(default=None)

    def apply(self, board: Board) -> Board:
        idea, theme = find_idea(board, self.idea), find_theme(board, self.theme)
        refuse_aside(idea)
        if self.before is not None and self.before not in _without(theme, [idea.id]).ideas:
            raise not_in_theme("before")
        board = moved(board, [idea], theme.id)
        return board.with_themes(self._in_order(board.themes[theme.id]))

    def _in_order(self, theme: Theme) -> Theme:
        if self.before is None:
            return theme
        others = theme.ideas[:-1]
        place = others.index(self.before)
        return replace(theme, ideas=(*others[:place], self.idea, *others[place:]))

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        idea = find_idea(before, self.idea)
        if idea.theme is None:
            return (LetGo(idea=self.idea, theme=self.theme),)
        return (back_again(before, idea),)

    def plainly(self, board: Board) -> tuple[Operation, ...]:
        """Without `before`: those that follow it are put at the end again, one by one."""
        ideas = find_theme(board, self.theme).ideas
        at = ideas.index(self.before) if self.before in ideas else len(ideas)
        followers = [idea for idea in ideas[at:] if idea != self.idea]
        if any(board.ideas[idea].aside for idea in followers):
            return (self,)  # what is set aside cannot be placed, so the order is said outright
        return tuple(PlaceIdea(idea=idea, theme=self.theme) for idea in (self.idea, *followers))

    def pieces(self, before: Board) -> list[str]:
        return touched(before, [self.idea], self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("place", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        values = {**about(board, self.idea), **called(board, self.theme)}
        return Sentence(gettext_noop("Idea %(number)s joined %(theme)s"), values)


def not_in_theme(field: str) -> Refused:
    return Refused("not_in_theme", gettext_noop("That idea is not in this theme."), field)


@dataclass(frozen=True, kw_only=True)
class LetGo(Operation):
    """Take an idea out of a theme, back into the open."""

    verb = "let_go"
    permits = gettext_noop("take any idea out of a theme")

    idea: str = name()
    theme: str = name()

    def apply(self, board: Board) -> Board:
        idea, theme = find_idea(board, self.idea), find_theme(board, self.theme)
        if idea.theme != theme.id:
            raise not_in_theme("idea")
        refuse_aside(idea)
        return moved(board, [idea], None)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        idea = find_idea(before, self.idea)
        return (back_again(before, idea),) if idea.theme == self.theme else ()

    def pieces(self, before: Board) -> list[str]:
        return touched(before, [self.idea], self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("place", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        values = {**about(board, self.idea), **called(board, self.theme)}
        return Sentence(gettext_noop("Idea %(number)s left %(theme)s"), values)

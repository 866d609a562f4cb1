"""Themes: gather ideas in one, name it, and write what the room holds in common."""

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
from boards.operations.fields import NAME, STATEMENT, name, names, stamp
from boards.operations.membership import moved, touched
from boards.operations.placing import back_again
from boards.operations.sayings import called
from boards.operations.state import Board, Text, Theme
from boards.operations.texts import EditText

THEMES = 200  # on one board
EVER = 2000  # with those that were merged or dissolved


def begun(board: Board, theme: str, seq: int) -> Board:
    """Return the board with a new theme that holds nothing yet, or refuse."""
    standing = sum(one.stands for one in board.themes.values())
    if standing >= THEMES or len(board.themes) >= EVER:
        message = gettext_noop("This board is full: it holds %(limit)s themes.")
        raise Refused("themes_full", message, limit=THEMES)
    return board.with_themes(Theme.at(theme, seq))


def refuse_too_few(ideas: tuple[str, ...]) -> None:
    if len(ideas) < 2:
        message = gettext_noop("A theme begins with two ideas or more.")
        raise Refused("too_few", message, "ideas")


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
        refuse_too_few(self.ideas)
        ideas = [find_idea(board, idea) for idea in self.ideas]
        for idea in ideas:
            refuse_aside(idea)
        return moved(begun(board, self.theme, self.seq), ideas, self.theme)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return back_again(before, self.ideas, self.theme)

    def pieces(self, before: Board) -> list[str]:
        return [*touched(before, self.ideas, self.theme), "order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("place", idea) for idea in self.ideas]

    def stakes(self) -> list[tuple[str, str]]:
        # Where others have said where they stand, the theme is not the gatherer's alone any more.
        return [*self.slots(), ("stands", self.theme), ("stances", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        values = {**called(board, self.theme), "count": len(self.ideas)}
        return Sentence(gettext_noop("%(count)s ideas were gathered in %(theme)s"), values)


def words_of(before: Board, theme: str) -> list[str]:
    """Name the pieces that show what a theme says; of one that went, whether it can come back."""
    return [f"theme:{theme}", *([] if before.themes[theme].stands else ["counts"])]


@dataclass(frozen=True, kw_only=True)
class NameTheme(EditText):
    """Write the name of a theme, together if people like."""

    verb = "name_theme"
    permits = gettext_noop("name any theme")
    limit: ClassVar[int] = NAME

    theme: str = name()

    def text(self, board: Board) -> Text:
        # Of a theme that goes while somebody names it, the words are kept underneath.
        return find_theme(board, self.theme, gone=True).name

    def with_text(self, board: Board, text: Text) -> Board:
        return board.with_themes(replace(board.themes[self.theme], name=text))

    def pieces(self, before: Board) -> list[str]:
        return words_of(before, self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("words", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("%(theme)s was named"), called(board, self.theme))


@dataclass(frozen=True, kw_only=True)
class WriteStatement(EditText):
    """Write the sentence that says what a theme holds in common, together if people like."""

    verb = "write_statement"
    permits = gettext_noop("write what we hold in common")
    limit: ClassVar[int] = STATEMENT

    theme: str = name()

    def text(self, board: Board) -> Text:
        return find_theme(board, self.theme, gone=True).statement

    def with_text(self, board: Board, text: Text) -> Board:
        return board.with_themes(replace(board.themes[self.theme], statement=text))

    def pieces(self, before: Board) -> list[str]:
        return words_of(before, self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("statement", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("What we hold in common in %(theme)s was written")
        return Sentence(text, called(board, self.theme))

"""What we said we would do about a theme, and what has happened since: written together."""

from dataclasses import dataclass, replace
from typing import ClassVar

from boards.operations.base import Sentence, find_theme, gettext_noop
from boards.operations.fields import STATEMENT, name
from boards.operations.sayings import called
from boards.operations.state import Board, Text
from boards.operations.texts import EditText
from boards.operations.themes import words_of


@dataclass(frozen=True, kw_only=True)
class WritePromise(EditText):
    """Write what we will do about a theme, together if people like."""

    verb = "write_promise"
    permits = gettext_noop("write what we will do")
    limit: ClassVar[int] = STATEMENT

    theme: str = name()

    def text(self, board: Board) -> Text:
        # As with its name: of a theme that goes meanwhile, the words are kept underneath.
        return find_theme(board, self.theme, gone=True).promise

    def with_text(self, board: Board, text: Text) -> Board:
        return board.with_themes(replace(board.themes[self.theme], promise=text))

    def pieces(self, before: Board) -> list[str]:
        return words_of(before, self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("promise", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("What we will do about %(theme)s was written")
        return Sentence(text, called(board, self.theme))


@dataclass(frozen=True, kw_only=True)
class WriteOutcome(EditText):
    """Write what has happened since then, together if people like."""

    verb = "write_outcome"
    permits = gettext_noop("write what has happened since")
    limit: ClassVar[int] = STATEMENT

    theme: str = name()

    def text(self, board: Board) -> Text:
        return find_theme(board, self.theme, gone=True).outcome

    def with_text(self, board: Board, text: Text) -> Board:
        return board.with_themes(replace(board.themes[self.theme], outcome=text))

    def pieces(self, before: Board) -> list[str]:
        return words_of(before, self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("outcome", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("What has happened with %(theme)s was written")
        return Sentence(text, called(board, self.theme))

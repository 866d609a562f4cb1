"""The name and the question of a phase: words that several people may write at once."""

from dataclasses import dataclass, replace
from typing import ClassVar

from boards.operations.base import Sentence, gettext_noop
from boards.operations.fields import NAME, STATEMENT, name
from boards.operations.state import Board, Text
from boards.operations.texts import EditText
from sessions.operations.phases import EditPhase, with_phase
from sessions.operations.saying import find_phase, named


@dataclass(frozen=True, kw_only=True)
class NamePhase(EditText):
    """Write the name of a phase."""

    verb = "name_phase"
    permits = EditPhase.permits
    limit: ClassVar[int] = NAME

    phase: str = name()

    def text(self, board: Board) -> Text:
        # Of a phase that goes while somebody names it, the words are kept underneath.
        return find_phase(board, self.phase, gone=True).name

    def with_text(self, board: Board, text: Text) -> Board:
        return with_phase(board, replace(find_phase(board, self.phase, gone=True), name=text))

    def pieces(self, before: Board) -> list[str]:
        return ["phase"]

    def slots(self) -> list[tuple[str, str]]:
        return [("phase name", self.phase)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The name of %(phase)s changed"), named(board, self.phase))


@dataclass(frozen=True, kw_only=True)
class AskInPhase(EditText):
    """Write the question that the room is asked in a phase."""

    verb = "ask_in_phase"
    permits = EditPhase.permits
    limit: ClassVar[int] = STATEMENT

    phase: str = name()

    def text(self, board: Board) -> Text:
        return find_phase(board, self.phase, gone=True).question

    def with_text(self, board: Board, text: Text) -> Board:
        return with_phase(board, replace(find_phase(board, self.phase, gone=True), question=text))

    def pieces(self, before: Board) -> list[str]:
        return ["phase"]

    def slots(self) -> list[tuple[str, str]]:
        return [("phase question", self.phase)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The question of %(phase)s changed"), named(board, self.phase))

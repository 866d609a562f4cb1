"""Echoes: short answers under an idea. An idea that somebody else answered has been heard."""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, find_idea, gettext_noop
from boards.operations.fields import WORDS, name, stamp, words
from boards.operations.ideas import about
from boards.operations.state import Board, Echo

ECHOES = 200  # under one idea


@dataclass(frozen=True, kw_only=True)
class EchoIdea(Operation):
    """Answer an idea. An idea that somebody else answered has been heard."""

    verb = "echo_idea"
    permits = gettext_noop("answer any idea")

    idea: str = name()
    text: str = words(WORDS)
    echo: str = stamp("")

    def stamped(self, board: Board, mint: Mint) -> Self:
        return replace(self, echo=mint())

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        if len(idea.echoes) >= ECHOES:
            message = gettext_noop("Idea %(number)s has %(limit)s answers: it can hold no more.")
            raise Refused("board_full", message, "idea", number=idea.number, limit=ECHOES)
        echo = Echo(self.echo, self.text, self.seat)
        return board.with_ideas([replace(idea, echoes=(*idea.echoes, echo))])

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (WithdrawEcho(idea=self.idea, echo=self.echo),)

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}", "counts"]

    def slots(self) -> list[tuple[str, str]]:
        return [("echoes", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        values = {**about(board, self.idea), "text": self.text}
        return Sentence(gettext_noop("Idea %(number)s was answered: “%(text)s”"), values)


@dataclass(frozen=True, kw_only=True)
class WithdrawEcho(Operation):
    """Take back an answer of one's own; the log keeps it."""

    verb = "withdraw_echo"
    permits = gettext_noop("take back an answer of your own")

    idea: str = name()
    echo: str = name()

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        echo = next((one for one in idea.answers if one.id == self.echo), None)
        if echo is None:
            raise Refused("no_such_echo", gettext_noop("That answer is not here."), "echo")
        if echo.seat != self.seat:
            message = gettext_noop("Only the person who gave an answer can take it back.")
            raise Refused("not_yours", message, "echo")
        kept = tuple(replace(one, aside=one.aside or one.id == self.echo) for one in idea.echoes)
        return board.with_ideas([replace(idea, echoes=kept)])

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}", "counts"]

    def slots(self) -> list[tuple[str, str]]:
        return [("echoes", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(
            gettext_noop("An answer to idea %(number)s was taken back"), about(board, self.idea)
        )

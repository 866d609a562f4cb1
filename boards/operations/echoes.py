"""Echoes: short answers under an idea. An idea that somebody else answered has been heard."""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, find_idea, gettext_noop
from boards.operations.blanking import Walk, blank
from boards.operations.fields import WORDS, flag, name, stamp, words
from boards.operations.sayings import about
from boards.operations.state import Board, Echo, Idea

ECHOES = 200  # under one idea


@dataclass(frozen=True, kw_only=True)
class EchoIdea(Operation):
    """Answer an idea. An idea that somebody else answered has been heard."""

    verb = "echo_idea"
    permits = gettext_noop("answer any idea")

    idea: str = name()
    text: str = words(WORDS)
    unsigned: bool | None = flag(default=None)
    echo: str = stamp("")
    withdrawn: bool | None = stamp(None)  # its words were, later on

    def stamped(self, board: Board, mint: Mint) -> Self:
        seat = self._seat(find_idea(board, self.idea))
        return replace(self, echo=mint(), seat=seat)

    def _seat(self, idea: Idea) -> str | None:
        """Return who signs it. What people write under their own idea is signed as the idea is."""
        if idea.hand == self.hand and idea.seat and self.unsigned:
            message = gettext_noop(
                "You signed idea %(number)s, so your answer to it is signed too."
            )
            raise Refused("signed_here", message, "unsigned", number=idea.number)
        return None if self.unsigned or idea.is_secretly(self.hand) else self.seat

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        if len(idea.echoes) >= ECHOES:
            message = gettext_noop("Idea %(number)s has %(limit)s answers: it can hold no more.")
            raise Refused("board_full", message, "idea", number=idea.number, limit=ECHOES)
        echo = Echo(self.echo, self.text, self.seat, self.hand, withdrawn=bool(self.withdrawn))
        return board.with_ideas([replace(idea, echoes=(*idea.echoes, echo))])

    def blanked(self, walk: Walk) -> Self:
        if self.echo not in walk.gone.echoes:
            return self
        return replace(self, text=blank(self.text), withdrawn=True)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (WithdrawEcho(idea=self.idea, echo=self.echo),)

    def veiled(self, board: Board) -> bool:
        return is_unsigned(board.ideas[self.idea], self.echo)

    def matter(self) -> str:
        return f"idea {self.idea}"

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}", "counts"]

    def slots(self) -> list[tuple[str, str]]:
        return [("echo", self.echo), ("echoes", self.idea)]

    def stakes(self) -> list[tuple[str, str]]:
        return [("echo", self.echo)]  # others may have answered since

    def sentence(self, board: Board) -> Sentence:
        if self.withdrawn:
            return Sentence(gettext_noop("Idea %(number)s was answered"), about(board, self.idea))
        values = {**about(board, self.idea), "text": self.text}
        return Sentence(gettext_noop("Idea %(number)s was answered: “%(text)s”"), values)


def is_unsigned(idea: Idea, echo: str) -> bool:
    return any(one.id == echo and one.seat is None for one in idea.echoes)


@dataclass(frozen=True, kw_only=True)
class WithdrawEcho(Operation):
    """Take back an answer of one's own; the log keeps it."""

    verb = "withdraw_echo"
    permits = gettext_noop("take back an answer of your own")

    idea: str = name()
    echo: str = name()

    def stamped(self, board: Board, mint: Mint) -> Self:
        find_idea(board, self.idea)
        return replace(self, seat=None) if self.veiled(board) else self

    def veiled(self, board: Board) -> bool:
        return is_unsigned(board.ideas[self.idea], self.echo)

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        echo = next((one for one in idea.answers if one.id == self.echo), None)
        if echo is None:
            raise Refused("no_such_echo", gettext_noop("That answer is not here."), "echo")
        if echo.hand != self.hand:
            message = gettext_noop("Only the person who gave an answer can take it back.")
            raise Refused("not_yours", message, "echo")
        kept = tuple(replace(one, aside=one.aside or one.id == self.echo) for one in idea.echoes)
        return board.with_ideas([replace(idea, echoes=kept)])

    def matter(self) -> str:
        return f"idea {self.idea}"

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}", "counts"]

    def slots(self) -> list[tuple[str, str]]:
        return [("echo", self.echo), ("echoes", self.idea)]

    def stakes(self) -> list[tuple[str, str]]:
        return [("echo", self.echo)]  # others may have answered since

    def sentence(self, board: Board) -> Sentence:
        return Sentence(
            gettext_noop("An answer to idea %(number)s was taken back"), about(board, self.idea)
        )

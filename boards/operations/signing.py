"""Signing: who wrote an idea may say so, or leave it unsigned, and change that at any time.

What one person writes under their own idea is signed as the idea is: otherwise the one would
tell who wrote the other.
"""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, find_idea, gettext_noop
from boards.operations.fields import flag, name
from boards.operations.sayings import about
from boards.operations.state import Board, Idea


@dataclass(frozen=True, kw_only=True)
class SignIdea(Operation):
    """Sign an idea of one's own, or take the name off it."""

    verb = "sign_idea"
    permits = gettext_noop("sign an idea of your own, or take your name off it")

    idea: str = name()
    signed: bool = flag()

    def stamped(self, board: Board, mint: Mint) -> Self:
        # Here and not in `apply`: with another secret key the log cannot tell whose hand it was.
        if self.hand is None or find_idea(board, self.idea).hand != self.hand:
            message = gettext_noop("Only the person who wrote an idea can change who signed it.")
            raise Refused("not_yours", message, "idea")
        return self if self.signed else replace(self, seat=None)

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        if self.signed == (idea.seat is not None):
            message = gettext_noop("Idea %(number)s is so already.")
            raise Refused("already_there", message, "signed", number=idea.number)
        return board.with_ideas([_signed(idea, self.seat if self.signed else None)])

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (SignIdea(idea=self.idea, signed=not self.signed),)

    def resigns(self) -> bool:
        return True

    def veiled(self, board: Board) -> bool:
        return board.ideas[self.idea].unsigned

    def matter(self) -> str:
        return f"idea {self.idea}"

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}"]

    def slots(self) -> list[tuple[str, str]]:
        return [("signed", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("Idea %(number)s was signed")
        if not self.signed:
            text = gettext_noop("Idea %(number)s is unsigned now")
        return Sentence(text, about(board, self.idea))


def _signed(idea: Idea, seat: str | None) -> Idea:
    own = (replace(one, seat=seat) if one.hand == idea.hand else one for one in idea.echoes)
    return replace(idea, seat=seat, echoes=tuple(own))

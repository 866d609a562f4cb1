"""The line: a place for an idea between two ends, such as "doing to" and "doing with".

It is a number and no more. What the ends are called is not the board's to say.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from boards.operations.base import (
    Mint,
    Operation,
    Refused,
    Sentence,
    find_idea,
    gettext_noop,
    refuse_aside,
)
from boards.operations.fields import name, read_whole
from boards.operations.sayings import about
from boards.operations.state import Board

END = 1000  # where the line ends, in thousandths of it; it begins at 0


def read_place(value: object, name: str) -> int:
    # Before the beginning is a number all the same: `apply` says that it is off the line.
    return value if isinstance(value, int) and value < 0 else read_whole(value, name)


@dataclass(frozen=True, kw_only=True)
class OnLine(Operation):
    """An act about where an idea lies on the line; on one's own unsigned idea it is unsigned."""

    idea: str = name()

    def stamped(self, board: Board, mint: Mint) -> Self:
        find_idea(board, self.idea)
        return replace(self, seat=None) if self.veiled(board) else self

    def veiled(self, board: Board) -> bool:
        # Who writes an idea often places it right after: signed, that would tell whose it is.
        return board.ideas[self.idea].is_secretly(self.hand)

    def matter(self) -> str:
        return f"idea {self.idea}"

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}"]

    def slots(self) -> list[tuple[str, str]]:
        return [("along", self.idea)]


@dataclass(frozen=True, kw_only=True)
class PlaceAlong(OnLine):
    """Give an idea a place on the line, or another one. It keeps it wherever else it goes."""

    verb = "place_along"
    permits = gettext_noop("place any idea along a line")

    at: int = field(metadata={"read": read_place})

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        refuse_aside(idea)
        if not 0 <= self.at <= END:
            raise Refused("off_the_line", gettext_noop("That place is not on the line."), "at")
        if idea.along == self.at:
            message = gettext_noop("Idea %(number)s is there already.")
            raise Refused("already_there", message, "at", number=idea.number)
        return board.with_ideas([replace(idea, along=self.at)])

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        at = find_idea(before, self.idea).along
        off = TakeOffLine(idea=self.idea)
        return (off if at is None else PlaceAlong(idea=self.idea, at=at),)

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("Idea %(number)s was placed on the line")
        return Sentence(text, about(board, self.idea))


@dataclass(frozen=True, kw_only=True)
class TakeOffLine(OnLine):
    """Take an idea off the line: it has no place there any more."""

    verb = "take_off_line"
    permits = gettext_noop("take any idea off a line")

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        refuse_aside(idea)
        if idea.along is None:
            message = gettext_noop("Idea %(number)s is not on the line.")
            raise Refused("not_on_line", message, "idea", number=idea.number)
        return board.with_ideas([replace(idea, along=None)])

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        at = find_idea(before, self.idea).along
        return () if at is None else (PlaceAlong(idea=self.idea, at=at),)

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("Idea %(number)s was taken off the line")
        return Sentence(text, about(board, self.idea))

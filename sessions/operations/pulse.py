"""The pulse: one private dot of each seat, before and after. The room sees the two spreads.

Where a dot lies is kept in the log under a hand, and never sent; what leaves the server is how
many dots there are, and from three on how they are spread.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import read_whole, stamp
from boards.operations.spread import load
from boards.operations.state import Board
from sessions.operations.dots import BEFORE, MOMENTS, MOST, Dots, told
from sessions.operations.fields import word_of
from sessions.operations.opening import refuse_not_open
from sessions.operations.private import private
from sessions.operations.state import with_workshop, workshop_of


def _read_place(value: object, name: str) -> int:
    at = read_whole(value, name)
    if at > MOST:
        message = gettext_noop("The line goes from 0 to %(most)s.")
        raise Refused("off_the_line", message, name, most=MOST)
    return at


@dataclass(frozen=True, kw_only=True)
class OnPulse(Operation):
    """An act on one's own dot. Nobody is ever told whose it was."""

    moment: str = word_of(*MOMENTS)
    spread: Mapping[str, Any] | None = stamp(None, load)

    def stamped(self, board: Board, mint: Mint) -> Self:
        unsigned = replace(self, seat=None)
        return replace(unsigned, spread=told(self.dots(unsigned.apply(board))))

    def plainly(self, board: Board, *, brief: bool = False) -> tuple[Operation, ...]:
        return (replace(self, spread=told(self.dots(self.apply(board)))),)

    def dots(self, board: Board) -> Dots:
        return workshop_of(board).pulse.at(self.moment)

    def changed(self, board: Board, at: int | None) -> Board:
        """Return the board with one's own dot there, or nowhere."""
        if self.hand is None:
            raise Refused("no_seat", gettext_noop("This screen only shows the board."))
        refuse_not_open(board)
        dots = {hand: place for hand, place in self.dots(board).items() if hand != self.hand}
        dots |= {} if at is None else {self.hand: at}
        return with_workshop(board, pulse=workshop_of(board).pulse.with_dots(self.moment, dots))

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        was = self.dots(before).get(self.hand or "")
        if was is None:
            return (TakeBackDot(moment=self.moment),)
        return (PlaceDot(moment=self.moment, at=was),)

    def veiled(self, board: Board) -> bool:
        return True

    def matter(self) -> str:
        return f"pulse {self.moment}"

    def pieces(self, before: Board) -> list[str]:
        return ["pulse"]

    def slots(self) -> list[tuple[str, str]]:
        return [(f"dot {self.hand}", self.moment)]

    def say(self, first: str, last: str) -> Sentence:
        return Sentence(first if self.moment == BEFORE else last, {})


@dataclass(frozen=True, kw_only=True)
class PlaceDot(OnPulse):
    """Place one's dot from doing to (0), over doing for, to doing with (1000), or move it."""

    verb = "place_dot"
    permits = gettext_noop("place a dot of your own on the line, before and after, and move it")

    at: int = private(_read_place)

    def apply(self, board: Board) -> Board:
        return self.changed(board, self.at)

    def sentence(self, board: Board) -> Sentence:
        return self.say(
            gettext_noop("Somebody placed their dot for the beginning"),
            gettext_noop("Somebody placed their dot for the end"),
        )


@dataclass(frozen=True, kw_only=True)
class TakeBackDot(OnPulse):
    """Have no dot on the line any more."""

    verb = "take_back_dot"
    permits = PlaceDot.permits

    def apply(self, board: Board) -> Board:
        if self.hand not in self.dots(board):
            raise Refused("no_such_dot", gettext_noop("You have placed no dot here."), "moment")
        return self.changed(board, None)

    def sentence(self, board: Board) -> Sentence:
        return self.say(
            gettext_noop("Somebody took back their dot for the beginning"),
            gettext_noop("Somebody took back their dot for the end"),
        )

"""How long a board is kept: anyone there can have it kept longer. When it ends is not the log's."""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Operation, Sentence, gettext_noop
from boards.operations.fields import stamp
from boards.operations.state import Board

DAY = 24 * 60 * 60 * 1000  # milliseconds
SOON = 30  # days before its end, in which a board says that it ends
LONGER = SOON + 365  # days from now: a year more, from whenever it was said


@dataclass(frozen=True, kw_only=True)
class KeepLonger(Operation):
    """Keep the board a year longer. Saying it twice in a row is saying it once."""

    verb = "keep_longer"
    permits = gettext_noop("keep the board twelve months longer")

    until: int = stamp(0)  # ms since 1970: at least until then

    def stamped(self, board: Board, mint: Mint) -> Self:
        return replace(self, until=self.when + LONGER * DAY)

    def apply(self, board: Board) -> Board:
        return board

    def pieces(self, before: Board) -> list[str]:
        return ["order"]  # so that there is a picture: a frame without one is doubted

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The board is kept twelve months longer"), {})

"""Whether the machine may offer themes. It never moves anything, and anyone turns it off."""

from dataclasses import dataclass, replace

from boards.operations.base import Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import flag
from boards.operations.state import Board


@dataclass(frozen=True, kw_only=True)
class TurnOffers(Operation):
    """Let a model on this server offer themes for the ideas in the open, or stop it."""

    verb = "turn_offers"
    permits = gettext_noop("let the machine offer themes, and stop it")

    on: bool = flag()

    def apply(self, board: Board) -> Board:
        if board.offers == self.on:
            raise Refused("already_there", gettext_noop("It is so already."), "on")
        return replace(board, offers=self.on)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (TurnOffers(on=not self.on),)

    def pieces(self, before: Board) -> list[str]:
        return ["order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("offers", "")]

    def sentence(self, board: Board) -> Sentence:
        if self.on:
            return Sentence(gettext_noop("The machine may offer themes"), {})
        return Sentence(gettext_noop("The machine offers no themes any more"), {})

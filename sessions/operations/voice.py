"""Whether the room sees how evenly it speaks. Off until somebody wants it, gone when it closes."""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import flag
from boards.operations.state import Board
from sessions.operations.opening import refuse_not_open
from sessions.operations.state import Workshop, with_workshop, workshop_of


def without_voice(workshop: Workshop) -> Workshop:
    """Return a workshop that closes: it keeps nothing of how much each seat contributed.

    The talking piece lies free again, and how long each had held it is forgotten.
    """
    closed = type(workshop)()
    return replace(workshop, voice=closed.voice, piece=closed.piece)


@dataclass(frozen=True, kw_only=True)
class TurnVoice(Operation):
    """Show the room how evenly it speaks, or stop it. It is shown while a workshop is on."""

    verb = "turn_voice"
    permits = gettext_noop("show how evenly the room speaks, and stop it")

    on: bool = flag()

    def stamped(self, board: Board, mint: Mint) -> Self:
        # Here and not in `apply`: in older logs it was turned on before a workshop began.
        if workshop_of(board).voice == self.on:
            raise Refused("already_there", gettext_noop("It is so already."), "on")
        if self.on:
            refuse_not_open(board)
        return self

    def apply(self, board: Board) -> Board:
        return with_workshop(board, voice=self.on)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (TurnVoice(on=not self.on),)

    def pieces(self, before: Board) -> list[str]:
        return ["voice"]

    def slots(self) -> list[tuple[str, str]]:
        return [("voice", "")]

    def sentence(self, board: Board) -> Sentence:
        if self.on:
            return Sentence(gettext_noop("The room sees how evenly it speaks"), {})
        return Sentence(gettext_noop("The room does not show how evenly it speaks any more"), {})

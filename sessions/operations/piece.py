"""The talking piece: whoever holds it speaks. Nobody can take it; the board stays everyone's.

Passing it on is never taken back, so none of these acts can be undone.
"""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import name
from boards.operations.state import Board
from sessions.operations.holding import Piece
from sessions.operations.room import InTheRoom
from sessions.operations.state import with_workshop, workshop_of


def piece_on(board: Board) -> Piece:
    return workshop_of(board).piece


@dataclass(frozen=True, kw_only=True)
class OnPiece(Operation):
    """An act about the talking piece."""

    def by_someone(self) -> str:
        """Return whose seat it is, or refuse."""
        if self.seat is None:
            raise Refused("no_seat", gettext_noop("This screen only shows the board."))
        return self.seat

    def held(self, board: Board) -> Piece:
        """Return the piece if whoever acts holds it, or refuse."""
        piece = piece_on(board)
        if self.by_someone() != piece.holder:
            message = gettext_noop("Only the person who holds the talking piece can do that.")
            raise Refused("not_yours", message)
        return piece

    def pieces(self, before: Board) -> list[str]:
        return ["piece"]

    def slots(self) -> list[tuple[str, str]]:
        return [("piece", "")]


@dataclass(frozen=True, kw_only=True)
class AskForPiece(OnPiece):
    """Ask for the talking piece. Where it lies free, one has it at once."""

    verb = "ask_for_piece"
    permits = gettext_noop("ask for the talking piece, and stop asking")

    def apply(self, board: Board) -> Board:
        seat, piece = self.by_someone(), piece_on(board)
        if piece.holder is None:
            return with_workshop(board, piece=piece.given(seat, self.when))
        if piece.holder == seat:
            raise Refused("already_there", gettext_noop("You hold the talking piece already."))
        if seat in piece.asking:
            message = gettext_noop("You have asked for the talking piece already.")
            raise Refused("already_asked", message)
        return with_workshop(board, piece=piece.asked(seat))

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Somebody asked for the talking piece"), {})


@dataclass(frozen=True, kw_only=True)
class StopAsking(OnPiece):
    """Not ask for the talking piece any more."""

    verb = "stop_asking"
    permits = AskForPiece.permits

    def apply(self, board: Board) -> Board:
        seat, piece = self.by_someone(), piece_on(board)
        if seat not in piece.asking:
            raise Refused("not_asking", gettext_noop("You are not asking for the talking piece."))
        return with_workshop(board, piece=piece.without(seat))

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Somebody stopped asking for the talking piece"), {})


@dataclass(frozen=True, kw_only=True)
class PassPiece(OnPiece, InTheRoom):
    """Pass the talking piece on: to somebody, or to whoever is next; it lies free if nobody is."""

    verb = "pass_piece"
    permits = gettext_noop("pass the talking piece on, or lay it down, when you hold it")

    to: str | None = name(default=None)

    def stamped(self, board: Board, mint: Mint) -> Self:
        return self if self.to is not None else replace(self, to=piece_on(board).next(self.room))

    def apply(self, board: Board) -> Board:
        piece = self.held(board)
        if self.to == piece.holder:
            raise Refused(
                "already_there", gettext_noop("You hold the talking piece already."), "to"
            )
        if self.to is not None and self.to not in self.room:
            message = gettext_noop("That person is not here now. Pass it to somebody else.")
            raise Refused("not_here", message, "to")
        return with_workshop(board, piece=piece.given(self.to, self.when))

    def sentence(self, board: Board) -> Sentence:
        if self.to is None:
            return laid_down()
        return Sentence(gettext_noop("The talking piece was passed on"), {})


@dataclass(frozen=True, kw_only=True)
class LayPiece(OnPiece):
    """Lay the talking piece down. Anyone can ask for it, and those who do keep their turn."""

    verb = "lay_piece"
    permits = PassPiece.permits

    def apply(self, board: Board) -> Board:
        return with_workshop(board, piece=self.held(board).given(None, self.when))

    def sentence(self, board: Board) -> Sentence:
        return laid_down()


@dataclass(frozen=True, kw_only=True)
class RestPiece(OnPiece, InTheRoom):
    """Lay down the talking piece of somebody who has left. The room itself does it, never a seat.

    The hub stamps it with no seat and no hand.
    """

    verb = "rest_piece"
    permits = PassPiece.permits  # laying it down oneself is all that a seat does towards it

    def apply(self, board: Board) -> Board:
        if self.seat is not None or self.hand is not None:
            message = gettext_noop("Nobody can take the talking piece. Ask for it instead.")
            raise Refused("only_the_room", message, "verb")
        piece = piece_on(board)
        if piece.holder is None:
            raise Refused("already_there", gettext_noop("The talking piece lies free already."))
        if piece.holder in self.room:
            message = gettext_noop("The person who holds the talking piece is here.")
            raise Refused("still_here", message)
        return with_workshop(board, piece=piece.given(None, self.when))

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The talking piece was laid down, as its holder had left"), {})


def laid_down() -> Sentence:
    return Sentence(gettext_noop("The talking piece was laid down"), {})

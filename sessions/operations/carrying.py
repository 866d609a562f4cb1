"""How a proposal ends: carried, or lapsed. Only the room itself does this, never a seat.

`sessions/operations/consenting.py` says when. What is checked here holds however it came about.
"""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk
from boards.operations.fields import name, stamp
from boards.operations.state import Board
from boards.operations.undo import load_does
from sessions.operations.answers import SeeProposal
from sessions.operations.consent import possible, signed_by_the_room
from sessions.operations.fields import word_of
from sessions.operations.proposals import current, without
from sessions.operations.state import Ended

NOT_YET_STANDS, UNSEEN, IMPOSSIBLE = "not_yet", "unseen", "impossible"  # why one lapses


@dataclass(frozen=True, kw_only=True)
class OfTheRoom(Operation):
    """An act that the hub stamps with no seat and no hand. A seat that sends it is refused."""

    permits = SeeProposal.permits  # answering is all that a seat does towards it

    proposal: str = name()

    def refuse_a_seat(self) -> None:
        if self.seat is not None or self.hand is not None:
            message = gettext_noop("Only the room together does this. Answer the proposal.")
            raise Refused("only_the_room", message, "verb")


@dataclass(frozen=True, kw_only=True)
class CarryProposal(OfTheRoom):
    """Do what the room has agreed on. `does` tells it, so that anyone can fold it."""

    verb = "carry_proposal"

    does: tuple[Operation, ...] = stamp((), load_does)

    def needs(self, board: Board) -> int | None:
        return current(board, self.proposal).what.needs(board)

    def going_by(self, then: Board, now: Board) -> Self:
        what = current(now, self.proposal).what
        return replace(self, does=(what.going_by(then, now),))

    def stamped(self, board: Board, mint: Mint) -> Self:
        self.refuse_a_seat()
        what = self.does[0] if self.does else current(board, self.proposal).what
        agreed = possible(signed_by_the_room(what, self), board, mint)
        return replace(self, does=(replace(agreed, seq=0, when=0),))

    def apply(self, board: Board) -> Board:
        self.refuse_a_seat()
        proposal = current(board, self.proposal)
        if proposal.not_yet:
            message = gettext_noop("Somebody has said “not yet”, so the room waits.")
            raise Refused("not_yet_stands", message, "proposal")
        board = without(board, Ended(proposal, "carried", self.when))
        for operation in self.does:
            board = signed_by_the_room(operation, self).apply(board)
        return board

    def blanked(self, walk: Walk) -> Self:
        return replace(self, does=tuple(one.blanked(walk) for one in self.does))

    def origins(self) -> dict[str, str]:
        return {idea: sheet for one in self.does for idea, sheet in one.origins().items()}

    def pieces(self, before: Board) -> list[str]:
        named = ["proposal"]
        for operation in self.does:
            done = signed_by_the_room(operation, self)
            named += done.pieces(before)
        return named

    def told(self, board: Board) -> Self:
        told = tuple(operation.told(board) for operation in self.does)
        same = all(one is other for one, other in zip(told, self.does, strict=True))
        return self if same else replace(self, does=told)

    def takes_back(self, seq: int) -> bool:
        return any(operation.takes_back(seq) for operation in self.does)

    def slots(self) -> list[tuple[str, str]]:
        return [slot for operation in self.does for slot in operation.slots()]

    def concerns(self, kind: str, id_: str) -> bool:
        return any(operation.concerns(kind, id_) for operation in self.does)

    def sentence(self, board: Board) -> Sentence:
        told = {"act": self.does[0].sentence(board)}
        return Sentence(gettext_noop("The room agreed. %(act)s"), told)


@dataclass(frozen=True, kw_only=True)
class LapseProposal(OfTheRoom):
    """Let a proposal go that the room did not come to."""

    verb = "lapse_proposal"

    reason: str = word_of(NOT_YET_STANDS, UNSEEN, IMPOSSIBLE)

    def stamped(self, board: Board, mint: Mint) -> Self:
        self.refuse_a_seat()
        return self

    def apply(self, board: Board) -> Board:
        self.refuse_a_seat()
        proposal = current(board, self.proposal)
        return without(board, Ended(proposal, "lapsed", self.when, self.reason))

    def pieces(self, before: Board) -> list[str]:
        return ["proposal"]

    def sentence(self, board: Board) -> Sentence:
        said = {
            NOT_YET_STANDS: gettext_noop("Not yet: the room leaves it as it is for now"),
            UNSEEN: gettext_noop("A proposal went unseen, so the room leaves it for now"),
            IMPOSSIBLE: gettext_noop("What the room was asked cannot be done any more"),
        }
        return Sentence(said[self.reason], {})

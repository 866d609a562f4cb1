"""Asking the room for what needs its consent, and taking that back.

One proposal is current; those made meanwhile wait for their turn. How one is answered is in
`answers`, how one ends in `carrying`.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk
from boards.operations.fields import name, stamp
from boards.operations.state import Board
from sessions.operations.consent import CONSENTED, possible, question_of
from sessions.operations.state import Ended, Proposal, with_workshop, workshop_of

QUEUE = 5  # proposals at once, with the current one
OWN = 3  # of one person's, so that nobody fills the queue alone
KEPT = 20  # proposals that have ended


def current(board: Board, proposal: str) -> Proposal:
    """Return the proposal if it is the one that the room is asked about now, or refuse."""
    now = workshop_of(board).proposal
    if now is not None and now.id == proposal:
        return now
    standing(board, proposal)
    message = gettext_noop("Another proposal comes first. This one waits for its turn.")
    raise Refused("not_its_turn", message, "proposal")


def standing(board: Board, proposal: str) -> Proposal:
    """Return a proposal that is current or waits, or refuse."""
    for one in workshop_of(board).proposals:
        if one.id == proposal:
            return one
    message = gettext_noop("This proposal is not open any more.")
    raise Refused("no_such_proposal", message, "proposal")


def with_proposal(board: Board, changed: Proposal) -> Board:
    proposals = workshop_of(board).proposals
    return with_workshop(
        board,
        proposals=tuple(changed if one.id == changed.id else one for one in proposals),
    )


def without(board: Board, ended: Ended) -> Board:
    """Return the board once a proposal has ended; the next one becomes current."""
    workshop = workshop_of(board)
    left = tuple(one for one in workshop.proposals if one.id != ended.proposal.id)
    return with_workshop(board, proposals=left, ended=(*workshop.ended, ended)[-KEPT:])


@dataclass(frozen=True, kw_only=True)
class OnProposal(Operation):
    """An act about a proposal. Undo leaves these alone: answering anew is how one takes it back."""

    def by_someone(self) -> str:
        """Return whose hand it is, or refuse."""
        if self.hand is None:
            raise Refused("no_seat", gettext_noop("This screen only shows the board."))
        return self.hand

    def pieces(self, before: Board) -> list[str]:
        return ["proposal"]


@dataclass(frozen=True, kw_only=True)
class Propose(OnProposal):
    """Ask the room for what needs its consent. Who asks has seen it, and finds it fine."""

    verb = "propose"
    permits = gettext_noop("ask the room to move on, to end, or to go back")

    what: Operation = field(metadata=CONSENTED)
    proposal: str = stamp("")

    def stamped(self, board: Board, mint: Mint) -> Self:
        possible(replace(self.what, seq=self.seq, when=self.when), board, mint)
        return replace(self, proposal=mint())

    def apply(self, board: Board) -> Board:
        hand, asked = self.by_someone(), workshop_of(board).proposals
        if any(one.what == self.what for one in asked):
            raise Refused("already_proposed", gettext_noop("The room is being asked that already."))
        if sum(one.hand == hand for one in asked) >= OWN:
            message = gettext_noop("The room is to answer what you asked already. Wait a moment.")
            raise Refused("too_many_proposals", message)
        if len(asked) >= QUEUE:
            message = gettext_noop("The room has enough to answer already. Wait a moment.")
            raise Refused("too_many_proposals", message)
        mine = frozenset({hand})
        proposal = Proposal(
            id=self.proposal,
            what=self.what,
            seat=self.seat,
            hand=hand,
            when=self.when,
            turn=self.seq,
            fine=mine,
            seen=mine,
        )
        return with_workshop(board, proposals=(*asked, proposal))

    def blanked(self, walk: Walk) -> Self:
        return replace(self, what=self.what.blanked(walk))

    def sentence(self, board: Board) -> Sentence:
        values = {"question": question_of(self.what, board)}
        return Sentence(gettext_noop("The room was asked: %(question)s"), values)


@dataclass(frozen=True, kw_only=True)
class WithdrawProposal(OnProposal):
    """Take back what one has asked the room oneself."""

    verb = "withdraw_proposal"
    permits = gettext_noop("take back a proposal of your own")

    proposal: str = name()

    def stamped(self, board: Board, mint: Mint) -> Self:
        if self.by_someone() != standing(board, self.proposal).hand:
            message = gettext_noop("Only the person who asked can take it back.")
            raise Refused("not_yours", message, "proposal")
        return self

    def apply(self, board: Board) -> Board:
        return without(board, Ended(standing(board, self.proposal), "withdrawn", self.when))

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("A proposal was taken back by the person who made it"), {})

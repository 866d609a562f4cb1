"""Answering a proposal: fine, or not yet. Nobody can override a "not yet".

Who answered what, and who has seen it, is private: the log keeps it under a hand, and what leaves
the server is how many. A note is for everyone to see, and unsigned.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk
from boards.operations.fields import STATEMENT, name, one_of, stamp, words
from boards.operations.spread import load
from boards.operations.state import Board
from sessions.operations.clock import extended, more
from sessions.operations.proposals import OnProposal, current, with_proposal
from sessions.operations.state import Proposal, workshop_of

FINE, NOT_YET = "fine", "not_yet"
SLOWER = 2  # minutes that the first "not yet" adds


@dataclass(frozen=True, kw_only=True)
class Unsigned(OnProposal):
    """What one person says or sees of a proposal, told only as how many did."""

    proposal: str = name()
    counts: Mapping[str, int] | None = stamp(None, load)

    def stamped(self, board: Board, mint: Mint) -> Self:
        # Here and not in `apply`: with another secret key the log cannot tell whose hand it was.
        self.refuse_again(current(board, self.proposal))
        unsigned = replace(self, seat=None)
        after = unsigned.apply(board)
        return replace(unsigned, counts=current(after, self.proposal).counts())

    def refuse_again(self, proposal: Proposal) -> None:
        """Refuse what this hand has done before."""
        raise NotImplementedError

    def matter(self) -> str:
        return f"proposal {self.proposal}"

    def veiled(self, board: Board) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class SeeProposal(Unsigned):
    """Say that this screen has shown it to its person."""

    verb = "see_proposal"
    permits = gettext_noop("answer a proposal: fine, or not yet")

    def refuse_again(self, proposal: Proposal) -> None:
        if self.hand in proposal.seen:
            raise Refused("already_there", gettext_noop("You have seen this already."))

    def apply(self, board: Board) -> Board:
        proposal = current(board, self.proposal)
        seen = proposal.seen | {self.by_someone()}
        return with_proposal(board, replace(proposal, seen=seen))

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Somebody saw what the room is asked"), {})


@dataclass(frozen=True, kw_only=True)
class AnswerProposal(Unsigned):
    """Say fine or not yet, or change it as often as one likes.

    A "not yet" needs no reason, and nobody can override it: while one stands, nothing is carried.
    The first adds two minutes to the phase, once for each proposal. Each person's own first one
    gives the room two minutes to talk (`consenting.HELD`), once for each person: said again after
    a "fine", it stands again, but in what is left of that time; where none is left, the room
    leaves the question as soon as it is said. So nobody can hold a question for ever by changing
    their mind: it ends at the latest two minutes and `consenting.QUIET` after the last person
    said "not yet" for the first time, as long as half of those connected have seen it.
    """

    verb = "answer_proposal"
    permits = SeeProposal.permits

    answer: str = one_of(FINE, NOT_YET)
    note: str | None = words(STATEMENT, default=None)
    adds: int = stamp(0)  # milliseconds

    def stamped(self, board: Board, mint: Mint) -> Self:
        first = self.answer == NOT_YET and not current(board, self.proposal).slowed
        timed = first and workshop_of(board).clock is not None
        adds = more(board, SLOWER, self.when) if timed else 0
        return super(AnswerProposal, replace(self, adds=adds)).stamped(board, mint)

    def refuse_again(self, proposal: Proposal) -> None:
        same = proposal.fine if self.answer == FINE else proposal.not_yet
        if self.hand in same and self.note is None:
            raise Refused("already_there", gettext_noop("You have said so already."), "answer")

    def blanked(self, walk: Walk) -> Self:
        return replace(self, note=None) if walk.goes else self

    def apply(self, board: Board) -> Board:
        proposal = current(board, self.proposal)
        board = with_proposal(board, self._noted(self._answered(proposal)))
        return extended(board, self.adds, kept=True) if self.adds else board

    def _answered(self, proposal: Proposal) -> Proposal:
        hand = self.by_someone()
        fine, not_yet = proposal.fine - {hand}, proposal.not_yet - {hand}
        if self.answer == FINE:
            fine |= {hand}
        else:
            not_yet |= {hand}
        slowed, seen = proposal.slowed or bool(not_yet), proposal.seen | {hand}
        answered = replace(proposal, fine=fine, not_yet=not_yet, slowed=slowed, seen=seen)
        if hand in not_yet - proposal.doubters:
            doubters = proposal.doubters | {hand}
            answered = replace(answered, doubters=doubters, doubted=self.seq)
        return replace(answered, turn=self.seq) if _turned(proposal, answered) else answered

    def _noted(self, proposal: Proposal) -> Proposal:
        if self.note is None:
            return proposal
        return replace(proposal, noted={**proposal.noted, self.by_someone(): self.note})

    def pieces(self, before: Board) -> list[str]:
        return ["proposal", "phase"] if self.adds else ["proposal"]

    def sentence(self, board: Board) -> Sentence:
        if self.adds:
            text = gettext_noop("Somebody said “not yet”, so there are two more minutes")
            return Sentence(text, {})
        return Sentence(gettext_noop("Somebody answered what the room is asked"), {})


def _turned(before: Proposal, after: Proposal) -> bool:
    """Whether somebody has newly said "not yet", or the last one who had took it back."""
    return bool(after.not_yet - before.not_yet) or bool(before.not_yet) > bool(after.not_yet)

"""When a proposal ends by itself: a small value that the hub keeps in memory and steps.

It carries at once when everybody connected has said fine, and otherwise when nobody has said "not
yet" for a while since enough of them had seen it. "Everybody" counts who lost the line a moment
ago as well, until they are back: a network that fails, or a server that begins again, would leave
whoever comes back first alone with the question. It never carries against a "not yet", of somebody
present or not. It lapses when a "not yet" stands long after somebody last said it for the first
time, when too few have seen it for long, or when it cannot be done any more; so nothing ever waits
without end, however often somebody changes their mind.

Nothing is kept of a watch but in memory: one that is new (the server began again) waits afresh.
The time is whatever clock the hub likes. It is counted in short steps, so that a clock that leaps
can never hurry the room: a step counts for `STRIDE` at most, and a leap, back or forwards, makes
the room wait afresh for "not yet". (A server that slept for long has listened to nobody.)
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from boards.operations.base import Operation, Refused
from boards.operations.own_acts import Present, Step
from boards.operations.state import Board
from sessions.operations.carrying import (
    IMPOSSIBLE,
    NOT_YET_STANDS,
    UNSEEN,
    CarryProposal,
    LapseProposal,
)
from sessions.operations.consent import possible
from sessions.operations.state import Proposal, workshop_of

# All in milliseconds.
QUIET = 15_000  # without a "not yet", since half of those connected had seen it
HELD = 120_000  # since somebody's first "not yet", after which the room leaves it if one stands
OVERLOOKED = 300_000  # that fewer than half of those connected have seen it, all in all
COMING_BACK = 5_000  # in which who lost the line is here again, or has left
BEGUN = 10_000  # in which everyone is back after the server began again
TICK = 1_000  # between two looks
STRIDE = 2_000  # that one step counts for at most
LEAP = 5_000  # a step as long as this is no step, but a clock that was set or a server that slept


@dataclass(frozen=True, slots=True)
class Consenting:
    """How long the current proposal has been waiting, and for what."""

    now: int = 0  # when it was stepped last
    waiting: tuple[str, str, int] | None = None  # proposal, for what, and since which seq
    waited: int = 0
    overlooked: int = 0  # in all, however people come and go
    doubted: tuple[str, int] = ("", 0)  # proposal, and since which seq nobody is new to "not yet"
    held: int = 0  # since then, whatever people have said again
    here: AbstractSet[str] | None = None  # hands, at the last look
    missing: AbstractSet[str] = frozenset()  # hands that left without having said fine
    gathering: int = 0  # how long to wait yet for those who may come back

    def step(self, board: Board, present: Present, now: int) -> Step:
        """Look at the board, after each change and each tick."""
        proposal, hands = workshop_of(board).proposal, present.hands
        if proposal is None:
            gathered = self._gathered(hands, now - self.now)
            return Step(replace(gathered, now=now, waiting=None, waited=0, overlooked=0))
        gathered = self._gathered(hands, min(now - self.now, STRIDE), proposal)
        watch = gathered._passed(now)._doubting(proposal)
        watch = watch._waiting_for(proposal, _waits_for(proposal, hands))
        return Step(watch, watch._decided(board, proposal, hands), TICK)

    def _gathered(
        self, hands: AbstractSet[str], passed: int, asked: Proposal | None = None
    ) -> "Consenting":
        """Note who has come and left, and how long to wait yet for who may come back."""
        if self.here is None:  # a new watch knows of nobody who was here when this was asked
            return replace(self, here=hands, gathering=BEGUN if asked else 0)
        if self.here == hands and not (self.missing or self.gathering):
            return self  # as after nearly every act
        fine = asked.fine if asked else frozenset()
        left = self.here - hands - fine
        missing = (self.missing | left) - hands - fine
        counted = max(0, passed) if hands else 0  # while the line is down for all, nobody comes
        gathering = COMING_BACK if left else max(0, self.gathering - counted)
        if self.missing and not missing:
            gathering = 0  # they are all back
        if not gathering:
            missing = frozenset()
        return replace(self, here=hands, missing=missing, gathering=gathering)

    def _passed(self, now: int) -> "Consenting":
        """Count the time since the last look towards what was then waited for."""
        passed = now - self.now
        counted = min(max(0, passed), STRIDE)
        leapt = not 0 <= passed < LEAP
        kind = self.waiting and self.waiting[1]
        waited = 0 if leapt and kind == "quiet" else self.waited + counted
        overlooked = self.overlooked + (counted if kind == UNSEEN else 0)
        held = self.held + counted
        return replace(self, now=now, waited=waited, overlooked=overlooked, held=held)

    def _doubting(self, proposal: Proposal) -> "Consenting":
        """Give the room its two minutes when somebody says "not yet" who had not said it before."""
        doubted = (proposal.id, proposal.doubted)
        return self if doubted == self.doubted else replace(self, doubted=doubted, held=0)

    def _waiting_for(self, proposal: Proposal, kind: str) -> "Consenting":
        """Begin afresh where something else is waited for than at the last look."""
        waiting = (proposal.id, kind, proposal.turn)
        if waiting == self.waiting:
            return self
        same = self.waiting is not None and self.waiting[0] == proposal.id
        overlooked = self.overlooked if same else 0
        return replace(self, waiting=waiting, waited=0, overlooked=overlooked)

    def _decided(
        self, board: Board, proposal: Proposal, present: AbstractSet[str]
    ) -> Operation | None:
        if not _possible(proposal, board):
            return _lapse(proposal, IMPOSSIBLE)
        if proposal.not_yet:
            return _lapse(proposal, NOT_YET_STANDS) if self.held >= HELD else None
        if present and present <= proposal.fine and not self.gathering:
            return _carry(proposal)
        if not _seen_enough(proposal, present):
            return _lapse(proposal, UNSEEN) if self.overlooked >= OVERLOOKED else None
        return _carry(proposal) if self.waited >= QUIET else None


def _seen_enough(proposal: Proposal, present: AbstractSet[str]) -> bool:
    """Whether half of those connected have seen it; where nobody is, nobody has."""
    return bool(present) and 2 * len(proposal.seen & present) >= len(present)


def _waits_for(proposal: Proposal, present: AbstractSet[str]) -> str:
    if proposal.not_yet:
        return NOT_YET_STANDS
    return "quiet" if _seen_enough(proposal, present) else UNSEEN


def _possible(proposal: Proposal, board: Board) -> bool:
    try:
        possible(replace(proposal.what, seq=board.seq + 1), board, lambda: "trial")
    except Refused:
        return False
    return True


def _named(verb: str, proposal: Proposal) -> str:
    """Return the same id whoever makes it: two servers that decide the same do it once.

    It is no UUID: nobody can send an act of their own that takes it.
    """
    return f"{verb} {proposal.id}"


def _carry(proposal: Proposal) -> Operation:
    return CarryProposal(id=_named("carry", proposal), proposal=proposal.id)


def _lapse(proposal: Proposal, reason: str) -> Operation:
    return LapseProposal(id=_named("lapse", proposal), proposal=proposal.id, reason=reason)

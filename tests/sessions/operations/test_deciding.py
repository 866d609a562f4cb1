"""Whatever people, servers and clocks do: never against a "not yet", never twice, never stuck.

The rules are written down here a second time, by real time and from what people said, so that the
watch is held against something that it did not make itself.
"""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from boards.operations.base import Operation, Refused
from boards.operations.own_acts import Watch
from boards.operations.state import advance
from sessions.operations.answers import AnswerProposal, SeeProposal
from sessions.operations.carrying import CarryProposal
from sessions.operations.consent import Consented
from sessions.operations.consenting import Consenting
from sessions.operations.moving_on import CloseWorkshop, EnterPhase, RenewLink
from sessions.operations.opening import OpenWorkshop
from sessions.operations.ordering import PutBackPhase, RemovePhase
from sessions.operations.proposals import Propose, WithdrawProposal
from sessions.operations.settling import SettleKeeping
from sessions.operations.state import CLOSED, Proposal
from tests.sessions.operations.hour import Hour, here

EXAMPLES = int(os.environ.get("EXAMPLES", "200"))
SEATS = ("ada", "ben", "cora", "dee", "eve")
PHASES = ("preparing", "exploring", "tracking")
KEEPING = SettleKeeping(names=False, whom="shelf", months=12)
WHATS: list[Consented] = [*(EnterPhase(phase=one) for one in PHASES), CloseWorkshop(), RenewLink()]
WHATS += [KEEPING, replace(KEEPING, names=True, whom="seats")]
SECOND = TICK = 1_000
QUIET, HELD, OVERLOOKED = 15 * SECOND, 120 * SECOND, 300 * SECOND
STRIDE, LEAP = 2 * SECOND, 5 * SECOND
LEAPS = [SECOND, 4 * SECOND, LEAP, 20 * SECOND, 3_600 * SECOND, 400 * 86_400 * SECOND]

people = st.integers(0, 4)


class Deciding(RuleBasedStateMachine):
    """A room of up to five, with the hub's part played by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.hour = Hour()
        self.hour.does("ada", OpenWorkshop(kind="immersive"))
        self.watch: Watch = Consenting()
        self.present = set(SEATS)
        self.real = 0  # ms that have truly passed
        self.carried: set[str] = set()
        # What a room would say of the current proposal.
        self.asked: str | None = None
        self.fine: set[str] = set()
        self.not_yet: set[str] = set()
        self.seen: set[str] = set()
        self.quiet_since: int | None = None  # half have seen it, and nobody says "not yet"
        self.hurried = 0  # ms by which leaps too small to notice may have hurried it

    @property
    def current(self) -> Proposal | None:
        return self.hour.workshop.proposal

    # What people do. Who acts is one of those who are here, so that most acts come about.

    def _tries(self, who: int, act: Operation) -> str | None:
        """Let somebody act; return who did, or None where nobody is here or it was refused."""
        if not self.present:
            return None
        seat = sorted(self.present)[who % len(self.present)]
        try:
            self.hour.does(seat, act)
        except Refused:
            return None
        return seat

    def _asked(self, who: int) -> str:
        """Return what the room is asked now; somebody asks where nobody has."""
        if self.current is None:
            self._tries(who + 1, Propose(what=RenewLink()))
            self._listen()
        return self.current.id if self.current else ""

    @rule(who=people, what=st.sampled_from(WHATS))
    def asks(self, who: int, what: Consented) -> None:
        self._tries(who, Propose(what=what))
        self._look()

    @rule(who=people, looks=st.booleans())
    def says_fine(self, who: int, looks: bool) -> None:
        """`looks`: the hub had time to look before the next act came."""
        act = AnswerProposal(proposal=self._asked(who), answer="fine")
        if seat := self._tries(who, act):
            if self.not_yet == {seat}:
                self.quiet_since = None
            self.fine.add(seat)
            self.not_yet.discard(seat)
            self._saw(seat)
        if looks:
            self._look()

    @rule(who=people, looks=st.booleans())
    def says_not_yet(self, who: int, looks: bool) -> None:
        act = AnswerProposal(proposal=self._asked(who), answer="not_yet")
        if seat := self._tries(who, act):
            self.quiet_since = None
            self.not_yet.add(seat)
            self.fine.discard(seat)
            self._saw(seat)
        if looks:
            self._look()

    @rule(who=people)
    def sees(self, who: int) -> None:
        if seat := self._tries(who, SeeProposal(proposal=self._asked(who))):
            self._saw(seat)
        self._look()

    @rule(count=st.integers(2, 5))
    def several_see(self, count: int) -> None:
        for who in range(count):
            self.sees(who)

    def _saw(self, seat: str) -> None:
        self.seen.add(seat)
        self._listen()

    @precondition(lambda self: self.current)
    @rule(which=st.integers(0, 4), who=people)
    def withdraws(self, which: int, who: int) -> None:
        proposals = self.hour.workshop.proposals
        self._tries(who, WithdrawProposal(proposal=proposals[which % len(proposals)].id))
        self._look()

    @rule(seat=st.sampled_from(SEATS))
    def arrives(self, seat: str) -> None:
        self.present.add(seat)
        self._listen()
        self._look()

    @rule(seat=st.sampled_from(SEATS), looks=st.booleans())
    def leaves(self, seat: str, looks: bool) -> None:
        self.present.discard(seat)
        self._listen()
        if looks:
            self._look()

    @rule()
    def everybody_leaves(self) -> None:
        self.present.clear()
        self._listen()
        self._look()

    @rule(phase=st.sampled_from(PHASES))
    def changes_the_agenda(self, phase: str) -> None:
        gone = phase not in self.hour.workshop.order
        self._tries(0, PutBackPhase(phase=phase) if gone else RemovePhase(phase=phase))
        self._look()

    @precondition(lambda self: self.hour.workshop.status == CLOSED)
    @rule()
    def opens_again(self) -> None:
        self._tries(0, OpenWorkshop())
        self._look()

    # What servers and clocks do.

    @rule(seconds=st.sampled_from([1, 2, 5, 8, 10, 14, 15, 16, 60, 119, 299]))
    def time_passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self._tick()

    @rule(stall=st.sampled_from([1_500, 4_000, 30_000]))
    def the_server_is_slow(self, stall: int) -> None:
        self.real += stall
        self.hour.now += stall
        self._look()

    @rule()
    def the_server_begins_again(self) -> None:
        self.watch = Consenting()
        assert self.hour.folded() == self.hour.board
        self.hour.board = self.hour.folded()
        self._listen(afresh=True)
        self._look()

    @rule(leap=st.sampled_from([*LEAPS, *(-one for one in LEAPS)]))
    def the_clock_leaps(self, leap: int) -> None:
        self._look()
        self.hour.now += leap
        if 0 < leap < LEAP:
            self.hurried += STRIDE
        else:
            self._listen(afresh=True)
        self._look()

    # The hub's part.

    def _tick(self) -> None:
        self.real += TICK
        self.hour.now += TICK
        self._look()

    def _look(self) -> None:
        self._listen()
        if (
            self.quiet_since is None
        ):  # of what came and went between two looks the hub knows nothing
            self.hurried = 0
        hands = frozenset(f"~{seat}" for seat in self.present)
        self.watch, operation, _ = self.watch.step(self.hour.board, here(hands), self.hour.now)
        if operation is None:
            return
        if isinstance(operation, CarryProposal):
            self._may_carry(operation.proposal)
        done = self.hour.room_does(operation)
        with pytest.raises(Refused):  # another server decided the same
            self.hour.room_does(operation)
        assert done.seat is None
        self._look()

    def _may_carry(self, proposal: str) -> None:
        assert proposal == self.asked
        assert proposal not in self.carried
        self.carried.add(proposal)
        assert not self.not_yet
        assert self.present
        if self.present <= self.fine:
            return
        assert self.quiet_since is not None
        assert self.real - self.quiet_since >= QUIET - self.hurried

    # The rules, written down a second time.

    def _listen(self, afresh: bool = False) -> None:
        """Note since when the room has had the chance to say "not yet"."""
        current = self.current
        asked = current.id if current else None
        if asked != self.asked:
            self.asked = asked
            proposer = {current.seat or ""} if current else set()
            self.fine, self.not_yet, self.seen = set(proposer), set(), set(proposer)
            afresh = True
        half = bool(self.present) and 2 * len(self.seen & self.present) >= len(self.present)
        if self.not_yet or not half or afresh:
            self.quiet_since = None
        if afresh:
            self.hurried = 0
        if half and not self.not_yet and self.quiet_since is None:
            self.quiet_since = self.real

    @invariant()
    def what_is_counted_is_what_was_said(self) -> None:
        if self.current is not None and self.current.id == self.asked:
            told = {"fine": self.fine, "not_yet": self.not_yet, "seen": self.seen}
            assert self.current.counts() == {key: len(value) for key, value in told.items()}

    @invariant()
    def nothing_is_carried_against_a_not_yet(self) -> None:
        if self.current is not None and self.not_yet:
            with pytest.raises(Refused, match="not_yet_stands"):
                _carried_by_force(self.hour, self.current.id)

    @invariant()
    def each_ended_once(self) -> None:
        ended = [one.proposal.id for one in self.hour.workshop.ended]
        standing = [one.id for one in self.hour.workshop.proposals]
        assert len({*ended, *standing}) == len(ended) + len(standing)

    def teardown(self) -> None:
        """If everybody now stays and says nothing, all that was asked ends by itself."""
        longest = max(QUIET, HELD, OVERLOOKED) + 2 * TICK
        until = self.real + longest * len(self.hour.workshop.proposals)
        while self.current is not None:
            assert self.real < until, "The room is stuck."
            self._tick()
        assert self.hour.folded() == self.hour.board


def _carried_by_force(hour: Hour, proposal: str) -> None:
    """As if the decision to carry it had crossed with the "not yet"."""
    seq = hour.board.seq + 1
    entry = replace(CarryProposal(proposal=proposal), id="forced", seq=seq, when=hour.now)
    advance(hour.board, entry.stamped(hour.board, hour.mint))


TestDeciding = Deciding.TestCase
TestDeciding.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

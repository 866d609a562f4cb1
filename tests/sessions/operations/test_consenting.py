"""When the room has agreed, and when it lets a proposal go; second by second."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.operations.base import Operation, Refused
from boards.operations.own_acts import Watch
from boards.operations.wire import from_wire
from sessions.operations.carrying import CarryProposal, LapseProposal
from sessions.operations.consenting import (
    COMING_BACK,
    HELD,
    OVERLOOKED,
    QUIET,
    STRIDE,
    TICK,
    Consenting,
)
from sessions.operations.ordering import RemovePhase
from sessions.operations.proposals import WithdrawProposal
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.hour import EXPLORING, SECOND, TRACKING, Hour, here, opened

DEE = "dee"


class Watched:
    """A room with a watch that is stepped every second, as the hub steps it."""

    def __init__(self, *present: str) -> None:
        self.hour: Hour = opened()
        self.watch: Watch = Consenting()
        self.present = set(present)
        self.look()

    def look(self) -> Operation | None:
        hands = frozenset(f"~{seat}" for seat in self.present)
        self.watch, operation, _ = self.watch.step(self.hour.board, here(hands), self.hour.now)
        return operation

    def after(self, seconds: int) -> Operation | None:
        """Return what it comes to in so many seconds, and not earlier."""
        assert self.look() is None
        for second in range(1, seconds + 1):
            self.hour.now += TICK
            operation = self.look()
            assert operation is None or second == seconds, f"too early: {second} s"
        return operation


@pytest.fixture
def room() -> Watched:
    return Watched(ADA, BEN, CORA, DEE)


def test_a_room_of_one_carries_at_once() -> None:
    room = Watched(ADA)
    asked = room.hour.proposes(ADA, EXPLORING)
    carried = room.look()
    assert isinstance(carried, CarryProposal)
    assert carried.proposal == asked


def test_it_carries_at_once_when_all_who_are_here_say_fine(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.says(BEN, "fine", asked)
    room.hour.says(CORA, "fine", asked)
    assert room.look() is None
    room.hour.says(DEE, "fine", asked)
    assert isinstance(room.look(), CarryProposal)


def test_who_has_left_is_waited_for_no_longer_than_it_takes_to_come_back(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.says(BEN, "fine", asked)
    room.present -= {CORA, DEE}
    assert isinstance(room.after(COMING_BACK // SECOND), CarryProposal)


def test_who_said_fine_and_left_is_not_waited_for(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    for seat in (BEN, CORA, DEE):
        room.present.remove(seat)
        room.hour.says(seat, "fine", asked)
    assert isinstance(room.look(), CarryProposal)


def test_when_the_line_fails_for_all_the_first_to_come_back_is_not_the_room(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    assert room.look() is None
    room.present = set()
    assert room.after(3) is None
    room.present = {ADA}
    assert room.after(2) is None
    room.present = {ADA, BEN, CORA, DEE}
    assert room.after(20) is None
    room.hour.sees(BEN, asked)
    assert isinstance(room.after(15), CarryProposal)


def test_who_is_back_is_not_waited_for(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.present = {ADA, BEN, CORA}
    assert room.look() is None
    room.present = {ADA, BEN, CORA, DEE}
    assert room.look() is None
    for seat in (BEN, CORA, DEE):
        room.hour.says(seat, "fine", asked)
    assert isinstance(room.look(), CarryProposal)


def test_who_asks_just_after_the_line_failed_is_not_the_room(room: Watched) -> None:
    room.present = {ADA}
    assert room.look() is None
    room.hour.now += SECOND
    room.hour.proposes(ADA, EXPLORING)
    assert isinstance(room.after(COMING_BACK // SECOND - 1), CarryProposal)


def test_when_the_server_begins_again_the_first_to_come_is_not_the_room(room: Watched) -> None:
    room.hour.proposes(ADA, EXPLORING)
    room.watch, room.present = Consenting(), {ADA}
    assert room.after(3) is None
    room.present = {ADA, BEN, CORA, DEE}
    assert room.after(20) is None


def test_to_have_seen_it_is_not_to_have_said_fine(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    for seat in (BEN, CORA, DEE):
        room.hour.sees(seat, asked)
    assert isinstance(room.after(15), CarryProposal)


def test_it_carries_15_seconds_after_half_have_seen_it(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    for _ in range(60):
        assert room.look() is None
        room.hour.now += TICK
    room.hour.sees(BEN, asked)
    assert isinstance(room.after(15), CarryProposal)


def test_when_more_people_come_half_of_them_have_to_see_it_too(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.sees(BEN, asked)
    assert room.after(14) is None
    room.present.add("eve")
    assert room.look() is None
    room.hour.sees("eve", asked)
    assert isinstance(room.after(15), CarryProposal)


def test_the_seeing_of_those_who_left_does_not_count(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.sees(BEN, asked)
    room.present -= {ADA}
    assert room.after(60) is None


def test_it_waits_15_seconds_after_the_last_not_yet_was_taken_back(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.sees(BEN, asked)
    assert room.after(10) is None
    room.hour.says(CORA, "not_yet", asked)
    room.hour.says(CORA, "fine", asked)  # in the same moment: no look came between
    assert isinstance(room.after(15), CarryProposal)


def test_a_not_yet_stands_also_when_its_person_has_left(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.says(DEE, "not_yet", asked)
    room.present = {ADA}
    lapsed = room.after(HELD // SECOND)
    assert isinstance(lapsed, LapseProposal)
    assert lapsed.reason == "not_yet"


def test_a_new_not_yet_gives_the_room_two_minutes_more(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.says(BEN, "not_yet", asked)
    assert room.after(100) is None
    room.hour.says(CORA, "not_yet", asked)
    assert room.after(100) is None
    room.hour.says(BEN, "fine", asked)
    room.hour.says(CORA, "not_yet", asked, "A note alone gives no more time")
    assert isinstance(room.after(20), LapseProposal)


def test_nobody_holds_a_question_for_ever_by_changing_their_mind(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.sees(BEN, asked)
    for second in range(HELD // SECOND):
        room.hour.says(CORA, "not_yet" if second % 10 == 0 else "fine", asked, "Hm")
        assert room.look() is None
        room.hour.now += TICK
    assert room.after(4) is None  # she says fine by now, and 15 seconds are not over yet
    room.hour.says(CORA, "not_yet", asked)  # nobody overrides it, and there are no minutes left
    lapsed = room.look()
    assert isinstance(lapsed, LapseProposal)
    assert lapsed.reason == "not_yet"


def test_a_not_yet_said_again_stands_for_what_is_left_of_its_time(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.sees(BEN, asked)
    room.hour.says(CORA, "not_yet", asked)
    assert room.after(60) is None
    room.hour.says(CORA, "fine", asked)
    assert room.after(10) is None
    room.hour.says(CORA, "not_yet", asked)
    assert isinstance(room.after(50), LapseProposal)


def test_the_next_question_has_two_minutes_of_its_own(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.says(CORA, "not_yet", asked)
    assert isinstance(room.after(HELD // SECOND), LapseProposal)
    room.hour.does(ADA, WithdrawProposal(proposal=asked))
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.says(CORA, "not_yet", asked)
    assert isinstance(room.after(HELD // SECOND), LapseProposal)


@given(st.randoms(use_true_random=False))
def test_however_people_change_their_minds_it_ends_in_bounded_time(chance: Random) -> None:
    """Three people who answer otherwise again and again, never 15 seconds apart."""
    room = Watched(ADA, BEN, CORA, DEE)
    asked, says, next_flip = room.hour.proposes(ADA, EXPLORING), dict[str, str](), 0
    for second in range(3 * HELD // SECOND + 2 * QUIET // SECOND):
        if operation := room.look():
            stands = "not_yet" in says.values()
            assert isinstance(operation, LapseProposal if stands else CarryProposal)
            return
        if second == next_flip:
            seat, next_flip = chance.choice((BEN, CORA, DEE)), second + chance.randint(1, 14)
            says[seat] = "fine" if says.get(seat) == "not_yet" else "not_yet"
            room.hour.says(seat, says[seat], asked)
        room.hour.now += TICK
    raise AssertionError("The room is stuck.")


def test_what_half_of_the_room_never_sees_lapses_in_five_minutes(room: Watched) -> None:
    room.hour.proposes(ADA, EXPLORING)
    lapsed = room.after(OVERLOOKED // SECOND)
    assert isinstance(lapsed, LapseProposal)
    assert lapsed.reason == "unseen"


def test_the_next_has_five_minutes_of_its_own(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    assert room.after(200) is None
    room.hour.does(ADA, WithdrawProposal(proposal=asked))
    room.hour.proposes(ADA, TRACKING)
    assert isinstance(room.after(OVERLOOKED // SECOND), LapseProposal)


def test_coming_and_going_cannot_keep_it_waiting_for_ever() -> None:
    room = Watched(ADA, BEN)
    room.hour.proposes(ADA, EXPLORING)
    seconds = 0
    while room.look() is None:
        room.present ^= {CORA} if seconds % 10 == 0 else set()  # 2 or 3 of whom 1 has seen it
        room.hour.now += TICK
        seconds += 1
        assert seconds < 700


def test_where_nobody_is_nothing_is_agreed(room: Watched) -> None:
    room.present = set()
    room.hour.proposes(ADA, EXPLORING)
    assert isinstance(room.after(OVERLOOKED // SECOND), LapseProposal)


def test_what_cannot_be_done_any_more_lapses_at_once(room: Watched) -> None:
    room.hour.proposes(ADA, EXPLORING)
    room.hour.does(BEN, RemovePhase(phase="exploring"))
    lapsed = room.look()
    assert isinstance(lapsed, LapseProposal)
    assert lapsed.reason == "impossible"


def test_the_second_waits_and_then_has_its_own_15_seconds(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    second = room.hour.proposes(BEN, TRACKING)
    room.hour.sees(BEN, asked)
    carried = room.after(15)
    assert carried is not None
    room.hour.room_does(carried)
    room.hour.sees(ADA, second)
    carried = room.after(15)
    assert isinstance(carried, CarryProposal)
    assert carried.proposal == second


def test_a_server_that_begins_again_waits_15_seconds_again(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.sees(BEN, asked)
    assert room.after(14) is None
    room.watch = Consenting()
    assert isinstance(room.after(15), CarryProposal)


@pytest.mark.parametrize("leap", [-1, -3_600_000, 5_000, 3_600_000, 10**12])
def test_a_clock_that_leaps_only_makes_the_room_wait_afresh(room: Watched, leap: int) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.sees(BEN, asked)
    assert room.after(14) is None
    room.hour.now += leap
    assert isinstance(room.after(15), CarryProposal)


def test_a_slow_second_counts_for_two_at_most(room: Watched) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.sees(BEN, asked)
    assert room.look() is None
    for _ in range(QUIET // STRIDE):
        room.hour.now += 4 * SECOND
        assert room.look() is None
    room.hour.now += 4 * SECOND
    assert isinstance(room.look(), CarryProposal)


@pytest.mark.parametrize("leap", [-3_600_000, 3_600_000])
def test_leaps_do_not_keep_it_from_lapsing(room: Watched, leap: int) -> None:
    asked = room.hour.proposes(ADA, EXPLORING)
    room.hour.says(BEN, "not_yet", asked)
    assert room.after(60) is None
    room.hour.now += leap
    assert room.after(57) is None  # the leap itself counts for two seconds at most
    room.hour.now += 3 * TICK
    assert room.look() is None or leap > 0
    room.hour.now += TICK
    assert isinstance(room.look(), LapseProposal)


def test_it_looks_again_in_a_second_while_something_is_asked(room: Watched) -> None:
    assert Consenting().step(room.hour.board, here([]), room.hour.now).again is None
    room.hour.proposes(ADA, EXPLORING)
    assert Consenting().step(room.hour.board, here([]), room.hour.now).again == TICK


def test_two_servers_that_decide_the_same_give_it_the_same_id(room: Watched) -> None:
    room.present = {ADA}
    room.hour.proposes(ADA, EXPLORING)
    other_server = Watched(ADA)
    other_server.hour = room.hour
    one, other = room.after(COMING_BACK // SECOND), other_server.look()
    assert one is not None
    assert one == other


def test_nobody_can_send_an_act_under_the_id_of_the_rooms_own(room: Watched) -> None:
    room.present = {ADA}
    room.hour.proposes(ADA, EXPLORING)
    carry = room.after(COMING_BACK // SECOND)
    assert carry is not None
    with pytest.raises(Refused, match="bad_id"):
        from_wire({"id": carry.id, "verb": "add_idea", "text": "Words"})

"""One clock for everyone, worked out from values that everyone has. It locks nothing."""

import pytest

from boards.operations.base import Refused
from boards.operations.ideas import AddIdea
from boards.operations.undo import Undo
from sessions.operations.carrying import CarryProposal
from sessions.operations.clock import ExtendTime, GiveBackTime, GoOn, PauseTime, remaining
from tests.boards.operations.room import ADA, BEN
from tests.sessions.operations.hour import EXPLORING, MINUTE, Hour, opened, sent


@pytest.fixture
def hour() -> Hour:
    return opened()


def left(hour: Hour) -> float:
    """Minutes."""
    found = remaining(hour.workshop, hour.now)
    assert found is not None
    return found / MINUTE


def test_ten_minutes_go_by(hour: Hour) -> None:
    hour.now += 3 * MINUTE
    assert left(hour) == 7
    hour.now += 8 * MINUTE
    assert left(hour) == -1
    hour.does(BEN, AddIdea(text="Nothing is locked when time is up"))


def test_where_no_phase_is_on_there_is_no_time() -> None:
    for hour in (Hour(), opened("open_board")):
        assert remaining(hour.workshop, hour.now) is None
        for act in (PauseTime(), GoOn(), ExtendTime(minutes=5), GiveBackTime(by=1)):
            with pytest.raises(Refused, match="no_phase"):
                hour.does(ADA, act)


def test_a_paused_clock_stands_still_and_goes_on_from_there(hour: Hour) -> None:
    hour.now += 4 * MINUTE
    hour.does(ADA, PauseTime())
    hour.now += 20 * MINUTE
    assert left(hour) == 6
    hour.does(BEN, GoOn())
    assert left(hour) == 6
    hour.now += MINUTE
    assert left(hour) == 5


def test_a_server_clock_that_was_put_back_takes_no_time_away(hour: Hour) -> None:
    hour.does(ADA, PauseTime())
    hour.now -= 60 * MINUTE
    before = left(hour)
    hour.does(ADA, GoOn())
    assert left(hour) == before


@pytest.mark.parametrize("minutes", [1, 2, 5])
def test_a_few_minutes_more(hour: Hour, minutes: int) -> None:
    hour.does(ADA, ExtendTime(minutes=minutes))
    assert left(hour) == 10 + minutes


def test_when_time_is_up_five_minutes_more_are_five_from_now(hour: Hour) -> None:
    hour.now += 18 * MINUTE
    hour.does(ADA, ExtendTime(minutes=5))
    assert left(hour) == 5
    hour.does(ADA, Undo())
    assert left(hour) == -8


def test_each_can_take_back_the_minutes_they_added(hour: Hour) -> None:
    hour.does(ADA, ExtendTime(minutes=5))
    hour.does(BEN, ExtendTime(minutes=1))
    hour.does(ADA, Undo())
    assert left(hour) == 11
    hour.does(BEN, Undo())
    assert left(hour) == 10


def test_a_pause_is_undone_by_going_on_and_the_other_way_round(hour: Hour) -> None:
    hour.does(ADA, PauseTime())
    hour.does(ADA, Undo())
    assert hour.workshop.clock is not None
    assert hour.workshop.clock.paused is None
    hour.does(ADA, PauseTime())
    hour.does(BEN, GoOn())
    hour.does(BEN, Undo())
    assert hour.workshop.clock is not None
    assert hour.workshop.clock.paused == hour.now


def test_it_refuses_to_take_minutes_from_another_phase(hour: Hour) -> None:
    hour.does(ADA, ExtendTime(minutes=5))
    hour.room_does(CarryProposal(proposal=hour.proposes(BEN, EXPLORING)))
    hour.does(BEN, ExtendTime(minutes=5))
    with pytest.raises(Refused, match="overtaken"):
        hour.does(ADA, Undo())


def test_another_phase_has_its_own_time(hour: Hour) -> None:
    hour.does(ADA, ExtendTime(minutes=5))
    hour.does(ADA, PauseTime())
    hour.now += 3 * MINUTE
    hour.room_does(CarryProposal(proposal=hour.proposes(BEN, EXPLORING)))
    assert left(hour) == 30


def test_it_refuses_to_pause_twice_and_to_go_on_twice(hour: Hour) -> None:
    with pytest.raises(Refused, match="already_there"):
        hour.does(ADA, GoOn())
    hour.does(ADA, PauseTime())
    with pytest.raises(Refused, match="already_there"):
        hour.does(BEN, PauseTime())


def test_it_refuses_to_give_back_more_than_was_added(hour: Hour) -> None:
    hour.does(ADA, ExtendTime(minutes=1))
    with pytest.raises(Refused, match="no_time_to_give"):
        hour.does(ADA, GiveBackTime(by=2 * MINUTE))
    hour.does(ADA, GiveBackTime(by=MINUTE))
    hour.does(ADA, Undo())
    assert left(hour) == 11


@pytest.mark.parametrize("minutes", [0, 3, 1000, -1, True, 1.0, "1", None])
def test_it_refuses_other_minutes(minutes: object) -> None:
    with pytest.raises(Refused, match="wrong_type"):
        sent("extend_time", minutes=minutes)

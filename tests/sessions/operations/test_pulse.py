"""The pulse: one private dot each, and a spread that is told of three or more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.operations.base import Operation, Refused
from boards.operations.undo import Undo
from boards.operations.wire import own_fields, to_wire
from sessions.operations.dots import told
from sessions.operations.moving_on import CloseWorkshop
from sessions.operations.pulse import PlaceDot, TakeBackDot
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.circle import Circle, gathered
from tests.sessions.operations.hour import sent


@pytest.fixture
def circle() -> Circle:
    return gathered()


def places(circle: Circle, seat: str, at: int, moment: str = "before") -> dict[str, object]:
    return to_wire(circle.does(seat, PlaceDot(moment=moment, at=at)), circle.board)


def refused(circle: Circle, seat: str, act: Operation) -> str:
    before = circle.board
    with pytest.raises(Refused) as refusal:
        circle.does(seat, act)
    assert circle.board == before
    return refusal.value.code


def test_the_spread_is_told_from_three_on_and_nothing_else(circle: Circle) -> None:
    entries = [places(circle, seat, at) for seat, at in ((ADA, 0), (BEN, 99), (CORA, 1000))]
    assert [entry["spread"] for entry in entries] == [
        {"placed": 1},
        {"placed": 2},
        {"placed": 3, "bins": [2, 0, 0, 0, 0, 0, 0, 0, 0, 1]},
    ]
    assert entries[-1].keys() == {"id", "seq", "when", "verb", "moment", "spread"}


def test_a_dot_is_moved_and_counts_once(circle: Circle) -> None:
    for at in (100, 200, 300, 400):
        assert places(circle, ADA, at)["spread"] == {"placed": 1}
    assert circle.workshop.pulse.before == {"~ada": 400}


def test_before_and_after_are_apart(circle: Circle) -> None:
    for seat in (ADA, BEN, CORA):
        places(circle, seat, 100)
    assert places(circle, ADA, 900, "after")["spread"] == {"placed": 1}
    assert circle.workshop.pulse.after == {"~ada": 900}


def test_it_is_hidden_again_when_only_two_are_left(circle: Circle) -> None:
    for seat in (ADA, BEN, CORA):
        places(circle, seat, 500)
    back = circle.does(CORA, TakeBackDot(moment="before"))
    assert to_wire(back, circle.board)["spread"] == {"placed": 2}


def test_undo_puts_it_where_it_was_and_tells_no_more(circle: Circle) -> None:
    for seat in (ADA, BEN, CORA):
        places(circle, seat, 500)
    places(circle, ADA, 900)
    undo = to_wire(circle.does(ADA, Undo()), circle.board)
    [does] = undo["does"]
    spread = {"placed": 3, "bins": [0, 0, 0, 0, 0, 3, 0, 0, 0, 0]}
    assert does == {"verb": "place_dot", "moment": "before", "spread": spread}
    assert "seat" not in undo
    circle.does(ADA, Undo())
    assert circle.workshop.pulse.before == {"~ben": 500, "~cora": 500}
    assert circle.folded() == circle.board


def test_the_log_keeps_where_it_lies(circle: Circle) -> None:
    places(circle, ADA, 250)
    assert own_fields(circle.log[-1])["at"] == 250
    assert (circle.log[-1].seat, circle.log[-1].matter()) == (None, "pulse before")


def test_it_refuses_to_take_back_a_dot_that_was_not_placed(circle: Circle) -> None:
    places(circle, BEN, 5)
    assert refused(circle, ADA, TakeBackDot(moment="before")) == "no_such_dot"
    assert refused(circle, BEN, TakeBackDot(moment="after")) == "no_such_dot"


def test_it_refuses_a_dot_while_no_workshop_is_on(circle: Circle) -> None:
    places(circle, ADA, 5)
    circle.agrees(CloseWorkshop())
    assert refused(circle, ADA, PlaceDot(moment="after", at=5)) == "not_open"
    assert refused(Circle(), ADA, PlaceDot(moment="before", at=5)) == "not_open"


def test_it_refuses_a_dot_of_nobody(circle: Circle) -> None:
    with pytest.raises(Refused, match="no_seat"):
        circle.room_does(PlaceDot(moment="before", at=5))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"moment": "during", "at": 5}, "wrong_type"),
        ({"moment": "before"}, "missing_field"),
        ({"moment": "before", "at": 1001}, "off_the_line"),
        ({"moment": "before", "at": -1}, "wrong_type"),
        ({"moment": "before", "at": 0.5}, "wrong_type"),
        ({"moment": "before", "at": True}, "wrong_type"),
        ({"moment": "before", "at": 5, "spread": {}}, "unknown_field"),
    ],
)
def test_it_refuses_a_dot_off_the_line(fields: dict[str, object], code: str) -> None:
    with pytest.raises(Refused, match=code):
        sent("place_dot", **fields)
    assert sent("place_dot", moment="before", at=1000)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 1000), max_size=12))
def test_every_dot_is_in_one_bin_and_none_is_told_of_fewer_than_three(dots: dict[str, int]) -> None:
    spread = told(dots)
    assert spread["placed"] == len(dots)
    assert ("bins" in spread) == (len(dots) >= 3)
    if "bins" in spread:
        assert (len(spread["bins"]), sum(spread["bins"])) == (10, len(dots))

"""What the room decides is kept: asked in plain words, carried like all else, and refused."""

from typing import Any

import pytest

from boards.operations.base import Refused
from boards.operations.ideas import AddIdea
from boards.operations.state import advance
from boards.operations.undo import Undo
from boards.views.history import in_words
from sessions.operations.consent import question_of
from sessions.operations.lasting import Lasting
from sessions.operations.moving_on import CloseWorkshop, RestoreBoard
from sessions.operations.proposals import Propose
from sessions.operations.settling import FOR_WHOM, SettleKeeping
from tests.boards.operations.room import ADA, BEN
from tests.sessions.operations.circle import Circle, gathered
from tests.sessions.operations.hour import Hour, sent

SETTLING: dict[str, Any] = {"names": False, "whom": "shelf", "months": 12}


def reads(**fields: Any) -> Propose:
    propose = sent("propose", what={"verb": "settle_keeping", **SETTLING, **fields})
    assert isinstance(propose, Propose)
    return propose


def refused(**fields: Any) -> str:
    with pytest.raises(Refused) as told:
        reads(**fields)
    assert told.value.field == next(iter(fields))
    return told.value.code


def test_until_a_room_settles_it_the_team_keeps_it_a_year_without_names() -> None:
    lasting = Hour().workshop.lasting
    assert lasting == Lasting(names=False, whom="shelf", months=12, since=0, when=0)


@pytest.mark.parametrize("whom", [*FOR_WHOM])
@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("months", [1, 3, 120])
def test_what_was_agreed_holds_and_says_since_when(whom: str, names: bool, months: int) -> None:
    circle = gathered()
    carried = circle.agrees(SettleKeeping(names=names, whom=whom, months=months))
    assert circle.workshop.lasting == Lasting(names, whom, months, carried.seq, carried.when)
    assert circle.folded() == circle.board


def test_it_takes_no_workshop() -> None:
    circle = Circle()
    circle.agrees(SettleKeeping(names=True, whom="seats", months=3))
    assert circle.workshop.lasting.whom == "seats"
    assert circle.workshop.status == ""


def test_it_can_be_settled_anew_and_outlives_the_workshop() -> None:
    circle = gathered()
    circle.agrees(SettleKeeping(names=True, whom="anyone", months=3))
    circle.agrees(CloseWorkshop())
    settled = circle.workshop.lasting
    assert settled.whom == "anyone"
    circle.agrees(SettleKeeping(names=False, whom="seats", months=24))
    assert circle.workshop.lasting.since > settled.since


def test_nobody_settles_it_alone() -> None:
    with pytest.raises(Refused, match="needs_consent"):
        Hour().does(ADA, SettleKeeping(**SETTLING))


def test_the_same_question_is_asked_once() -> None:
    hour = Hour()
    hour.proposes(ADA, SettleKeeping(**SETTLING))
    with pytest.raises(Refused, match="already_proposed"):
        hour.proposes(BEN, SettleKeeping(**SETTLING))
    hour.proposes(BEN, SettleKeeping(**{**SETTLING, "months": 24}))


@pytest.mark.parametrize("months", [0, 121, 10**9])
def test_it_refuses_too_few_months_and_too_many(months: int) -> None:
    assert refused(months=months) == "bad_months"


@pytest.mark.parametrize("months", [True, "12", 1.5, None, [3]])
def test_it_refuses_months_that_are_no_whole_number(months: object) -> None:
    assert refused(months=months) == "wrong_type"


@pytest.mark.parametrize("whom", ["", "Shelf", "everyone", 1, None, ["shelf"]])
def test_it_refuses_whom_nobody_knows(whom: object) -> None:
    assert refused(whom=whom) == "wrong_type"


@pytest.mark.parametrize("names", [0, 1, "yes", None])
def test_it_refuses_names_that_are_neither_yes_nor_no(names: object) -> None:
    assert refused(names=names) == "wrong_type"


@pytest.mark.parametrize("left", [*SETTLING])
def test_it_refuses_to_guess(left: str) -> None:
    told = {key: value for key, value in SETTLING.items() if key != left}
    with pytest.raises(Refused, match="missing_field"):
        sent("propose", what={"verb": "settle_keeping", **told})


def test_the_room_is_asked_in_plain_words() -> None:
    board = Hour().board
    asked = [
        in_words(question_of(SettleKeeping(names=names, whom=whom, months=months), board))
        for names, whom, months in ((False, "shelf", 12), (True, "seats", 1), (False, "anyone", 24))
    ]
    assert asked == [
        "Shall we keep this for the team, for 12 months, without names?",
        "Shall we keep this for those who have a seat here, for one month, with names?",
        "Shall we keep this so that anyone may read it, for 24 months, without names?",
    ]


def test_undo_and_the_way_back_leave_it_as_it_was_settled() -> None:
    circle = gathered()
    circle.does(ADA, AddIdea(text="Tea"))
    circle.agrees(SettleKeeping(names=True, whom="seats", months=3))
    settled = circle.workshop.lasting
    circle.does(ADA, Undo())
    circle.agrees(RestoreBoard(to=1))
    assert circle.workshop.lasting == settled


def test_a_log_without_it_opens() -> None:
    hour = Hour()
    hour.does(ADA, AddIdea(text="Tea"))
    assert advance(hour.start, hour.log[0]) == hour.board

"""A workshop is opened with its whole agenda, and a log keeps it as it was."""

from copy import deepcopy
from typing import Any

import orjson
import pytest

from boards.operations.base import Refused
from boards.operations.ideas import AddIdea
from boards.operations.wire import to_wire
from sessions.operations.carrying import CarryProposal
from sessions.operations.kinds import KINDS
from sessions.operations.layout import agenda_of
from sessions.operations.moving_on import CloseWorkshop
from sessions.operations.opening import OpenWorkshop, PlanWorkshop
from tests.boards.operations.room import ADA
from tests.sessions.operations.hour import EXPLORING, TEN, Hour, opened, sent


def phase(**changes: Any) -> dict[str, Any]:
    return {"name": "Tea", "minutes": 10, **changes}


def agenda(*phases: dict[str, Any]) -> dict[str, Any]:
    return {"phases": list(phases)}


def close(hour: Hour) -> None:
    proposal = hour.proposes(ADA, CloseWorkshop())
    hour.room_does(CarryProposal(proposal=proposal))


@pytest.mark.parametrize(
    ("kind", "minutes"), [("immersive", [10, 30, 20]), ("half_an_hour", [5, 15, 10])]
)
def test_the_three_phases_of_the_method(kind: str, minutes: list[int]) -> None:
    told = opened(kind).workshop.agenda
    assert [one.minutes for one in told] == minutes
    assert [one.name.said for one in told] == [
        "Preparing the ground",
        "Transformational exploration",
        "Tracking themes and learning points",
    ]
    assert all(one.question.said and one.prompts and one.areas for one in told)


def test_the_first_phase_begins_at_once() -> None:
    workshop = opened().workshop
    assert workshop.clock is not None
    assert (workshop.current, workshop.clock.began) == ("preparing", TEN)


def test_an_open_board_has_no_phases() -> None:
    workshop = opened("open_board").workshop
    assert (workshop.status, workshop.order, workshop.current) == ("open", (), None)


def test_its_areas_come_to_those_that_are_there() -> None:
    board = opened().board
    assert board.areas["common-ground"].question == "What helps?"  # as it was on this board
    assert set(board.areas) == {
        *("agreements", "obstacles"),
        "experiences",
        *("common-ground", "messages"),
    }


def test_the_line_has_its_three_words() -> None:
    words = opened().workshop.plans["experiences"].words
    assert words == ("doing to", "doing for", "doing with")


def test_the_usual_fears_lie_there_and_are_nobodys() -> None:
    hour = opened()
    fears = [one for one in hour.board.ideas.values() if one.area == "obstacles"]
    assert 5 <= len(fears) <= 6
    assert len(hour.board.ideas) == len(fears) == hour.board.counts.loose["obstacles"]
    assert all(one.seat is None and one.hand is None for one in fears)
    assert [one.number for one in fears] == list(range(1, len(fears) + 1))


def test_a_fear_that_lies_there_already_is_not_laid_again() -> None:
    hour = opened()
    close(hour)
    before = len(hour.board.ideas)
    hour.does(ADA, OpenWorkshop(kind="half_an_hour"))
    assert len(hour.board.ideas) == before


def test_the_entry_tells_it_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later change of what we offer changes no replay."""
    hour = opened()
    told = orjson.loads(orjson.dumps(to_wire(hour.log[0], hour.board)))
    assert [one["minutes"] for one in told["agenda"]["phases"]] == [10, 30, 20]
    assert {one["idea"] for one in told["seeds"]} == set(hour.board.ideas)
    monkeypatch.setitem(KINDS, "immersive", {"name": "", "phases": []})
    assert hour.folded() == hour.board


def test_every_kind_keeps_to_the_limits_itself() -> None:
    for kind in ("immersive", "half_an_hour"):
        read = sent("open_workshop", agenda=deepcopy(KINDS[kind]))
        assert isinstance(read, OpenWorkshop)
        assert read.agenda == KINDS[kind]


def test_a_saved_workshop_is_somewhere_to_start_from() -> None:
    ours = agenda_of(opened().board)
    hour = Hour()
    hour.does(ADA, sent("open_workshop", agenda=ours))
    assert agenda_of(hour.board) == ours
    assert hour.folded() == hour.board


def test_what_has_no_id_gets_one() -> None:
    hour = Hour()
    given = agenda(phase(areas=[{"name": "Here"}]), phase())
    hour.does(ADA, sent("open_workshop", agenda=given))
    first, second = hour.workshop.agenda
    assert first.id != second.id
    assert hour.board.areas[first.areas[0]].name == "Here"


def test_an_agenda_can_be_laid_out_the_evening_before() -> None:
    hour = Hour()
    hour.does(ADA, PlanWorkshop(kind="immersive"))
    assert (hour.workshop.status, hour.workshop.clock) == ("planned", None)
    hour.now += 1000
    hour.does(ADA, OpenWorkshop())
    assert hour.workshop.clock is not None
    assert hour.workshop.clock.began == TEN + 1000
    assert hour.folded() == hour.board


def test_a_workshop_that_ended_can_begin_again_and_its_phases_are_new_ones() -> None:
    hour = opened()
    close(hour)
    assert (hour.workshop.status, hour.workshop.current) == ("closed", None)
    hour.does(ADA, AddIdea(text="We can still write"))
    hour.does(ADA, OpenWorkshop(kind="immersive"))
    assert "preparing" not in hour.workshop.phases


def test_history_still_knows_what_the_phases_of_an_earlier_workshop_were_called() -> None:
    hour = opened()
    moved = hour.room_does(CarryProposal(proposal=hour.proposes(ADA, EXPLORING)))
    close(hour)
    hour.does(ADA, OpenWorkshop(kind="immersive"))
    told = moved.does[0].sentence(hour.board)
    assert told.text % told.values == "The room moved on to Transformational exploration"


def test_it_refuses_a_second_workshop_while_one_is_on() -> None:
    hour = opened()
    for act in (OpenWorkshop(kind="half_an_hour"), PlanWorkshop(kind="half_an_hour")):
        with pytest.raises(Refused, match="already_open"):
            hour.does(ADA, act)


@pytest.mark.parametrize("verb", ["open_workshop", "plan_workshop"])
def test_it_refuses_to_open_nothing(verb: str) -> None:
    with pytest.raises(Refused, match="no_agenda"):
        Hour().does(ADA, sent(verb))


def test_it_refuses_a_kind_and_an_agenda_together() -> None:
    with pytest.raises(Refused, match="kind_or_agenda"):
        Hour().does(ADA, sent("open_workshop", kind="immersive", agenda=agenda(phase())))


BAD: list[tuple[Any, str, str]] = [
    ("tea", "wrong_type", "agenda"),
    ({}, "missing_field", "agenda.phases"),
    ({"phases": "tea"}, "wrong_type", "agenda.phases"),
    (agenda(), "too_few", "agenda.phases"),
    (agenda(*[phase()] * 51), "too_many", "agenda.phases"),
    (agenda(phase(), "tea"), "wrong_type", "agenda.phases.2"),  # type: ignore[arg-type]
    (agenda({"minutes": 5}), "missing_field", "agenda.phases.1.name"),
    (agenda(phase(name=" ")), "empty", "agenda.phases.1.name"),
    (agenda(phase(name="x" * 121)), "too_long", "agenda.phases.1.name"),
    (agenda(phase(name=7)), "wrong_type", "agenda.phases.1.name"),
    (agenda(phase(minutes=0)), "bad_minutes", "agenda.phases.1.minutes"),
    (agenda(phase(minutes=1000)), "bad_minutes", "agenda.phases.1.minutes"),
    (agenda(phase(minutes=-5)), "bad_minutes", "agenda.phases.1.minutes"),
    (agenda(phase(minutes=True)), "wrong_type", "agenda.phases.1.minutes"),
    (agenda(phase(minutes=2.5)), "wrong_type", "agenda.phases.1.minutes"),
    (agenda(phase(question="x" * 501)), "too_long", "agenda.phases.1.question"),
    (agenda(phase(prompts=["x"] * 21)), "too_many", "agenda.phases.1.prompts"),
    (agenda(phase(prompts=[""])), "empty", "agenda.phases.1.prompts.1"),
    (agenda(phase(colour="red")), "unknown_field", "colour"),
    (agenda(phase(id="a b")), "bad_id", "agenda.phases.1.id"),
    (agenda(phase(id="a"), phase(id="a")), "repeated", "agenda.phases"),
    (agenda(phase(areas=[{"name": ""}])), "empty", "agenda.phases.1.areas.1.name"),
    (agenda(phase(areas=[{"name": "x"}] * 11)), "too_many", "agenda.phases.1.areas"),
    (
        agenda(phase(areas=[{"name": "x", "words": ["to", "with"]}])),
        "too_few",
        "agenda.phases.1.areas.1.words",
    ),
    (
        agenda(phase(areas=[{"name": "x", "seeds": ["y"] * 21}])),
        "too_many",
        "agenda.phases.1.areas.1.seeds",
    ),
]


@pytest.mark.parametrize(("given", "code", "field"), BAD)
def test_it_refuses_an_agenda_and_says_where(given: Any, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        sent("open_workshop", agenda=given)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert refused.value.message % refused.value.values


def test_it_refuses_a_kind_that_we_do_not_have() -> None:
    with pytest.raises(Refused, match="wrong_type"):
        sent("open_workshop", kind="karaoke")


def test_fifty_phases_are_not_too_many() -> None:
    hour = Hour()
    hour.does(ADA, sent("open_workshop", agenda=agenda(*[phase(minutes=240)] * 50)))
    assert len(hour.workshop.agenda) == 50

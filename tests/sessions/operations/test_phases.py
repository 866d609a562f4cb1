"""Any seat changes the agenda, before and during; nothing is lost, and each act can be undone."""

from typing import Any

import pytest

from boards.operations.base import Refused
from boards.operations.undo import Undo
from boards.operations.wire import to_wire
from sessions.operations.moving_on import EnterPhase
from sessions.operations.opening import OpenWorkshop, PlanWorkshop
from sessions.operations.ordering import MovePhase, PutBackPhase, RemovePhase
from sessions.operations.phases import AddPhase, EditPhase
from sessions.operations.wording import AskInPhase, NamePhase
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.hour import Hour, opened, sent


@pytest.fixture
def hour() -> Hour:
    return opened()


def order(hour: Hour) -> list[str]:
    return list(hour.workshop.order)


def test_a_phase_comes_at_the_end_or_before_another(hour: Hour) -> None:
    tea = hour.does(ADA, AddPhase(name="Tea", minutes=10, areas=())).phase
    walk = hour.does(BEN, AddPhase(name="Walk", minutes=5, before="tracking", areas=())).phase
    assert order(hour) == ["preparing", "exploring", walk, "tracking", tea]
    hour.does(ADA, Undo())
    assert order(hour) == ["preparing", "exploring", walk, "tracking"]
    assert hour.folded() == hour.board


def test_a_phase_that_names_no_area_gets_one_of_its_own(hour: Hour) -> None:
    added = hour.does(ADA, AddPhase(name="Hopes", minutes=5, question="What do you hope for?"))
    area = hour.board.areas[added.area or ""]
    assert hour.workshop.phases[added.phase].areas == (area.id,)
    assert (area.name, area.question) == ("Hopes", "What do you hope for?")
    assert to_wire(added, hour.board)["area"] == area.id


def test_minutes_and_prompts_change_apart(hour: Hour) -> None:
    hour.does(ADA, EditPhase(phase="exploring", minutes=25))
    hour.does(BEN, EditPhase(phase="exploring", prompts=("Breathe.",)))
    phase = hour.workshop.phases["exploring"]
    assert (phase.minutes, phase.prompts) == (25, ("Breathe.",))
    hour.does(ADA, Undo())
    phase = hour.workshop.phases["exploring"]
    assert (phase.minutes, phase.prompts) == (30, ("Breathe.",))
    assert hour.folded() == hour.board


def test_it_refuses_to_take_back_minutes_that_another_changed_since(hour: Hour) -> None:
    hour.does(ADA, EditPhase(phase="exploring", minutes=25))
    hour.does(BEN, EditPhase(phase="exploring", minutes=20))
    with pytest.raises(Refused, match="overtaken"):
        hour.does(ADA, Undo())


def test_the_room_stays_in_a_phase_that_moves(hour: Hour) -> None:
    hour.does(ADA, MovePhase(phase="preparing"))
    assert order(hour) == ["exploring", "tracking", "preparing"]
    assert hour.workshop.current == "preparing"
    hour.does(ADA, Undo())
    assert order(hour) == ["preparing", "exploring", "tracking"]


def test_a_phase_that_goes_comes_back_where_it_was(hour: Hour) -> None:
    hour.does(ADA, RemovePhase(phase="exploring"))
    assert order(hour) == ["preparing", "tracking"]
    hour.does(ADA, Undo())
    assert order(hour) == ["preparing", "exploring", "tracking"]


def test_where_its_neighbour_has_gone_too_it_comes_back_at_the_end(hour: Hour) -> None:
    hour.does(ADA, RemovePhase(phase="exploring"))
    hour.does(BEN, AddPhase(name="Tea", minutes=5))
    hour.does(BEN, RemovePhase(phase="tracking"))
    hour.does(ADA, Undo())
    assert order(hour)[-1] == "exploring"


def test_two_people_name_a_phase_at_once_and_keep_every_letter(hour: Hour) -> None:
    base, end = hour.board.seq, len("Preparing the ground")
    front: dict[str, Any] = {"base": base, "at": 0, "remove": 0, "insert": "Gently: "}
    back: dict[str, Any] = {"base": base, "at": end, "remove": 0, "insert": ", together"}
    hour.does(ADA, NamePhase(phase="preparing", **front))
    hour.does(BEN, NamePhase(phase="preparing", **back))
    name = hour.workshop.phases["preparing"].name
    assert name.said == "Gently: Preparing the ground, together"
    hour.does(ADA, Undo())
    assert hour.workshop.phases["preparing"].name.said == "Preparing the ground, together"
    assert hour.folded() == hour.board


def test_a_question_is_written_together_too_also_of_a_phase_that_just_went(hour: Hour) -> None:
    base = hour.board.seq
    hour.does(ADA, RemovePhase(phase="exploring"))
    act = AskInPhase(phase="exploring", base=base, at=0, remove=0, insert="So. ")
    hour.does(BEN, act)
    assert hour.workshop.phases["exploring"].question.said.startswith("So. When did somebody")
    hour.does(ADA, Undo())
    assert hour.workshop.agenda[1].question.said.startswith("So. ")


def test_nothing_said_of_an_earlier_workshop_touches_a_later_one(hour: Hour) -> None:
    hour = Hour()
    hour.does(ADA, PlanWorkshop(kind="immersive"))
    hour.does(ADA, EditPhase(phase="exploring", minutes=25))
    hour.does(BEN, NamePhase(phase="exploring", base=2, at=0, remove=20, insert="Telling"))
    hour.does(CORA, OpenWorkshop(kind="immersive"))
    agenda = hour.workshop.agenda
    with pytest.raises(Refused, match="no_such_phase"):
        hour.does(ADA, Undo())
    hour.does(BEN, Undo())  # of the words that are kept underneath
    assert hour.workshop.agenda == agenda
    hour.does(CORA, PutBackPhase(phase="exploring"))  # what was laid out is not lost
    assert hour.workshop.agenda[-1].minutes == 25


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (EditPhase(phase="tea", minutes=5), "no_such_phase"),
        (EditPhase(phase="exploring"), "missing_field"),
        (MovePhase(phase="tea"), "no_such_phase"),
        (MovePhase(phase="exploring", before="tea"), "no_such_phase"),
        (MovePhase(phase="exploring", before="tracking"), "already_there"),
        (MovePhase(phase="tracking"), "already_there"),
        (RemovePhase(phase="tea"), "no_such_phase"),
        (RemovePhase(phase="preparing"), "phase_is_on"),
        (PutBackPhase(phase="tea"), "no_such_phase"),
        (PutBackPhase(phase="exploring"), "already_there"),
        (AddPhase(name="Tea", minutes=5, before="tea"), "no_such_phase"),
        (AddPhase(name="Tea", minutes=5, areas=("nowhere",)), "no_such_area"),
        (NamePhase(phase="tea", base=1, at=0, remove=0, insert="x"), "no_such_phase"),
        (NamePhase(phase="exploring", base=0, at=0, remove=0, insert="x"), "bad_base"),
        (NamePhase(phase="exploring", base=1, at=0, remove=0, insert="x" * 100), "too_long"),
        (AskInPhase(phase="exploring", base=1, at=0, remove=0, insert="x" * 500), "too_long"),
        (AskInPhase(phase="exploring", base=1, at=400, remove=0, insert="x"), "out_of_range"),
        (EnterPhase(phase="exploring"), "needs_consent"),
    ],
)
def test_it_refuses(hour: Hour, act: Any, code: str) -> None:
    before = hour.board
    with pytest.raises(Refused) as refused:
        hour.does(ADA, act)
    assert (refused.value.code, hour.board) == (code, before)


def test_it_refuses_to_remove_the_last_phase() -> None:
    hour = Hour()
    hour.does(ADA, PlanWorkshop(kind="immersive"))
    for phase in ("preparing", "exploring"):
        hour.does(ADA, RemovePhase(phase=phase))
    with pytest.raises(Refused, match="last_phase"):
        hour.does(ADA, RemovePhase(phase="tracking"))


def test_it_refuses_a_phase_where_there_is_no_agenda() -> None:
    with pytest.raises(Refused, match="no_agenda"):
        Hour().does(ADA, AddPhase(name="Tea", minutes=5))


def test_an_agenda_is_full_at_fifty(hour: Hour) -> None:
    for _ in range(47):
        hour.does(ADA, AddPhase(name="Tea", minutes=1, areas=()))
    with pytest.raises(Refused, match="agenda_full"):
        hour.does(ADA, AddPhase(name="Tea", minutes=1, areas=()))


BAD: list[tuple[dict[str, Any], str]] = [
    ({"name": "Tea", "minutes": 0}, "bad_minutes"),
    ({"name": "Tea", "minutes": 1000}, "bad_minutes"),
    ({"name": "Tea", "minutes": "ten"}, "wrong_type"),
    ({"name": "Tea"}, "missing_field"),
    ({"name": " ", "minutes": 5}, "empty"),
    ({"minutes": 5}, "missing_field"),
    ({"name": "x" * 121, "minutes": 5}, "too_long"),
    ({"name": "Tea", "minutes": 5, "question": "x" * 501}, "too_long"),
    ({"name": "Tea", "minutes": 5, "prompts": "x"}, "wrong_type"),
    ({"name": "Tea", "minutes": 5, "prompts": ["x"] * 21}, "too_many"),
    ({"name": "Tea", "minutes": 5, "phase": "mine"}, "unknown_field"),
]


@pytest.mark.parametrize(("given", "code"), BAD)
def test_it_refuses_a_phase_that_is_none(given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        sent("add_phase", **given)


@pytest.mark.parametrize("minutes", [0, 241, 1000])
def test_it_refuses_to_make_a_phase_so_long(minutes: int) -> None:
    with pytest.raises(Refused, match="bad_minutes"):
        sent("edit_phase", phase="exploring", minutes=minutes)

"""Where the room writes, as it is told to every screen."""

from boards.operations.ideas import AddIdea, MoveIdea
from sessions.operations.moving_on import CloseWorkshop, EnterPhase
from sessions.operations.opening import PlanWorkshop
from sessions.shown.places import places
from tests.sessions.operations.hour import EXPLORING, TRACKING, Hour, opened


def told(hour: Hour) -> dict[str, object]:
    return places(hour.workshop, hour.board)


def behind(hour: Hour) -> list[tuple[str, list[str]]]:
    """What one can look back at, by the phase it was written in."""
    earlier = places(hour.workshop, hour.board)["earlier"]
    return [(part["name"], [area["id"] for area in part["areas"]]) for part in earlier]


def moved(hour: Hour, what: EnterPhase | CloseWorkshop) -> None:
    """As the room alone does it."""
    hour.board = what.apply(hour.board)


def test_without_phases_the_whole_board_is_in_view() -> None:
    for hour in (Hour(), opened("open_board")):
        assert (told(hour)["on"], told(hour)["now"], told(hour)["earlier"]) == (False, "", [])
    planned = Hour()
    planned.does("ada", PlanWorkshop(kind="immersive"))
    assert not told(planned)["on"]


def test_a_phase_names_its_areas_and_what_lies_behind() -> None:
    hour = opened()
    assert told(hour)["now"] == "agreements obstacles"
    assert (told(hour)["past"], behind(hour)) == (False, [])
    moved(hour, EXPLORING)
    assert (told(hour)["now"], told(hour)["steps"], told(hour)["past"]) == ("experiences", [], True)
    assert behind(hour) == [("Preparing the ground", ["agreements", "obstacles"])]
    moved(hour, TRACKING)
    assert told(hour)["now"] == "common-ground messages"
    assert [areas for _, areas in behind(hour)] == [["agreements", "obstacles"], ["experiences"]]


def test_what_holds_an_idea_can_be_reached_whenever_it_was_written() -> None:
    hour = opened()
    hour.does("ada", AddIdea(text="Early", area="agreements"))
    idea = max(hour.board.ideas.values(), key=lambda one: one.number).id
    hour.does("ada", MoveIdea(idea=idea, area="messages"))
    assert behind(hour) == [("Tracking themes and learning points", ["messages"])]
    hour.does("ada", MoveIdea(idea=idea, area=next(iter(hour.board.areas))))
    assert len(behind(hour)) == 1


def test_a_workshop_that_has_ended_lies_open_at_its_last_phase() -> None:
    hour = opened()
    moved(hour, CloseWorkshop())
    assert told(hour)["now"] == "common-ground messages"
    assert told(hour)["phase"] == "tracking"

"""A board that is opened again weeks later: as it was, and a new workshop can start on it."""

import pytest

from boards.operations.ideas import AddIdea
from boards.operations.promises import WriteOutcome, WritePromise
from boards.operations.themes import Gather
from sessions.operations.carrying import LapseProposal
from sessions.operations.consenting import Consenting
from sessions.operations.kinds import COMING_BACK, KINDS
from sessions.operations.layout import agenda_of
from sessions.operations.moving_on import CloseWorkshop, EnterPhase
from sessions.operations.opening import OpenWorkshop, PlanWorkshop
from sessions.operations.piece import AskForPiece
from sessions.operations.pulse import PlaceDot
from sessions.operations.settling import SettleKeeping
from sessions.operations.state import CLOSED, OPEN
from sessions.shown.hour import came_back, hour
from sessions.shown.places import places
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.circle import Circle
from tests.sessions.operations.hour import here

WEEKS = 5 * 7 * 86_400_000  # ms


@pytest.fixture
def circle() -> Circle:
    """A workshop in which things were said, and that has ended; weeks have passed."""
    circle = Circle()
    circle.does(ADA, OpenWorkshop(kind="immersive"))
    ideas = tuple(circle.does(BEN, AddIdea(text=text)).idea for text in ("Tea", "Quiet"))
    circle.does(CORA, AddIdea(text="I will ask", area="messages"))
    circle.does(ADA, Gather(ideas=ideas))
    circle.does(ADA, PlaceDot(moment="before", at=200))
    circle.does(BEN, AskForPiece())
    circle.agrees(EnterPhase(phase="tracking"))
    circle.agrees(CloseWorkshop())
    circle.now += WEEKS
    return circle


def theme_of(circle: Circle) -> str:
    return next(iter(circle.board.themes))


def test_a_kind_of_workshop_for_coming_back_takes_half_an_hour() -> None:
    phases = KINDS[COMING_BACK]["phases"]
    assert [one["minutes"] for one in phases] == [10, 15, 5]
    assert [one["name"] for one in phases] == [
        "What has happened since",
        "What next",
        "Take-home messages",
    ]


def test_a_board_that_was_closed_stays_as_it_was(circle: Circle) -> None:
    assert circle.workshop.status == CLOSED
    assert [idea.text.said for idea in circle.board.ideas.values()][-3:] == [
        *("Tea", "Quiet", "I will ask"),
    ]
    assert [one.id for one in circle.workshop.agenda] == ["preparing", "exploring", "tracking"]
    assert circle.folded() == circle.board


@pytest.mark.parametrize("kind", [*KINDS])
def test_any_kind_of_workshop_can_start_on_it(circle: Circle, kind: str) -> None:
    before = circle.board
    circle.does(BEN, OpenWorkshop(kind=kind))
    workshop = circle.workshop
    assert workshop.status == OPEN
    assert set(before.areas) <= set(circle.board.areas)
    assert {id_: idea for id_, idea in circle.board.ideas.items() if id_ in before.ideas} == (
        dict(before.ideas)
    )
    assert not set(workshop.phases) & {"preparing", "exploring", "tracking"}
    assert set(workshop.past) >= {"preparing", "exploring", "tracking"}
    assert workshop.clock is None or workshop.clock.began == circle.now
    assert workshop.pulse.since == circle.board.seq
    assert not workshop.pulse.at("before")
    assert circle.folded() == circle.board


def test_one_of_ours_can_start_on_it(circle: Circle) -> None:
    circle.does(CORA, OpenWorkshop(agenda=agenda_of(circle.board)))
    assert [one.minutes for one in circle.workshop.agenda] == [10, 30, 20]
    areas = [area for one in circle.workshop.agenda for area in one.areas]
    assert set(areas) <= set(circle.board.areas)
    assert "Obstacles" not in [area.name for area in circle.board.areas.values()]


def test_it_can_be_laid_out_first(circle: Circle) -> None:
    circle.does(CORA, PlanWorkshop(kind=COMING_BACK))
    circle.does(ADA, OpenWorkshop())
    assert len(circle.workshop.agenda) == 3


def test_what_lies_in_other_places_can_be_looked_back_at(circle: Circle) -> None:
    circle.does(BEN, OpenWorkshop(kind=COMING_BACK))
    shown = places(circle.workshop, circle.board)
    assert shown["now"] == "since"
    assert [area["id"] for area in shown["plans"] if area["themes"]] == ["since"]
    behind = [area["id"] for part in shown["earlier"] for area in part["areas"]]
    assert "obstacles" in behind
    assert "common-ground" in behind


def test_what_the_room_was_asked_before_it_closed_is_asked_still(circle: Circle) -> None:
    asked = circle.proposes(ADA, SettleKeeping(names=False, whom="seats", months=3))
    circle.does(BEN, OpenWorkshop(kind=COMING_BACK))
    circle.carries(asked)
    assert circle.workshop.lasting.whom == "seats"


def test_a_question_about_a_phase_of_then_lapses_by_itself() -> None:
    circle = Circle()
    circle.does(ADA, OpenWorkshop(kind="immersive"))
    ending = circle.proposes(ADA, CloseWorkshop())
    waits = circle.proposes(BEN, EnterPhase(phase="exploring"))
    circle.carries(ending)
    circle.does(CORA, OpenWorkshop(kind=COMING_BACK))
    _, lapse, _ = Consenting().step(circle.board, here({"~ada", "~ben"}), circle.now)
    assert isinstance(lapse, LapseProposal)
    assert (lapse.proposal, lapse.reason) == (waits, "impossible")


def test_the_promise_is_asked_at_the_end_and_what_came_of_it_afterwards() -> None:
    circle, told = Circle(), []

    def asks() -> tuple[bool, bool]:
        words = hour(circle.workshop, circle.board)
        return words["promises"], words["outcomes"]

    told.append(asks())
    circle.does(ADA, OpenWorkshop(kind="immersive"))
    told.append(asks())
    circle.agrees(EnterPhase(phase="tracking"))
    told.append(asks())
    circle.agrees(CloseWorkshop())
    told.append(asks())
    circle.does(ADA, OpenWorkshop(kind=COMING_BACK))
    told.append(asks())
    assert told == [(False, False), (False, False), (True, False), (True, True), (True, True)]
    assert came_back(circle.workshop)


def test_both_are_written_whether_or_not_a_workshop_is_on(circle: Circle) -> None:
    theme, base = theme_of(circle), circle.board.seq
    circle.does(ADA, WritePromise(theme=theme, base=base, at=0, remove=0, insert="Ask"))
    circle.does(BEN, OpenWorkshop(kind=COMING_BACK))
    circle.does(BEN, WriteOutcome(theme=theme, base=base, at=0, remove=0, insert="Asked"))
    assert circle.folded().themes[theme].outcome.said == "Asked"

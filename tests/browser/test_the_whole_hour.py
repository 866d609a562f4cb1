"""A whole hour in a minute: three people and the wall, from the first press to the end.

The boards' time passes 60 times as fast, so that 10, 30 and 20 minutes are as many seconds. Nobody
is given anything by the story but what their hands do.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Seats
from tests.browser.people import all_screens_are_one
from tests.browser.room import (
    Room,
    asks,
    closes,
    gathers,
    hour,
    looks_at,
    place_dot,
    press,
    will_answer,
    writes_of,
)
from tests.serving import Server

pytestmark = pytest.mark.browser

PACE = 60


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("fast"), COPRODUCE_PACE=str(PACE))
    server.start()
    yield server
    server.kill()


def test_a_whole_hour(seats: Seats, fast: Server) -> None:
    room = Room(seats(fast, 3))
    begin(room)
    prepare_the_ground(room)
    not_yet_and_then_on(room)
    explore(room)
    write_quietly(room)
    pass_the_piece(room)
    find_common_ground(room)
    take_home(room)
    ended(room, all_screens_are_one(room.people))


def begin(room: Room) -> None:
    ada, _, _ = room.people
    press(ada, hour(ada).locator('[data-act="begin_chosen"]'))
    room.are_in("preparing")
    closes(ada)
    for person in room.people:
        place_dot(person, "0")


def prepare_the_ground(room: Room) -> None:
    ada, rose, leila = room.people
    ada.writes("Nobody has to speak")
    leila.sees(7, "Nobody has to speak")
    looks_at(rose, "obstacles")
    press(rose, rose.idea(1).get_by_role("button", name="Me too"))
    looks_at(ada, "obstacles")
    expect(ada.idea(1)).to_contain_text("1 says “me too”")


def not_yet_and_then_on(room: Room) -> None:
    ada, rose, leila = room.people
    will_answer(rose, "Not yet")
    hour(leila)  # who looks elsewhere has not seen what the room is asked
    asks(ada, "ask_phase")
    for person in (ada, rose):  # after two minutes: nobody can override it
        expect(person.page.locator(".told-words")).to_contain_text("the room leaves it as it is")
    closes(leila)
    room.are_in("preparing")
    will_answer(rose, "Fine")
    asks(ada, "ask_phase")
    room.are_in("exploring")  # Leila says nothing: for fifteen seconds nobody has said "not yet"


def explore(room: Room) -> None:
    _, rose, leila = room.people
    rose.writes("They asked me before they began")
    where = rose.page.locator(".where-along")
    press(rose, where.get_by_role("button", name="doing with"))
    leila.sees(8, "They asked me before they began")
    expect(room.wall.locator('.idea[data-number="8"] .along')).to_be_attached()


def write_quietly(room: Room) -> None:
    _, rose, leila = room.people
    room.agree(leila, "ask_quiet")
    for person, words in zip(room.people, ("One alone", "Two alone", "Three alone"), strict=True):
        expect(person.page.locator(".quiet-mine")).to_be_visible()
        person.writes(words)
        expect(person.page.locator(".card[data-card] .idea-words")).to_have_text(words)
    for page in room.screens:
        expect(page.locator(".cover")).to_have_count(3)
    assert "alone" not in room.wall.content()
    press(rose, rose.page.locator(".turn-over"))  # its time is over by now
    for page in room.screens:
        expect(page.locator(".idea-words", has_text="alone")).to_have_count(3)


def pass_the_piece(room: Room) -> None:
    ada, rose, leila = room.people

    def held_by(seat: int) -> None:
        expect(room.wall.locator("#piece .piece-theirs")).to_contain_text(f"seat {seat} holds")

    press(ada, hour(ada).locator('.floor-piece [data-act="ask_for_piece"]'))
    closes(ada)
    held_by(1)
    for person in (rose, leila):
        press(person, person.page.locator('#piece [data-act="ask_for_piece"]'))
        expect(person.page.locator('#piece [data-act="stop_asking"]')).to_be_visible()
    for person, after in ((ada, 2), (rose, 3)):
        press(person, person.page.locator('#piece [data-act="pass_piece"]'))
        held_by(after)
    press(leila, leila.page.locator('#piece [data-act="lay_piece"]'))
    expect(room.wall.locator("#piece")).to_be_hidden()


def find_common_ground(room: Room) -> None:
    ada, rose, leila = room.people
    room.agree(rose, "ask_phase")
    room.are_in("tracking")
    gathers(ada, "Being asked", 8, 9)
    rose.sees_together(8, 9)
    room.stand("Being asked", "agree", "agree", "agree")
    writes_of(leila, "Being asked", "statement", "We ask before we begin")
    for page in room.screens:
        theme = page.locator(".theme", has_text="Being asked")
        expect(theme.locator(".theme-state")).to_have_text("Common ground")
        expect(theme.locator(".statement-words")).to_have_text("We ask before we begin")


def take_home(room: Room) -> None:
    for person, words in zip(room.people, ("I ask", "I wait", "I listen"), strict=True):
        looks_at(person, "messages")
        person.writes(words)
        expect(person.page.locator(".idea-words", has_text=words)).to_be_visible()
        place_dot(person, "1000")
    room.agree(room.people[2], "ask_end")
    room.have_ended()


def ended(room: Room, board: Any) -> None:
    expect(hour(room.people[1])).to_contain_text("The workshop has ended")
    messages = [one["text"] for one in board["ideas"] if one["area"] == "messages"]
    assert sorted(messages) == ["I ask", "I listen", "I wait"]
    [theme] = board["themes"]
    assert theme["name"] == "Being asked"
    assert theme["statement"] == "We ask before we begin"
    assert [person.errors for person in room.people] == [[], [], []]

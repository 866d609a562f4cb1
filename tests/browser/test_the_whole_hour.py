"""A whole hour in a minute: three people and the wall, from the first press to the end.

The boards' time passes 60 times as fast, so that 10, 30 and 20 minutes are as many seconds. Nobody
is given anything by the story but what their hands do.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Seats
from tests.browser.hour import placing
from tests.browser.people import Person, all_screens_are_one
from tests.serving import Server

pytestmark = pytest.mark.browser

PACE = 60
ANSWER = """(words) => {
  const look = () => {
    const all = [...document.querySelectorAll("section.proposal .answers button")];
    const there = all.find((one) => one.textContent.trim() === words && one.checkVisibility());
    if (there) there.click();
    else requestAnimationFrame(look);
  };
  look();
}"""
FULL_HD: ViewportSize = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("fast"), COPRODUCE_PACE=str(PACE))
    server.start()
    yield server
    server.kill()


class Room:
    """Ada at a laptop, Rose with a phone, Leila with a tablet, and the wall behind them."""

    def __init__(self, people: list[Person]) -> None:
        self.ada, self.rose, self.leila = self.people = people
        self.wall = self.ada.page.context.new_page()
        self.wall.set_viewport_size(FULL_HD)
        self.wall.goto(self.ada.page.url + "projector/")
        expect(self.wall.locator(".here > [data-seat]").first).to_be_attached()

    @property
    def screens(self) -> list[Page]:
        return [*(one.page for one in self.people), self.wall]

    def are_in(self, phase: str) -> None:
        for page in self.screens:
            expect(page.locator("#places")).to_have_attribute("data-phase", phase)


def press(person: Person, button: Locator) -> None:
    """Each in their own way: a finger on the phone, a mouse elsewhere."""
    (button.tap if person.page.evaluate("navigator.maxTouchPoints") else button.click)()


def hour(person: Person) -> Locator:
    sheet = person.sheet("hour")
    if sheet.is_hidden():
        press(person, person.page.locator('.board-top [data-open="hour"]'))
    expect(sheet).to_be_visible()
    return sheet


def closes(person: Person) -> None:
    person.page.keyboard.press("Escape")


def will_answer(person: Person, words: str) -> None:
    """Press it as soon as it is there: fifteen seconds are a quarter of one here."""
    person.page.evaluate(ANSWER, words)


def asks(person: Person, act: str) -> None:
    press(person, hour(person).locator(f'[data-act="{act}"]').first)
    closes(person)


def agree(room: Room, asker: Person, act: str) -> None:
    """One asks, and the two others say that it is fine."""
    for person in room.people:
        if person is not asker:
            will_answer(person, "Fine")
    asks(asker, act)


def looks_at(person: Person, area: str) -> None:
    press(person, person.page.locator(f'.step-to[data-area="{area}"]'))
    expect(person.page.locator(".open-ground.looked-at")).to_have_attribute("data-area", area)


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
    press(room.ada, hour(room.ada).locator('[data-act="begin_chosen"]'))
    room.are_in("preparing")
    closes(room.ada)
    for person in room.people:
        place_dot(person, "0")


def place_dot(person: Person, at: str) -> None:
    dot = placing(person).locator(f'.pulse-taps [data-at="{at}"]')
    press(person, dot)
    expect(dot).to_have_attribute("aria-pressed", "true")
    closes(person)


def prepare_the_ground(room: Room) -> None:
    room.ada.writes("Nobody has to speak")
    room.leila.sees(7, "Nobody has to speak")
    looks_at(room.rose, "obstacles")
    press(room.rose, room.rose.idea(1).get_by_role("button", name="Me too"))
    looks_at(room.ada, "obstacles")
    expect(room.ada.idea(1)).to_contain_text("1 says “me too”")


def not_yet_and_then_on(room: Room) -> None:
    will_answer(room.rose, "Not yet")
    hour(room.leila)  # who looks elsewhere has not seen what the room is asked
    asks(room.ada, "ask_phase")
    for person in (room.ada, room.rose):  # after two minutes: nobody can override it
        expect(person.page.locator(".told-words")).to_contain_text("the room leaves it as it is")
    closes(room.leila)
    room.are_in("preparing")
    will_answer(room.rose, "Fine")
    asks(room.ada, "ask_phase")
    room.are_in("exploring")  # Leila says nothing: for fifteen seconds nobody has said "not yet"


def explore(room: Room) -> None:
    room.rose.writes("They asked me before they began")
    where = room.rose.page.locator(".where-along")
    press(room.rose, where.get_by_role("button", name="doing with"))
    room.leila.sees(8, "They asked me before they began")
    expect(room.wall.locator('.idea[data-number="8"] .along')).to_be_attached()


def write_quietly(room: Room) -> None:
    agree(room, room.leila, "ask_quiet")
    for person, words in zip(room.people, ("One alone", "Two alone", "Three alone"), strict=True):
        expect(person.page.locator(".quiet-mine")).to_be_visible()
        person.writes(words)
        expect(person.page.locator(".card[data-card] .idea-words")).to_have_text(words)
    for page in room.screens:
        expect(page.locator(".cover")).to_have_count(3)
    assert "alone" not in room.wall.content()
    press(room.rose, room.rose.page.locator(".turn-over"))  # its time is over by now
    for page in room.screens:
        expect(page.locator(".idea-words", has_text="alone")).to_have_count(3)


def pass_the_piece(room: Room) -> None:
    def held_by(seat: int) -> None:
        expect(room.wall.locator("#piece .piece-theirs")).to_contain_text(f"seat {seat} holds")

    press(room.ada, hour(room.ada).locator('.floor-piece [data-act="ask_for_piece"]'))
    closes(room.ada)
    held_by(1)
    for person in (room.rose, room.leila):
        press(person, person.page.locator('#piece [data-act="ask_for_piece"]'))
        expect(person.page.locator('#piece [data-act="stop_asking"]')).to_be_visible()
    for person, after in ((room.ada, 2), (room.rose, 3)):
        press(person, person.page.locator('#piece [data-act="pass_piece"]'))
        held_by(after)
    press(room.leila, room.leila.page.locator('#piece [data-act="lay_piece"]'))
    expect(room.wall.locator("#piece")).to_be_hidden()


def find_common_ground(room: Room) -> None:
    ada, rose, leila = room.people
    agree(room, rose, "ask_phase")
    room.are_in("tracking")
    for number in (8, 9):
        ada.idea(number).focus()
        ada.page.keyboard.press("x")
    ada.presses(ada.page.locator('[data-act="put_together"]'))
    rose.sees_together(8, 9)
    ada.names(ada.theme("No name yet"), "Being asked")
    closes(ada)
    for person in room.people:
        press(person, person.theme("Being asked").locator(".theme-name button"))
        press(person, person.sheet("theme").locator('[data-stance="agree"]'))
    leila.page.locator("#theme-statement").fill("We ask before we begin")
    for page in room.screens:
        theme = page.locator(".theme", has_text="Being asked")
        expect(theme.locator(".theme-state")).to_have_text("Common ground")
        expect(theme.locator(".statement-words")).to_have_text("We ask before we begin")
    for person in room.people:
        closes(person)


def take_home(room: Room) -> None:
    for person, words in zip(room.people, ("I ask", "I wait", "I listen"), strict=True):
        looks_at(person, "messages")
        person.writes(words)
        expect(person.page.locator(".idea-words", has_text=words)).to_be_visible()
        place_dot(person, "1000")
    agree(room, room.leila, "ask_end")
    for page in room.screens:
        expect(page.locator("#hour")).to_have_attribute("data-status", "closed")


def ended(room: Room, board: Any) -> None:
    expect(hour(room.rose)).to_contain_text("The workshop has ended")
    messages = [one["text"] for one in board["ideas"] if one["area"] == "messages"]
    assert sorted(messages) == ["I ask", "I listen", "I wait"]
    [theme] = board["themes"]
    assert theme["name"] == "Being asked"
    assert theme["statement"] == "We ask before we begin"
    assert [person.errors for person in room.people] == [[], [], []]

"""A workshop and what stays of it: held, kept, found after a month, carried on, taken along.

Ada, Rose and Leila hold it. A month later Leila cannot come, and Noor, who was not there, does.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.compared import States, is_all_there
from tests.browser.conftest import Browsers
from tests.browser.month import (
    DAYS,
    a_month_passes,
    comes_in,
    enters,
    finds,
    here,
    link_of,
    signs,
    starts,
)
from tests.browser.people import Person, all_screens_are_one
from tests.browser.room import Room, closes, gathers, hour, looks_at, opens_theme, press, writes_of
from tests.browser.taken import Taken, takes_along
from tests.browser.test_coming_back import opens_keeping
from tests.browser.test_past import runs_until
from tests.browser.test_shelf import puts_on_a_new_shelf
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.changes_time]

TITLE = "How do we wait well?"
TOLD, NIGHT = "Being told", "The night"
STATES: States = {TOLD: "Common ground", NIGHT: "Held open"}
LANTERN = "The porter walked me to the ward with a lantern"
ANSWER = "And he told me where we were going"
GROUND = (
    "Write the waiting time by the door",
    "Tell us, even if it is long",
    "One lamp stays on at night",
    "A chair in which family can sleep",
    "More posters in the corridor",
)


@pytest.fixture
def context(browsers: Browsers) -> Iterator[Any]:
    """The browser of each person, of their own: a laptop, a phone, a tablet, a second phone."""
    yield lambda number: browsers.of(number, alone=True, options={})
    browsers.end_story()


def test_a_board_is_found_after_a_month_carried_on_and_taken_along(
    context: Any, running: Server
) -> None:
    ada = starts(context(0), running, TITLE)
    signs(ada, "Ada")
    link = link_of(ada)
    rose = comes_in(context(1).new_page(), running, link, "Rose")
    leila = comes_in(context(2).new_page(), running, link, "Leila")
    hold(Room([ada, rose, leila]))
    shelf = puts_on_a_new_shelf(ada.page, "Ward 4")
    kept = rose.export()
    for page in (page for one in (ada, rose, leila) for page in one.page.context.pages):
        page.close()

    before = today()
    a_month_passes(running)

    phone = context(4).new_page()
    noor = finds_it(phone, here(running, shelf))
    assert noor.export() == kept
    looks_through_its_past(noor)
    ada, rose = (Person(one.page.context.new_page(), one.board) for one in (ada, rose))
    for person in (ada, rose):
        person.arrives(running.address)
    carry_on(Room([ada, rose, noor]), {before, today()})
    is_all_there(along(noor), all_screens_are_one([ada, rose, noor]), STATES)
    keeps_own_messages(noor)
    assert [one.errors for one in (ada, rose, leila, noor)] == [[], [], [], []]


def today() -> str:
    """The day that was today, a month ago."""
    day = datetime.now(UTC) - timedelta(days=DAYS)
    return f"{day.day} {day:%B}"


def hold(room: Room) -> None:
    """Its three phases, and its end."""
    ada, rose, leila = room.people
    press(ada, hour(ada).locator('[data-act="begin_chosen"]'))
    room.are_in("preparing")
    closes(ada)
    ada.writes("First names, and nothing else")
    rose.sees(7, "First names, and nothing else")
    looks_at(rose, "obstacles")
    press(rose, rose.idea(1).get_by_role("button", name="Me too"))
    room.move_on(ada, "Transformational exploration")
    rose.writes(LANTERN)
    press(rose, rose.page.locator(".where-along").get_by_role("button", name="doing with"))
    leila.sees(8, LANTERN)
    leila.opens(8).locator("#answer").fill(ANSWER)
    leila.page.locator("#answer").press("Enter")
    closes(leila)
    expect(rose.idea(8).locator(".echo p")).to_have_text([ANSWER])
    room.move_on(rose, "Tracking themes and learning points")
    gather(room)
    for number, (person, words) in enumerate(zip(room.people, "ABC", strict=True), start=14):
        looks_at(person, "messages")
        person.writes(f"I take home {words}")
        ada.sees(number, f"I take home {words}")
    close(room)


def gather(room: Room) -> None:
    """Ideas, two themes, what each holds, where people stand, and one promise."""
    ada, rose, leila = room.people
    for number, words in enumerate(GROUND, start=9):
        (ada, rose, leila)[number % 3].writes(words)
        for person in room.people:
            person.sees(number, words)
    leila.opens(13).locator('[data-act="set_aside"]').click()
    closes(leila)
    gathers(ada, TOLD, 9, 10)
    gathers(leila, NIGHT, 11, 12)
    rose.sees_together(11, 12)
    room.stand(TOLD, "agree", "agree", "live_with")
    room.stand(NIGHT, "agree", "agree", "not_for_me")
    writes_of(rose, TOLD, "statement", "We say how long it takes, and why")
    writes_of(leila, NIGHT, "statement", "Nobody lies awake alone in the dark")
    writes_of(ada, TOLD, "promise", "Ada asks for a board by the door")
    for name, state in STATES.items():
        for person in room.people:
            expect(person.theme(name).locator(".theme-state")).to_have_text(state)


def close(room: Room) -> None:
    """Settle what is kept, with names; and end, once nobody says not yet."""
    ada, rose, leila = room.people
    sheet = opens_keeping(ada)
    sheet.get_by_label("The team on whose shelf it stands").check()
    sheet.get_by_label("Keep them").check()
    sheet.get_by_role("button", name="Ask the room").click()
    for person in (rose, leila):
        press(person, person.page.locator('[data-act="say_fine"]'))
    for person in room.people:
        expect(person.page.locator("#lasting")).to_have_text(re.compile("for the team.*with names"))
    closes(ada)
    room.agree(leila, "ask_end")
    room.have_ended()


def finds_it(phone: Page, link: str) -> Person:
    """Noor holds the shelf by its link, and remembers that somebody told her of a lantern."""
    phone.goto(link)
    place = phone.locator(".place")
    expect(place.locator("h3")).to_have_text(TITLE)
    expect(place).to_contain_text("Finished on")
    finds(phone, "lantern", 8)
    phone.get_by_role("button", name="Take a seat").click()
    return enters(phone, "Noor")


def looks_through_its_past(noor: Person) -> None:
    """From its first moment, act by act; and the hour again."""
    noor.page.locator(".more").click()
    noor.page.get_by_role("link", name="History").click()
    slider = noor.page.get_by_role("slider", name="Moment")
    slider.press("Home")
    expect(noor.page.locator("body")).to_have_attribute("data-seq", "0")
    expect(noor.page.locator(".ground .idea-words:visible")).to_have_count(0)
    browser = noor.page.context.browser
    assert browser
    watching = browser.new_context(storage_state=noor.page.context.storage_state())
    page = watching.new_page()  # in a time of its own
    page.clock.install()
    page.goto(noor.page.url)
    last = int(page.locator("body").get_attribute("data-last") or 0)
    page.get_by_role("button", name="Play the hour in a minute").click()
    runs_until(page, last, step=5_000)
    for name in STATES:
        expect(page.locator(".theme-name", has_text=name)).to_be_visible()
    expect(page.locator(".hour-name")).to_have_text("The workshop has ended")
    watching.close()
    noor.page.get_by_role("link", name="Back to the board").click()
    noor.is_connected()


def carry_on(room: Room, days: set[str]) -> None:
    """Come back: what has happened since, what next, and home."""
    ada, rose, noor = room.people
    told = rose.page.locator("#last-here").text_content() or ""
    assert told in {f"Last here on {day}." for day in days}
    rose.page.get_by_role("button", name="Start again").click()
    expect(rose.sheet("hour").locator('[value="coming_back"]')).to_be_checked()
    press(rose, rose.sheet("hour").locator('[data-act="begin_chosen"]'))
    expect(rose.sheet("hour")).to_be_hidden()
    room.are_told("What has happened since")
    for person in room.people:
        expect(hour(person).locator("#agenda .agenda-question")).to_have_text(
            "What has happened since we were here, and what helped?"
        )
        closes(person)
    sheet = opens_theme(noor, TOLD)
    expect(sheet.locator("#theme-promise")).to_have_value("Ada asks for a board by the door")
    closes(noor)
    writes_of(noor, TOLD, "outcome", "It has hung there since Tuesday")
    room.move_on(rose, "What next")
    ada.writes("Ask the night staff what they would like")
    rose.sees(17, "Ask the night staff what they would like")
    looks_at(ada, "common-ground")
    writes_of(ada, NIGHT, "promise", "Rose tries one lamp for two weeks")
    room.move_on(noor, "Take-home messages")
    noor.writes("I read it all, and I was there")
    ada.sees(18, "I read it all, and I was there")
    room.agree(ada, "ask_end")
    room.have_ended()


def along(noor: Person) -> Taken:
    noor.page.locator(".more").click()
    noor.sheet("more").get_by_role("link", name="Take it along").click()
    taken = takes_along(noor.page)
    assert b"Ada" in next(iter(taken.pages.values()))  # the room agreed to keep names
    noor.page.get_by_role("link", name="Back to the board").click()
    noor.is_connected()
    return taken


def keeps_own_messages(noor: Person) -> None:
    noor.page.locator(".more").click()
    noor.page.get_by_role("link", name="Keep your own take-home messages").click()
    with noor.page.expect_download() as coming:
        noor.page.get_by_role("link", name="Keep as a text file").click()
    words = coming.value.path().read_text("utf-8-sig")
    assert "I read it all, and I was there" in words
    assert "I take home" not in words

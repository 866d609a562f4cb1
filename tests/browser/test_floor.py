"""Sharing the floor: voice, the pulse, and what one takes home."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.floor import begins, does, floor, the_room_agrees
from tests.browser.hour import dot_line, placing
from tests.browser.people import Person, all_screens_are_one

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def test_before_a_workshop_nothing_of_it_is_on_a_phone(people: People) -> None:
    _, rose = people(2)
    for place in ("#piece", ".hour-asks", ".voice-open", ".instead-line", "#keeping"):
        expect(rose.page.locator(place)).to_be_hidden()


# Voice.


def test_the_room_sees_how_evenly_it_speaks_and_each_their_own_share(people: People) -> None:
    ada, rose, mei = people(3)
    begins(ada)
    for person, times in ((ada, 5), (rose, 3), (mei, 1)):
        for n in range(times):
            person.writes(f"Words {n}")
        person.everything_is_stored()
    floor(ada).locator('[data-act="turn_voice"]').click()
    ada.page.keyboard.press("Escape")
    expect(mei.page.locator(".voice-open")).to_contain_text("Voice: Fairly even")
    expect(mei.page.locator(".voice-small .petals path")).to_have_count(3)

    floor(rose).locator('[data-open="voice"]').tap()  # on a phone it is one press away
    expect(rose.sheet("voice").locator(".voice-own")).to_contain_text("33% of it all")
    mei.page.locator(".voice-open").press("Enter")
    expect(mei.sheet("voice").locator(".voice-own")).to_contain_text("11% of it all")
    how = mei.sheet("voice").locator(".voice-how")
    expect(how.locator(".formula")).to_be_hidden()
    mei.presses(how.locator("summary"))
    expect(how).to_contain_text("Evenness is 0.85")
    expect(how).to_contain_text("Pielou")

    mei.sheet("voice").locator('[data-act="turn_voice"]').click()
    for person in (ada, rose, mei):
        expect(person.page.locator(".voice-said")).to_have_count(0)
        expect(person.sheet("voice")).to_be_hidden()
    all_screens_are_one([ada, rose, mei])


# The pulse.


def test_three_place_a_dot_and_all_see_how_they_lie_and_never_whose(people: People) -> None:
    ada, rose, mei = people(3)
    begins(ada)
    sheet = placing(rose)
    expect(sheet.locator(".pulse-said")).to_have_text("You have placed no dot yet.")
    sheet.locator('[data-at="0"]').tap()
    expect(sheet.locator('[data-at="0"]')).to_have_attribute("aria-pressed", "true")
    expect(dot_line(rose)).to_be_hidden()

    line = placing(mei).locator("#pulse-line")
    expect(line).to_have_attribute("aria-valuetext", "not placed yet")
    line.press("ArrowRight")
    line.press("ArrowRight")
    expect(line).to_have_attribute("aria-valuetext", "between doing for and doing with")
    words = mei.sheet("pulse").locator(".spread-words")
    expect(words).to_have_text("2 dots. From 3 on, all can see how they lie.")
    expect(mei.sheet("pulse").locator(".bars")).to_have_count(0)

    ada.presses(placing(ada).locator('[data-at="1000"]'))
    text = "3 dots: 1 nearest to “doing to”, 1 nearest to “doing for”, 1 nearest to “doing with”"
    for person in (ada, rose, mei):
        expect(person.page.locator("#pulse .spread-words")).to_have_text(text)
        expect(person.page.locator("#pulse .bars rect")).to_have_count(3)

    # Only this browser remembers where one's own is.
    mei.page.reload()
    mei.is_connected()
    expect(dot_line(mei)).to_be_hidden()
    expect(mei.page.locator("#pulse-line")).to_have_value("600")
    floor(mei).locator('[data-open="pulse"]').click()
    mei.sheet("pulse").locator('[data-act="take_back_dot"]').click()
    expect(ada.page.locator("#pulse .spread-words")).to_have_text(re.compile("^2 dots"))
    expect(mei.page.locator("#pulse-line")).to_be_focused()
    expect(dot_line(mei)).to_be_visible()
    all_screens_are_one([ada, rose, mei])


def test_the_end_is_asked_for_in_the_last_phase_beside_the_beginning(people: People) -> None:
    room = people(3)
    ada, rose, _ = room
    begins(ada)
    for person in room:
        placing(person).locator('[data-at="0"]').click()
        person.everything_is_stored()
        person.page.keyboard.press("Escape")
    the_room_agrees(room, {"verb": "enter_phase", "phase": "exploring"})
    expect(dot_line(rose)).to_be_hidden()
    the_room_agrees(room, {"verb": "enter_phase", "phase": "tracking"})
    for person in room:
        expect(dot_line(person)).to_have_text("And now? Where are we?", use_inner_text=True)
        placing(person).locator('[data-at="1000"]').click()
    told_of = ["At the beginning", "At the end"]
    expect(rose.page.locator("#pulse .spread-of h3")).to_have_text(told_of)
    expect(rose.page.locator("#pulse .bars")).to_have_count(2)


def test_without_phases_each_says_for_when_their_dot_is(people: People) -> None:
    ada, rose = people(2)
    does(ada, verb="open_workshop", kind="open_board")
    sheet = placing(rose)
    expect(sheet.locator(".pulse-none")).to_be_visible()
    sheet.locator('[data-at="0"]').tap()
    sheet.locator('[data-when="after"]').tap()
    expect(sheet.locator('[data-at="0"]')).to_have_attribute("aria-pressed", "false")
    sheet.locator('[data-at="1000"]').tap()
    expect(rose.page.locator("#pulse h3")).to_have_text(["At the beginning", "At the end"])
    expect(sheet.locator("#pulse")).to_be_visible()
    sheet.locator('[data-when="before"]').tap()
    expect(sheet.locator('[data-at="0"]')).to_have_attribute("aria-pressed", "true")
    all_screens_are_one([ada, rose])


# What one takes home.


def test_each_keeps_their_own_messages(people: People) -> None:
    room = people(2)
    ada, rose = room
    begins(ada)
    for phase in ("exploring", "tracking"):
        the_room_agrees(room, {"verb": "enter_phase", "phase": phase})
    does(ada, verb="add_idea", text="I will ring first", area="messages")
    does(rose, verb="add_idea", text="I will listen longer", area="messages", unsigned=True)
    said = "1 of 2 has left a message. 1 is unsigned."
    for person in room:
        expect(person.page.locator(".left-messages")).to_have_text(said)
    rose.page.locator('.board-top [data-open="hour"]').tap()
    rose.page.locator("#keeping a").tap()
    expect(rose.page.locator(".keep-messages li")).to_have_text(["I will listen longer"])
    with rose.page.expect_download() as kept:
        rose.page.locator("a[download]").tap()
    words = kept.value.path().read_text("utf-8-sig")
    assert "I will listen longer" in words
    assert "ring first" not in words

"""Who is taken along when the room moves on: everyone who only looks on, and nobody who works."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hour import move_on, open_workshop, opens_the_hour
from tests.browser.people import Person, all_screens_are_one
from tests.browser.test_places import looks_at

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def test_who_has_only_the_hour_open_is_taken_along(people: People) -> None:
    _, rose = both = people(2)
    open_workshop(both)
    opens_the_hour(rose)
    move_on(both, "exploring")
    for person in both:
        looks_at(person, "experiences")
        expect(person.page.locator(".moved-on")).to_be_hidden()
    expect(rose.sheet("hour")).to_be_visible()
    all_screens_are_one(both)


def test_who_asks_the_room_is_taken_along_whatever_they_look_at_meanwhile(people: People) -> None:
    ada, rose = both = people(2)
    open_workshop(both)
    opens_the_hour(rose)
    rose.sheet("hour").locator('[data-act="ask_phase"]').first.tap()
    expect(ada.page.locator("section.proposal")).to_be_visible()
    opens_the_hour(rose)  # how long have we left?
    ada.page.locator('[data-act="say_fine"]').click()
    for person in both:
        looks_at(person, "experiences")
        expect(person.page.locator(".moved-on")).to_be_hidden()
    all_screens_are_one(both)


def test_who_asks_alone_is_there_at_once(people: People) -> None:
    (ada,) = people(1)
    opens_the_hour(ada)
    sheet = ada.sheet("hour")
    sheet.get_by_text("Half an hour", exact=True).click()  # to choose is not to type
    expect(sheet.locator('[value="half_an_hour"]')).to_be_checked()
    sheet.locator('[data-act="begin_chosen"]').click()
    looks_at(ada, "agreements")
    opens_the_hour(ada)
    sheet.locator('[data-act="ask_phase"]').first.click()
    looks_at(ada, "experiences")
    expect(ada.page.locator(".moved-on")).to_be_hidden()


def test_who_types_in_the_hour_or_has_another_sheet_open_is_not(people: People) -> None:
    ada, rose, mia = three = people(3)
    open_workshop(three)
    opens_the_hour(rose)
    rose.sheet("hour").locator(".add-phase summary").tap()
    rose.page.locator("#new-phase").press_sequentially("Tea")
    opens_the_hour(mia)
    mia.sheet("hour").locator('[data-act="edit_phase"]').first.click()
    expect(mia.sheet("phase")).to_be_visible()
    move_on(three, "exploring")
    looks_at(ada, "experiences")
    for person in (rose, mia):
        expect(person.page.locator(".moved-on-words")).to_have_text("The room has moved on.")
        looks_at(person, "agreements")
    expect(rose.page.locator("#new-phase")).to_be_focused()

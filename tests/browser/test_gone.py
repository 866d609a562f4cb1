"""Themes that were merged or dissolved lie in the tray, for everyone alike, and anyone brings them
back: by touch and by keyboard.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person, all_screens_are_one
from tests.browser.test_common_ground import a_named_theme, act, have_written, open_theme

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]

TRAY = """() => [...document.querySelectorAll(".tray-themes > .gone")].map((one) =>
  [one.id, one.textContent.trim()])"""


def open_tray(person: Person) -> None:
    opener = person.page.locator('.room [data-open="tray"]:visible')
    if opener.count() == 0:
        person.page.locator(".more").click()
        opener = person.sheet("more").locator('[data-open="tray"]')
    opener.click()
    expect(person.sheet("tray")).to_be_visible()


def merge(person: Person, theme: str, into: str) -> None:
    open_theme(person, theme)
    person.sheet("theme").locator('[data-act="merge"]', has_text=into).click()


def gone(person: Person, *names: str) -> None:
    """So many lie in the tray, in this order, and the button counts them."""
    expect(person.page.locator(".tray-themes .gone-name")).to_have_text(list(names))
    expect(person.page.locator("#counts .count-aside")).to_have_text(f"Set aside {len(names)}")


def trays_are_one(people: list[Person]) -> None:
    all_screens_are_one(people)
    trays = [person.page.evaluate(TRAY) for person in people]
    assert all(tray == trays[0] for tray in trays)


def test_anyone_brings_back_a_theme_that_went_by_touch_and_by_keyboard(people: People) -> None:
    ada, rose = room = people(2)
    have_written(room, 6)
    a_named_theme(room, "Waiting well", 1, 2)
    a_named_theme(room, "Food at night", 3, 4)
    open_tray(rose)
    expect(rose.sheet("tray").locator(".empty-words")).to_be_visible()
    expect(rose.sheet("tray").locator("h3:visible")).to_have_count(0)
    open_theme(ada, "Waiting well")
    ada.page.locator("#theme-statement").fill("Nobody waits without being told")
    expect(rose.theme("Waiting well").locator(".statement-words")).to_contain_text("being told")
    act(ada, "dissolve")
    piece = rose.sheet("tray").locator(".gone")
    expect(piece).to_contain_text("Nobody waits without being told")
    expect(piece).to_contain_text("Dissolved. Its ideas went back into the open.")
    gone(rose, "Waiting well")
    expect(rose.sheet("tray").locator(".empty-words")).to_be_hidden()
    expect(rose.sheet("tray").locator("h3:visible")).to_have_text("Themes")

    rose.sheet("tray").get_by_role("button", name="Bring it back: Waiting well").tap()
    rose.told("Waiting well is back.")
    ada.sees_together(1, 2)
    for person in room:
        gone(person)
    rose.page.locator('.told [data-act="undo"]').tap()
    for person in room:
        gone(person, "Waiting well")
    ada.sees_in_the_open(1, 2, 5, 6)

    rose.page.keyboard.press("Escape")
    open_theme(rose, "Food at night")
    act(rose, "dissolve")
    open_tray(ada)
    gone(ada, "Food at night", "Waiting well")  # the last that went on top
    first = ada.page.get_by_role("button", name="Bring it back: Food at night")
    first.focus()
    ada.page.keyboard.press("Enter")
    rose.sees_together(3, 4)
    # The focus is on the next to bring back, and on the tray after the last.
    expect(ada.page.get_by_role("button", name="Bring it back: Waiting well")).to_be_focused()
    ada.page.keyboard.press("Enter")
    rose.sees_together(1, 2)
    expect(ada.sheet("tray")).to_be_focused()
    expect(rose.theme("Waiting well").locator(".statement-words")).to_be_visible()
    trays_are_one(room)


def test_a_theme_comes_back_from_a_chain_of_merges_and_says_where_it_is(people: People) -> None:
    ada, rose = room = people(2)
    have_written(room, 6)
    a_named_theme(room, "Waiting well", 1, 2)
    a_named_theme(room, "Food at night", 3, 4)
    a_named_theme(room, "Light", 5, 6)
    merge(ada, "Waiting well", "Food at night")
    gone(rose, "Waiting well")
    open_theme(ada, "Food at night")
    ada.page.locator("#theme-name").fill("Food")
    open_tray(rose)
    waiting = rose.sheet("tray").locator(".gone", has_text="Waiting well")
    expect(waiting.locator(".gone-fate")).to_have_text("Merged into Food")
    merge(ada, "Food", "Light")
    gone(rose, "Food", "Waiting well")
    ada.sees_together(5, 6, 3, 4, 1, 2)
    open_theme(ada, "Light")
    ada.sheet("theme").locator('[data-act="theme_history"]').click()
    told = ada.sheet("theme").locator(".told-list")
    expect(told).to_contain_text("Waiting well joined Food")
    expect(told.locator(".wording", has_text="Waiting well")).to_be_visible()
    waiting.get_by_role("button").tap()
    ada.sees_together(1, 2)
    ada.sees_together(5, 6, 3, 4)
    rose.page.reload()
    rose.is_connected()
    gone(rose, "Food")
    trays_are_one(room)


def test_who_was_away_has_the_same_tray_and_the_wall_shows_none(people: People) -> None:
    ada, rose = room = people(2)
    have_written(room, 4)
    a_named_theme(room, "Waiting well", 1, 2)
    a_named_theme(room, "Food at night", 3, 4)
    wall = ada.page.context.new_page()
    wall.goto(ada.page.url + "projector/")
    merge(ada, "Waiting well", "Food at night")
    gone(rose, "Waiting well")
    rose.page.context.set_offline(True)
    open_tray(ada)
    ada.page.get_by_role("button", name="Bring it back").click()
    gone(ada)
    ada.page.keyboard.press("Escape")
    open_theme(ada, "Food at night")
    act(ada, "dissolve")
    gone(ada, "Food at night")
    rose.page.context.set_offline(False)
    gone(rose, "Food at night")
    trays_are_one(room)
    expect(wall.locator(".theme:visible")).to_have_count(1)
    expect(wall.locator(".gone:visible")).to_have_count(0)
    wall.close()

"""The room settles what is kept, closes, and comes back: what came of it is written together."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hour import does, move_on, open_workshop
from tests.browser.people import Person, all_screens_are_one
from tests.serving import Server

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]
SENTENCE = re.compile(r"Kept for those with a seat here until \w+ \d{4}, with names\.")


def agree(people: list[Person]) -> None:
    """Everyone presses Fine, but for whoever asked; come back when the room has done it."""
    for person in people:
        person.page.locator('[data-act="say_fine"]').click()
    for person in people:
        expect(person.page.locator("section.proposal")).to_be_hidden()


def opens_keeping(person: Person) -> Locator:
    person.page.locator(".hour-open").click()
    person.sheet("hour").locator(".before-we-close").click()
    expect(person.sheet("kept")).to_be_visible()
    return person.sheet("kept")


def a_theme(people: list[Person], name: str) -> Locator:
    ada, rose = people
    for number, words in enumerate(("Tea for all", "Somebody who says sorry"), 1):
        ada.writes(words)
        rose.sees(number, words)
    ada.drags(2, onto=ada.idea(1))
    rose.sees_together(1, 2)
    ada.names(ada.page.locator(".theme"), name)
    expect(rose.theme(name)).to_be_attached()
    return ada.theme(name)


def begin(people: list[Person]) -> None:
    open_workshop(people)
    move_on(people, "tracking")
    for person in people:  # who has just typed is not taken along unasked
        there = person.page.locator('[data-act="go_there"]')
        if there.is_visible():
            there.click()


def box(person: Person, of: str) -> Locator:
    return person.page.locator(f"#theme-{of}")


def words(page: Page, of: str) -> Locator:
    return page.locator(f"#clearings .{of}-words")


def settle(ada: Person, rose: Person) -> None:
    sheet = opens_keeping(ada)
    expect(sheet.locator("#kept")).to_have_text(
        "Unless we say otherwise: kept for the team, for 12 months, without names."
    )
    sheet.get_by_label("Those who have a seat here").check()
    sheet.get_by_label("Keep them").check()
    sheet.locator("#kept-months").fill("soon")
    sheet.get_by_role("button", name="Ask the room").click()
    expect(sheet.locator("#kept-problem")).to_have_text("Write the months in figures, such as 12.")
    sheet.locator('[data-months="24"]').click()
    expect(sheet.locator("#kept-problem")).to_be_hidden()
    sheet.get_by_role("button", name="Ask the room").click()
    expect(rose.page.locator("#proposal-question")).to_have_text(
        "Shall we keep this for those who have a seat here, for 24 months, with names?"
    )
    agree([rose])
    for person in (ada, rose):
        expect(person.page.locator("#lasting")).to_have_text(SENTENCE)
        expect(person.page.locator(".kept-ask")).to_be_hidden()


def test_a_room_settles_what_is_kept_closes_and_comes_back(people: People) -> None:
    ada, rose = people(2)
    a_theme([ada, rose], "Being told")
    for person in (ada, rose):
        person.page.locator(".theme-name button").first.click()
        for of in ("promise", "outcome"):
            expect(box(person, of)).to_be_hidden()  # not asked yet
        person.page.keyboard.press("Escape")
    begin([ada, rose])
    expect(ada.page.locator(".kept-ask")).to_be_visible()
    settle(ada, rose)
    promise_together(ada, rose)
    close_and_come_back(ada, rose)
    write_outcome_together(ada, rose)
    theme = all_screens_are_one([ada, rose])["themes"][0]
    assert theme["promise"] == "We ask the clinic for a clock"
    assert sorted(theme["outcome"]) == sorted("It hangs by door")  # every letter of both
    ada.page.reload()
    ada.is_connected()
    expect(words(ada.page, "outcome")).to_have_text(theme["outcome"])


def promise_together(ada: Person, rose: Person) -> None:
    for person in (ada, rose):
        person.page.locator(".theme-name button").first.click()
        expect(box(person, "promise")).to_be_visible()
        expect(box(person, "outcome")).to_be_hidden()
    box(ada, "promise").press_sequentially("We ask the clinic")
    expect(box(rose, "promise")).to_have_value("We ask the clinic")
    expect(rose.sheet("theme").locator(".co-writers")).to_contain_text("writing here")
    box(rose, "promise").press("End")
    box(rose, "promise").press_sequentially(" for a clock")
    for person in (ada, rose):
        expect(box(person, "promise")).to_have_value("We ask the clinic for a clock")
        expect(words(person.page, "promise")).to_have_text("We ask the clinic for a clock")
        person.page.keyboard.press("Escape")


def close_and_come_back(ada: Person, rose: Person) -> None:
    ada.page.locator(".hour-open").click()
    ada.sheet("hour").locator('[data-act="ask_end"]').click()
    agree([rose])
    for person in (ada, rose):
        expect(person.page.locator("#hour")).to_have_attribute("data-status", "closed")
        expect(person.page.locator("#settled")).to_be_visible()
        expect(person.page.locator("#settled")).to_have_text(SENTENCE)
    rose.page.locator(".hour-open").click()
    sheet = rose.sheet("hour")
    expect(sheet.locator('[value="coming_back"]')).to_be_checked()
    sheet.locator('[data-act="begin_chosen"]').click()
    for person in (ada, rose):
        expect(person.page.locator("#hour .hour-name")).to_have_text("What has happened since")
        expect(person.page.locator("#settled")).to_be_hidden()
        expect(person.page.locator(".theme .say-since")).to_be_visible()


def write_outcome_together(ada: Person, rose: Person) -> None:
    for person in (ada, rose):
        person.presses(person.page.locator(".theme .say-since"))
        expect(box(person, "outcome")).to_be_focused()
    for letters in zip("It hangs", " by door", strict=True):
        for person, letter in zip((ada, rose), letters, strict=True):
            person.page.keyboard.type(letter)
    said = "#theme-outcome"
    for person in (ada, rose):
        person.everything_is_stored()
    expect(words(ada.page, "outcome")).to_have_text(re.compile(".{16}"))
    together = words(ada.page, "outcome").text_content() or ""
    for person in (ada, rose):
        expect(person.page.locator(said)).to_have_value(together)
        expect(words(person.page, "outcome")).to_have_text(together)
        person.page.keyboard.press("Escape")


def test_a_board_without_a_workshop_can_be_settled_too(people: People) -> None:
    ada, rose = people(2)
    rose.page.locator(".more").tap()
    rose.sheet("more").locator('[data-open="kept"]').tap()
    sheet = rose.sheet("kept")
    sheet.locator("#kept-months").fill("121")
    sheet.get_by_role("button", name="Ask the room").tap()
    expect(sheet.locator("#kept-problem")).to_have_text("A board is kept for 1 to 120 months.")
    sheet.locator("#kept-months").fill("6")
    sheet.locator("#kept-months").press("Enter")
    expect(ada.page.locator("#proposal-question")).to_have_text(
        "Shall we keep this for the team, for 6 months, without names?"
    )
    agree([ada])
    said = re.compile(r"Kept for the team until \w+ \d{4}, without names\.")
    expect(ada.page.locator("#lasting")).to_have_text(said)
    all_screens_are_one([ada, rose])


def test_a_room_that_settles_nothing_is_told_what_holds(people: People, house: Server) -> None:
    ada, rose = people(2)
    begin([ada, rose])
    wall = ada.page.context.new_page()
    wall.goto(f"{house.address}/b/{ada.board}/projector/")
    does(ada, "propose", what={"verb": "close_workshop"})
    agree([rose])
    said = re.compile(r"Kept for the team until \w+ \d{4}, without names\.")
    expect(rose.page.locator("#settled")).to_have_text(said)
    expect(wall.locator("#settled")).to_have_text(said)
    expect(wall.locator("#settled")).to_be_visible()
    wall.close()
    all_screens_are_one([ada, rose])


def test_both_are_read_on_the_wall_and_in_the_tray(people: People, house: Server) -> None:
    ada, rose = people(2)
    a_theme([ada, rose], "Being told")
    theme = ada.export()["themes"][0]["id"]
    place: dict[str, Any] = {"theme": theme, "base": ada.seq, "at": 0, "remove": 0}
    does(ada, "write_promise", insert="We ask", **place)
    does(rose, "write_outcome", insert="They said yes", **place)
    wall = ada.page.context.new_page()
    wall.goto(f"{house.address}/b/{ada.board}/projector/")
    for page in (ada.page, rose.page, wall):
        expect(words(page, "promise")).to_have_text("We ask")
        expect(words(page, "outcome")).to_be_visible()
    wall.close()
    does(rose, "dissolve_theme", theme=theme)
    ada.page.locator('.room-end [data-open="tray"]').click()
    expect(ada.sheet("tray").locator(".promise-words")).to_have_text("We ask")
    expect(ada.sheet("tray").locator(".outcome-words")).to_have_text("They said yes")
    ada.sheet("tray").locator('[data-act="bring_back"]').click()
    expect(words(rose.page, "outcome")).to_have_text("They said yes")
    all_screens_are_one([ada, rose])

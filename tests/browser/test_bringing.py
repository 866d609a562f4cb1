"""A list is looked at before it comes; then it is on every screen. A board comes in from home."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.browser.people import Person, all_screens_are_one
from tests.serving import Server

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]
LIST = 'text,who\n"Tea, at night",Ada\n<b>A clock</b>,Ben\n'


def test_a_list_is_looked_at_and_then_on_every_screen(people: People) -> None:
    ada, ben = people(2)
    ada.page.locator('[data-open="more"]').first.click()
    ada.sheet("more").get_by_role("link", name="Bring in a list").click()
    file: FilePayload = {"name": "list.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    ada.page.get_by_label("A CSV file").set_input_files([file])
    ada.page.get_by_role("button", name="Look at them first").click()
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("2 ideas would come in")
    expect(ada.page.locator(".coming li")).to_have_text(["Tea, at night", "<b>A clock</b>"])
    assert ben.export()["ideas"] == []
    ada.page.get_by_role("button", name="Put them on the board").click()
    ada.is_connected()
    ben.sees(2, "<b>A clock</b>")
    ada.sees(1, "Tea, at night")
    all_screens_are_one([ada, ben])


def test_a_bad_line_is_named_and_the_words_stay_in_the_box(people: People) -> None:
    (ada,) = people(1)
    ada.page.goto(ada.page.url + "list/")
    ada.page.get_by_label("Or write or paste them here").fill("Tea\n" + "x" * 2001)
    ada.page.keyboard.press("Tab")
    ada.page.keyboard.press("Enter")
    alert = ada.page.get_by_role("alert")
    expect(alert).to_contain_text("Line 2 That is too long by 1 characters.")
    expect(ada.page.get_by_label("Or write or paste them here")).to_have_value("Tea\n" + "x" * 2001)
    ada.page.get_by_role("link", name="Back to the board").click()
    assert ada.export()["ideas"] == []


def test_a_board_that_was_taken_along_begins_again(
    people: People, house: Server, chromium: Browser
) -> None:
    (ada,) = people(1)
    ada.writes("Tea at night")
    ada.sees(1, "Tea at night")
    ada.everything_is_stored()
    taken = json.dumps(ada.export()).encode()
    page = chromium.new_page()
    page.goto(house.address)
    page.get_by_role("link", name="Bring a board").click()
    file: FilePayload = {"name": "export.json", "mimeType": "application/json", "buffer": taken}
    page.get_by_label("The file, or files").set_input_files([file])
    page.get_by_label("What is it about?").fill("Once more")
    page.get_by_role("button", name="Bring it here").click()
    ben = Person(page, page.url.split("/")[-2])
    ben.is_connected()
    ben.sees(1, "Tea at night")
    ben.writes("A clock")
    ben.sees(2, "A clock")
    assert ben.board != ada.board
    assert [one["text"] for one in ben.export()["ideas"]] == ["Tea at night", "A clock"]
    assert len(ada.export()["ideas"]) == 1
    page.close()

"""What one browser knows of a person: enough for them while they sit there, nothing afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Seats
from tests.browser.line import Line
from tests.browser.people import Person
from tests.serving import Server

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]
KEPT = """(board) => [localStorage, sessionStorage].flatMap((shelf) => Object.keys(shelf))
  .filter((key) => key.split(":")[1] === board)"""


def writes_unsigned(person: Person) -> None:
    person.page.locator(".sign").click()
    person.page.locator('[data-sheet="sign"] [data-act="write_unsigned"]').click()
    person.page.keyboard.press("Escape")


def opens_more(person: Person) -> None:
    person.page.locator('[data-open="more"]').first.click()
    expect(person.sheet("more")).to_be_visible()


def leaves(person: Person) -> None:
    person.sheet("more").locator("form.leave button").click()


def is_home(page: Page) -> None:
    expect(page.locator("body.home")).to_be_visible()


def test_who_leaves_leaves_nothing_of_themselves(
    people: People, house: Server, another_tab: Callable[[Person, str], Page]
) -> None:
    ada, rose = people(2)
    writes_unsigned(ada)
    ada.writes("Nobody knows")
    rose.sees(1, "Nobody knows")
    tab = another_tab(ada, house.address)
    expect(tab.locator(".here > [data-seat]").first).to_be_attached()
    assert ada.page.evaluate(KEPT, ada.board)
    opens_more(ada)
    leaves(ada)
    for page in (ada.page, tab):
        is_home(page)
        assert page.evaluate(KEPT, ada.board) == []
    ada.page.goto(f"{house.address}/b/{ada.board}/")
    expect(ada.page.locator(".ground")).to_have_count(0)
    rose.sees(1, "Nobody knows")


def test_words_that_are_not_on_the_board_are_not_lost_without_a_word(people: People) -> None:
    (ada,) = people(1)
    ada.box.fill("Half an idea")
    opens_more(ada)
    hint = ada.sheet("more").locator("form.leave .hint")
    leaves(ada)
    expect(hint).to_contain_text("Some of your words are not on the board yet.")
    ada.page.keyboard.press("Escape")
    expect(ada.box).to_have_value("Half an idea")
    opens_more(ada)
    expect(hint).to_have_text("Your ideas stay on the board.")
    leaves(ada)
    leaves(ada)
    is_home(ada.page)
    assert ada.page.evaluate(KEPT, ada.board) == []


def test_where_the_line_is_cut_nobody_leaves_and_nothing_goes(
    seats: Seats, house: Server, line: Line
) -> None:
    (ada,) = seats(house, 1, line.address)
    writes_unsigned(ada)
    ada.writes("Mine")
    ada.everything_is_stored()
    line.cut()
    opens_more(ada)
    leaves(ada)
    hint = ada.sheet("more").locator("form.leave .hint")
    expect(hint).to_contain_text("you have not left")
    assert ada.page.evaluate(KEPT, ada.board)
    line.mend()


def test_a_browser_that_lost_its_seat_forgets_what_was_done_unsigned(people: People) -> None:
    (ada,) = people(1)
    writes_unsigned(ada)
    ada.writes("Nobody knows")
    ada.everything_is_stored()
    ada.box.fill("Not sent yet")
    ada.page.context.clear_cookies()
    ada.page.evaluate("async () => (await import('coproduce/socket')).reconnect()")
    told = ada.page.locator(".unsaved")
    expect(told).to_contain_text("This browser has no place at this board", timeout=15_000)
    kept = ada.page.evaluate(KEPT, ada.board)
    assert {key.split(":")[0] for key in kept} == {"draft"}


def test_after_a_reload_undo_still_knows_what_was_done_unsigned(people: People) -> None:
    ada, rose = people(2)
    ada.writes("Signed")
    writes_unsigned(ada)
    ada.writes("Unsigned")
    ada.writes("Unsigned as well")
    rose.sees(3, "Unsigned as well")
    ada.everything_is_stored()
    ada.page.reload()
    ada.is_connected()
    lately = ada.page.locator("[data-lately]")
    expect(lately).to_have_text("You wrote idea 3.")
    for left in ([1, 2], [1], []):
        ada.page.locator("body").press("Control+z")
        rose.sees_in_the_open(*left)
        if len(left) == 2:
            expect(lately).to_have_text("You wrote idea 2.")
            ada.everything_is_stored()
            ada.page.reload()
            ada.is_connected()
            expect(lately).to_have_text("You wrote idea 2.")
    expect(lately).to_have_text("")

"""Where websockets are blocked the board goes on another way, and nothing is lost on the way."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.blocking import BlockingLine
from tests.browser.people import Person, all_screens_are_one
from tests.serving import Server

pytestmark = pytest.mark.browser

Seats = Callable[..., list[Person]]


@pytest.fixture(params=["refused", "swallowed"])
def blocked(house: Server, request: pytest.FixtureRequest) -> Iterator[BlockingLine]:
    line = BlockingLine(house.port, refuses=request.param == "refused")
    yield line
    line.close()


def test_two_write_and_gather_where_websockets_are_blocked(
    seats: Seats, house: Server, blocked: BlockingLine
) -> None:
    ada, rose = seats(house, 2, blocked.address)
    ada.writes("The night bus ends at ten")
    rose.writes("No bus on Sundays")
    for person in (ada, rose):
        expect(person.idea(2)).to_be_visible()
        person.page.locator(".more").click()
        expect(person.page.locator(".plain-line")).to_be_visible()
        person.page.keyboard.press("Escape")
    all_screens_are_one([ada, rose])


def test_a_network_that_begins_to_block_in_the_middle_loses_nothing(
    seats: Seats, house: Server
) -> None:
    line = BlockingLine(house.port, blocks=False)
    ada, rose = seats(house, 2, line.address)
    ada.writes("Before")
    expect(rose.idea(1)).to_be_visible()
    line.blocks = True
    line.cut()
    ada.writes("While nothing passes")
    line.mend()
    rose.writes("After")
    for person in (ada, rose):
        expect(person.idea(3)).to_be_visible(timeout=30_000)
    all_screens_are_one([ada, rose])
    line.close()


def test_the_day_before_a_page_says_whether_the_network_lets_it_through(
    seats: Seats, house: Server
) -> None:
    (ada,) = seats(house, 1)
    verdict = ada.page.locator(".verdict")
    ada.page.goto(f"{house.address}/check/")
    expect(verdict).to_have_attribute("data-verdict", "good", timeout=60_000)
    line = BlockingLine(house.port)
    ada.page.goto(f"{line.address}/check/")
    expect(verdict).to_have_attribute("data-verdict", "fair", timeout=60_000)
    expect(ada.page.locator('[data-try="socket"] .found')).to_have_text("No")
    expect(ada.page.locator(".for-it")).to_contain_text("127.0.0.1")
    line.close()

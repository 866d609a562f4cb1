"""A team finds its boards again: one makes a shelf, the other opens its link on a phone."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsers
from tests.browser.people import Person
from tests.serving import Server

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def phone(browsers: Browsers) -> Page:
    """A phone that has not been here before."""
    return browsers.of(1, alone=False, options={}).new_page()


def puts_on_a_new_shelf(page: Page, name: str) -> str:
    """From the board put it on a new shelf; return the link by which others come to it."""
    page.locator(".more").click()
    page.get_by_role("link", name="Put this board on a shelf").click()
    page.get_by_label("What is the new shelf called?").fill(name)
    page.get_by_role("button", name="Start a shelf").click()
    page.get_by_role("link", name=f"Back to {name}").click()
    page.get_by_role("link", name="Invite to this shelf").click()
    return page.get_by_label("Send this link").input_value()


def here(house: Server, link: str) -> str:
    """The same address on this machine: the link is made for other devices."""
    return house.address + urlsplit(link).path


def test_two_of_a_team_and_one_shelf(people: People, house: Server, phone: Page) -> None:
    (ada,) = people(1)
    ada.writes("Chairs in the corridor")
    ada.sees(1, "Chairs in the corridor")
    ada.everything_is_stored()
    link = puts_on_a_new_shelf(ada.page, "Ward 4")

    # Rose opens the link: nothing of it stays in the address, and she finds the board.
    phone.goto(here(house, link))
    expect(phone).to_have_url(re.compile(r"/shelves/\w+/$"))
    place = phone.locator(".place")
    expect(place).to_contain_text("1 idea")

    # She names and tags it.
    place.get_by_role("link", name="Name, tags and more").click()
    phone.get_by_label("What does the team call it?").fill("Waiting, first round")
    phone.get_by_label("Tags").fill("winter, ward 4")
    phone.get_by_role("button", name="Keep this").click()
    expect(place.locator("h3")).to_have_text("Waiting, first round")
    phone.get_by_role("link", name="winter", exact=True).click()
    expect(place).to_be_visible()
    assert phone.evaluate(WIDER) == 0

    # She reads it without a name on it, and takes a seat.
    place.locator("h3 a").click()
    expect(phone.locator(".idea-words")).to_have_text("Chairs in the corridor")
    expect(phone.locator(".who:visible")).to_have_count(0)
    phone.get_by_role("button", name="Take a seat").click()
    phone.locator('[name="name"]').fill("Rose")
    phone.get_by_role("button", name="Come in").click()
    rose = Person(phone, ada.board)
    rose.is_connected()
    rose.writes("A chair for whoever comes along")

    # Ada sees on the shelf what Rose called it, takes it off by mistake, and puts it back.
    ada.page.get_by_role("link", name="Back to Ward 4").click()
    ada.page.get_by_role("link", name="Name, tags and more").click()
    ada.page.get_by_role("button", name="Take it off the shelf").click()
    expect(ada.page.locator(".place")).to_have_count(0)
    ada.page.get_by_role("button", name="Put it back").click()
    expect(ada.page.locator(".place h3")).to_have_text("Waiting, first round")
    ada.page.locator(".place h3 a").click()
    ada.is_connected()
    ada.sees(2, "A chair for whoever comes along")
    assert ada.errors == rose.errors == []


def test_what_a_list_could_not_count_at_once_it_asks_for(people: People, house: Server) -> None:
    (ada,) = people(1)
    ada.writes("Tea")
    ada.everything_is_stored()
    page = ada.page
    page.goto(house.address)
    expect(page.locator(".boards .stands")).to_have_text("1 idea")

    def uncounted(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        later = re.sub(
            r'<span class="stands">[^<]*<',
            f'<span class="stands" data-asks="/b/{ada.board}/standing/"><',
            answer.text(),
        )
        route.fulfill(response=answer, body=later)  # type: ignore[attr-defined]

    page.route(f"{house.address}/", uncounted)
    with page.expect_response(f"**/b/{ada.board}/standing/"):
        page.reload()
    expect(page.locator(".boards .stands")).to_have_text("1 idea")
    page.unroute(f"{house.address}/")


def test_a_press_copies_the_link(people: People, house: Server) -> None:
    (ada,) = people(1)
    link = puts_on_a_new_shelf(ada.page, "Ward 4")
    ada.page.get_by_role("button", name="Copy").click()
    expect(ada.page.get_by_role("button", name="Copied")).to_be_visible()
    ada.page.goto(f"{house.address}/")
    ada.page.get_by_label("What is your board about?").press("ControlOrMeta+v")
    expect(ada.page.get_by_label("What is your board about?")).to_have_value(link)

"""From the first page to an idea on one of one's boards, by searching."""

from playwright.sync_api import expect

from tests.browser.conftest import Seats
from tests.serving import Server


def test_a_search_leads_to_the_idea_on_its_board(seats: Seats, house: Server) -> None:
    ada, ben = seats(house, 2)
    ada.writes("Chairs in the café")
    ben.sees(1, "Chairs in the café")
    ada.page.goto(house.address)
    ada.page.get_by_label("Find words on your boards").fill("cafe chair")
    ada.page.get_by_role("button", name="Search").click()
    hit = ada.page.get_by_role("link", name="Idea 1")
    expect(hit.locator("mark")).to_have_text(["Chairs", "café"])
    hit.click()
    expect(ada.page.locator(".opened-words")).to_have_text("Chairs in the café")
    expect(ada.page.locator(".opened-words")).to_be_visible()
    assert not ada.errors
    assert not ben.errors

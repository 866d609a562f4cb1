"""The big screen: the same pieces, no seat, and always what helps the room most."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.people import Person, until

pytestmark = pytest.mark.browser

FULL_HD: ViewportSize = {"width": 1920, "height": 1080}
LONG = "A sentence as long as the ones that people really write when they mean it. " * 3
SMALLEST = 22  # px


@pytest.fixture
def on_the_wall() -> Callable[[Person], Page]:
    def open_wall(person: Person) -> Page:
        wall = person.page.context.new_page()
        wall.set_viewport_size(FULL_HD)
        wall.goto(person.page.url + "projector/")
        expect(wall.locator(".here > [data-seat]").first).to_be_attached()
        return wall

    return open_wall


def test_the_wall_goes_from_the_door_to_the_ground_to_the_close_look(
    people: Callable[[int], list[Person]], on_the_wall: Callable[[Person], Page]
) -> None:
    ada, rose = people(2)
    wall = on_the_wall(ada)
    body = wall.locator("body")
    expect(body).to_have_attribute("data-wide", "")
    expect(wall.locator("#way-in .qr")).to_be_visible()
    assert wall.locator("main :is(textarea, form, input)").count() == 0

    for number in range(1, 13):
        ada.writes(f"Short one {number}")
        rose.sees(number, f"Short one {number}")
    expect(body).not_to_have_attribute("data-wide", "")
    expect(body).not_to_have_attribute("data-close", "")
    ada.drags(1, onto=ada.idea(2))
    expect(wall.locator(".theme-ideas > .idea")).to_have_count(2)
    sizes = "(all) => Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    assert wall.locator(".idea-words").evaluate_all(sizes) >= SMALLEST

    for number in range(13, 31):
        ada.writes(f"{number}: {LONG}")
        rose.idea(number).wait_for(state="attached")
    expect(body).to_have_attribute("data-close", "")
    shown = wall.locator(".shown")
    expect(shown).to_have_count(1)
    expect(wall.locator(".others-list li.now")).to_have_count(1)
    assert shown.locator(".idea-words").evaluate_all(sizes) >= 1.4 * SMALLEST


@pytest.mark.changes_time
def test_the_wall_goes_round_page_by_page(people: Callable[[int], list[Person]]) -> None:
    (ada,) = people(1)
    for number in range(1, 21):
        ada.writes(f"{number}: {LONG}")
        ada.idea(number).wait_for(state="attached")
    ada.drags(1, onto=ada.idea(2))
    ada.sees_together(2, 1)
    wall = ada.page.context.new_page()
    wall.set_viewport_size(FULL_HD)
    wall.clock.install()
    wall.goto(ada.page.url + "projector/")
    expect(wall.locator("body")).to_have_attribute("data-close", "")
    expect(wall.locator(".open-ground.shown")).to_be_visible()
    seen: set[str] = set()
    inside = """(all) => all.filter((one) => {
        const box = one.getBoundingClientRect();
        const home = one.parentElement.getBoundingClientRect();
        return box.left >= home.left - 2 && box.right <= home.right + 2;
    }).map((one) => one.dataset.number)"""
    for _ in range(20):
        seen |= set(wall.locator(".shown .idea").evaluate_all(inside))
        wall.clock.run_for(20_100)
    assert seen == {str(number) for number in range(1, 21)}


def test_the_wall_comes_back_by_itself(
    people: Callable[[int], list[Person]], on_the_wall: Callable[[Person], Page]
) -> None:
    (ada,) = people(1)
    wall = on_the_wall(ada)
    again = "async () => (await import('coproduce/socket')).reconnect()"
    wall.evaluate(again)
    ada.writes("Still there?")
    until(lambda: wall.locator(".idea[id]").count() == 1, "seeing the idea")
    expect(wall.locator(".idea-words")).to_have_text("Still there?")

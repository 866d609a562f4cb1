"""The board's past: stepped through, played again, and asked for back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Person, until
from tests.serving import Server

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def ideas_on(page: Page) -> list[str]:
    return page.locator(".ground .idea-words:visible").all_text_contents()


def come_to(page: Page, seq: int) -> None:
    expect(page.locator("body")).to_have_attribute("data-seq", str(seq))


@pytest.fixture
def written(people: People) -> list[Person]:
    """Two people, and three ideas of which two are together."""
    ada, rose = people(2)
    for number in (1, 2, 3):
        ada.writes(f"Number {number}")
        rose.sees(number, f"Number {number}")
    ada.drags(1, onto=ada.idea(2))
    rose.sees_together(2, 1)
    ada.everything_is_stored()
    return [ada, rose]


def opens_history(person: Person, acts: int = 4) -> Page:
    page = person.page
    page.locator(".board-top .more").click()
    page.get_by_role("link", name="History").click()
    expect(page.locator(".timeline-count")).to_have_text(f"{acts} of {acts}")
    return page


def test_the_slider_goes_to_any_moment_by_keyboard_and_by_buttons(written: list[Person]) -> None:
    page = opens_history(written[0])
    slider = page.get_by_role("slider", name="Moment")
    slider.focus()
    slider.press("Home")
    come_to(page, 0)
    assert ideas_on(page) == []
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    come_to(page, 2)
    assert ideas_on(page) == ["Number 1", "Number 2"]
    words = slider.get_attribute("aria-valuetext") or ""
    assert words.startswith("2 of 4, ")
    assert words.endswith("Idea 2 was written")
    expect(page.locator("#told")).to_be_empty()  # the slider has said it
    page.get_by_role("button", name="One act on").click()
    come_to(page, 3)
    expect(page.locator("#told")).to_contain_text("Idea 3 was written")
    slider.press("End")
    come_to(page, 4)
    expect(page.locator(".theme-ideas .idea-words")).to_have_text(["Number 2", "Number 1"])
    page.get_by_role("button", name="One act back").click()
    come_to(page, 3)
    expect(page.locator(".theme:not([hidden])")).to_have_count(0)
    assert ideas_on(page) == ["Number 1", "Number 2", "Number 3"]
    page.reload()
    come_to(page, 3)
    assert written[0].errors == []
    page.get_by_role("link", name="Back to the board").click()
    written[0].is_connected()


def test_answers_are_unfolded_one_by_one_or_all_at_once(written: list[Person]) -> None:
    ada = written[0]
    answered = [ada.idea(number).get_attribute("data-idea") for number in (1, 3)]
    ada.posts(*({"verb": "echo_idea", "idea": one, "text": "So it is."} for one in answered))
    ada.everything_is_stored()
    page = opens_history(ada, 6)
    seen = page.locator(".echo:visible")
    heard = page.get_by_role("listitem").and_(page.locator(".echo"))
    every = page.get_by_role("button", name="Show the answers")
    presses = [(page.get_by_text("Number 3"), 1), (every, 2), (page.get_by_text("Number 1"), 1)]
    for pressed, count in [*presses, (every, 0)]:
        pressed.click()
        expect(seen).to_have_count(count)
        expect(heard).to_have_count(count)


def test_the_board_is_asked_for_back_and_the_others_see_it(written: list[Person]) -> None:
    ada, rose = written
    page = opens_history(ada)
    back = page.get_by_role("button", name="Put the board back to here")
    expect(back).to_be_disabled()
    page.get_by_role("button", name="One act back").click()
    come_to(page, 3)
    back.click()
    asked = rose.page.locator(".proposal-question")
    expect(asked).to_be_visible()
    expect(asked).to_contain_text("Shall we put the board back to how it was before this?")
    rose.page.locator('.proposal [data-act="say_fine"]').click()
    rose.sees_in_the_open(1, 2, 3)


@pytest.mark.changes_time
def test_the_hour_is_played_again_in_a_minute(written: list[Person]) -> None:
    ada, _ = written
    page = ada.page.context.new_page()
    page.clock.install()
    page.goto(ada.page.url + "history/?at=0")
    play = page.get_by_role("button", name="Play the hour in a minute")
    play.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    runs_until(page, 2)
    page.get_by_role("button", name="Pause").click()
    stopped = page.locator("body").get_attribute("data-seq")
    page.clock.run_for(20_000)
    expect(page.locator("body")).to_have_attribute("data-seq", stopped or "")
    page.get_by_role("button", name="Play on").click()
    runs_until(page, 4)
    expect(page.get_by_role("button", name="Play the hour in a minute")).to_be_visible()


def runs_until(page: Page, seq: int, step: int = 500) -> None:
    """Let the page's time go on, by so many ms, until it shows this moment or a later one."""

    def there() -> bool:
        page.clock.run_for(step)
        return int(page.locator("body").get_attribute("data-seq") or 0) >= seq

    until(there, "playing on")


# The sentence is drawn anew with every step, so it is asked in the page, at once.
LARGE = """() => {
  const told = document.querySelector(".told-sentence");
  return told && parseFloat(getComputedStyle(told).fontSize) >= 22;
}"""


@pytest.mark.changes_time
def test_a_room_watches_the_example_without_a_seat(house: Server, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080})
    page: Page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(house.address)
    page.get_by_role("link", name="Look through a finished workshop").click()
    expect(page.locator(".past-is")).to_contain_text("An example")
    page.clock.install()
    page.get_by_role("link", name="Play it on a big screen").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    runs_until(page, 30)
    expect(page.locator("#told-act")).to_be_visible()
    assert page.evaluate(LARGE)
    assert page.locator(".ground .idea-words:visible").count() > 0
    page.get_by_role("slider", name="Moment").press("End")  # a hand on it stops the replay
    expect(page.locator("body")).not_to_have_attribute("data-playing", "")
    for _ in range(3):
        page.get_by_role("slider", name="Moment").press("ArrowLeft")
    page.get_by_role("button", name="Play on").click()
    runs_until(page, 267)
    expect(page.locator(".hour-name")).to_have_text("The workshop has ended")
    page.get_by_role("link", name="Leave the replay").click()
    expect(page.locator(".timeline-count")).to_be_visible()
    assert errors == []
    context.close()

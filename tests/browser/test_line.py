"""Experiences along a line: by slider, by single taps and by keyboard, on every screen alike."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hour import does, move_on, open_workshop
from tests.browser.people import Person, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


@pytest.fixture
def exploring(people: People) -> list[Person]:
    """Two people, and the room asks for experiences."""
    both = people(2)
    open_workshop(both)
    move_on(both, "exploring")
    return both


def under(page: Page, word: str) -> Locator:
    """The numbers of the ideas under a word of the line, in the order in which they are read."""
    part = page.locator(".looked-at .line-part", has=page.get_by_role("heading", name=word))
    return part.locator(".idea-number")


def along(person: Person, number: int) -> int | None:
    """The place that the board has for it."""
    found = [one for one in person.export()["ideas"] if one["number"] == number]
    place: int | None = found[0].get("along")
    return place


def test_after_writing_its_place_is_one_tap_away(exploring: list[Person]) -> None:
    ada, rose = exploring
    rose.writes("They asked me first")
    expect(under(ada.page, "Not on the line yet")).to_have_text(["7"])
    ask = rose.page.locator(".where-along")
    expect(rose.page.locator("#told")).to_contain_text("on the line? Choose a word above the box.")
    expect(ask).to_contain_text("Where was idea 7 on the line?")
    expect(ada.page.locator(".where-along")).to_be_hidden()
    ask.get_by_role("button", name="doing with").tap()
    expect(ask).to_be_hidden()
    for person in (ada, rose):
        expect(under(person.page, "doing with")).to_have_text(["7"])
        expect(under(person.page, "Not on the line yet")).to_have_count(0)
    assert along(ada, 7) == 1000
    rose.told("Idea 7 on the line: doing with.")
    rose.page.locator('.told [data-act="undo"]').tap()
    expect(under(ada.page, "Not on the line yet")).to_have_text(["7"])
    assert along(ada, 7) is None
    rose.writes("Nobody asked")
    ask.get_by_role("button", name="Not now").tap()
    expect(ask).to_be_hidden()
    expect(rose.box).to_be_focused()
    all_screens_are_one([ada, rose])


def test_the_slider_is_moved_by_the_keyboard_and_says_where_it_is(
    exploring: list[Person],
) -> None:
    ada, rose = exploring
    rose.writes("They asked me first")
    ada.idea(7).focus()
    ada.page.keyboard.press("Enter")
    slider = ada.page.get_by_role("slider", name="Where on the line was it?")
    expect(slider).to_have_attribute("aria-valuetext", "Not on the line yet")
    slider.focus()
    for _ in range(6):
        ada.page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "between doing for and doing to")
    expect(under(rose.page, "doing for")).to_have_text(["7"])
    until(lambda: along(ada, 7) == 350, "telling the place")
    ada.page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "doing to")
    expect(slider).to_be_focused()
    expect(under(rose.page, "doing to")).to_have_text(["7"])
    dot = rose.idea(7).locator(".along circle")
    expect(dot).to_have_attribute("cx", "9")
    # Somebody else moves it meanwhile: the slider follows.
    does(rose, "place_along", idea=rose.idea(7).get_attribute("data-idea"), at=1000)
    expect(slider).to_have_attribute("aria-valuetext", "doing with")
    expect(slider).to_have_value("1000")
    ada.presses(ada.page.locator('.opened [data-act="off_line"]'))
    expect(under(rose.page, "Not on the line yet")).to_have_text(["7"])
    expect(ada.page.locator(".opened")).to_be_focused()
    all_screens_are_one([ada, rose])


def test_a_finger_slides_it_or_taps_a_word(exploring: list[Person]) -> None:
    ada, rose = exploring
    for number in (7, 8, 9):
        ada.writes(f"Story {number}")
        rose.sees(number, f"Story {number}")
    sheet = rose.opens(8)
    sheet.get_by_role("button", name="doing for").tap()
    expect(under(ada.page, "doing for")).to_have_text(["8"])
    slider = sheet.locator("#along")
    box = slider.bounding_box()
    assert box is not None
    rose.page.touchscreen.tap(box["x"] + box["width"] * 0.62, box["y"] + box["height"] / 2)
    until(lambda: (along(ada, 8) or 0) > 550, "sliding")
    rose.page.keyboard.press("Escape")
    for number in (9, 7):
        rose.opens(number).get_by_role("button", name="doing for").tap()
        rose.page.keyboard.press("Escape")
    # In the order of the line, and where two are at one place in the order of their numbers.
    for page in (ada.page, rose.page):
        expect(under(page, "doing for")).to_have_text(["7", "9", "8"])
    words = ada.page.locator(".looked-at .line-word:visible")
    expect(words).to_have_text(["doing to", "doing for", "doing with"])
    all_screens_are_one([ada, rose])


def test_wide_screens_have_a_column_for_each_word_and_a_phone_has_one(
    exploring: list[Person],
) -> None:
    ada, rose = exploring
    wall = ada.page.context.new_page()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(ada.page.url + "projector/")
    for number, at in ((7, 1000), (8, 0), (9, 500)):
        ada.writes(f"Story {number}")
        rose.sees(number, f"Story {number}")
        idea = ada.idea(number).get_attribute("data-idea")
        does(ada, "place_along", idea=idea, at=at)
        expect(under(wall, ("doing to", "doing for", "doing with")[at // 500])).to_have_count(1)

    def places(page: Page) -> list[tuple[float, float]]:
        found = [page.locator(f'.ground [data-number="{n}"]').bounding_box() for n in (8, 9, 7)]
        return [(box["x"], box["y"]) for box in found if box]

    def stand_in_order(page: Page, side: int) -> bool:
        """Once they have travelled there: beside each other (0) or below each other (1)."""
        one, two, three = (place[side] for place in places(page))
        return one < two < three

    for page, side in ((ada.page, 0), (wall, 0), (rose.page, 1)):
        expect(under(page, "doing for")).to_have_text(["9"])
        until(partial(stand_in_order, page, side), "standing in order")
    ada.page.reload()  # as the page comes from the server
    ada.is_connected()
    expect(under(ada.page, "doing for")).to_have_text(["9"])
    all_screens_are_one([ada, rose])


def columns(page: Page) -> list[int]:
    """How many ideas lie under each word, from one end of the line to the other."""
    parts = page.locator(".looked-at.lined .line-part:not(.not-yet)")
    return [part.locator(".idea:visible").count() for part in parts.all()]


def stand_apart(page: Page) -> bool:
    """The words of the line each head a column of their own; on a phone one follows the other."""
    words = page.locator(".looked-at.lined .line-word:visible")
    boxes = [box for one in words.all() if (box := one.bounding_box())]
    lefts, tops = [{round(box[side]) for box in boxes} for side in ("x", "y")]
    return len(boxes) == 3 and len(lefts if len(tops) == 1 else tops) == 3


def test_the_line_stays_when_its_area_is_drawn_anew_and_follows_another_agenda(
    exploring: list[Person],
) -> None:
    ada, rose = exploring
    wall = ada.page.context.new_page()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(ada.page.url + "projector/")
    for number, at in ((7, 0), (8, 500), (9, 1000)):
        ada.writes(f"Story {number}")
        rose.sees(number, f"Story {number}")
        does(ada, "place_along", idea=ada.idea(number).get_attribute("data-idea"), at=at)
        expect(under(wall, ("doing to", "doing for", "doing with")[at // 500])).to_have_count(1)
    screens = (ada.page, rose.page, wall)
    does(rose, "add_phase", name="A walk outside", minutes=5)
    for page in screens:
        expect(page.locator(".open-ground h2", has_text="A walk outside")).to_be_attached()
        expect(page.locator(".looked-at.lined")).to_have_count(1)
        until(partial(stand_apart, page), "standing apart")
        assert columns(page) == [1, 1, 1]
        columned = page.locator(".looked-at.lined > .loose")
        across = columned.evaluate("(one) => getComputedStyle(one).gridTemplateColumns")
        assert len(across.split()) == (1 if page is rose.page else 3)

    # Another workshop has other words along its line, and the next one has no line.
    area = {"id": "experiences", "name": "Now", "question": "", "apart": False, "gathers": False}
    for words in (["far", "near", "here"], []):
        does(ada, "propose", what={"verb": "close_workshop"})
        asked = ada.page.locator("#proposal:not([data-proposal=''])")
        expect(asked).to_be_attached()
        proposal = asked.get_attribute("data-proposal")
        for person in (ada, rose):
            does(person, "answer_proposal", proposal=proposal, answer="fine")
        expect(ada.page.locator("#hour")).to_have_attribute("data-status", "closed")
        phase = {"id": f"one-{len(words)}", "name": "Only", "minutes": 5, "question": ""}
        phase |= {"prompts": [], "areas": [{**area, "words": words, "seeds": []}]}
        does(ada, "open_workshop", agenda={"phases": [phase]})
        for page in screens:
            expect(page.locator(".looked-at .line-part:not(.not-yet) > h3")).to_have_text(words)
            expect(page.locator(".looked-at.lined")).to_have_count(1 if words else 0)
            expect(page.locator(".looked-at .idea[id]")).to_have_count(3)
    for page in screens:
        expect(page.locator(".looked-at > .loose .idea .idea-number")).to_have_text(["7", "8", "9"])
    all_screens_are_one([ada, rose])

"""A workshop's areas: each screen looks where the room is, and never against its person."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hour import does, looks_back, move_on, open_workshop
from tests.browser.people import Person, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def step(person: Person, area: str) -> Locator:
    """The button of one of the phase's areas."""
    return person.page.locator(f'.step-to[data-area="{area}"]')


def looks_at(person: Person, area: str) -> None:
    expect(person.page.locator(".open-ground.looked-at")).to_have_attribute("data-area", area)


def area_of(person: Person, text: str) -> str:
    """Where the board has it."""

    def found() -> list[str]:
        return [one["area"] for one in person.export()["ideas"] if one["text"] == text]

    return str(until(found, "storing it")[0])


def test_a_screen_looks_at_one_area_and_writes_there(people: People) -> None:
    ada, rose = people(2)
    open_workshop([ada, rose])
    for person in (ada, rose):
        looks_at(person, "agreements")
        expect(person.page.locator(".open-ground:visible")).to_have_count(1)
        expect(step(person, "agreements")).to_have_attribute("aria-pressed", "true")
    ada.writes("Nobody is made to speak")
    rose.sees(7, "Nobody is made to speak")
    step(rose, "obstacles").tap()
    looks_at(rose, "obstacles")
    expect(rose.idea(7)).to_be_hidden()
    expect(rose.idea(1)).to_be_visible()
    expect(ada.idea(1)).to_be_hidden()
    rose.writes("There are no chairs")
    ada.presses(step(ada, "obstacles"))
    expect(ada.idea(8)).to_be_visible()
    assert area_of(ada, "Nobody is made to speak") == "agreements"
    assert area_of(ada, "There are no chairs") == "obstacles"
    rose.page.reload()
    rose.is_connected()
    looks_at(rose, "obstacles")
    all_screens_are_one([ada, rose])


def test_the_room_moves_on_and_nobody_is_taken_out_of_a_sentence(people: People) -> None:
    ada, rose, mia = people(3)
    wall = ada.page.context.new_page()
    wall.goto(ada.page.url + "projector/")
    open_workshop([ada, rose, mia])
    rose.box.press_sequentially("We listen, and")
    mia.idea(1).wait_for(state="attached")
    step(mia, "obstacles").click()
    mia.opens(1)
    stood = rose.box.bounding_box()
    move_on([ada, rose, mia], "exploring", [wall])
    looks_at(ada, "experiences")
    expect(wall.locator(".open-ground.looked-at")).to_have_attribute("data-area", "experiences")
    for person, area in ((rose, "agreements"), (mia, "obstacles")):
        expect(person.page.locator(".moved-on-words")).to_have_text("The room has moved on.")
        looks_at(person, area)
    expect(rose.box).to_be_focused()
    assert rose.box.bounding_box() == stood
    rose.box.press_sequentially(" then we speak")
    rose.box.press("Enter")
    assert area_of(rose, "We listen, and then we speak") == "agreements"
    rose.page.locator('[data-act="go_there"]').tap()
    looks_at(rose, "experiences")
    expect(rose.page.locator(".moved-on")).to_be_hidden()
    mia.page.keyboard.press("Escape")
    mia.presses(mia.page.locator('[data-act="go_there"]'))
    looks_at(mia, "experiences")
    expect(mia.page.locator(".open-ground.looked-at > h2")).to_be_focused()
    all_screens_are_one([ada, rose, mia])


def test_what_is_turned_over_takes_nobody_out_of_a_sentence(people: People) -> None:
    ada, rose = both = people(2)
    open_workshop(both)
    does(ada, "propose", what={"verb": "open_quiet_round", "minutes": 5, "area": "agreements"})
    rose.page.locator('[data-act="say_fine"]').tap()
    for person in both:
        expect(person.page.locator(".quiet-mine")).to_be_visible()
    ada.writes("Nobody is made to speak")
    expect(ada.page.locator(".card[data-card]")).to_have_count(1)
    # Both look elsewhere when it is turned over, and one of them is writing.
    for person in both:
        step(person, "obstacles").dispatch_event("click")
    rose.box.press_sequentially("There are no")
    rose.page.locator('[data-act="ask_reveal"]').tap()
    ada.page.locator('[data-act="say_fine"]').click()
    looks_at(ada, "agreements")
    looks_at(rose, "obstacles")
    expect(rose.page.locator(".moved-on-words")).to_have_text("The room has moved on.")
    rose.box.press("Enter")
    assert area_of(rose, "There are no") == "obstacles"
    rose.page.locator('[data-act="go_there"]').tap()
    looks_at(rose, "agreements")
    expect(rose.page.locator(".moved-on")).to_be_hidden()
    all_screens_are_one(both)


def test_holding_an_idea_keeps_one_where_it_is(people: People) -> None:
    ada, rose = people(2)
    open_workshop([ada, rose])
    step(rose, "obstacles").tap()
    rose.holds(1)
    move_on([ada, rose], "exploring")
    looks_at(ada, "experiences")
    looks_at(rose, "obstacles")
    expect(rose.page.locator(".moved-on")).to_be_visible()
    expect(rose.page.locator(".holding")).to_be_visible()


def test_who_looks_back_stays_there_until_they_go_on(people: People) -> None:
    ada, rose = people(2)
    open_workshop([ada, rose])
    ada.writes("Nobody is made to speak")
    rose.sees(7, "Nobody is made to speak")
    move_on([ada, rose], "exploring")
    looks_at(rose, "experiences")
    ada.presses(ada.page.locator(".look-back"))
    ada.presses(ada.page.locator('.earlier [data-area="agreements"]'))
    looks_at(ada, "agreements")
    expect(ada.idea(7)).to_be_visible()
    expect(ada.page.locator(".moved-on-words")).to_contain_text("You are looking back.")
    move_on([rose, ada], "tracking")
    looks_at(rose, "common-ground")
    looks_at(ada, "agreements")
    expect(ada.page.locator(".moved-on-words")).to_have_text("The room has moved on.")
    ada.page.reload()
    ada.is_connected()
    looks_at(ada, "agreements")
    ada.presses(ada.page.locator('[data-act="go_there"]'))
    looks_at(ada, "common-ground")
    all_screens_are_one([ada, rose])


def test_what_was_written_lies_ready_to_be_clustered_but_not_the_agreements(
    people: People,
) -> None:
    ada, rose = people(2)
    open_workshop([ada, rose])
    ada.writes("Nobody is made to speak")
    move_on([ada, rose], "exploring")
    rose.writes("She asked me first")
    ada.sees(8, "She asked me first")
    move_on([ada, rose], "tracking")
    for person in (ada, rose):
        looks_at(person, "common-ground")
        for number in (1, 6, 8):
            expect(person.idea(number)).to_be_visible()
        expect(person.idea(7)).to_be_hidden()
    ada.drags(1, onto=ada.idea(8))
    rose.sees_together(8, 1)
    expect(rose.idea(8)).to_be_visible()
    ada.writes("We ask first")
    assert area_of(ada, "We ask first") == "common-ground"
    # Out of a theme and into the open is back to where it was written.
    rose.holds(1)
    rose.page.locator(".ways").get_by_text("Back to the open").tap()
    expect(ada.page.locator("#area-obstacles .idea")).to_have_count(6)
    # Themes belong to the common ground: elsewhere only those that hold something of it are seen.
    step(rose, "messages").tap()
    expect(rose.page.locator(".theme:visible")).to_have_count(0)
    looks_back(rose, "experiences")
    expect(rose.page.locator(".theme:visible")).to_have_count(1)
    all_screens_are_one([ada, rose])


def test_an_idea_that_is_looked_for_is_found_in_its_area(people: People) -> None:
    ada, rose = people(2)
    open_workshop([ada, rose])
    ada.writes("Nobody is made to speak")
    move_on([ada, rose], "exploring")
    ada.presses(ada.page.locator('.room [data-open="find"]'))
    expect(ada.page.locator("#find-words")).to_be_focused()
    ada.page.keyboard.type("idea 7")
    ada.page.keyboard.press("Enter")
    looks_at(ada, "agreements")
    expect(ada.idea(7)).to_be_focused()
    # While the ground is filtered, it is looked through as a whole.
    rose.page.locator(".more").tap()
    rose.sheet("more").locator('[data-kind="unheard"]').tap()
    for number in (1, 7):
        expect(rose.idea(number)).to_be_visible()
    rose.page.locator('[data-act="show_all"]').tap()
    expect(rose.idea(7)).to_be_hidden()


def test_an_idea_moves_to_another_area_by_its_name(people: People) -> None:
    ada, rose = people(2)
    open_workshop([ada, rose])
    ada.writes("There are no chairs")
    rose.sees(7, "There are no chairs")
    rose.holds(7)
    rose.page.locator('[data-act="other_areas"]').tap()
    rose.page.locator(".ways").get_by_text("To What gets in the way").tap()
    expect(ada.page.locator("#area-obstacles .idea")).to_have_count(7)
    ada.idea(7).wait_for(state="hidden")
    step(ada, "obstacles").click()
    ada.idea(7).focus()
    ada.page.keyboard.press("m")
    ada.presses(ada.page.locator('[data-act="other_areas"]'))
    ada.presses(ada.page.locator(".ways").get_by_text("To How we want to be together"))
    expect(rose.page.locator("#area-agreements .idea")).to_have_count(1)
    all_screens_are_one([ada, rose])


def frames_of(page: Page) -> list[str]:
    """Everything that this page is sent from its next connection on."""
    heard: list[str] = []

    def listen(socket: Any) -> None:
        socket.on("framereceived", lambda payload: heard.append(str(payload)))

    page.on("websocket", listen)
    return heard


def fetched(person: Person, path: str) -> str:
    answer = person.page.request.get(person.page.url.split("?")[0] + path)
    assert answer.ok
    return answer.text()


def test_me_too_on_a_fear_leaves_no_name_anywhere(people: People) -> None:
    ada, rose, mia = people(3)
    heard = frames_of(rose.page)
    rose.page.reload()
    rose.is_connected()
    open_workshop([ada, rose, mia])
    seat = ada.page.locator("body").get_attribute("data-seat") or ""
    for person in (ada, mia, rose):
        step(person, "obstacles").click()
    too = ada.idea(2).locator(".too")
    too.click()
    expect(too).to_have_attribute("aria-pressed", "true")
    mia.opens(2).locator('[data-act="me_too"]').click()
    count = rose.idea(2).locator(".count-too")
    expect(count).to_have_text("2 say “me too”")
    rose.idea(3).locator(".too").tap()
    expect(ada.idea(3).locator(".count-too")).to_have_text("1 says “me too”")
    expect(ada.idea(3).locator(".too")).to_have_attribute("aria-pressed", "false")
    rose.everything_is_stored()  # and so she has heard of it herself
    frames = [json.loads(one) for one in heard if "echo_idea" in one]
    assert seat not in json.dumps(frames)
    told = [one for frame in frames for one in frame["entries"] if one["verb"] == "echo_idea"]
    said = {one["seq"]: one for one in told}.values()
    assert [one["text"] for one in said] == ["Me too."] * 3
    assert not [one for one in said if "seat" in one]
    idea = ada.idea(2).get_attribute("data-idea")
    late = fetched(rose, "frame.json?since=0")
    assert not [one for one in json.loads(late)["entries"] if one["seq"] > 1 and "seat" in one]
    for path in ("export.json", f"ideas/{idea}/history/"):
        assert seat not in fetched(rose, path)
    for path in ("", "projector/"):
        piece = fetched(rose, path).partition(f'id="idea-{idea}"')[2].partition('id="idea-')[0]
        assert "2 say" in piece
        assert seat not in piece
    # It is taken back as it was said, also after a reload.
    ada.page.reload()
    ada.is_connected()
    expect(too).to_have_attribute("aria-pressed", "true")
    too.click()
    expect(count).to_have_text("1 says “me too”")
    all_screens_are_one([ada, rose, mia])


def test_without_a_workshop_the_whole_board_is_in_view(people: People) -> None:
    ada, rose = people(2)
    ada.writes("Just an idea")
    rose.sees(1, "Just an idea")
    for person in (ada, rose):
        expect(person.page.locator("#places")).to_be_hidden()
        assert person.page.locator("main").get_attribute("data-view") is None
    does(ada, "open_workshop", kind="open_board")
    expect(rose.page.locator("#hour")).to_have_attribute("data-status", "open")
    expect(rose.idea(1)).to_be_visible()
    expect(rose.page.locator("#places")).to_be_hidden()
    all_screens_are_one([ada, rose])

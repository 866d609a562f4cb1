"""A seat without a phone, and whoever writes for its person."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.floor import does
from tests.browser.people import Person, all_are_up_to_date, all_screens_are_one

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def test_anyone_writes_for_somebody_without_a_phone(people: People) -> None:
    ada, rose, mei = people(3)
    rose.writes("My own words")
    ada.sees(1, "My own words")
    rose.page.locator(".sign").tap()
    rose.page.locator(".instead summary").tap()
    rose.page.locator("#instead-name").fill("Joan")
    rose.page.locator(".instead-new button").tap()
    line = rose.page.locator(".instead-line")
    expect(line).to_have_text(re.compile(r"Writing for Joan\."), use_inner_text=True)
    expect(rose.box).to_be_focused()
    expect(ada.page.locator(".here > li")).to_have_count(4)  # she counts as one of the room

    rose.writes("A lift to the meeting")
    expect(mei.idea(2).locator(".who")).to_have_text("Joan")
    expect(rose.idea(2)).not_to_have_class(re.compile("mine"))
    rose.opens(2).locator('[data-act="set_aside"]').tap()
    mei.sees_in_the_open(1)
    rose.told("Idea 2 is set aside.")
    rose.page.locator('.told [data-act="undo"]').tap()  # Joan's act, taken back for Joan
    mei.sees_in_the_open(1, 2)

    # A reload goes on with it; Stop, and one writes for oneself again.
    rose.page.reload()
    rose.is_connected()
    expect(line).to_be_visible()
    rose.page.locator('[data-act="stop_instead"]').tap()
    expect(line).to_be_hidden()
    rose.writes("For myself again")
    expect(mei.idea(3).locator(".who")).to_have_text("seat 2")
    rose.page.locator('[data-open="more"]').tap()
    expect(rose.page.locator("[data-lately]")).to_have_text("You wrote idea 3.")
    rose.page.locator('[data-act="undo_last"]').tap()
    mei.sees_in_the_open(1, 2)

    # Anybody else can do the same for her.
    mei.page.locator(".sign").click()
    mei.presses(mei.page.locator(".instead-seats button", has_text="Write for Joan"))
    expect(mei.page.locator(".instead-line")).to_be_visible()
    mei.writes("And a chair")
    expect(ada.idea(4).locator(".who")).to_have_text("Joan")
    all_screens_are_one([ada, rose, mei])


def test_where_she_stands_is_not_where_i_stand(people: People) -> None:
    ada, rose = people(2)
    ada.writes("Chairs")
    rose.sees(1, "Chairs")
    ada.page.locator(".sign").click()
    ada.page.locator(".instead summary").click()
    ada.page.locator("#instead-name").fill("Joan")
    ada.presses(ada.page.locator("#instead-name"))
    expect(ada.page.locator(".instead-line")).to_be_visible()
    agree = ada.opens(1).locator('[data-stance="agree"]')
    ada.page.locator('.opened [data-act="ask_stance"]').click()
    agree.click()
    expect(agree).to_have_attribute("aria-pressed", "true")
    ada.everything_is_stored()
    ada.page.keyboard.press("Escape")
    ada.page.locator('[data-act="stop_instead"]').click()
    ada.opens(1)
    expect(agree).to_have_attribute("aria-pressed", "false")
    expect(rose.idea(1)).to_contain_text("1 has spoken")
    all_screens_are_one([ada, rose])


def writes_for_joan(person: Person) -> None:
    person.page.locator(".sign").click()
    person.page.locator(".instead summary").click()
    person.page.locator("#instead-name").fill("Joan")
    person.presses(person.page.locator("#instead-name"))
    expect(person.page.locator(".instead-line")).to_be_visible()


def test_who_writes_for_another_answers_the_room_for_themselves(people: People) -> None:
    ada, rose = people(2)
    does(ada, verb="open_workshop", kind="immersive")
    writes_for_joan(rose)
    does(ada, verb="propose", what={"verb": "enter_phase", "phase": "exploring"})
    rose.presses(rose.page.locator('[data-act="say_fine"]'))
    ada.told("The room agreed. We moved on to Transformational exploration.")
    rose.page.locator('.board-top [data-open="hour"]').tap()
    rose.page.locator('[data-act="ask_phase"]').first.tap()
    expect(ada.page.locator(".proposal .who")).to_have_text("Seat 2")
    expect(rose.page.locator('[data-act="take_question_back"]')).to_be_visible()
    rose.page.locator('[data-act="take_question_back"]').tap()
    rose.told("You took the question back.")


def who_look_at_the_fears(people: People) -> list[Person]:
    both = people(2)
    does(both[0], verb="open_workshop", kind="immersive")
    for person in both:
        person.page.locator('.step-to[data-area="obstacles"]').click()
    return both


def test_me_too_is_each_persons_own(people: People) -> None:
    ada, rose = who_look_at_the_fears(people)
    too = ada.idea(1).locator(".too")
    too.click()
    expect(too).to_have_attribute("aria-pressed", "true")
    ada.everything_is_stored()
    writes_for_joan(ada)
    expect(too).to_have_attribute("aria-pressed", "false")
    too.click()
    expect(rose.idea(1).locator(".count-too")).to_have_text("2 say “me too”")
    expect(too).to_have_attribute("aria-pressed", "true")
    too.click()
    expect(rose.idea(1).locator(".count-too")).to_have_text("1 says “me too”")
    ada.page.locator('[data-act="stop_instead"]').click()
    expect(too).to_have_attribute("aria-pressed", "true")


def test_me_too_that_is_pressed_again_on_its_way_is_taken_back(people: People) -> None:
    ada, rose = who_look_at_the_fears(people)
    too = ada.idea(1).locator(".too")
    for presses, said in ((2, False), (3, True)):
        too.evaluate("(button, n) => { while (n-- > 0) button.click(); }", presses)
        expect(too).to_have_attribute("aria-pressed", str(said).lower())
        all_are_up_to_date([ada, rose])
        ada.everything_is_stored()
        expect(rose.idea(1).locator(".count-too")).to_have_count(int(said))
        expect(too).to_have_attribute("aria-pressed", str(said).lower())


def test_what_could_not_go_is_not_signed_by_another(people: People) -> None:
    ada, rose = people(2)
    writes_for_joan(ada)
    joan = ada.page.evaluate("() => import('coproduce/instead').then(one => one.acting())")
    refused = """async (op) => (await import('coproduce/news')).tell(
      "refused", {op: {verb: "add_idea", ...op}, code: "too_long", message: "That is too long."})"""
    ada.page.locator('[data-act="stop_instead"]').click()
    ada.page.evaluate(refused, {"text": "A lift", "for": joan})
    expect(ada.page.locator(".instead-line")).to_be_visible()
    ada.told("That is too long. These were Joan’s words. You write for them again.")
    expect(ada.box).to_have_value("A lift")
    ada.box.press("Enter")
    expect(rose.idea(1).locator(".who")).to_have_text("Joan")

    # Into other words they do not run.
    ada.page.locator('[data-act="stop_instead"]').click()
    ada.box.press_sequentially("Of my own")
    ada.page.evaluate(refused, {"text": "A chair", "for": joan})
    expect(ada.box).to_have_value("Of my own")
    ada.box.press("Enter")
    expect(rose.idea(2).locator(".who")).to_have_text("seat 1")
    ada.page.locator(".sign").click()
    ada.presses(ada.page.locator(".instead-seats button", has_text="Write for Joan"))
    expect(ada.box).to_have_value("A chair")

    # And a hand that types stays at its own words.
    ada.box.press("End")
    ada.page.evaluate(refused, {"text": "Before it", "for": joan})
    ada.page.keyboard.type(", please")
    expect(ada.box).to_have_value("Before it\nA chair, please")

"""Everything is in reach: of a thumb on a phone, of a keyboard, of an ear, and a while later."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hour import does, dot_line, looks_back, move_on, open_workshop, placing
from tests.browser.people import Person, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def have_written(people: list[Person], count: int) -> None:
    """The first of them writes so many ideas, and all see the last."""
    for number in range(1, count + 1):
        people[0].writes(f"Idea of turn {number}")
    for person in people:
        person.sees(count, f"Idea of turn {count}")


# What can be pressed or written in, and is in sight; but for what lies on the ground itself, each
# idea with its own, and for the line that says for a moment what was just done.
CONTROLS = """() => {
  const all = document.querySelectorAll("button, a[href], input, textarea, select, summary");
  return [...all].filter((one) => {
    const { top, bottom, left, right } = one.getBoundingClientRect();
    const seen = top < innerHeight && bottom > 0 && left < innerWidth && right > 0;
    return seen && one.checkVisibility() && !one.matches(".skip, .idea *, .card *, .told *");
  }).map((one) => (one.innerText.trim() || one.placeholder).replace(/\\s+/g, " "));
}"""


MOST = 7  # that a newcomer can find their way among
ANSWERS = 2  # fine, and not yet: the room asks for them, and they are gone with an answer


def controls(person: Person) -> list[str]:
    found: list[str] = person.page.evaluate(CONTROLS)
    return found


def comes_to_few(person: Person) -> None:
    """What the room was asked goes with its answers, and on a busy machine a picture later."""
    until(lambda: len(controls(person)) <= MOST, "a screen that a newcomer understands")


def test_a_newcomer_with_a_phone_sees_seven_controls_at_most(people: People) -> None:
    _, rose = both = people(2)
    found = controls(rose)
    assert {"Start a workshop", "More", "Add", "Write one idea"} <= set(found)
    assert len(found) <= MOST
    open_workshop(both)
    expect(dot_line(rose)).to_be_visible()  # where are we today? It is asked once
    found = controls(rose)
    assert {"How we want to be together", "What gets in the way"} <= set(found)
    assert "Before we begin: where are we today?" in " ".join(found)
    assert len(found) <= MOST
    placing(rose).locator('[data-act="place_dot"]').first.tap()
    rose.page.keyboard.press("Escape")
    expect(dot_line(rose)).to_be_hidden()
    assert len(controls(rose)) <= MOST


def test_it_is_seven_too_where_ideas_lay_on_the_board_before(people: People) -> None:
    ada, rose = both = people(2)
    have_written(both, 3)
    assert len(controls(rose)) <= MOST
    open_workshop(both)
    expect(dot_line(rose)).to_be_visible()
    assert len(controls(rose)) <= MOST
    for phase in ("exploring", "tracking"):
        move_on(both, phase)
        comes_to_few(rose)
    looks_back(rose, "agreements")  # from More: nothing is out of reach
    expect(rose.page.locator(".open-ground.looked-at")).to_have_attribute("data-area", "agreements")
    rose.page.locator('[data-act="go_there"]').tap()
    does(ada, "propose", what={"verb": "close_workshop"})
    rose.page.locator('[data-act="say_fine"]').tap()
    expect(rose.page.locator("#hour")).to_have_attribute("data-status", "closed")
    comes_to_few(rose)


def test_what_the_room_is_asked_brings_its_two_answers_and_no_more(people: People) -> None:
    ada, rose = both = people(2)
    have_written(both, 3)
    open_workshop(both)
    does(ada, "propose", what={"verb": "enter_phase", "phase": "exploring"})
    expect(rose.page.locator('[data-act="say_fine"]')).to_be_visible()
    assert len(controls(rose)) <= MOST + ANSWERS


def test_in_a_quiet_round_there_is_less_to_press(people: People) -> None:
    ada, rose = both = people(2)
    open_workshop(both)
    move_on(both, "exploring")
    rose.writes("They asked me first")
    expect(rose.page.locator(".where-along")).to_be_visible()
    does(ada, "propose", what={"verb": "open_quiet_round", "minutes": 5, "area": "experiences"})
    rose.page.locator('[data-act="say_fine"]').tap()
    expect(rose.page.locator(".quiet-mine")).to_be_visible()
    expect(rose.page.locator(".where-along")).to_be_hidden()  # the line cannot be seen now
    assert len(controls(rose)) <= MOST
    rose.writes("One alone")
    expect(rose.page.locator(".card[data-card]")).to_have_count(1)
    assert len(controls(rose)) <= MOST


def test_undo_is_two_taps_away_long_after_the_line_has_gone(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 2)
    rose.opens(2).locator('[data-act="set_aside"]').tap()
    ada.sees_in_the_open(1)
    rose.opens(1).locator('[data-act="me_too"]').tap()
    rose.told("You answered idea 1.")
    rose.page.keyboard.press("Escape")
    rose.page.locator(".more").tap()
    last = rose.page.locator(".undo-last")
    expect(last).to_contain_text("You answered idea 1.")
    last.tap()
    rose.told("Taken back.")
    rose.page.reload()
    rose.is_connected()
    rose.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    rose.page.locator(".more").tap()
    expect(last).to_contain_text("Idea 2 was set aside")
    last.tap()
    ada.sees_in_the_open(1, 2)
    rose.told("Taken back. Idea 2 is back.")
    all_screens_are_one([ada, rose])


def test_on_a_phone_an_idea_goes_to_a_theme_by_its_name(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 5)
    ada.drags(2, onto=ada.idea(3))
    rose.sees_together(3, 2)
    ada.names(ada.page.locator(".theme"), "Waiting well")
    rose.holds(5)
    rose.page.locator(".ways").get_by_text("Waiting well").tap()
    ada.sees_together(3, 2, 5)
    rose.holds(5)
    rose.page.locator(".ways").get_by_text("Back to the open").tap()
    ada.sees_in_the_open(1, 4, 5)
    all_screens_are_one([ada, rose])


def test_an_idea_changes_its_place_in_a_theme_without_a_drag(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 3)
    ada.drags(2, onto=ada.idea(3))
    ada.sees_together(3, 2)
    ada.drags(1, onto=ada.page.locator(".theme-name"))
    rose.sees_together(3, 2, 1)
    rose.holds(1)
    rose.page.locator('[data-act="idea_earlier"]').tap()
    ada.sees_together(3, 1, 2)
    rose.page.locator('[data-act="idea_earlier"]').tap()
    ada.sees_together(1, 3, 2)
    expect(rose.page.locator('[data-act="idea_earlier"]')).to_have_count(0)
    expect(rose.page.locator('[data-act="idea_later"]')).to_be_focused()
    ada.idea(3).focus()
    ada.page.keyboard.press("m")
    ada.page.keyboard.press("End")
    ada.page.keyboard.press("Enter")
    rose.sees_together(1, 2, 3)
    rose.holds(3)
    earlier = rose.page.locator('[data-act="idea_earlier"]')
    earlier.evaluate("(it) => { it.click(); it.click(); }")  # before the first has come back
    ada.sees_together(3, 1, 2)
    rose.page.keyboard.press("Escape")
    all_screens_are_one([ada, rose])


def test_the_focus_is_never_lost_by_what_others_do(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 7)
    ada.idea(2).focus()
    rose.opens(2).locator('[data-act="set_aside"]').tap()
    expect(ada.idea(3)).to_be_focused()
    expect(ada.idea(3)).to_have_attribute(
        "aria-label", "Idea 3, Idea of turn 3, seat 1, not yet heard"
    )
    for one, other, name in ((3, 4, "First"), (5, 6, "Second")):
        ada.drags(one, onto=ada.idea(other))
        rose.sees_together(other, one)
        ada.names(ada.page.locator(".theme.unnamed"), name)
        expect(rose.theme(name)).to_be_visible()
    ada.presses(ada.theme("First").locator("button").first)
    choice = ada.sheet("theme").locator('[data-act="merge"]')
    choice.focus()
    rose.writes("And one more")
    ada.sees(8, "And one more")
    expect(choice).to_be_focused()
    ada.presses(choice)
    rose.sees_together(6, 5, 4, 3)
    expect(ada.theme("Second").locator("button").first).to_be_focused()
    all_screens_are_one([ada, rose])


def test_tab_goes_round_in_a_sheet_and_escape_leads_back(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 1)
    ada.idea(1).focus()
    ada.page.keyboard.press("Enter")
    ada.page.keyboard.press("Shift+Tab")
    expect(ada.page.locator('.opened [data-act="take_for_good"]')).to_be_focused()
    ada.page.keyboard.press("Tab")
    expect(ada.page.locator(".opened [data-close]")).to_be_focused()
    ada.page.keyboard.press("Escape")
    expect(ada.idea(1)).to_be_focused()
    rose.opens(1).locator('[data-act="set_aside"]').tap()
    ada.presses(ada.page.locator('.room [data-open="tray"]'))
    ada.presses(ada.sheet("tray").locator('[data-act="put_back"]'))
    ada.sees_in_the_open(1)
    expect(ada.sheet("tray")).to_be_focused()
    all_screens_are_one([ada, rose])


def test_a_finger_in_a_hurry_says_me_too_once(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 1)
    sheet = rose.opens(1)
    for _ in range(2):
        sheet.locator('[data-act="me_too"]').tap()
    expect(sheet.locator(".echo p")).to_have_text(["Me too."])
    sheet.locator('[data-act="me_too"]').tap()  # by now the room has it, which was told as well
    rose.told("You have said that here already.")
    expect(ada.opens(1).locator(".echo p")).to_have_text(["Me too."])
    all_screens_are_one([ada, rose])


def test_a_kept_name_closes_its_sheet_and_is_told(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 1)
    ada.page.locator(".sign").click()
    ada.page.locator("#seat-name").fill("Ada")
    ada.presses(ada.page.locator("#seat-name"))
    ada.told("Kept. The others see it now.")
    expect(ada.page.locator(".sign")).to_be_focused()
    expect(rose.idea(1).locator(".who")).to_have_text("Ada")
    all_screens_are_one([ada, rose])


def test_who_sees_only_what_is_not_yet_heard_is_told_and_can_see_all_again(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 2)
    rose.page.locator(".more").tap()
    rose.sheet("more").locator('[data-kind="unheard"]').tap()
    rose.page.keyboard.press("Escape")
    rose.opens(2).locator('[data-act="me_too"]').tap()
    rose.page.keyboard.press("Escape")
    expect(rose.idea(2)).to_be_hidden()
    expect(ada.idea(2)).to_be_visible()
    rose.page.locator('[data-act="show_all"]').tap()
    expect(rose.idea(2)).to_be_visible()
    expect(rose.page.locator(".filtered")).to_be_hidden()
    all_screens_are_one([ada, rose])


def test_every_place_for_a_held_idea_has_a_name_of_its_own(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 4)
    ada.drags(1, onto=ada.idea(2))
    rose.sees_together(2, 1)
    ada.names(ada.page.locator(".theme"), "Waiting well")
    ada.idea(3).focus()
    ada.page.keyboard.press("m")
    for name in ("Start a theme with this: Idea 4", "Put it here: Waiting well"):
        expect(ada.page.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(ada.page.locator("#told")).to_have_text("You hold idea 3. Choose where to put it.")
    ada.presses(ada.page.get_by_role("button", name="Put it here"))
    rose.sees_together(2, 1, 3)
    all_screens_are_one([ada, rose])

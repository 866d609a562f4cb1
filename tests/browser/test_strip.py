"""Where hundreds of ideas lie on a board: what is out of sight costs nothing, and is all there."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.full import MANY, PICTURES, READ, WHERE, gathers, has_many
from tests.browser.people import Person, all_are_up_to_date, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]

# How many ideas of the strip are drawn, how long it is, and how long if every one of them were.
STRIP = """() => {
  const strip = document.querySelector(".open");
  const words = [...strip.querySelectorAll(".idea .idea-words")];
  const drawn = words.filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length;
  const long = strip.scrollHeight;
  const all = new CSSStyleSheet();
  all.replaceSync(".ten { content-visibility: visible !important }");
  document.adoptedStyleSheets = [all];
  const whole = strip.scrollHeight;
  document.adoptedStyleSheets = [];
  return { drawn, long, whole };
}"""


@pytest.fixture(scope="module")
def switches() -> list[str]:
    """As it is once somebody's screen reader has asked for the page."""
    return ["--force-renderer-accessibility"]


def heard(person: Person, role: str) -> list[str]:
    """What a screen reader comes to of one kind, by its words."""
    devtools = person.page.context.new_cdp_session(person.page)
    devtools.send("Accessibility.enable")
    tree = devtools.send("Accessibility.getFullAXTree")["nodes"]
    of_kind = [one for one in tree if not one["ignored"] and one["role"]["value"] == role]
    return [one.get("name", {}).get("value", "") for one in of_kind]


def strip(person: Person) -> Any:
    """What `STRIP` tells, once it is known of all tens how high they are, and the page shows it."""
    expect(person.page.locator(".loose > .ten:not(.laid):has(.idea:not(.away))")).to_have_count(0)
    person.page.evaluate(PICTURES)
    return person.page.evaluate(STRIP)


def test_the_strip_is_as_long_as_if_all_of_it_were_drawn(people: People) -> None:
    ada, rose = people(2)  # of them the first has a laptop
    has_many(ada)
    found = strip(ada)
    assert found["long"] == pytest.approx(found["whole"], abs=1)
    assert 0 < found["drawn"] < MANY / 2
    all_screens_are_one([ada, rose])


def test_it_is_so_after_a_filter_as_well(people: People) -> None:
    (ada,) = people(1)
    has_many(ada)
    before = strip(ada)
    ada.idea(1).focus()
    ada.page.keyboard.press("/")
    ada.page.locator("#find-words").fill("turn 9")
    ada.page.keyboard.press("Escape")
    expect(ada.page.locator(".loose .idea:not(.away)")).to_have_count(6)
    found = strip(ada)
    assert found["long"] == pytest.approx(found["whole"], abs=1)
    ada.page.locator('[data-act="show_all"]').click()
    assert strip(ada) == before


def test_an_idea_far_down_is_found_heard_and_moved(people: People) -> None:
    ada, rose = people(2)
    has_many(ada)
    expect(rose.page.locator(".loose .idea[data-number]")).to_have_count(MANY)
    assert strip(ada)["drawn"] < MANY / 2
    words = {one.split(" with")[0] for one in heard(ada, "StaticText")}
    assert len(heard(ada, "listitem")) >= MANY
    assert words >= {f"Idea of turn {n}" for n in range(1, MANY + 1)}
    assert len(heard(ada, "list")) < MANY / 2  # none of answers where nobody has answered
    # In the middle: near its edge the strip goes on under a hand that drags.
    ada.idea(MANY - 10).evaluate("(idea) => idea.scrollIntoView({ block: 'center' })")
    ada.drags(MANY - 10, onto=ada.idea(MANY - 11))
    rose.sees_together(MANY - 11, MANY - 10)
    all_screens_are_one([ada, rose])


def test_the_first_place_for_what_is_held_far_down_lies_beside_it(people: People) -> None:
    (ada,) = people(1)
    gathers(ada, *([2 * n + 1, 2 * n + 2] for n in range(15, 30)))
    place = ada.page.locator(".goal:focus")
    for number, beside in ((20, "Idea (19|21)$"), (45, r"\((43|47), ")):
        ada.idea(number).focus()
        ada.page.keyboard.press("m")
        expect(place).to_be_in_viewport()
        expect(place).to_have_accessible_name(re.compile(beside))
        first, top = place.get_attribute("aria-label") or "", ada.page.evaluate("scrollY")
        ada.page.keyboard.press("ArrowDown")
        expect(place).not_to_have_accessible_name(first)
        expect(place).to_be_in_viewport()
        assert abs(ada.page.evaluate("scrollY") - top) < 300  # px: less than half of what is seen
        ada.page.keyboard.press("Escape")
        expect(ada.idea(number)).to_be_focused()


def test_answers_are_heard_in_the_opened_idea_alone_also_of_one_far_away(people: People) -> None:
    (ada,) = people(1)
    gathers(ada, *([2 * n + 1, 2 * n + 2] for n in range(12)))
    far = [ada.idea(number).get_attribute("data-idea") for number in (24, MANY)]
    ada.posts(*({"verb": "echo_idea", "idea": one, "text": "So it is here."} for one in far))
    all_are_up_to_date([ada])
    strip(ada)
    assert "So it is here." not in heard(ada, "StaticText")
    ada.idea(MANY).evaluate("(idea) => idea.click()")
    until(lambda: heard(ada, "StaticText").count("So it is here.") == 1)


# How many pictures the page asks for by itself in a third of a second.
ASKS_FOR = """() => new Promise((tell) => {
  const ask = globalThis.requestAnimationFrame;
  let asked = 0;
  globalThis.requestAnimationFrame = (act) => ((asked += 1), ask(act));
  setTimeout(() => {
    globalThis.requestAnimationFrame = ask;
    tell(asked);
  }, 333);
})"""
SCROLLED = "() => document.querySelector('.open').scrollTop"
# Takes down how long the hand is at the lower edge before anything moves.
RESTS = """() => {
  const once = { capture: true, once: true };
  let came = 0;
  addEventListener("pointermove", () => (came = performance.now()), once);
  addEventListener("scroll", () => (globalThis.rested = performance.now() - came), once);
}"""


def test_the_strip_comes_towards_a_hand_at_its_edge_and_rests_elsewhere(people: People) -> None:
    (ada,) = people(1)
    has_many(ada)
    mouse, middle, edge = ada.page.mouse, (180, 300), (180, 760)
    mouse.move(*middle)
    mouse.down()
    mouse.move(middle[0] + 12, middle[1])
    expect(ada.page.locator(".ghost")).to_be_visible()
    ada.page.evaluate(PICTURES)
    assert ada.page.evaluate(ASKS_FOR) <= 2  # a mark of its own may be due
    ada.page.evaluate(RESTS)
    mouse.move(*edge)
    until(lambda: ada.page.evaluate(SCROLLED) > 100, "the strip has come up")
    assert ada.page.evaluate("rested") >= 300  # who lets go at once finds what they aimed at
    mouse.move(*middle)
    ada.page.evaluate(PICTURES)
    rests = ada.page.evaluate(SCROLLED)
    ada.page.evaluate(PICTURES)
    assert ada.page.evaluate(SCROLLED) == rests
    ada.page.keyboard.press("Escape")
    mouse.up()


# Lets the strip begin in its midst, and the screen below the first theme.
TO_THE_MIDST = """() => {
  document.querySelector(".open").scrollTop = 500;
  const [first] = document.querySelectorAll(".theme:not([hidden])");
  scrollBy(0, first.getBoundingClientRect().bottom + 20);
}"""
# What somebody reads in the strip, away from its edges.
READ_IN_STRIP = """() => [...document.querySelectorAll(".open .idea[id]")].find((idea) => {
  const { top, bottom } = idea.getBoundingClientRect();
  return top > 200 && bottom < innerHeight - 100;
})"""


@pytest.mark.parametrize("looks", ["at the strip", "at the themes"])
def test_neither_strip_nor_themes_move_while_the_room_takes_ideas_from_both(
    people: People, looks: str
) -> None:
    ada, rose = people(2)
    ada.page.set_viewport_size({"width": 1366, "height": 600})
    gathers(ada, range(1, 13), (13, 14), *([2 * n + 1, 2 * n + 2] for n in range(7, 19)))
    all_are_up_to_date([ada, rose])
    ada.page.evaluate(TO_THE_MIDST)
    ada.page.evaluate(PICTURES)
    read = [ada.page.evaluate_handle(one) for one in (READ, READ_IN_STRIP)]
    if looks == "at the strip":
        read[1].evaluate("(idea) => idea.focus({ preventScroll: true })")
    before = [one.evaluate(WHERE) for one in read]
    away = [rose.idea(n).get_attribute("data-idea") for n in range(2, 13)]
    rose.posts({"verb": "bring_ideas", "ideas": away})
    some = [rose.idea(n).get_attribute("data-idea") for n in range(39, 43)]
    last = str(rose.page.locator(".theme:not([hidden])").last.get_attribute("id"))
    rose.posts({"verb": "bring_ideas", "ideas": some, "theme": last.removeprefix("theme-")})
    all_are_up_to_date([ada, rose])
    ada.page.evaluate(PICTURES)
    assert [one.evaluate(WHERE) for one in read] == pytest.approx(before, abs=2)

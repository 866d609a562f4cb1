"""The ground never moves under a typing hand, a reading eye or a finger."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.full import gathers
from tests.browser.people import Person, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]

LINES = " with so many words that it takes several lines on a phone" * 3


def test_the_line_being_read_stays_where_it_is(people: People) -> None:
    ada, rose = people(2)
    for number in range(1, 11):
        ada.writes(f"Idea of turn {number}" + LINES)
        rose.sees(number, f"Idea of turn {number}" + LINES)
    rose.idea(8).evaluate("(idea) => scrollTo(0, idea.offsetTop - 300)")
    read = rose.idea(8).bounding_box()
    assert read is not None

    def is_still_there() -> None:
        now = rose.idea(8).bounding_box()
        assert now is not None
        assert abs(now["y"] - read["y"]) <= 1

    ada.opens(2).locator('[data-act="set_aside"]').click()
    expect(rose.page.locator(".loose .idea")).to_have_count(9)
    is_still_there()
    ada.changes(1).press_sequentially(" and more")
    rose.sees(1, "Idea of turn 1" + LINES + " and more")
    is_still_there()
    ada.page.keyboard.press("Escape")
    ada.drags(4, onto=ada.idea(3))
    rose.sees_together(3, 4)
    is_still_there()
    all_screens_are_one([ada, rose])


# How far it goes up or down from one picture to the next, but for what is less than a pixel each.
FOLLOWS = """(idea) => {
  const top = () => idea.getBoundingClientRect().top;
  globalThis.jumps = [];
  let last = top();
  const look = () => {
    if (Math.abs(top() - last) > 1.5) jumps.push(Math.round(top() - last));
    last = top();
    requestAnimationFrame(look);
  };
  look();
}"""


def test_what_somebody_reads_stays_while_others_sort(people: People) -> None:
    ada, rose = people(2)  # a laptop, and a phone on which all lies below each other
    ada.posts(*({"verb": "add_idea", "text": f"Idea {n}" + LINES} for n in range(44)))
    expect(rose.page.locator(".loose .idea")).to_have_count(44)
    ids = [rose.idea(number).get_attribute("data-idea") for number in range(1, 45)]
    ada.posts(*({"verb": "gather", "ideas": ids[n::3]} for n in range(30, 33)))
    themes = rose.page.locator(".theme:not([hidden])")
    expect(themes).to_have_count(3)
    read = themes.nth(1).locator(".idea").nth(2)
    read.evaluate("(idea) => idea.scrollIntoView({ block: 'center' })")
    goals = [themes.nth(n).get_attribute("id") or "" for n in range(3)]
    read.evaluate(FOLLOWS)
    for number, idea in enumerate(ids[:24]):
        goal = goals[number % 3]
        theme = goal.removeprefix("theme-")
        ada.posts({"verb": "place_idea", "idea": idea, "theme": theme})
        expect(rose.page.locator(f"#{goal} #idea-{idea}")).to_have_count(1)
    assert rose.page.evaluate("jumps") == []
    all_screens_are_one([ada, rose])


# Counts how often it is asked what lies where since pieces were drawn last, and says what does.
COUNTS = """async () => {
  const { hear } = await import("coproduce/news");
  const ask = document.elementFromPoint.bind(document);
  globalThis.asked = 0;
  hear("drawing", () => (asked = 0));
  globalThis.lies = (height) => ask(innerWidth / 2, innerHeight * height).closest(".idea").id;
  document.elementFromPoint = (...at) => (asked += 1) && ask(...at);
}"""
TOP = "(idea) => idea.getBoundingClientRect().top"


def test_what_lies_where_is_known_before_what_is_read_goes_elsewhere(people: People) -> None:
    ada, rose = people(2)
    ada.posts(*({"verb": "add_idea", "text": f"Idea of turn {n}"} for n in range(30)))
    rose.sees(30, "Idea of turn 29")
    rose.page.evaluate(COUNTS)
    rose.idea(15).evaluate("(idea) => idea.scrollIntoView({ block: 'center' })")
    until(lambda: rose.page.evaluate("asked"))
    goes, stays = (rose.page.evaluate(f"lies({height})") for height in (0.3, 0.5))
    assert goes != stays
    before = rose.page.locator(f"#{stays}").evaluate(TOP)
    ada.posts({"verb": "set_aside", "idea": goes.removeprefix("idea-")})
    expect(rose.page.locator(f"main #{goes}")).to_have_count(0)
    assert rose.page.evaluate("asked") == 0
    assert rose.page.locator(f"#{stays}").evaluate(TOP) == pytest.approx(before, abs=1)


def test_what_others_hold_carries_their_mark_once_it_can_be_seen(people: People) -> None:
    ada, rose = people(2)
    ada.posts(*({"verb": "add_idea", "text": f"Idea {n}" + LINES} for n in range(30)))
    rose.sees(30, "Idea 29" + LINES)
    rose.idea(30).scroll_into_view_if_needed()
    ada.idea(1).focus()
    ada.page.keyboard.press("m")
    rose.page.wait_for_timeout(500)  # longer than it takes where it can be seen
    expect(rose.idea(1).locator(".holder")).to_have_count(0)
    rose.idea(1).scroll_into_view_if_needed()
    expect(rose.idea(1)).to_have_class(re.compile("held"))
    expect(rose.idea(1).locator(".holder")).to_be_visible()
    ada.page.keyboard.press("Escape")
    expect(rose.idea(1).locator(".holder")).to_have_count(0)
    expect(rose.idea(1)).not_to_have_class(re.compile("held"))


# How many themes are beside each other, whether all are as wide, and whether any lies outside.
ROWS = """() => {
  const themes = [...document.querySelectorAll(".theme:not([hidden])")];
  const boxes = themes.map((one) => one.getBoundingClientRect());
  const beside = boxes.filter((one) => Math.abs(one.top - boxes[0].top) < 1).length;
  const widths = boxes.map((one) => one.width);
  const alike = Math.max(...widths) - Math.min(...widths) < 0.1;
  return [beside, alike, document.scrollingElement.scrollWidth > innerWidth];
}"""
WIDTHS = [(360, 1), (959, 1), (960, 2), (1003, 2), (1366, 2), (1439, 2), (1440, 3), (1537, 3)]


def test_themes_stand_two_in_a_row_and_three_where_it_is_wide(people: People) -> None:
    (ada,) = people(1)
    gathers(ada, *([n, n + 1] for n in range(1, 15, 2)))
    for width, beside in [*WIDTHS, (1763, 3), (1920, 3), (2561, 3)]:
        ada.page.set_viewport_size({"width": width, "height": 800})
        assert ada.page.evaluate(ROWS) == [beside, True, False], width


def test_a_finger_drags_by_the_number_and_scrolls_by_the_words(people: People) -> None:
    ada, rose = people(2)
    for number in (1, 2, 3, 4):
        ada.writes(f"Idea of turn {number}")
        rose.sees(number, f"Idea of turn {number}")
    finger = rose.page.context.new_cdp_session(rose.page)

    def touch(kind: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def slide(start: str, end: int) -> None:
        box, goal = rose.page.locator(start).bounding_box(), rose.idea(end).bounding_box()
        assert box is not None
        assert goal is not None
        x, y = box["x"] + 12, box["y"] + 10
        touch("touchStart", x, y)
        for step in range(1, 9):
            touch(
                "touchMove",
                x + (goal["x"] + 80 - x) * step / 8,
                y + (goal["y"] + 30 - y) * step / 8,
            )
        touch("touchEnd")

    slide('[data-number="4"] .idea-words', 2)
    expect(rose.page.locator(".theme")).to_have_count(0)
    slide('[data-number="1"] .idea-number', 3)
    ada.sees_together(3, 1)
    expect(rose.sheet("opened")).to_be_hidden()
    all_screens_are_one([ada, rose])


def test_an_idea_held_by_somebody_is_seen_held_and_let_go(people: People) -> None:
    ada, rose = people(2)
    ada.writes("Mine for a moment")
    rose.sees(1, "Mine for a moment")
    rose.holds(1)
    expect(ada.idea(1).locator(".holder")).to_be_visible()
    rose.page.keyboard.press("Escape")
    expect(ada.idea(1).locator(".holder")).to_have_count(0)
    rose.opens(1)
    rose.page.locator('.opened [data-act="change_words"]').click()
    rose.page.keyboard.type("!")
    expect(ada.page.locator(".here > .writes")).to_have_count(1)
    rose.page.keyboard.press("Escape")
    # It ends with a rest: what somebody turns to next is nobody's to see.
    expect(ada.page.locator(".here > .writes")).to_have_count(0, timeout=20_000)


def test_the_list_of_places_follows_what_others_do_and_is_not_made_anew(people: People) -> None:
    ada, rose = people(2)
    ada.posts(*({"verb": "add_idea", "text": f"Idea of turn {n}"} for n in range(1, 8)))
    rose.sees(7, "Idea of turn 7")
    ids = [rose.idea(number).get_attribute("data-idea") or "" for number in range(1, 8)]
    ada.posts({"verb": "gather", "ideas": ids[:2]})
    rose.sees_together(1, 2)
    theme = ada.theme("").first.get_attribute("id") or ""
    rose.holds(7)
    ways, begins = rose.page.locator(".ways .way"), rose.page.locator(".start-theme")
    expect(ways).to_have_text(["No name yet (1, 2)"])
    expect(begins).to_have_count(4)
    ways.first.evaluate("(way) => { way.stays = true; }")
    ada.posts({"verb": "place_idea", "idea": ids[2], "theme": theme.removeprefix("theme-")})
    expect(ways).to_have_text(["No name yet (1, 2, 3)"])
    expect(begins).to_have_count(3)  # one cannot begin with what lies in a theme
    goal = rose.page.locator(f"#{theme} .put-here")
    expect(goal).to_have_attribute("aria-label", "Put it here: No name yet (1, 2, 3)")
    assert ways.first.evaluate("(way) => way.stays")
    ada.names(ada.page.locator(f"#{theme}"), "Waiting well")
    expect(ways).to_have_text(["Waiting well"])
    expect(goal).to_have_attribute("aria-label", "Put it here: Waiting well")
    ada.posts({"verb": "gather", "ideas": ids[3:5]})
    expect(ways).to_have_text(["Waiting well", "No name yet (4, 5)"])
    ada.posts({"verb": "gather", "ideas": ids[5:]})  # what is held, with one that could begin
    expect(ways).to_have_text(["Back to the open", "Waiting well", "No name yet (4, 5)"])
    expect(begins).to_have_count(0)
    other = ways.last.get_attribute("data-theme")
    ada.posts({"verb": "dissolve_theme", "theme": other})
    expect(ways).to_have_text(["Back to the open", "Waiting well"])
    expect(begins).to_have_count(2)
    rose.page.keyboard.press("Escape")
    expect(ways).to_have_count(0)
    expect(rose.page.locator(".goal, .takes, .awaits, .start-theme")).to_have_count(0)
    all_screens_are_one([ada, rose])

"""What comes near on a full board is laid out before it is drawn, and nothing moves for it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.full import MANY, PICTURES, READ, WHERE, gathers
from tests.browser.people import Person, all_are_up_to_date

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]

# Scrolls as far as a theme is near: nearer than two screens, farther than one and a half.
TO_THE_EDGE = """(theme) =>
  scrollBy(0, theme.getBoundingClientRect().top - 2.75 * innerHeight)"""
JUMPS = "(theme) => theme.scrollIntoView({ block: 'center' })"


@pytest.mark.parametrize("comes", [TO_THE_EDGE, JUMPS], ids=["slowly", "at once"])
def test_a_theme_that_comes_near_shows_that_it_takes_what_is_held(
    people: People, comes: str
) -> None:
    (ada,) = people(1)
    ada.page.set_viewport_size({"width": 1366, "height": 500})
    gathers(ada, range(1, 29), range(29, 57), (57, 58))
    themes, takes = ada.page.locator(".theme:not([hidden])"), re.compile(r"\btakes\b")
    ada.page.evaluate("scrollTo(0, 0)")
    ada.idea(MANY).focus()
    ada.page.keyboard.press("m")
    expect(ada.page.locator(".holding")).to_be_visible()
    expect(themes.first).to_have_class(takes)
    expect(themes.last).not_to_have_class(takes)
    themes.last.evaluate(comes)
    expect(themes.last).to_have_class(takes)
    ada.page.keyboard.press("Escape")
    expect(ada.page.locator(".takes")).to_have_count(0)


# Scrolls up until the first theme ends between two screens and one and a half above this one.
UP_TO_THE_EDGE = """(theme) =>
  scrollBy(0, theme.getBoundingClientRect().bottom + 1.75 * innerHeight)"""


def test_nothing_moves_when_a_theme_above_is_shown_that_has_changed_unseen(people: People) -> None:
    ada, rose = people(2)
    ada.page.set_viewport_size({"width": 1366, "height": 400})
    gathers(ada, range(1, 21), (21, 22), *([2 * n + 1, 2 * n + 2] for n in range(11, 29)))
    all_are_up_to_date([ada, rose])
    ada.page.evaluate("scrollTo(0, 0)")  # the page may have gone down to what she wrote last
    first, near = ada.page.locator(".theme:not([hidden])").first, re.compile(r"\bnear\b")
    expect(first).to_have_class(near)
    ada.page.evaluate("scrollTo(0, 1e6)")
    expect(first).not_to_have_class(near)
    ids = [rose.idea(number).get_attribute("data-idea") for number in range(3, 21)]
    rose.posts({"verb": "bring_ideas", "ideas": ids})
    expect(first.locator(".theme-ideas > .idea")).to_have_count(2)
    first.evaluate(UP_TO_THE_EDGE)
    seen = ada.page.evaluate_handle(READ)
    before = seen.evaluate(WHERE)
    expect(first).to_have_class(near)
    ada.page.evaluate(PICTURES)
    assert seen.evaluate(WHERE) == pytest.approx(before, abs=2)


# On a machine to which drawing is hard: scrolls to where the last theme is near and not drawn,
# and tells whether what is in it is asked where it stands, which lays it out, before it is drawn.
COMES_NEAR = """async () => {
  (await import("coproduce/pace")).learnFrom(1000);
  const last = [...document.querySelectorAll(".theme:not([hidden]) .theme-ideas > .idea")].at(-1);
  const isDrawn = () => last.checkVisibility({ contentVisibilityAuto: true });
  const laid = new Promise((say) => {
    last.getBoundingClientRect = () => {
      say(!isDrawn());
      return Element.prototype.getBoundingClientRect.call(last);
    };
    setTimeout(() => say("it is not laid out"), 10_000);
  });
  const { top } = last.closest(".theme").getBoundingClientRect();
  if (isDrawn() || top < 3 * innerHeight) return "it is too near to begin with";
  scrollTo(0, top - 2.75 * innerHeight);
  return laid;
}"""


def test_a_theme_that_comes_near_is_laid_out_before_it_is_drawn(people: People) -> None:
    (ada,) = people(1)
    ada.page.set_viewport_size({"width": 1366, "height": 400})
    gathers(ada, range(1, 29), range(29, 57), (57, 58))
    ada.page.evaluate("scrollTo(0, 0)")
    last = ada.page.locator(".theme:not([hidden])").last
    expect(last).not_to_have_class(re.compile(r"\bnear\b"))  # as it was before there was much
    ada.page.evaluate(PICTURES)
    assert ada.page.evaluate(COMES_NEAR) is True


# On such a machine, as the last theme comes near: how many ideas of it wait when it is laid out.
WAIT = """async () => {
  (await import("coproduce/pace")).learnFrom(1000);
  const last = [...document.querySelectorAll(".theme:not([hidden]) .theme-ideas > .idea")].at(-1);
  const theme = last.closest(".theme");
  const { top } = theme.getBoundingClientRect();
  if (top < 3 * innerHeight) return "it is too near to begin with";
  const waiting = [];
  last.getBoundingClientRect = () => {
    const count = theme.querySelectorAll(".waits").length;
    if (waiting.at(-1) !== count) waiting.push(count);
    return Element.prototype.getBoundingClientRect.call(last);
  };
  scrollTo(0, top - 2.75 * innerHeight);
  for (let n = 0; n < 200 && !theme.matches(".near"); n += 1) {
    await new Promise((next) => setTimeout(next, 50));
  }
  const shown = [...theme.querySelectorAll(".idea-words")].filter((one) => one.offsetHeight > 10);
  return [waiting, theme.querySelectorAll(".waits").length, shown.length];
}"""


def test_what_came_into_a_theme_unseen_is_laid_out_a_few_ideas_at_a_time(people: People) -> None:
    ada, rose = people(2)
    ada.page.set_viewport_size({"width": 1366, "height": 400})
    gathers(ada, range(1, 29), (57, 58), (59, 60))
    all_are_up_to_date([ada, rose])
    ada.page.evaluate("scrollTo(0, 0)")
    last = ada.page.locator(".theme:not([hidden])").last
    expect(last).not_to_have_class(re.compile(r"\bnear\b"))
    ids = [rose.idea(number).get_attribute("data-idea") for number in range(29, 55)]
    theme = str(last.get_attribute("id")).removeprefix("theme-")
    rose.posts({"verb": "bring_ideas", "ideas": ids, "theme": theme})
    expect(last.locator(".theme-ideas > .idea")).to_have_count(28)
    all_are_up_to_date([ada, rose])
    ada.page.evaluate(PICTURES)
    waiting, left, shown = ada.page.evaluate(WAIT)
    # The two it held already were laid out with the page, or have never been near.
    assert waiting in ([18, 10, 2, 0], [20, 12, 4, 0])
    assert (left, shown) == (0, 28)


# A row of themes comes near at once, and none is drawn yet. How many are drawn, picture by picture?
COME_NEAR = """async () => {
  (await import("coproduce/pace")).learnFrom(1000);
  const themes = [...document.querySelectorAll("#clearings > .theme:not([hidden])")].slice(-2);
  const drawn = () => themes.filter((theme) =>
    theme.querySelector(".idea").checkVisibility({ contentVisibilityAuto: true })).length;
  const [one, other] = themes.map((theme) => theme.getBoundingClientRect().top);
  if (one !== other || drawn() > 0) return "they are no row, or too near to begin with";
  scrollTo(0, one - 2.75 * innerHeight);
  const seen = [];
  const start = performance.now();
  while (drawn() < themes.length && performance.now() - start < 10_000) {
    await new Promise((next) => requestAnimationFrame(next));
    seen.push(drawn());
  }
  return seen.filter((count, n) => count !== seen[n - 1]);
}"""


def test_of_a_row_that_comes_near_each_theme_has_a_picture_of_its_own(people: People) -> None:
    (ada,) = people(1)
    ada.page.set_viewport_size({"width": 1366, "height": 400})
    gathers(ada, range(1, 15), range(15, 29), range(29, 43), range(43, 57), (57, 58), (59, 60))
    ada.page.evaluate("scrollTo(0, 0)")
    themes = ada.page.locator(".theme:not([hidden])")
    for place in (4, 5):  # while it was short, all of the page was near
        expect(themes.nth(place)).not_to_have_class(re.compile(r"\bnear\b"))
    ada.page.evaluate(PICTURES)
    assert ada.page.evaluate(COME_NEAR) == [0, 1, 2]

"""The browser makes of crossing edits exactly what the server makes of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from tests.boards.operations.splice_vectors import stories, vectors

pytestmark = pytest.mark.browser

MODULES = Path(__file__).resolve().parents[2] / "static" / "js"
ADDRESS = "http://splice.test/"
SEED = 377

# A room in miniature, as in tests/boards/operations/writers.py, with the client's own code.
ROOM = """
import * as splice from "./splice.js";
window.splice = splice;

class Writer {
  constructor(text, joining) {
    Object.assign(this, { text, joining, seq: 0, sent: null, awaits: false });
    this.flight = [];
    this.waiting = [];
  }
  get screen() {
    return splice.applied(splice.applied(this.text, this.flight), this.waiting);
  }
  write(at, remove, insert) {
    const length = splice.codePoints(this.screen).length;
    const place = at % (length + 1);
    const typed = [place, Math.min(remove, length - place), insert];
    const last = this.joining && this.waiting.at(-1);
    const both = last ? splice.joined(last, typed) : null;
    this.waiting = both ? [...this.waiting.slice(0, -1), both] : [...this.waiting, typed];
  }
  send() {
    if (!this.waiting.length || this.awaits) return;
    const [next, ...rest] = this.waiting;
    Object.assign(this, { awaits: true, sent: [this.seq, next], flight: [next], waiting: rest });
  }
  read(entry, own) {
    const before = this.screen;
    let shown = [];
    if (own) Object.assign(this, { awaits: false, flight: [] });
    else {
      const { waiting, flight, over } = splice.carryAcross(this.waiting, this.flight, entry);
      Object.assign(this, { waiting, flight });
      shown = over;
    }
    this.text = splice.applied(this.text, entry);
    this.seq += 1;
    if (splice.applied(before, shown) !== this.screen) throw new Error("the screen jumped");
  }
}

window.live = ({ text, steps }, joining = false) => {
  const log = [];
  const writers = [0, 1, 2].map(() => new Writer(text, joining));
  const take = (verb, who, ...what) => {
    const writer = writers[who];
    if (verb === "write") writer.write(...what);
    if (verb === "send") writer.send();
    if (verb === "log" && writer.sent) {
      const [base, typed] = writer.sent;
      writer.sent = null;
      const since = log.slice(base).flatMap(([, entry]) => entry);
      const entry = splice.carried(typed, since);
      log.push([who, entry]);
      text = splice.applied(text, entry);
    }
    if (verb === "read" && writer.seq < log.length) {
      const [author, entry] = log[writer.seq];
      writer.read(entry, author === who);
    }
  };
  const busy = (w) => w.waiting.length || w.awaits || w.seq < log.length;
  steps.forEach((step) => take(...step));
  while (writers.some(busy)) {
    for (const who of [0, 1, 2]) for (const verb of ["send", "log", "read"]) take(verb, who);
  }
  if (writers.some((writer) => writer.screen !== text)) throw new Error("the screens differ");
  return text;
};
"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """An empty page with the module and the room in it; no server is needed."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if not name:
            route.fulfill(
                body='<script type="module" src="room.js"></script>', content_type="text/html"
            )
        elif name == "room.js":
            route.fulfill(body=ROOM, content_type="text/javascript")
        else:
            route.fulfill(path=MODULES / name, content_type="text/javascript")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.route(f"{ADDRESS}**", answer)
        page.goto(ADDRESS)
        page.wait_for_function("() => Boolean(window.live)")
        yield page
        browser.close()


def told(page: Page, script: str, cases: Any) -> Any:
    """What `script`, a function of one case, makes of each of them."""
    return page.evaluate(f"(cases) => cases.map({script})", cases)


def test_it_carries_as_the_server_does(page: Page) -> None:
    cases = vectors(SEED, 2000)
    made = told(
        page,
        """(c) => ({
            carried: splice.carried(c.single, c.first),
            carried_first: splice.carried(c.single, c.first, true),
            second_after_first: splice.carriedAll(c.second, c.first),
            first_after_second: splice.carriedAll(c.first, c.second, true),
            out: splice.applied(splice.applied(c.text, c.second),
                                splice.carriedAll(c.first, c.second, true)),
        })""",
        cases,
    )
    for case, ours in zip(cases, made, strict=True):
        theirs = {name: case[name] for name in ours}
        assert theirs == _as_tuples(ours), case["text"]


def _as_tuples(made: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str) else tuple(map(tuple, value))
        for name, value in made.items()
    }


def test_three_browsers_and_the_server_end_with_one_text(page: Page) -> None:
    cases = stories(SEED, 500)
    assert told(page, "(story) => live(story)", cases) == [case["out"] for case in cases]


def test_typing_may_be_joined_into_one_splice(page: Page) -> None:
    told(
        page, "(story) => live(story, true)", stories(SEED + 1, 500)
    )  # raises where screens differ


def test_two_splices_that_touch_are_one(page: Page) -> None:
    cases = [(case["text"], case["first"][:2]) for case in vectors(SEED + 2, 2000)]
    cases = [case for case in cases if len(case[1]) == 2]
    apart = told(
        page,
        """([text, [one, two]]) => {
            const both = splice.joined(one, two);
            if (!both) return one[0] > two[0] + two[1] || two[0] > one[0] + [...one[2]].length;
            return splice.applied(text, [both]) === splice.applied(text, [one, two]);
        }""",
        cases,
    )
    assert all(apart)


def test_the_difference_is_no_longer_than_it_has_to_be(page: Page) -> None:
    cases = [(case["text"], case["single"]) for case in vectors(SEED + 3, 2000)]
    made = told(
        page,
        """([text, typed]) => {
            const out = splice.applied(text, [typed]);
            const caret = [...out].slice(0, typed[0] + [...typed[2]].length).join("").length;
            const found = splice.difference(text, out, caret);
            return [splice.applied(text, [found]) === out, found, typed];
        }""",
        cases,
    )
    for restores, (_, removed, inserted), (_, most_removed, most_inserted) in made:
        assert restores
        assert removed <= most_removed
        assert len(inserted) <= len(most_inserted)


@pytest.mark.parametrize(
    ("before", "after", "caret", "splice"),
    [
        ("aaa", "aaaa", 2, [1, 0, "a"]),  # typed after the first a
        ("aaa", "aaaa", 4, [3, 0, "a"]),
        ("aaa", "aa", 1, [1, 1, ""]),  # taken out after the first a
        ("see you", "see  you", 4, [3, 0, " "]),
        ("tea", "tea time", 0, [3, 0, " time"]),  # the caret went elsewhere
        ("👍", "👎", 2, [0, 1, "👎"]),  # these two share half of what they are made of
        ("👍👍", "👍👍👍", 4, [1, 0, "👍"]),
        ("e\u0301", "e\u0301\u0302", 3, [2, 0, "\u0302"]),
        ("שלום", "שלום!", 5, [4, 0, "!"]),
        ("same", "same", 2, [2, 0, ""]),
    ],
)
def test_the_caret_tells_which_of_equal_letters_it_was(
    page: Page, before: str, after: str, caret: int, splice: list[Any]
) -> None:
    assert page.evaluate("(c) => splice.difference(...c)", [before, after, caret]) == splice


def test_places_are_told_in_both_ways_of_counting(page: Page) -> None:
    text = "a👩\u200d👧é"
    units = page.evaluate("(t) => [0, 1, 2, 3, 4, 5].map((n) => splice.pointsToUnits(t, n))", text)
    assert units == [0, 1, 3, 4, 6, 7]
    points = page.evaluate("([t, us]) => us.map((n) => splice.unitsToPoints(t, n))", [text, units])
    assert points == [0, 1, 2, 3, 4, 5]


def test_the_caret_stays_with_the_hand(page: Page) -> None:
    cases = [(5, [2, 0, "ab"]), (5, [5, 0, "ab"]), (5, [3, 4, ""]), (5, [6, 1, "x"])]
    assert told(page, "([at, s]) => splice.caretAfter(at, [s])", cases) == [7, 5, 3, 5]


def test_it_refuses_a_splice_outside_the_text(page: Page) -> None:
    told_no = (
        "([s]) => { try { splice.applied('👍bc', [s]); } catch { return true; } return false; }"
    )
    assert all(told(page, told_no, [[[-1, 0, ""]], [[0, -1, ""]], [[4, 0, ""]], [[2, 2, ""]]]))

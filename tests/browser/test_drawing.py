"""How what comes is drawn: in which parts and turns, and never in the way of a hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person, all_screens_are_one

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def a_dozen(writer: Person, reader: Person) -> list[str | None]:
    """Write twelve ideas that the other sees; their ids."""
    writer.posts(*({"verb": "add_idea", "text": f"Idea of turn {n}"} for n in range(1, 13)))
    reader.sees(12, "Idea of turn 12")
    return [reader.idea(number).get_attribute("data-idea") for number in range(1, 13)]


OLD_AND_NEW = """async () => {
  const { draw } = await import("coproduce/pieces");
  const told = [...document.querySelectorAll(".loose .idea")].flatMap((idea) => {
    const [old, now] = [idea.cloneNode(true), idea.cloneNode(true)];
    old.querySelector(".idea-words").textContent = "As it was before";
    return [old, now].map((one) => `<hx-partial>${one.outerHTML}</hx-partial>`);
  });
  draw(told.join(""), []);
  return told.length;
}"""


def test_of_news_that_is_drawn_as_one_the_last_counts(people: People) -> None:
    ada, rose = people(2)
    ada.posts(*({"verb": "add_idea", "text": f"Idea of turn {n}"} for n in range(1, 21)))
    rose.sees(20, "Idea of turn 20")
    assert rose.page.evaluate(OLD_AND_NEW) == 40
    all_screens_are_one([ada, rose])


IN_PARTS = """async () => {
  const { drawInTurn } = await import("coproduce/pieces");
  (await import("coproduce/pace")).learnFrom(1000);  // to draw is hard: four pieces at a time
  const theme = document.querySelector("#clearings > .theme");
  const [loose, lying] = [".loose .idea", ".theme-ideas > .idea"].map((one) =>
    [...(one.startsWith(".loose") ? document : theme).querySelectorAll(one)]);
  const all = [document.getElementById("order"), ...loose.slice(0, 3), theme, ...loose.slice(3)];
  const told = [...all, ...lying.reverse()].map((one) => {
    const copy = one.cloneNode(true);
    copy.querySelector(".theme-ideas")?.replaceChildren();
    return `<hx-partial>${copy.outerHTML}</hx-partial>`;
  });
  theme.remove();
  await drawInTurn(told.join(""), []);
}"""


def test_what_is_drawn_in_parts_is_laid_as_if_it_were_drawn_at_once(people: People) -> None:
    ada, rose = people(2)
    ids = a_dozen(ada, rose)
    ada.posts({"verb": "gather", "ideas": ids[:4]}, {"verb": "gather", "ideas": ids[4:6]})
    rose.sees_together(1, 2, 3, 4)
    rose.sees_together(5, 6)
    rose.page.evaluate(IN_PARTS)
    all_screens_are_one([ada, rose])


# On a page that has drawn nothing yet, a dozen pieces come: how many are drawn at once?
COME_FIRST = """async () => {
  const [{ drawInTurn }, { hear }] = await Promise.all(
    ["coproduce/pieces", "coproduce/news"].map((name) => import(name)));
  const sizes = [];
  hear("drawing", ({ fresh }) => sizes.push(fresh.size));
  const told = [...document.querySelectorAll(".loose .idea")].map((one) => {
    const copy = one.cloneNode(true);
    copy.dataset.seat = "another";
    return `<hx-partial>${copy.outerHTML}</hx-partial>`;
  });
  await drawInTurn(told.join(""), []);
  return sizes;
}"""


def test_what_comes_first_is_drawn_in_parts_for_the_machine_may_be_slow(people: People) -> None:
    ada, rose = people(2)
    a_dozen(ada, rose)
    rose.page.reload()
    rose.is_connected()
    assert rose.page.evaluate(COME_FIRST) == [4, 4, 4]


# Whether the machine is taken for a slow one: after pictures of so many ms, and again after more.
LEARNT = """async (stretches) => {
  const pace = await import("coproduce/pace");
  return stretches.map(([times, ms]) => {
    for (let n = 0; n < times; n += 1) pace.learnFrom(ms);
    return pace.isSlow();
  });
}"""


def test_a_slow_machine_is_not_taken_for_a_quick_one_for_some_pictures_that_cost_little(
    people: People,
) -> None:
    (ada,) = people(1)
    # First what has it forget how the page was drawn: this machine may have been a slow one then.
    stretches = [[40, 1], [10, 6], [10, 40], [19, 5], [1, 40], [19, 5], [1, 5]]
    assert ada.page.evaluate(LEARNT, stretches) == [False, False, True, True, True, True, False]


# What is put on the page in no time, and has the browser busy for its picture.
DEAR = """async () => {
  const pace = await import("coproduce/pace");
  for (let n = 0; n < 10; n += 1) {
    pace.drew(0.1);
    requestAnimationFrame((start) => {
      while (performance.now() < start + 80);
    });
    await pace.picture();
  }
  return pace.isSlow();
}"""


def test_what_the_browser_does_for_a_picture_counts_as_well(people: People) -> None:
    (ada,) = people(1)
    assert ada.page.evaluate(DEAR)


# In front of which picture each has its turn: two acts of a hand, and two who draw what comes.
TURNS = """async () => {
  const pace = await import("coproduce/pace");
  pace.learnFrom(1000);
  let pictures = 0;
  const count = () => requestAnimationFrame(() => ((pictures += 1), count()));
  count();
  const turns = [];
  const take = (who) => () => turns.push([who, pictures]);
  pace.inTurn(take("hand"), take("hand"));
  const draw = async () => {
    await pace.still();
    take("others")();
    pace.touch();
  };
  await Promise.all([draw(), draw()]);
  return turns;
}"""


def test_a_hand_goes_first_and_everyone_has_a_picture_of_their_own(people: People) -> None:
    (ada,) = people(1)
    turns = ada.page.evaluate(TURNS)
    assert [who for who, _ in turns] == ["hand", "hand", "others", "others"]
    pictures = [picture for _, picture in turns]
    assert pictures == sorted(set(pictures)), pictures


# In front of which picture an act of one's own is drawn, and in front of which it is told of.
OWN = """async () => {
  const [pace, { hear }, { post }] = await Promise.all(
    ["coproduce/pace", "coproduce/news", "coproduce/outbox"].map((name) => import(name)));
  pace.learnFrom(1000);
  let pictures = 0;
  const count = () => requestAnimationFrame(() => ((pictures += 1), count()));
  count();
  const when = (name) => new Promise((done) =>
    hear(name, ({ entries }) => entries.length > 0 && done(pictures)));
  const both = Promise.all([when("drawn"), when("applied")]);
  post({ verb: "add_idea", text: "My own" });
  return both;
}"""


def test_what_an_own_act_leads_to_has_a_picture_of_its_own(people: People) -> None:
    (ada,) = people(1)
    drawn, told = ada.page.evaluate(OWN)
    assert drawn < told


# Somebody types a letter every half second, and the next is due: which comes first, it or a draw?
LETTERS = """async () => {
  const [pace, rhythm] = await Promise.all(
    ["coproduce/pace", "coproduce/rhythm"].map((name) => import(name)));
  pace.learnFrom(1000);
  const now = performance.now();
  for (let n = 20; n > 0; n -= 1) rhythm.beat(now - 320 - n * 480);
  rhythm.beat(now - 320);
  const order = [];
  const drawn = pace.still().then(() => order.push("others"));
  setTimeout(() => {
    order.push("letter");
    dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  }, 100);
  await drawn;
  return order;
}"""


def test_a_letter_that_is_due_goes_before_what_is_only_drawn(people: People) -> None:
    (ada,) = people(1)
    assert ada.page.evaluate(LETTERS) == ["letter", "others"]


# How many pieces are taken out of their list and laid in it anew.
COUNTS = """(list) => {
  globalThis.laid = 0;
  const count = (told) => told.forEach(({ addedNodes }) => (laid += addedNodes.length));
  new MutationObserver(count).observe(list, { childList: true });
}"""


def test_what_goes_to_the_end_of_its_list_moves_nothing_else(people: People) -> None:
    ada, rose = people(2)
    ids = a_dozen(ada, rose)
    ada.posts({"verb": "gather", "ideas": ids[:8]}, {"verb": "gather", "ideas": ids[8:]})
    themes = rose.page.locator(".theme:not([hidden])")
    expect(themes).to_have_count(2)
    rose.sees_together(*range(1, 9))
    first = themes.first.get_attribute("id") or ""
    rose.page.locator(f"#{first} .theme-ideas").evaluate(COUNTS)
    ada.posts({"verb": "place_idea", "idea": ids[0], "theme": first.removeprefix("theme-")})
    rose.sees_together(2, 3, 4, 5, 6, 7, 8, 1)
    assert rose.page.evaluate("laid") == 1
    all_screens_are_one([ada, rose])


EVERY_NODE = """() => {
  const walk = document.createTreeWalker(document);
  let all = 1;
  while (walk.nextNode()) all += 1;
  return all;
}"""


def test_the_browser_keeps_no_object_for_each_attribute(people: People) -> None:
    """There are twice as many of them as of all else on the page; each costs time until it ends."""
    ada, rose = people(2)
    a_dozen(rose, ada)
    ada.page.reload()
    ada.is_connected()
    rose.drags(2, onto=rose.idea(1))
    ada.sees_together(1, 2)
    cdp = ada.page.context.new_cdp_session(ada.page)
    cdp.send("HeapProfiler.enable")
    cdp.send("HeapProfiler.collectGarbage")
    cdp.send("Performance.enable")
    told = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
    assert told["Nodes"] < 1.5 * ada.page.evaluate(EVERY_NODE)
    cdp.detach()

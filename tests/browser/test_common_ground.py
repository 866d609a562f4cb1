"""From many ideas to themes that the room holds: by touch, by single taps and by keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def have_written(people: list[Person], count: int) -> None:
    """The first of them writes so many ideas, and all see the last."""
    for number in range(1, count + 1):
        people[0].writes(f"Idea number {number}")
    for person in people:
        person.sees(count, f"Idea number {count}")


def act(person: Person, name: str) -> None:
    person.page.locator(f'.sheet:not([hidden]) [data-act="{name}"]').click()


def open_theme(person: Person, name: str) -> None:
    person.theme(name).locator(".theme-name button").click()
    expect(person.sheet("theme")).to_be_visible()


def a_named_theme(people: list[Person], name: str, *numbers: int) -> None:
    """The first chooses these ideas, puts them together and names the theme."""
    ada = people[0]
    ada.idea(numbers[0]).focus()
    for number in numbers:
        ada.idea(number).focus()
        ada.page.keyboard.press("x")
    ada.presses(ada.page.locator('[data-act="put_together"]'))
    ada.sees_together(*numbers)
    ada.names(ada.theme_of(numbers[0]), name)
    for person in people:
        expect(person.theme(name)).to_be_visible()


# Two acts, the second before the first is told of; and whatever the line at the foot says.
OVERTAKES = """async ([before, after]) => {
  const [{ post }, { hear }] = await Promise.all(
    ["coproduce/outbox", "coproduce/news"].map((name) => import(name)));
  const line = document.querySelector(".told");
  globalThis.said = [];
  const note = () => line.hidden || said.push(line.querySelector(".told-words").textContent);
  new MutationObserver(note).observe(line, { attributes: true, childList: true, subtree: true });
  const first = post(before);
  hear("stored", (id) => id === first && post(after));
}"""


def test_undo_never_stands_for_an_act_before_the_last(people: People) -> None:
    (ada,) = people(1)
    have_written([ada], 3)
    ids = [ada.idea(number).get_attribute("data-idea") for number in (1, 2, 3)]
    acts = [{"verb": "gather", "ideas": ids[:2]}, {"verb": "set_aside", "idea": ids[2]}]
    ada.page.evaluate(OVERTAKES, acts)
    ada.told("Idea 3 is set aside.")
    assert set(ada.page.evaluate("said")) == {"Idea 3 is set aside."}
    ada.page.locator('.told [data-act="undo"]').click()
    ada.sees_in_the_open(3)
    ada.sees_together(1, 2)


def test_several_are_put_together_by_single_taps(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 5)
    rose.opens(4)
    rose.page.locator('.opened [data-act="choose_several"]').tap()
    expect(rose.page.locator(".choosing-words")).to_have_text("1 idea chosen")
    for number in (2, 5):
        rose.idea(number).locator(".idea-words").tap()
    expect(rose.page.locator(".choosing-words")).to_have_text("3 ideas chosen")
    rose.page.locator('[data-act="put_together"]').tap()
    ada.sees_together(4, 2, 5)
    rose.told("Ideas 4, 2, 5 are together.")
    rose.page.locator('.told [data-act="undo"]').tap()
    ada.sees_in_the_open(1, 2, 3, 4, 5)
    all_screens_are_one([ada, rose])


def test_several_are_moved_in_one_act_with_shift_and_by_keyboard(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 6)
    a_named_theme([ada, rose], "Waiting well", 1, 2)
    before = rose.seq
    ada.idea(3).click(modifiers=["Shift"])
    ada.idea(5).click(modifiers=["Shift"])
    expect(ada.page.locator(".choosing-words")).to_have_text("3 ideas chosen")
    ada.page.locator('[data-act="move_chosen"]').click()
    expect(ada.page.locator(".holding-words")).to_have_text(
        "You hold 3 ideas. Choose where to put them."
    )
    ada.theme("Waiting well").locator(".put-here").click()
    rose.sees_together(1, 2, 3, 4, 5)
    assert rose.seq == before + 1
    ada.idea(1).focus()
    ada.page.keyboard.press("Shift+ArrowDown")
    ada.page.keyboard.press("m")
    ada.page.keyboard.press("Home")
    expect(ada.page.locator(".back-to-open")).to_be_focused()
    ada.page.keyboard.press("Enter")
    rose.sees_together(3, 4, 5)
    rose.sees_in_the_open(1, 2, 6)
    all_screens_are_one([ada, rose])


def test_an_idea_belongs_in_two_themes(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 4)
    a_named_theme([ada, rose], "Waiting well", 1, 2)
    a_named_theme([ada, rose], "Food at night", 3, 4)
    rose.opens(1)
    act(rose, "belongs_too")
    rose.page.locator('.ways [data-act="put_here"]', has_text="Food at night").tap()
    for person in (ada, rose):
        places = person.page.locator('.ground .idea[data-number="1"]')
        expect(places).to_have_count(2)
        expect(person.theme("Food at night").locator(".idea-number")).to_have_text(["3", "4", "1"])
    ada.theme("Waiting well").locator('[data-number="2"]').focus()
    ada.page.keyboard.press("b")
    expect(ada.page.locator(".put-here:visible")).to_have_text("Belongs here too")
    ada.page.keyboard.press("Enter")
    expect(rose.theme("Food at night").locator(".idea-number")).to_have_text(["3", "4", "1", "2"])
    ada.theme("Waiting well").locator('[data-number="1"]').focus()
    ada.page.keyboard.press("m")
    ada.presses(ada.page.locator(".back-to-open"))
    expect(rose.page.locator('.ground .idea[data-number="1"]')).to_have_count(1)
    expect(rose.theme("Waiting well").locator(".idea-number")).to_have_text(["2"])
    rose.theme("Food at night").locator('[data-number="2"] .idea-words').tap()
    act(rose, "set_aside")
    expect(ada.page.locator('.ground .idea[data-number="2"]')).to_have_count(0)
    rose.page.locator('.told [data-act="undo"]').tap()
    expect(ada.page.locator('.ground .idea[data-number="2"]')).to_have_count(2)
    all_screens_are_one([ada, rose])


def test_a_theme_is_split_and_dissolved_and_both_are_taken_back(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 5)
    a_named_theme([ada, rose], "Waiting well", 1, 2, 3, 4)
    open_theme(rose, "Waiting well")
    act(rose, "split")
    for number in (2, 4):
        rose.idea(number).locator(".idea-words").tap()
    rose.page.locator('[data-act="put_together"]').tap()
    ada.sees_together(1, 3)
    ada.sees_together(2, 4)
    rose.page.locator('.told [data-act="undo"]').tap()
    ada.sees_together(1, 2, 3, 4)
    open_theme(ada, "Waiting well")
    ada.presses(ada.sheet("theme").locator('[data-act="dissolve"]'))
    rose.sees_in_the_open(1, 2, 3, 4, 5)
    ada.presses(ada.page.locator('.told [data-act="undo"]'))
    rose.sees_together(1, 2, 3, 4)
    expect(rose.theme("Waiting well")).to_be_visible()
    all_screens_are_one([ada, rose])


def test_a_statement_is_written_by_three_at_once(people: People) -> None:
    room = people(3)
    have_written(room, 2)
    a_named_theme(room, "Waiting well", 1, 2)
    boxes = []
    for person in room:
        open_theme(person, "Waiting well")
        box = person.page.locator("#theme-statement")
        box.focus()
        boxes.append(box)
    for letters in zip("abcdef", "NOPQRS", "123456", strict=True):
        for box, letter in zip(boxes, letters, strict=True):
            box.press_sequentially(letter)
    for box in boxes:
        until(lambda box=box: sorted(box.input_value()) == sorted("abcdefNOPQRS123456"))  # type: ignore[misc]
    assert len({box.input_value() for box in boxes}) == 1
    for person in room:  # each sees where the two others write
        expect(person.page.locator(".statement-words .caret")).to_have_count(2)
    for person in room:
        expect(person.page.locator(".statement-words")).to_have_text(boxes[0].input_value())
    board = all_screens_are_one(room)
    assert board["themes"][0]["statement"] == boxes[0].input_value()


def test_stances_are_taken_and_shown_from_three_on_and_never_with_who(people: People) -> None:
    ada, rose, mei = room = people(3)
    have_written(room, 2)
    a_named_theme(room, "Waiting well", 1, 2)
    open_theme(ada, "Waiting well")
    ada.presses(ada.sheet("theme").locator('[data-stance="agree"]'))
    open_theme(rose, "Waiting well")
    rose.sheet("theme").locator('[data-stance="live_with"]').tap()
    theme = mei.theme("Waiting well")
    expect(theme.locator(".spread-words")).to_have_text("2 have spoken, 1 not spoken yet")
    expect(theme.locator(".theme-state")).to_have_text("2 have spoken, 3 is enough")
    assert theme.locator(".seed").count() == 0
    open_theme(mei, "Waiting well")
    mei.sheet("theme").locator('[data-stance="agree"]').click()
    for person in room:
        theme = person.theme("Waiting well")
        expect(theme.locator(".theme-state")).to_have_text("Common ground")
        expect(theme.locator(".spread-words")).to_have_text("2 agree, 1 can live with it")
        expect(theme).to_have_class(re.compile("is-common"))
    pressed = rose.sheet("theme").locator('[data-act="stance"][aria-pressed="true"]')
    expect(pressed).to_have_text("Can live with it")
    rose.page.locator("#theme-why").fill("Not on Sundays")
    rose.presses(rose.page.locator("#theme-why"))
    expect(ada.sheet("theme").locator(".reasons li")).to_have_text(
        "Can live with it Not on Sundays"
    )
    rose.sheet("theme").locator('[data-stance="not_for_me"]').tap()
    for person in room:
        expect(person.theme("Waiting well").locator(".theme-state")).to_have_text("Held open")
    rose.page.reload()
    rose.is_connected()
    open_theme(rose, "Waiting well")
    expect(pressed).to_have_text("Not for me")
    pressed.tap()
    expect(ada.theme("Waiting well").locator(".seed")).to_have_count(0)
    all_screens_are_one(room)


def test_a_room_that_wants_it_says_where_it_stands_on_an_idea(people: People) -> None:
    room = people(3)
    have_written(room, 1)
    for person in room:
        sheet = person.opens(1)
        if person is room[0]:  # once somebody has answered, everyone is asked
            sheet.locator('[data-act="ask_stance"]').click()
        person.presses(sheet.locator('[data-stance="agree"]'))
        person.page.keyboard.press("Escape")
    for person in room:
        expect(person.idea(1).locator(".idea-foot")).to_contain_text("3 agree")
    all_screens_are_one(room)


def test_an_unsigned_idea_shows_nobody_and_can_be_signed_later(people: People) -> None:
    ada, rose = people(2)
    ada.page.locator(".sign").click()
    ada.page.locator('[data-sheet="sign"] [data-act="write_unsigned"]').click()
    ada.page.keyboard.press("Escape")
    expect(ada.page.locator(".sign-unsigned")).to_be_visible()
    ada.writes("Nobody asked me")
    rose.sees(1, "Nobody asked me")
    expect(rose.idea(1).locator(".who")).to_have_text("unsigned")
    ada.idea(1).focus()
    ada.page.keyboard.press("Enter")
    act(ada, "sign")
    expect(rose.idea(1).locator(".who")).to_have_text("seat 1")
    act(ada, "unsign")
    expect(rose.idea(1).locator(".who")).to_have_text("unsigned")
    ada.page.reload()
    ada.is_connected()
    ada.opens(1)
    expect(ada.sheet("opened").locator('[data-act="sign"]')).to_be_visible()
    rose.opens(1)
    expect(rose.sheet("opened").locator('[data-act="sign"]')).to_be_hidden()
    all_screens_are_one([ada, rose])


def test_who_is_overtaken_is_told_where_it_went_and_can_put_it_back(people: People) -> None:
    ada, rose = people(2)
    have_written([ada, rose], 5)
    a_named_theme([ada, rose], "Waiting well", 1, 2)
    a_named_theme([ada, rose], "Food at night", 3, 4)
    ada.drags(5, onto=ada.theme("Waiting well").locator(".theme-name"))
    expect(rose.theme("Waiting well").locator(".idea-number")).to_have_text(["1", "2", "5"])
    rose.holds(5)
    rose.page.locator('.ways [data-act="put_here"]', has_text="Food at night").tap()
    ada.told("seat 2 moved idea 5 on: it is in Food at night now.")
    ada.page.locator('.told [data-act="put_it_back"]').click()
    expect(rose.theme("Waiting well").locator(".idea-number")).to_have_text(["1", "2", "5"])
    rose.told("seat 1 moved idea 5 on: it is in Waiting well now.")
    all_screens_are_one([ada, rose])


def test_ideas_are_found_by_words_and_number_and_filtered(people: People) -> None:
    ada, rose = people(2)
    for words in ("A café that is open late", "Somewhere to sit", "Coffee with the nurses"):
        ada.writes(words)
    rose.writes("A door that closes")
    ada.sees(4, "A door that closes")
    ada.page.keyboard.press("Tab")
    ada.idea(1).focus()
    ada.page.keyboard.press("/")
    expect(ada.page.locator("#find-words")).to_be_focused()
    ada.page.keyboard.type("CAFE")
    expect(ada.page.locator(".found-words")).to_have_text(["A café that is open late"])
    expect(ada.idea(2)).to_be_hidden()
    ada.page.locator("#find-words").fill("idea 3")
    ada.page.keyboard.press("Enter")
    expect(ada.idea(3)).to_be_focused()
    expect(ada.idea(2)).to_be_visible()
    rose.page.locator(".more").tap()
    rose.sheet("more").locator('[data-open="find"]').tap()
    rose.sheet("find").locator('[data-kind="mine"]').tap()
    expect(rose.page.locator(".found-words")).to_have_text(["A door that closes"])
    rose.page.keyboard.press("Escape")
    expect(rose.page.locator(".filtered-words")).to_have_text("You see 1 idea of 4: mine.")
    rose.page.locator('[data-act="show_all"]').tap()
    rose.sees_in_the_open(1, 2, 3, 4)
    a_named_theme([ada, rose], "Sitting", 2, 3)
    rose.page.locator(".more").tap()
    rose.sheet("more").locator('[data-open="find"]').tap()
    rose.sheet("find").locator('[data-kind="open"]').tap()
    expect(rose.page.locator(".found-words")).to_have_count(2)
    rose.sheet("find").locator('[data-kind="open"]').tap()
    rose.sheet("find").locator('[data-act="in_theme"]', has_text="Sitting").tap()
    rose.page.keyboard.press("Escape")
    expect(rose.idea(1)).to_be_hidden()
    expect(rose.idea(2)).to_be_visible()
    rose.page.locator('[data-act="show_all"]').tap()
    all_screens_are_one([ada, rose])


def test_the_wall_shows_common_ground_and_what_is_not_yet_heard(people: People) -> None:
    ada, _rose, mei = room = people(3)
    have_written(room, 13)
    a_named_theme(room, "Waiting well", 1, 2)
    wall = ada.page.context.new_page()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(ada.page.url + "projector/")
    for person in room:
        open_theme(person, "Waiting well")
        person.sheet("theme").locator('[data-stance="agree"]').click()
        person.page.keyboard.press("Escape")
    expect(wall.locator(".theme-state")).to_have_text("Common ground")
    expect(wall.locator(".settled")).to_have_text("1 common ground")
    mei.opens(1)
    act(mei, "me_too")
    expect(wall.locator(".idea.heard")).to_have_count(1)
    wall.locator('[data-kind="unheard"]').click()
    expect(wall.locator(".idea.heard")).to_be_hidden()
    expect(wall.locator(".idea:visible")).to_have_count(12)
    wall.close()
    all_screens_are_one(room)

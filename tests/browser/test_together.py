"""Several people at one board: what one does, the others see as it happens."""

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def test_two_people_see_what_the_other_writes(people: People) -> None:
    ada, rose = people(2)
    ada.writes("A quiet room if you need one")
    rose.sees(1, "A quiet room if you need one")
    rose.writes("Somebody my age at the door")
    ada.sees(2, "Somebody my age at the door")
    expect(ada.page.locator(".here > li")).to_have_count(2)
    expect(rose.box).to_have_value("")
    all_screens_are_one([ada, rose])


def test_ideas_are_gathered_by_drag_by_tap_and_by_keyboard(people: People) -> None:
    ada, rose, mei = people(3)
    for number, person in enumerate((ada, rose, mei, ada, rose), start=1):
        person.writes(f"Idea of turn {number}")
        mei.sees(number, f"Idea of turn {number}")
    ada.sees_in_the_open(1, 2, 3, 4, 5)

    ada.drags(1, onto=ada.idea(2))
    mei.sees_together(2, 1)
    ada.told("Ideas 2, 1 are together.")

    rose.sees_together(2, 1)
    rose.idea(3).locator(".idea-words").tap()
    rose.page.locator('.opened [data-act="move"]').tap()
    expect(mei.idea(3)).to_have_class(re.compile("held"))
    rose.page.locator(".put-here:visible").tap()
    mei.sees_together(2, 1, 3)

    mei.idea(4).focus()
    mei.page.keyboard.press("ArrowDown")
    expect(mei.idea(5)).to_be_focused()
    mei.page.keyboard.press("m")
    expect(mei.page.locator(".start-theme")).to_be_focused()
    mei.page.keyboard.press("Enter")
    ada.sees_together(4, 5)
    expect(mei.idea(5)).to_be_focused()
    mei.page.keyboard.press("M")
    mei.page.keyboard.press("Escape")
    expect(mei.page.locator(".holding")).to_be_hidden()
    expect(mei.idea(5)).to_be_focused()
    all_screens_are_one([ada, rose, mei])


def test_an_idea_goes_back_to_the_open_and_into_its_place_by_number(people: People) -> None:
    ada, rose = people(2)
    for number in (1, 2, 3):
        ada.writes(f"Number {number}")
        ada.sees(number, f"Number {number}")
    ada.drags(2, onto=ada.idea(3))
    rose.sees_together(3, 2)
    ada.holds(2)
    ada.page.locator(".back-to-open").click()
    rose.sees_in_the_open(1, 2)
    all_screens_are_one([ada, rose])


def test_what_comes_at_once_lies_by_its_number_in_the_order_in_which_it_was_done(
    people: People,
) -> None:
    ada, rose = people(2)
    many = range(1, 61)  # more than a seat may do at once
    ada.posts(*({"verb": "add_idea", "text": f"Idea of turn {n}"} for n in many))
    rose.sees(60, "Idea of turn 60")
    rose.sees_in_the_open(*many)
    for number in many:
        rose.sees(number, f"Idea of turn {number}")
    all_screens_are_one([ada, rose])


def test_what_is_said_of_an_empty_ground_stands_below_its_head(people: People) -> None:
    ada, rose = people(2)
    for number in (1, 2):
        ada.writes(f"Idea {number}")
        ada.sees(number, f"Idea {number}")
    ada.drags(1, onto=ada.idea(2))
    for person in (ada, rose):
        person.sees_together(2, 1)
        head = person.page.locator(".open-ground > h2").bounding_box()
        said = person.page.get_by_text("Nothing lies in the open just now.").bounding_box()
        assert head
        assert said
        assert head["y"] + head["height"] <= said["y"]


def test_two_people_name_a_theme_together(people: People) -> None:
    ada, rose = people(2)
    ada.writes("One")
    ada.sees(1, "One")
    rose.writes("Two")
    ada.sees(2, "Two")
    ada.drags(1, onto=ada.idea(2))
    rose.sees_together(2, 1)
    ada.names(ada.page.locator(".theme"), "Feeling safe")
    expect(rose.page.locator(".theme-name")).to_have_text("Feeling safe")

    boxes = []
    for person in (ada, rose):
        person.page.locator(".theme-name button").click()
        box = person.page.locator("#theme-name")
        expect(box).to_have_value("Feeling safe")
        boxes.append(box)
    boxes[1].press("Home")
    for mine, theirs in zip(" to speak", "Really: ", strict=False):
        boxes[0].press_sequentially(mine)
        boxes[1].press_sequentially(theirs)
    boxes[0].press_sequentially("k")
    for person in (ada, rose):
        expect(person.page.locator(".theme-name")).to_have_text("Really: Feeling safe to speak")
    all_screens_are_one([ada, rose])


@pytest.mark.parametrize("count", [2, 3])
def test_nobody_loses_a_character_when_they_write_in_one_idea(people: People, count: int) -> None:
    room = people(count)
    room[0].writes("[start]")
    for person in room:
        person.sees(1, "[start]")
    boxes = [person.changes(1) for person in room]
    # Letters that only one of them types, some of them two units wide or joined to the one before.
    own = ["abcdefghij" * 3, "NOPQRSTUVW" * 3, "🙂🚲éñø5אבגד" * 3][:count]
    typed = ["" for _ in room]
    chance = random.Random(count)
    while any(len(done) < len(all_) for done, all_ in zip(typed, own, strict=True)):
        who = chance.randrange(count)
        letters = own[who][len(typed[who]) :][: chance.randint(1, 3)]
        typed[who] += letters
        if chance.random() < 0.2:
            place = chance.randint(0, len(boxes[who].input_value()))
            boxes[who].evaluate("(box, at) => box.setSelectionRange(at, at)", place)
        room[who].page.keyboard.insert_text(letters)
    board = all_settled(room)
    words = board["ideas"][0]["text"]
    assert sorted(words) == sorted("[start]" + "".join(own))
    for box in boxes:
        assert box.input_value() == words


def all_settled(room: list[Person]) -> Any:
    """Wait until nobody has anything left to send, and all screens are one."""
    box = "document.querySelector('#change-words').value"
    until(
        lambda: len({*(p.page.evaluate(box) for p in room), *(p.words(1) for p in room)}) == 1,
        "one text on every screen",
    )
    return all_screens_are_one(room)


def test_undo_takes_back_my_own_act_and_nobody_elses(people: People) -> None:
    ada, rose = people(2)
    ada.writes("From Ada")
    rose.sees(1, "From Ada")
    rose.writes("From Rose")
    ada.sees(2, "From Rose")
    ada.opens(1).locator('[data-act="set_aside"]').click()
    rose.sees_in_the_open(2)
    rose.opens(2).locator('[data-act="me_too"]').click()
    ada.told("Idea 1 is set aside.")
    ada.page.locator('.told [data-act="undo"]').click()
    rose.sees_in_the_open(1, 2)
    expect(ada.page.locator(".told-words")).to_have_text("Taken back. Idea 1 is back.")
    board = all_screens_are_one([ada, rose])
    assert [len(idea["echoes"]) for idea in board["ideas"]] == [0, 1]


def test_what_is_set_aside_lies_in_a_tray_and_anyone_puts_it_back(people: People) -> None:
    ada, rose = people(2)
    ada.writes("Not now")
    rose.sees(1, "Not now")
    ada.opens(1).locator('[data-act="set_aside"]').click()
    rose.sees_in_the_open()
    rose.page.locator('[data-open="more"]').click()
    rose.page.locator('[data-sheet="more"] [data-open="tray"]').click()
    rose.sheet("tray").locator('[data-act="put_back"]').click()
    ada.sees_in_the_open(1)
    all_screens_are_one([ada, rose])


def test_an_answer_is_heard(people: People) -> None:
    ada, rose = people(2)
    ada.writes("Childcare while we meet")
    rose.sees(1, "Childcare while we meet")
    sheet = rose.opens(1)
    sheet.locator('[data-act="tell_us_more"]').click()
    rose.page.locator("#answer").fill("On which days?")
    rose.page.locator("#answer").press("Enter")
    expect(sheet.locator(".echo p")).to_have_text(["Tell us more.", "On which days?"])
    expect(ada.idea(1)).to_have_class(re.compile("heard"))
    expect(ada.opens(1).locator(".echo p")).to_have_text(["Tell us more.", "On which days?"])
    ada.page.keyboard.press("Escape")
    expect(ada.sheet("opened")).to_be_hidden()
    expect(ada.idea(1)).to_be_focused()
    all_screens_are_one([ada, rose])

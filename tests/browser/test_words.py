"""Words in the boxes: markup stays text, half-composed letters are left alone, limits keep them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]

MARKUP = (
    '<img src=x onerror="document.title=1"> </template></hx-partial><hx-partial hx-target="body"'
    ' hx-swap="innerHTML">gone</hx-partial><div hx-get="/" hx-trigger="load">&amp;&#60;</div>'
    "<script>document.title=1</script>{{ 7|add:7 }} javascript:alert(1)"
)


def test_markup_typed_into_every_field_stays_text(people: People) -> None:
    ada, rose = people(2)
    ada.writes(MARKUP)
    rose.sees(1, MARKUP)
    rose.writes("Two")
    ada.sees(2, "Two")
    ada.drags(2, onto=ada.idea(1))
    rose.sees_together(1, 2)
    ada.names(ada.page.locator(".theme"), MARKUP[:119])
    expect(rose.page.locator(".theme-name")).to_have_text(MARKUP[:119])
    rose.changes(2).press_sequentially(MARKUP[:40])
    ada.sees(2, "Two" + MARKUP[:40])
    sheet = ada.opens(1)
    ada.page.locator("#answer").fill(MARKUP)
    ada.page.locator("#answer").press("Enter")
    expect(sheet.locator(".echo p")).to_have_text([MARKUP])
    ada.page.keyboard.press("Escape")
    ada.page.locator('[data-open="sign"]').click()
    ada.page.locator("#seat-card [name=name]").fill(MARKUP[:55])
    ada.page.locator("#seat-card [name=brings]").fill(MARKUP[:100])
    ada.page.locator("#seat-card button").click()
    for person in (ada, rose):
        expect(person.idea(1).locator(".idea-foot .who")).to_have_text(MARKUP[:55])
        made = person.page.locator("main :is(img, script, [hx-get], hx-partial)")
        expect(made).to_have_count(0)
        expect(person.page).to_have_title("T")
    all_screens_are_one([ada, rose])
    for person in (ada, rose):
        person.page.reload()
        person.sees(1, MARKUP)
    all_screens_are_one([ada, rose])


def test_a_half_composed_word_is_left_alone(people: People) -> None:
    ada, rose = people(2)
    ada.writes("We meet at ")
    rose.sees(1, "We meet at")
    mine, theirs = ada.changes(1), rose.changes(1)
    keyboard = ada.page.context.new_cdp_session(ada.page)
    composed = {"selectionStart": 2, "selectionEnd": 2}
    keyboard.send("Input.imeSetComposition", {"text": "にh", **composed})
    theirs.press("Home")
    theirs.press_sequentially("Soon: ")
    rose.sees(1, "Soon: We meet atにh")
    expect(mine).to_have_value("We meet atにh")
    keyboard.send("Input.insertText", {"text": "日本"})
    for person, box in ((ada, mine), (rose, theirs)):
        expect(box).to_have_value("Soon: We meet at日本")
        person.sees(1, "Soon: We meet at日本")
    all_screens_are_one([ada, rose])


def test_the_caret_stays_with_the_hand(people: People) -> None:
    ada, rose = people(2)
    ada.writes("left|right")
    rose.sees(1, "left|right")
    mine, theirs = ada.changes(1), rose.changes(1)
    mine.evaluate("(box) => box.setSelectionRange(5, 5)")
    theirs.press("Home")
    theirs.press_sequentially("far ")
    expect(mine).to_have_value("far left|right")
    mine.press_sequentially("X")
    ada.sees(1, "far left|Xright")
    all_screens_are_one([ada, rose])


def test_a_text_that_grows_too_long_together_is_kept_in_the_box(people: People) -> None:
    ada, rose = people(2)
    ada.writes("a" * 1990)
    rose.sees(1, "a" * 1990)
    boxes = [person.changes(1) for person in (ada, rose)]
    for box in boxes:  # pasted by a script, where the box itself sets no limit
        box.evaluate("(box) => { box.removeAttribute('maxlength') }")
    ada.page.keyboard.insert_text("b" * 11)
    expect(ada.page.locator(".told-words")).to_contain_text("too long")
    expect(boxes[0]).to_have_value("a" * 1990 + "b" * 11)
    boxes[0].press("Backspace")
    for person, box in zip((ada, rose), boxes, strict=True):
        person.sees(1, "a" * 1990 + "b" * 10)
        expect(box).to_have_value("a" * 1990 + "b" * 10)
    all_screens_are_one([ada, rose])


def test_an_answer_half_written_is_there_after_a_reload(people: People) -> None:
    (ada,) = people(1)
    ada.writes("Which room?")
    ada.sees(1, "Which room?")
    ada.opens(1)
    ada.page.locator("#answer").fill("The one with the")
    ada.page.reload()
    ada.is_connected()
    ada.opens(1)
    expect(ada.page.locator("#answer")).to_have_value("The one with the")


def test_closing_the_sheet_sends_what_is_in_the_box(people: People) -> None:
    ada, rose = people(2)
    ada.writes("Quick")
    rose.sees(1, "Quick")
    box = ada.changes(1)
    box.press_sequentially("ly now")
    ada.page.keyboard.press("Escape")
    rose.sees(1, "Quickly now")
    kept = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('writing:')).length"
    until(lambda: ada.page.evaluate(kept) == 0, "leaving nothing behind")

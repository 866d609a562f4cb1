"""Nothing typed is lost: not by a lost line, a dead server, a reload, a refusal or another tab."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Seats
from tests.browser.line import Line
from tests.browser.people import Person, all_screens_are_one, until
from tests.serving import Server

pytestmark = pytest.mark.browser

PROMISED = 2000  # ms in which the screen says that something is not saved


def test_a_lost_line_is_told_and_what_is_written_meanwhile_arrives(
    seats: Seats, house: Server, line: Line
) -> None:
    ada, rose = seats(house, 2, line.address)
    ada.writes("Before")
    rose.sees(1, "Before")
    box = ada.changes(1)
    line.cut()
    box.press_sequentially(" and meanwhile")
    ada.writes("Written in the tunnel")
    expect(ada.page.locator(".unsaved")).to_be_visible(timeout=PROMISED)
    expect(ada.page.locator(".idea.sending")).to_have_count(1)
    expect(box).to_have_value("Before and meanwhile")
    line.mend()
    expect(ada.page.locator(".unsaved")).to_be_hidden(timeout=10_000)
    rose.sees(1, "Before and meanwhile")
    rose.sees(2, "Written in the tunnel")
    expect(ada.page.locator(".idea.sending")).to_have_count(0)
    all_screens_are_one([ada, rose])


def test_a_line_that_passes_nothing_is_told_too(seats: Seats, house: Server, line: Line) -> None:
    ada, rose = seats(house, 2, line.address)
    line.silence()
    ada.writes("Nobody hears me")
    told = ada.page.locator(".unsaved")
    expect(told).to_be_visible(timeout=PROMISED)
    expect(told).to_have_text("Not saved yet. Your idea is kept here. Trying again.")
    line.mend()
    expect(told).to_be_hidden(timeout=10_000)
    rose.sees(1, "Nobody hears me")
    all_screens_are_one([ada, rose])


def test_undo_on_a_slow_line_takes_back_the_act_that_is_on_its_way(
    seats: Seats, house: Server, line: Line
) -> None:
    ada, rose = seats(house, 2, line.address)
    for number in (1, 2):
        ada.writes(f"Idea {number}")
        rose.sees(number, f"Idea {number}")
    undo = ada.page.locator('.told [data-act="undo"]')
    ada.opens(1).locator('[data-act="set_aside"]').click()
    expect(undo).to_be_visible()
    rose.sees_in_the_open(2)
    line.silence()
    ada.opens(2).locator('[data-act="set_aside"]').click()
    expect(undo).to_be_hidden()  # it would take back the act before
    ada.page.locator("body").press("Control+z")
    ada.told("It is taken back as soon as it is saved.")
    line.mend()
    ada.told("Taken back. Idea 2 is back.")
    rose.sees_in_the_open(2)
    all_screens_are_one([ada, rose])


def test_the_keyboard_takes_back_what_was_done_last_and_not_what_the_line_tells_of(
    people: Callable[[int], list[Person]],
) -> None:
    ada, rose = people(2)
    for number in (1, 2):
        ada.writes(f"Idea {number}")
        rose.sees(number, f"Idea {number}")
    ada.opens(1).locator('[data-act="set_aside"]').click()
    ada.told("Idea 1 is set aside.")
    ada.writes("Idea 3")
    rose.sees(3, "Idea 3")
    ada.idea(2).focus()
    ada.page.keyboard.press("Control+z")
    rose.sees_in_the_open(2)
    ada.page.keyboard.press("Control+z")
    ada.told("Taken back. Idea 1 is back.")
    all_screens_are_one([ada, rose])


def test_a_server_that_is_killed_loses_nothing(seats: Seats, running: Server) -> None:
    ada, rose = seats(running, 2)
    ada.writes("On disk")
    rose.sees(1, "On disk")
    box = rose.changes(1)
    box.press_sequentially(" already")
    ada.sees(1, "On disk already")
    running.kill()
    ada.writes("While it was down")
    box.press_sequentially(", and more")
    for person in (ada, rose):
        expect(person.page.locator(".unsaved")).to_be_visible(timeout=PROMISED)
    running.start()
    for person in (ada, rose):
        expect(person.page.locator(".unsaved")).to_be_hidden(timeout=15_000)
    ada.sees(1, "On disk already, and more")
    rose.sees(2, "While it was down")
    expect(box).to_have_value("On disk already, and more")
    all_screens_are_one([ada, rose])


def test_a_reload_keeps_unsent_ideas_and_drafts(seats: Seats, house: Server, line: Line) -> None:
    ada, rose = seats(house, 2, line.address)
    ada.writes("First")
    rose.sees(1, "First")
    ada.box.fill("Half an idea")
    ada.page.reload()
    ada.is_connected()
    expect(ada.box).to_have_value("Half an idea")

    box = ada.changes(1)
    line.silence()
    ada.writes("Half an idea")
    box.press_sequentially(" thoughts")
    ada.box.fill("The next one")
    line.mend()
    ada.page.reload()
    ada.is_connected()
    expect(ada.box).to_have_value("The next one")
    rose.sees(1, "First thoughts")
    rose.sees(2, "Half an idea")
    board = all_screens_are_one([ada, rose])
    assert len(board["ideas"]) == 2


def test_others_acts_never_touch_what_is_being_typed(people: Callable[[int], list[Person]]) -> None:
    ada, rose = people(2)
    ada.box.fill("I am still writ")
    ada.box.evaluate("(box) => { box.focus(); box.setSelectionRange(4, 4) }")
    top = ada.box.bounding_box()
    for number in range(1, 9):
        rose.writes(f"Another {number}")
        ada.sees(number, f"Another {number}")
    rose.opens(1).locator('[data-act="set_aside"]').click()
    ada.sees_in_the_open(*range(2, 9))
    expect(ada.box).to_have_value("I am still writ")
    expect(ada.box).to_be_focused()
    assert ada.box.evaluate("(box) => box.selectionStart") == 4
    assert ada.box.bounding_box() == top


def test_what_is_typed_before_the_page_is_ready_is_kept(
    people: Callable[[int], list[Person]],
) -> None:
    (ada,) = people(1)
    ada.box.fill("Begun before")
    held: list[Route] = []
    ada.page.route("**/board*.js*", lambda route: held.append(route))
    ada.page.reload(wait_until="commit")
    ada.box.click()
    ada.page.keyboard.type("A lift")
    ada.page.keyboard.press("Enter")
    ada.page.locator(".composer button", has_text="Add").click()
    until(lambda: held, "the script to be asked for")
    assert "?" not in ada.page.url
    held.pop().continue_()
    ada.is_connected()
    expect(ada.box).to_have_value("Begun before\nA lift")
    ada.box.press("Enter")
    ada.sees(1, "Begun before\nA lift")
    expect(ada.box).to_have_value("")


def test_a_page_that_did_not_come_whole_says_so_and_keeps_the_words(
    people: Callable[[int], list[Person]],
) -> None:
    (ada,) = people(1)
    ada.page.route("**/tens*.js*", lambda route: route.abort())
    ada.page.reload()
    unready = ada.page.locator(".unready")
    expect(unready).to_be_visible()
    expect(ada.page.locator(".saved")).to_be_hidden()
    ada.box.fill("A lift")
    ada.page.unroute("**/tens*.js*")
    unready.get_by_role("button").click()
    ada.is_connected()
    expect(unready).to_be_hidden()
    expect(ada.box).to_have_value("A lift")
    ada.box.press("Enter")
    ada.sees(1, "A lift")


def test_refused_words_come_back_to_the_box(people: Callable[[int], list[Person]]) -> None:
    (ada,) = people(1)
    long = "much too long " * 200
    ada.box.evaluate("(box, words) => { box.value = words }", long)
    ada.box.press("Enter")
    expect(ada.page.locator(".told")).to_be_visible()
    expect(ada.page.locator(".told-words")).to_contain_text("too long")
    expect(ada.box).to_have_value(long.strip())
    expect(ada.page.locator(".idea.sending")).to_have_count(0)
    ada.page.reload()
    expect(ada.box).to_have_value(long.strip())


# A server that answers only what is said here: the first act came too fast, so there is nothing yet
# for the second to be done to. Whether the second is still kept, then and once the first is stored.
BUILT_ON = """async () => {
  const { acknowledge, find, post, refuse, sendBy } = await import("coproduce/outbox");
  sendBy(() => true);
  const first = post({ verb: "add_idea", text: "A lift" });
  const second = post({ verb: "set_aside", idea: first });
  refuse({ id: first, code: "too_fast", message: "" });
  refuse({ id: second, code: "unknown_idea", message: "" });
  const then = Boolean(find(second));
  acknowledge(first);
  refuse({ id: second, code: "unknown_idea", message: "" });
  return [then, Boolean(find(second))];
}"""


def test_what_builds_on_an_act_that_is_late_is_not_given_up(
    people: Callable[[int], list[Person]],
) -> None:
    (ada,) = people(1)
    assert ada.page.evaluate(BUILT_ON) == [True, False]


def test_two_tabs_of_one_seat_double_nothing(
    seats: Seats, house: Server, line: Line, another_tab: Callable[[Person, str], Page]
) -> None:
    (ada,) = seats(house, 1, line.address)
    line.silence()
    for words in ("One", "Two", "Three"):
        ada.writes(words)
    line.mend()
    tab = another_tab(ada, line.address)
    ada.sees(3, "Three")
    expect(tab.locator(".ground .idea[id]")).to_have_count(3)
    board = all_screens_are_one([ada])
    assert [idea["text"] for idea in board["ideas"]] == ["One", "Two", "Three"]
    until(lambda: tab.locator(".idea.sending").count() == 0, "the other tab to be done")


def test_a_browser_without_its_seat_says_so_and_keeps_the_words(
    people: Callable[[int], list[Person]],
) -> None:
    ada, rose = people(2)
    ada.box.fill("Not sent yet")
    ada.page.context.clear_cookies()
    ada.page.evaluate("async () => (await import('coproduce/socket')).reconnect()")
    told = ada.page.locator(".unsaved")
    expect(told).to_contain_text("This browser has no place at this board", timeout=15_000)
    expect(ada.box).to_have_value("Not sent yet")
    expect(rose.page.locator(".unsaved")).to_be_hidden()

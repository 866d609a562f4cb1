"""The hour: one clock on every screen, and an agenda that everyone begins, extends and changes."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import Person, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]

HALF = 500  # ms
HOURS = 3 * 3_600_000  # ms
# A device whose two clocks can be put wrong: the one on the wall, and the one that never jumps.
CLOCKS = """() => {
  const wall = Date.now, steady = performance.now.bind(performance);
  window.wrong = {wall: %s, slept: 0};
  Date.now = () => wall() + window.wrong.wall;
  performance.now = () => steady() - window.wrong.slept;
}"""
WRONG = "window.wrong = %s; return time.serverNow();"
SERVER_NOW = "async () => (await import('coproduce/time')).serverNow()"


def wrong_clock(person: Person, by: int) -> None:
    person.page.add_init_script(f"({CLOCKS % by})()")
    person.page.reload()
    person.is_connected()


def error_of(person: Person, asked: str = SERVER_NOW) -> float:
    """How far this screen's clock is from the server's, in ms: the test shares its clock."""
    before = time.time() * 1000
    told = person.page.evaluate(asked)
    after = time.time() * 1000
    return max(before - told, told - after, 0.0) if told else float("inf")


def keeps_the_time(person: Person) -> None:
    until(lambda: error_of(person) < HALF, "keeping the time")


def hour(person: Person) -> Locator:
    return person.page.locator("#hour")


def opens(person: Person) -> Locator:
    """Open the sheet of the hour by the bar."""
    person.presses(hour(person).locator("button"))
    expect(person.sheet("hour")).to_be_visible()
    return person.sheet("hour")


def act(person: Person, name: str) -> Locator:
    return person.page.locator(f'[data-act="{name}"]:visible')


def begins(person: Person, kind: str = "immersive") -> None:
    sheet = opens(person)
    sheet.locator(f'[value="{kind}"]').check()
    person.presses(act(person, "begin_chosen"))
    expect(sheet).to_be_hidden()


def is_in(person: Person, name: str, left: str) -> None:
    expect(hour(person).locator(".hour-name")).to_have_text(name)
    expect(hour(person).locator(".hour-left")).to_have_text(left)


def change(person: Person, phase: str) -> None:
    """Open a phase to change it."""
    if not person.sheet("hour").is_visible():
        opens(person)
    person.presses(person.page.get_by_role("button", name=f"Change: {phase}"))
    expect(person.sheet("phase")).to_be_visible()


def test_a_workshop_begins_and_all_have_one_clock(people: People) -> None:
    ada, rose = people(2)
    wrong_clock(rose, HOURS)
    expect(hour(rose)).to_have_text("Start a workshop", use_inner_text=True)
    begins(ada)
    ada.told("The workshop has begun.")
    expect(ada.page.locator('.told [data-act="undo"]')).to_be_hidden()
    for person in (ada, rose):
        is_in(person, "Preparing the ground", "10 minutes left")
        keeps_the_time(person)
    assert ada.errors == rose.errors == []


def test_the_clock_stays_right_when_the_device_is_put_right_or_sleeps(people: People) -> None:
    ada, rose = people(2)
    wrong_clock(rose, -HOURS)
    begins(ada)
    is_in(rose, "Preparing the ground", "10 minutes left")
    rose.page.evaluate(
        """() => { window.shown = []; const left = document.querySelector("#hour");
        new MutationObserver(() => window.shown.push(left.textContent))
          .observe(left, {subtree: true, childList: true, characterData: true}); }"""
    )
    for wrong in ("{wall: 0, slept: 0}", "{wall: 0, slept: 400000}", "{wall: 86400000, slept: 0}"):
        at_once = f"async () => {{ const time = await import('coproduce/time'); {WRONG % wrong} }}"
        error = error_of(rose, at_once)
        assert error < HALF or error == float("inf")  # it does not guess
        keeps_the_time(rose)
        is_in(rose, "Preparing the ground", "10 minutes left")
    shown = rose.page.evaluate("() => window.shown")
    assert set(shown) <= {"Preparing the ground 10 minutes left"}  # not even for an instant


def test_either_pauses_and_adds_time_and_the_other_can_go_on(people: People) -> None:
    ada, rose = people(2)
    begins(ada, "half_an_hour")
    is_in(rose, "Preparing the ground", "5 minutes left")
    opens(rose)
    rose.presses(act(rose, "more_time").last)
    rose.told("5 minutes more.")
    is_in(ada, "Preparing the ground", "10 minutes left")
    rose.presses(rose.page.locator('.told [data-act="undo"]'))
    is_in(ada, "Preparing the ground", "5 minutes left")
    opens(ada)
    ada.presses(act(ada, "pause_time"))
    for person in (ada, rose):
        is_in(person, "Preparing the ground", "Paused")
    expect(act(ada, "go_on")).to_be_focused()
    rose.presses(act(rose, "go_on"))
    for person in (ada, rose):
        is_in(person, "Preparing the ground", "5 minutes left")
    assert ada.errors == rose.errors == []


def test_the_last_minute_and_the_end_are_calm_and_told_once(people: People) -> None:
    ada, rose = people(2)
    begins(ada, "half_an_hour")
    is_in(rose, "Preparing the ground", "5 minutes left")
    rose.page.evaluate(
        """() => { window.said = []; const place = document.querySelector("#told");
        new MutationObserver(() => window.said.push(place.textContent))
          .observe(place, {childList: true}); }"""
    )
    for minutes, words in ((4, "Less than a minute"), (5, "Time is up. Carry on when you like.")):
        began = int((time.time() - 60 * minutes - 0.2) * 1000)
        rose.page.evaluate(f"() => {{ document.querySelector('#hour').dataset.began = {began}; }}")
        expect(hour(rose).locator(".hour-left")).to_have_text(words)
    said = [" ".join(one.split()) for one in rose.page.evaluate("() => window.said")]
    assert said.count("Time is up. Carry on when you like.") == 1
    assert hour(rose).locator(".spent").get_attribute("width")
    ada.page.keyboard.press("Escape")
    opens(ada)
    ada.presses(act(ada, "more_time").first)  # nothing is locked
    is_in(ada, "Preparing the ground", "6 minutes left")


def test_two_people_write_one_name_and_keep_every_letter(people: People) -> None:
    ada, rose = people(2)
    opens(ada)
    ada.presses(act(ada, "plan_chosen"))
    expect(hour(rose).locator(".hour-name")).to_have_text("Not begun yet")
    for person in (ada, rose):
        change(person, "Preparing the ground")
    names = [person.page.locator("#phase-name") for person in (ada, rose)]
    names[0].press("Home")
    names[0].press_sequentially("First: ")
    names[1].press("End")
    names[1].press_sequentially(" together")
    for box in names:
        expect(box).to_have_value("First: Preparing the ground together")
    rose.page.locator("#phase-question").fill("What helps?")
    expect(ada.page.locator("#phase-question")).to_have_value("What helps?")
    rose.page.locator("#phase-minutes").fill("15")
    rose.presses(rose.page.locator("#phase-minutes"))
    rose.told("First: Preparing the ground together takes 15 minutes now.")
    expect(ada.page.locator("#phase-minutes")).to_have_value("15")
    rose.page.locator("#phase-prompts").fill("Welcome.\n\nSit where you like.")
    rose.presses(act(rose, "back_to_hour"))
    expect(ada.page.locator("#phase-prompts")).to_have_value("Welcome.\nSit where you like.")
    name = "Change: First: Preparing the ground together"
    expect(rose.page.get_by_role("button", name=name)).to_be_focused()
    rose.presses(act(rose, "begin_workshop"))
    for person in (ada, rose):
        is_in(person, "First: Preparing the ground together", "15 minutes left")
    expect(ada.page.locator("#agenda .agenda-question")).to_have_text("What helps?")
    assert ada.errors == rose.errors == []


def test_phases_move_go_and_come_back(people: People) -> None:
    ada, rose = people(2)
    begins(ada)
    opens(rose)
    on_agenda = rose.page.locator("ol.phase-list .phase-called")
    change(ada, "Tracking themes and learning points")
    first = "Tracking themes and learning points"
    # The second press comes in the instant of the first.
    act(ada, "phase_earlier").evaluate("(it) => { it.focus(); it.click(); it.click(); }")
    expect(on_agenda).to_have_text([first, "Preparing the ground", "Transformational exploration"])
    expect(act(ada, "phase_later")).to_be_focused()
    ada.presses(act(ada, "remove_phase"))
    ada.told(f"{first} is off the agenda.")
    expect(on_agenda).to_have_count(2)
    rose.presses(rose.page.get_by_role("button", name=f"Put back: {first}"))
    expect(on_agenda).to_have_count(3)
    rose.page.locator(".add-phase summary").click()
    rose.page.locator("#new-phase").fill("Tea")
    rose.page.locator("#new-phase-minutes").fill("15")
    rose.presses(rose.page.locator("#new-phase"))
    rose.told("Tea is on the agenda.")
    expect(ada.page.locator("ol.phase-list .phase-called").last).to_have_text("Tea")
    change(rose, "Preparing the ground")  # where the room is: it stays
    expect(rose.page.locator('[data-act="remove_phase"]')).to_be_hidden()


def test_what_cannot_be_is_refused_in_words(people: People) -> None:
    ada, rose = people(2)
    begins(ada)
    change(ada, "Preparing the ground")
    field, problem = ada.page.locator("#phase-minutes"), ada.page.locator("#phase-minutes-problem")
    for wrong, words in (
        ("0", "A phase takes 1 to 240 minutes."),
        ("1000", "A phase takes 1 to 240 minutes."),
        ("soon", "Write the minutes in figures, such as 10."),
    ):
        field.fill(wrong)
        ada.presses(field)
        expect(problem).to_have_text(words)
        expect(field).to_have_value(wrong)
    field.fill("12")
    ada.presses(field)
    expect(problem).to_be_hidden()
    is_in(rose, "Preparing the ground", "12 minutes left")
    opens(rose)
    rose.page.locator(".add-phase summary").click()
    rose.page.locator("#new-phase").fill("  ")
    rose.presses(act(rose, "add_phase"))
    expect(rose.page.locator("#new-phase-problem")).to_have_text("There are no words in it yet.")
    expect(ada.page.locator("ol.phase-list > li")).to_have_count(3)


def leaves(person: Person, sheet: str) -> None:
    """Close it by its key; on a slow machine that is done a picture later."""
    person.page.keyboard.press("Escape")
    expect(person.sheet(sheet)).to_be_hidden()


def test_what_is_refused_is_told_where_one_has_gone(people: People) -> None:
    ada, _ = people(2)
    begins(ada)
    field = ada.page.locator("#phase-minutes")
    for wrong, words in (
        ("0", "A phase takes 1 to 240 minutes."),
        ("soon", "Write the minutes in figures, such as 10."),
    ):
        change(ada, "Preparing the ground")
        field.fill(wrong)
        leaves(ada, "phase")
        ada.told(words)
        change(ada, "Transformational exploration")
        expect(ada.page.locator("#phase-minutes-problem")).to_be_hidden()
        leaves(ada, "phase")
        ada.told(words)
        change(ada, "Preparing the ground")
        field.fill(wrong)
        ada.page.locator('[data-act="back_to_hour"]').click()
        ada.everything_is_stored()  # refused as well: said later, it would hide what comes next
        ada.told(words)
        leaves(ada, "hour")


def test_nobodys_lines_go_unseen_under_anothers(people: People) -> None:
    ada, rose = both = people(2)
    begins(ada)
    for person in both:
        change(person, "Preparing the ground")
    hers, mine = (person.page.locator("#phase-prompts") for person in both)
    mine.fill("Welcome, says Rose.")
    hers.fill("Welcome, says Ada.")
    ada.presses(act(ada, "back_to_hour"))
    clash = rose.page.locator("#phase-prompts-clash")
    expect(clash).to_contain_text("Somebody else changed these lines as well.")
    expect(mine).to_have_value("Welcome, says Rose.")

    # Who goes without saying finds their own again, and keeps them by a press.
    rose.page.keyboard.press("Escape")
    rose.told("Somebody else changed these lines as well. Yours wait where you wrote them.")
    change(rose, "Preparing the ground")
    expect(clash).to_contain_text("Your lines were not kept.")
    expect(mine).to_have_value("Welcome, says Rose.")
    row = ada.page.locator("ol.phase-list > .phase-row").first.locator(".phase-prompts > li")
    expect(row).to_have_text(["Welcome, says Ada."])
    rose.presses(act(rose, "keep_lines"))
    expect(row).to_have_text(["Welcome, says Rose."])
    expect(clash).to_be_hidden()
    expect(mine).to_be_focused()
    mine.fill("Welcome, says Rose. Sit down.")  # what one sent oneself is no clash
    rose.presses(act(rose, "back_to_hour"))
    expect(row).to_have_text(["Welcome, says Rose. Sit down."])


def test_one_begins_from_a_board_of_ours(people: People) -> None:
    (ada, rose), (old,) = people(2), people(1)
    opens(old)
    old.presses(act(old, "plan_chosen"))
    change(old, "Preparing the ground")
    old.page.locator("#phase-name").fill("Tea first")
    old.presses(old.page.locator("#phase-name"))
    expect(old.page.locator("ol.phase-list .phase-called").first).to_have_text("Tea first")
    old.everything_is_stored()
    ada.page.context.add_cookies(
        [one for one in old.page.context.cookies() if one["name"].startswith("seat-")]  # type: ignore[misc]
    )
    sheet = opens(ada)
    ours = sheet.locator(".ours-list .kind")
    expect(ours).to_have_count(1)
    expect(ours).to_contain_text("3 phases, 60 minutes.")
    ours.locator("input").check()
    ada.presses(act(ada, "begin_chosen"))
    expect(sheet).to_be_hidden()
    is_in(rose, "Tea first", "10 minutes left")
    opens(rose)
    expect(rose.sheet("hour").locator(".start-workshop")).to_be_hidden()


def agrees(person: Person) -> None:
    """Say fine to what the room is asked."""
    person.presses(act(person, "say_fine"))


def test_the_room_is_asked_to_move_on_and_to_end(people: People) -> None:
    ada, rose = people(2)
    begins(ada, "half_an_hour")
    is_in(rose, "Preparing the ground", "5 minutes left")
    opens(ada)
    ada.presses(act(ada, "ask_phase").first)
    expect(ada.sheet("hour")).to_be_hidden()
    agrees(rose)
    for person in (ada, rose):
        is_in(person, "Transformational exploration", "15 minutes left")
        told = "moved on to Transformational exploration."
        expect(person.page.locator(".told-words")).to_contain_text(told)
    opens(rose)
    now = rose.page.locator(".phase-row.now")
    expect(now).to_contain_text("Now · 15 minutes")
    rose.presses(rose.page.get_by_role("button", name="Ask to go here: Preparing the ground"))
    agrees(ada)  # earlier phases too
    is_in(rose, "Preparing the ground", "5 minutes left")
    opens(ada)
    ada.presses(ada.page.locator(".ask-end"))
    agrees(rose)
    for person in (ada, rose):
        expect(hour(person)).to_have_text("The workshop has ended", use_inner_text=True)
    begins(rose, "open_board")
    expect(hour(ada)).to_have_text("Open board", use_inner_text=True)
    assert ada.errors == rose.errors == []

"""A quiet round with three people and the wall: each writes alone, and the room turns it over."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Seats
from tests.browser.line import Line
from tests.browser.people import Person, all_screens_are_one
from tests.serving import Server

pytestmark = pytest.mark.browser

FULL_HD: ViewportSize = {"width": 1920, "height": 1080}
PACE = 20  # a minute passes in three seconds


@pytest.fixture
def on_the_wall() -> Callable[[Person], Page]:
    def open_wall(person: Person) -> Page:
        wall = person.page.context.new_page()
        wall.set_viewport_size(FULL_HD)
        wall.goto(person.page.url + "projector/")
        expect(wall.locator(".here > [data-seat]").first).to_be_attached()
        return wall

    return open_wall


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which the boards' time passes faster."""
    server = Server(tmp_path_factory.mktemp("quick"), COPRODUCE_PACE=str(PACE))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def quick_line(quick: Server) -> Iterator[Line]:
    line = Line(quick.port)
    yield line
    line.close()


def opens_the_floor(person: Person) -> Locator:
    """Where one asks for a quiet round, in the sheet of the hour."""
    person.page.locator('.hour-open[data-open="hour"]').click()
    expect(person.sheet("hour")).to_be_visible()
    return person.sheet("hour")


def begins(person: Person) -> None:
    """Begin a workshop without phases."""
    floor = opens_the_floor(person)
    floor.get_by_text("Open board", exact=True).click()
    floor.get_by_role("button", name="Begin now").click()
    expect(person.page.locator("#hour")).to_have_attribute("data-status", "open")
    if floor.is_visible():
        person.page.keyboard.press("Escape")
    expect(floor).to_be_hidden()


def says_fine(person: Person) -> None:
    fine = person.page.locator(".answers .button").first
    expect(fine).to_be_visible()
    fine.click()


def a_round(people: list[Person], minutes: int = 5) -> None:
    """One asks, and the others say that it is fine."""
    begins(people[0])
    floor = opens_the_floor(people[0])
    floor.locator(f'[data-act="ask_quiet"][data-minutes="{minutes}"]').click()
    for person in people[1:]:
        says_fine(person)
    for person in people:
        expect(person.page.locator(".quiet-mine")).to_be_visible()


def cards(person: Person) -> Locator:
    return person.page.locator(".card[data-card] .idea-words")


def covered(page: Page, count: int) -> None:
    words = "No covered ideas yet" if not count else f"{count} covered idea"
    expect(page.locator("#quiet-count")).to_contain_text(words)
    expect(page.locator(".cover")).to_have_count(count)


def sizes(page: Page) -> set[tuple[int, int]]:
    measured = page.locator(".cover").evaluate_all(
        "(all) => all.map((one) => [one.offsetWidth, one.offsetHeight])"
    )
    return {(width, height) for width, height in measured}


def writes_unsigned(person: Person) -> None:
    person.page.locator(".sign").click()
    sheet = person.sheet("sign")
    sheet.locator('[data-act="write_unsigned"]').click()
    person.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_a_quiet_round_from_dusk_to_the_reveal(
    people: Callable[[int], list[Person]], on_the_wall: Callable[[Person], Page]
) -> None:
    ada, rose, leila = everyone = people(3)
    ada.writes("Before the round")
    rose.sees(1, "Before the round")
    wall = on_the_wall(ada)
    half = "Half a thought, and then"
    leila.box.fill(half)
    a_round(everyone)
    for page in (*(one.page for one in everyone), wall):
        covered(page, 0)
        expect(page.locator(".ground")).to_be_hidden()
        expect(page.locator(".here").first).to_be_hidden()

    # Laptop and phone; signed and unsigned.
    ada.writes("Ada alone reads this")
    expect(cards(ada)).to_have_text(["Ada alone reads this"])
    writes_unsigned(rose)
    rose.writes("Rose alone reads this")
    expect(cards(rose)).to_have_text(["Rose alone reads this"])
    expect(rose.page.locator(".card[data-card] .who")).to_have_text("unsigned")
    for page in (*(one.page for one in everyone), wall):
        covered(page, 2)
        assert len(sizes(page)) == 1
    assert "alone reads" not in leila.page.content() + wall.content()
    assert "Rose alone" not in ada.page.content()
    assert half not in ada.page.content() + rose.page.content() + wall.content()

    # A reload keeps it all: one's cards, the round, and what is not sent. It is dusk from the first
    # picture on, before any script has run.
    for page in (ada.page, wall):
        first = page.request.get(page.url).text()
        assert re.search(r"<html[^>]* data-quiet", first)
    for person in everyone:
        person.page.reload()
        person.is_connected()
        covered(person.page, 2)
    expect(cards(ada)).to_have_text(["Ada alone reads this"])
    expect(cards(rose)).to_have_text(["Rose alone reads this"])
    expect(leila.box).to_have_value(half)
    expect(cards(leila)).to_have_count(0)

    # Changed, dropped, and put back.
    ada.page.locator('[data-act="change_card"]').click()
    box = ada.page.locator(".card-form textarea")
    expect(box).to_be_focused()
    box.fill("Ada says it better")
    box.press("Enter")
    expect(cards(ada)).to_have_text(["Ada says it better"])
    rose.page.locator('[data-act="drop_card"]').click()
    covered(ada.page, 1)
    expect(rose.page.locator('.told [data-act="undo"]')).to_be_hidden()
    rose.page.locator('.told [data-act="put_card_back"]').click()
    covered(ada.page, 2)
    expect(cards(rose)).to_have_text(["Rose alone reads this"])

    # Undo takes back what the line tells of, and nothing that nobody sees.
    rose.page.locator('[data-act="drop_card"]').click()
    covered(ada.page, 1)
    rose.page.keyboard.press("Control+z")
    covered(ada.page, 2)
    ada.page.keyboard.press("Control+z")
    ada.told("In a quiet round nothing is taken back.")
    covered(rose.page, 2)

    # Turned over together, early, because the room agreed.
    rose.page.locator('[data-act="ask_reveal"]').click()
    for person in (ada, leila):
        says_fine(person)
    for page in (*(one.page for one in everyone), wall):
        # Who was away for a moment, as for a reload, is waited for.
        expect(page.locator(".quiet")).to_be_hidden(timeout=20_000)
        expect(page.locator(":root[data-quiet]")).to_have_count(0)
        words = page.locator("main .idea-words")
        expect(words.filter(has_text="Ada says it better")).to_have_count(1)
        expect(words.filter(has_text="Rose alone reads this")).to_have_count(1)
    board = all_screens_are_one(everyone)
    assert [one["number"] for one in board["ideas"]] == [1, 2, 3]
    assert "Ada alone reads this" not in str(board)
    hers = rose.page.locator(".ground .idea", has_text="Rose alone reads this")
    expect(hers).to_have_attribute("data-seat", "")
    expect(hers).to_have_class(re.compile(r"\bmine\b"))
    expect(leila.box).to_have_value(half)


def test_words_that_come_too_late_are_the_writers_again(
    seats: Seats, quick: Server, quick_line: Line
) -> None:
    ada, rose = both = seats(quick, 2, quick_line.address)
    rose.arrives(quick.address)
    a_round(both)
    quick_line.cut()
    ada.writes("Said into a tunnel")
    expect(ada.page.locator(".card.sending")).to_have_count(1)
    expect(ada.page.locator(".unsaved")).to_contain_text("Your idea is kept here.")
    rose.page.locator(".quiet-acts .button >> visible=true").click()
    expect(rose.page.locator(".quiet")).to_be_hidden(timeout=20_000)
    quick_line.mend()
    expect(ada.page.locator(".quiet")).to_be_hidden(timeout=20_000)
    expect(ada.box).to_have_value("Said into a tunnel")
    ada.box.press("Enter")
    rose.sees(1, "Said into a tunnel")
    all_screens_are_one(both)


def test_when_time_is_up_anyone_turns_them_over_by_keyboard(seats: Seats, quick: Server) -> None:
    ada, rose = both = seats(quick, 2)
    a_round(both, minutes=2)
    ada.writes("In good time")
    left = rose.page.locator(".quiet-left")
    expect(left).to_have_text("Less than a minute left in this round.")
    expect(left).to_have_text("Time is up. Turn them over when you like.")
    ada.writes("A little late")  # nothing is locked
    covered(rose.page, 2)
    expect(rose.page.locator('[data-act="ask_reveal"]')).to_be_hidden()
    rose.presses(rose.page.locator('[data-act="reveal_round"]'))
    for person in both:
        expect(person.page.locator(".ground .idea")).to_have_count(2)
    expect(rose.page.locator(".told-words")).to_have_text("What we wrote quietly is turned over.")
    expect(rose.page.locator('.told [data-act="undo"]')).to_be_hidden()
    all_screens_are_one(both)


def test_a_card_is_written_changed_and_dropped_by_keyboard_alone(
    people: Callable[[int], list[Person]],
) -> None:
    ada, rose = both = people(2)
    a_round(both)
    ada.page.keyboard.press("Tab")
    ada.box.focus()
    ada.page.keyboard.type("First")
    ada.page.keyboard.press("Enter")
    expect(cards(ada)).to_have_text(["First"])
    ada.page.keyboard.type("Second")
    ada.page.keyboard.press("Enter")
    expect(cards(ada)).to_have_text(["First", "Second"])
    change = ada.page.locator('[data-act="change_card"]').first
    ada.presses(change)
    ada.page.keyboard.type(", changed")
    ada.page.keyboard.press("Escape")
    expect(change).to_be_focused()
    expect(cards(ada)).to_have_text(["First", "Second"])
    ada.presses(change)
    ada.page.keyboard.type(", changed")
    ada.page.keyboard.press("Enter")
    expect(change).to_be_focused()
    expect(cards(ada)).to_have_text(["First, changed", "Second"])
    ada.presses(ada.page.locator('[data-act="drop_card"]').first)
    expect(cards(ada)).to_have_text(["Second"])
    expect(ada.page.locator(".card button").first).to_be_focused()
    covered(rose.page, 1)


def test_a_hand_at_a_card_goes_on_in_the_box_when_dusk_lifts(
    people: Callable[[int], list[Person]],
) -> None:
    ada, rose = both = people(2)
    a_round(both)
    ada.box.press_sequentially("First")
    ada.box.press("Enter")
    expect(cards(ada)).to_have_text(["First"])
    rose.writes("Hers")
    expect(cards(rose)).to_have_text(["Hers"])
    ada.presses(ada.page.locator('[data-act="change_card"]'))
    ada.page.keyboard.type(" and")
    rose.page.locator('[data-act="change_card"]').tap()
    rose.page.keyboard.type(" and more")
    rose.page.reload()  # with a card half changed
    rose.is_connected()
    rose.page.locator('[data-act="ask_reveal"]').tap()
    fine = ada.page.locator(".answers .button").first
    expect(fine).to_be_visible()
    fine.dispatch_event("click")  # as if another had said it: the hand stays at the card
    for person in both:
        expect(person.page.locator(".quiet")).to_be_hidden(timeout=20_000)
    expect(ada.box).to_be_focused()
    ada.page.keyboard.type(" more")
    expect(ada.box).to_have_value("First and more")
    expect(rose.box).to_have_value("Hers and more")


def test_who_holds_something_at_dusk_finds_their_place(
    people: Callable[[int], list[Person]],
) -> None:
    ada, rose = people(2)
    ada.writes("One")
    rose.sees(1, "One")
    begins(ada)
    floor = opens_the_floor(ada)
    floor.locator('[data-act="ask_quiet"][data-minutes="5"]').click()
    expect(rose.page.locator(".answers .button").first).to_be_visible()
    rose.idea(1).focus()
    rose.page.keyboard.press("m")
    rose.page.locator('[data-act="let_hand_go"]').focus()
    rose.page.locator(".answers .button").first.dispatch_event("click")
    expect(rose.page.locator("#quiet-title")).to_be_focused()


def test_a_second_device_of_a_seat_reads_its_own_and_groups_share_when_the_room_agrees(
    people: Callable[[int], list[Person]],
    another_tab: Callable[[Person, str], Page],
    house: Server,
    on_the_wall: Callable[[Person], Page],
) -> None:
    ada, rose, leila = everyone = people(3)
    a_round(everyone)
    second = another_tab(ada, house.address)
    ada.writes("Ada's own")
    own = second.locator(".card[data-card] .idea-words")
    expect(own).to_have_text("Ada's own", timeout=15_000)

    floor = opens_the_floor(leila)
    floor.locator('[data-act="make_groups"][data-size="2"]').click()
    for person in everyone:
        expect(person.page.locator(".quiet-mine .with-whom")).to_contain_text("You are with")
    expect(floor.locator(".group.mine")).to_be_visible()
    leila.page.keyboard.press("Escape")
    wall = on_the_wall(ada)
    expect(wall.locator(".group")).to_be_visible()
    assert "Ada's own" not in rose.page.content()
    rose.page.locator('[data-act="ask_share"]').click()
    for person in (ada, leila):
        says_fine(person)
    theirs = rose.page.locator('[data-cards="others"] .idea-words')
    expect(theirs).to_have_text(["Ada's own"], timeout=20_000)
    assert rose.page.locator('[data-cards="others"] button').count() == 0
    assert "Ada's own" not in wall.content()

    opens_the_floor(leila).locator('[data-act="end_groups"]').click()
    expect(theirs).to_have_count(0, timeout=15_000)

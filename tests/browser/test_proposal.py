"""The room is asked: shown to everyone alike, answered in one press, never under a typing hand."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Person, until
from tests.serving import Server

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]
POST = "async (act) => (await import('coproduce/outbox')).post(act)"
MOVING_ON = {"verb": "enter_phase", "phase": "exploring"}
QUESTION = "Shall we move on to Transformational exploration?"


def acts(person: Person, verb: str, **fields: Any) -> None:
    person.page.evaluate(POST, {"verb": verb, **fields})
    person.everything_is_stored()


def asks(person: Person, what: dict[str, Any] = MOVING_ON) -> None:
    acts(person, "propose", what=what)


def panel(page: Page) -> Locator:
    return page.locator("section.proposal")


def button(person: Person, words: str) -> Locator:
    return panel(person.page).get_by_role("button", name=words, exact=True)


def is_asked(person: Person, question: str = QUESTION) -> None:
    expect(panel(person.page).locator(".proposal-question")).to_have_text(question)
    expect(button(person, "Fine")).to_be_visible()


def seen(page: Page) -> Locator:
    return panel(page).locator(".seen-words")


@pytest.fixture
def three(people: People) -> tuple[Person, Person, Person]:
    """Ada at a laptop, Rose with a phone and Leila with a tablet, in the first phase of an hour."""
    ada, rose, leila = people(3)
    acts(ada, "open_workshop", kind="immersive")
    for person in (rose, leila):
        until(lambda person=person: person.seq >= 1, "the workshop")  # type: ignore[misc]
    return ada, rose, leila


@pytest.fixture
def on_the_wall() -> Callable[[Person], Page]:
    def open_wall(person: Person) -> Page:
        wall = person.page.context.new_page()
        wall.set_viewport_size({"width": 1920, "height": 1080})
        wall.goto(person.page.url + "projector/")
        expect(wall.locator(".here > [data-seat]").first).to_be_attached()
        return wall

    return open_wall


def test_the_room_moves_on_when_everyone_says_fine(
    three: tuple[Person, ...], on_the_wall: Callable[[Person], Page]
) -> None:
    ada, rose, leila = three
    wall = on_the_wall(leila)
    asks(ada)
    expect(panel(wall)).to_be_visible()
    assert panel(wall).locator("button").count() == 0
    expect(seen(ada.page)).to_have_text("3 of 3 have seen this. 1 says fine.")
    expect(button(ada, "Take it back")).to_be_visible()
    expect(button(ada, "Fine")).to_be_hidden()
    for person in (rose, leila):
        is_asked(person)
        sizes = [one.bounding_box() for one in panel(person.page).locator(".answers button").all()]
        assert sizes[0] is not None
        assert sizes[1] is not None
        assert (sizes[0]["width"], sizes[0]["height"]) == (sizes[1]["width"], sizes[1]["height"])
        assert sizes[0]["height"] >= 44
    button(rose, "Fine").tap()
    expect(panel(rose.page).locator(".answered-words")).to_have_text("You said fine.")
    expect(button(rose, "Not yet")).to_be_hidden()
    expect(seen(wall)).to_have_text("3 of 3 have seen this. 2 say fine.")
    button(leila, "Fine").click()
    for page in (ada.page, rose.page, leila.page):
        expect(page.locator(".told-words")).to_have_text(
            "The room agreed. We moved on to Transformational exploration."
        )
        expect(panel(page)).to_be_hidden()
    expect(wall.locator(".decided")).to_contain_text("The room agreed.")
    assert [person.errors for person in three] == [[], [], []]


def test_one_not_yet_holds_it_and_may_say_why(three: tuple[Person, ...]) -> None:
    ada, rose, leila = three
    asks(ada)
    is_asked(leila)
    leila.presses(button(leila, "Not yet"))
    expect(button(leila, "Change")).to_be_focused()
    note = leila.page.get_by_label("Say why, if you like.")
    leila.page.keyboard.press("Tab")
    expect(note).to_be_focused()
    leila.page.keyboard.type("Rose has not spoken")
    leila.page.keyboard.press("Enter")
    expect(panel(leila.page).locator(".answered-words")).to_have_text(
        "You said not yet, and left a note."
    )
    for person in three:
        expect(panel(person.page).locator(".proposal-notes li")).to_have_text("Rose has not spoken")
        expect(panel(person.page).locator(".proposal-asks")).to_contain_text("so we wait")
    button(rose, "Fine").tap()
    expect(seen(ada.page)).to_contain_text("2 say fine")
    # They think better of it: by keyboard, without losing the place.
    leila.presses(button(leila, "Change"))
    expect(panel(leila.page)).to_be_focused()
    leila.presses(button(leila, "Fine"))
    ada.told("The room agreed. We moved on to Transformational exploration.")


def test_what_one_said_is_known_in_ones_own_browser_alone(
    three: tuple[Person, ...], house: Server, another_tab: Callable[[Person, str], Page]
) -> None:
    ada, rose, leila = three
    asks(ada)
    is_asked(leila)
    tab = another_tab(leila, house.address)
    button(leila, "Not yet").click()
    said = ".answered-words"
    expect(panel(tab).locator(said)).to_have_text("You said not yet.")
    leila.everything_is_stored()
    leila.page.reload()
    leila.is_connected()
    expect(panel(leila.page).locator(said)).to_have_text("You said not yet.")
    is_asked(rose)
    button(ada, "Take it back").click()
    ada.told("You took the question back.")
    rose.told("Seat 1 took the question back.")
    kept = "() => Object.keys(localStorage).filter((key) => /:(answer|seen|noted):/.test(key))"
    until(lambda: leila.page.evaluate(kept) == [], "forgetting what was said")


def test_a_second_question_waits_and_then_has_its_turn(three: tuple[Person, ...]) -> None:
    ada, rose, leila = three
    asks(ada)
    is_asked(leila)
    asks(leila, {"verb": "renew_link"})
    leila.told("Another question comes first. Yours waits for its turn.")
    expect(panel(rose.page).locator(".proposal-waiting")).to_have_text("One more question waits.")
    button(ada, "Take it back").click()
    is_asked(rose, "Shall we change the link? The old one will not open.")
    expect(button(leila, "Take it back")).to_be_visible()
    expect(panel(rose.page).locator(".proposal-waiting")).to_be_hidden()


def test_it_takes_nothing_from_a_hand_that_types(three: tuple[Person, ...]) -> None:
    ada, rose, leila = three
    for person in (rose, leila):
        person.box.focus()
        person.page.keyboard.type("Half an")
    asks(ada)
    for person in (rose, leila):
        is_asked(person)
        expect(person.box).to_be_focused()
        person.page.keyboard.type(" idea")
        expect(person.box).to_have_value("Half an idea")
        lies = "(one) => one.getBoundingClientRect().bottom"
        top = person.box.evaluate("(one) => one.getBoundingClientRect().top")
        assert panel(person.page).evaluate(lies) <= top
    button(rose, "Not yet").tap()
    expect(panel(rose.page).locator(".answered-words")).to_have_text("You said not yet.")
    expect(rose.box).to_be_focused()
    expect(rose.box).to_have_value("Half an idea")


def test_a_note_is_no_idea_and_no_other_note_when_its_question_is_over(
    three: tuple[Person, ...],
) -> None:
    ada, rose, leila = three
    before = leila.page.locator(".ground .idea").count()
    asks(ada)
    is_asked(leila)
    button(leila, "Not yet").click()
    note = leila.page.locator("#proposal-note")
    note.focus()
    leila.page.keyboard.type("Rose has")
    button(ada, "Take it back").click()
    over = panel(leila.page).get_by_text("Your note was not sent.")
    expect(over).to_be_visible()
    expect(panel(leila.page).get_by_text("The question is over.")).to_be_visible()
    expect(note).to_be_focused()
    leila.page.keyboard.type(" not spoken")
    leila.page.keyboard.press("Enter")
    expect(note).to_have_value("Rose has not spoken")
    expect(leila.box).to_have_value("")

    # A reload keeps it, and the next question does not take it for its own.
    leila.page.reload()
    leila.is_connected()
    expect(over).to_be_visible()
    asks(rose, {"verb": "renew_link"})
    is_asked(leila, "Shall we change the link? The old one will not open.")
    expect(panel(leila.page).locator(".note-before")).to_be_visible()
    note.press("Enter")
    expect(note).to_have_value("Rose has not spoken")
    assert ada.page.locator(".proposal-notes li").count() == 0

    # Said again to this one, it is there to be sent with it.
    button(leila, "Not yet").click()
    expect(over).to_be_hidden()
    note.press("Enter")
    expect(panel(ada.page).locator(".proposal-notes li")).to_have_text(["Rose has not spoken"])
    assert leila.page.locator(".ground .idea").count() == before
    assert [one["text"] for one in ada.export()["ideas"]].count("Rose has not spoken") == 0


def test_a_hand_in_an_empty_note_stays_there_until_it_goes(three: tuple[Person, ...]) -> None:
    ada, _, leila = three
    asks(ada)
    is_asked(leila)
    button(leila, "Not yet").click()
    note = leila.page.locator("#proposal-note")
    note.focus()
    button(ada, "Take it back").click()
    expect(panel(leila.page).get_by_text("The question is over.")).to_be_visible()
    expect(panel(leila.page).get_by_text("Your note was not sent.")).to_be_hidden()
    leila.page.keyboard.type("So late")
    expect(panel(leila.page).get_by_text("Your note was not sent.")).to_be_visible()
    leila.presses(button(leila, "Drop it"))
    expect(panel(leila.page)).to_be_hidden()
    expect(leila.box).to_have_value("")


def test_it_never_lies_over_a_field_on_the_ground(three: tuple[Person, ...]) -> None:
    ada, rose, leila = three
    asks(ada, {"verb": "open_quiet_round", "minutes": 5})
    for person in (rose, leila):
        button(person, "Fine").click()
    rose.told("The room agreed. We write quietly now, each for ourselves.")
    rose.writes("For myself")
    rose.page.locator('[data-act="change_card"]').tap()
    field = rose.page.locator(".card-form textarea")
    expect(field).to_be_focused()
    line = rose.page.locator(".proposal-line")
    asks(ada, {"verb": "reveal_early"})
    is_asked(leila, "Shall we reveal now what we wrote quietly?")
    expect(line).to_be_visible()
    expect(panel(rose.page)).to_be_hidden()
    assert apart(line, field)
    expect(seen(ada.page)).to_have_text("2 of 3 have seen this. 1 says fine.")
    rose.page.keyboard.type("But ")
    expect(field).to_be_focused()
    line.get_by_role("button", name="Answer").tap()
    is_asked(rose, "Shall we reveal now what we wrote quietly?")
    expect(seen(ada.page)).to_have_text("3 of 3 have seen this. 1 says fine.")


def apart(one: Locator, other: Locator) -> bool:
    """Whether one lies clear of the other."""
    first, second = one.bounding_box(), other.bounding_box()
    assert first is not None
    assert second is not None
    above = first["y"] + first["height"] <= second["y"]
    return above or second["y"] + second["height"] <= first["y"]


def test_only_who_has_it_before_their_eyes_has_seen_it(three: tuple[Person, ...]) -> None:
    ada, rose, leila = three
    rose.page.locator(".more").tap()
    expect(rose.sheet("more")).to_be_visible()
    asks(ada)
    is_asked(leila)
    line = rose.sheet("more").locator(".proposal-line")
    expect(line).to_contain_text("Seat 1 asks the room something.")
    expect(seen(ada.page)).to_have_text("2 of 3 have seen this. 1 says fine.")
    line.get_by_role("button", name="Answer").tap()
    expect(rose.sheet("more")).to_be_hidden()
    is_asked(rose)
    expect(seen(ada.page)).to_have_text("3 of 3 have seen this. 1 says fine.")
    acknowledged = "() => Object.keys(localStorage).filter((key) => key.includes(':seen:')).length"
    until(lambda: rose.page.evaluate(acknowledged) == 1, "having seen it")
    assert ada.page.evaluate(acknowledged) == 0


def test_it_is_said_aloud_once_and_stands_in_a_region(three: tuple[Person, ...]) -> None:
    ada, rose, leila = three
    listen = """() => {
      const heard = (globalThis.heard = []);
      new MutationObserver(() => heard.push(document.getElementById("told").textContent))
        .observe(document.getElementById("told"), { childList: true });
    }"""
    leila.page.evaluate(listen)
    asks(ada)
    is_asked(leila)
    expect(leila.page.get_by_role("region", name="The room is asked")).to_be_visible()
    button(rose, "Not yet").tap()
    expect(panel(leila.page).locator(".proposal-asks")).to_contain_text("so we wait")
    until(lambda: leila.page.evaluate("heard.length") >= 1, "saying it")
    button(ada, "Take it back").click()
    leila.told("Seat 1 took the question back.")
    assert leila.page.evaluate("heard") == [
        f"Seat 1 asks the room: {QUESTION} Say fine or not yet, above the box.",
        "Seat 1 took the question back.",
    ]


def test_somebody_alone_is_told_what_came_of_it_and_sees_no_flash(
    people: People, on_the_wall: Callable[[Person], Page]
) -> None:
    (ada,) = people(1)
    wall = on_the_wall(ada)
    acts(ada, "open_workshop", kind="immersive")
    watch = """() => {
      globalThis.flashed = 0;
      const panel = document.querySelector("section.proposal");
      new MutationObserver(() => (flashed += panel.hidden ? 0 : 1))
        .observe(panel, { attributes: true, attributeFilter: ["hidden"] });
    }"""
    for page in (ada.page, wall):
        page.evaluate(watch)
    asks(ada)
    ada.told("The room agreed. We moved on to Transformational exploration.")
    expect(wall.locator(".decided")).to_contain_text("The room agreed.")
    assert [page.evaluate("flashed") for page in (ada.page, wall)] == [0, 0]


@pytest.mark.changes_time
def test_a_new_way_in_shows_wherever_the_old_one_stood(
    people: People, on_the_wall: Callable[[Person], Page]
) -> None:
    ada, rose = people(2)
    wall = on_the_wall(rose)
    ada.page.locator('[data-open="more"]').first.click()
    ada.sheet("more").locator('[data-open="invite"]').click()
    code = ada.sheet("invite").locator(".code")
    expect(code).to_be_visible()
    old = code.inner_text()
    assert wall.locator("#way-in .code").inner_text() == old
    ada.page.get_by_role("button", name="Ask the room for a new link and code").click()
    expect(ada.sheet("invite")).to_be_hidden()
    ada.page.locator('[data-open="more"]').first.click()
    ada.sheet("more").locator('[data-open="invite"]').click()
    expect(code).to_have_text(old)
    wall.clock.install()  # the wall's own look at the door, every 5 s, must not be what shows it
    is_asked(rose, "Shall we change the link? The old one will not open.")
    button(rose, "Fine").tap()
    expect(code).not_to_have_text(old)
    expect(wall.locator("#way-in .code")).to_have_text(code.inner_text())
    ada.told("The room agreed. There is a new link and a new code.")


def test_the_room_goes_back_to_an_earlier_moment(people: People) -> None:
    ada, rose = people(2)
    for number, words in enumerate(("Tea at night", "A calm room", "A clock"), 1):
        ada.writes(words)
        rose.sees(number, words)
    rose.opens(1).locator('[data-act="set_aside"]').tap()
    ada.sees_in_the_open(2, 3)
    rose.page.locator(".more").tap()
    rose.sheet("more").locator('[data-open="moments"]').tap()
    moments = rose.sheet("moments")
    last = moments.locator(".told-act").first
    expect(last).to_contain_text("Idea 1 was set aside")
    before_the_clock = moments.locator(".told-act", has_text="Idea 3 was written")
    before_the_clock.get_by_role("button", name="Ask to go back to before this").tap()
    question = "Shall we put the board back to how it was before this? Idea 3 was written."
    is_asked(ada, question)
    button(ada, "Fine").click()
    for person in (ada, rose):
        person.sees_in_the_open(1, 2)
        expect(person.page.locator(".told-words")).to_contain_text("The room agreed.")
    open_tray = rose.page.locator("#counts .count-aside")
    expect(open_tray).to_have_text("Set aside 1")
    assert [one["aside"] for one in ada.export()["ideas"]] == [False, False, True]

"""Sharing the floor: the talking piece, voice, the pulse, a seat without a phone, messages."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.hour import dot_line, placing
from tests.browser.people import Person, all_are_up_to_date, all_screens_are_one, until

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


def begins(person: Person) -> None:
    """Open a workshop in the sheet of the hour."""
    person.page.locator('.board-top [data-open="hour"]').click()
    person.page.locator('[data-act="begin_chosen"]').click()
    expect(dot_line(person)).to_be_visible()
    if person.sheet("hour").is_visible():
        person.page.keyboard.press("Escape")


def floor(person: Person) -> Locator:
    """The sheet of the hour, in which the floor is shared."""
    person.page.locator('.board-top [data-open="hour"]').click()
    expect(person.page.locator(".floor-piece")).to_be_visible()
    return person.sheet("hour")


def does(person: Person, **act: Any) -> None:
    """Do an act for which these stories need no hand: others tell of the hand."""
    person.page.evaluate("act => import('coproduce/outbox').then(({post}) => void post(act))", act)
    person.everything_is_stored()


def the_room_agrees(people: list[Person], what: dict[str, str]) -> None:
    first, *others = people
    before = first.seq
    does(first, verb="propose", what=what)
    for person in others:
        proposal = person.page.locator("#proposal")
        until(partial(told, proposal), "being asked")
        does(person, verb="answer_proposal", proposal=told(proposal), answer="fine")
    until(lambda: first.seq >= before + len(people) + 1, "the room's consent")


def told(proposal: Locator) -> str:
    kept = proposal.evaluate("one => ({...one.dataset})")
    return str(kept.get("proposal") or kept.get("id") or "")


def piece(person: Person) -> Locator:
    return person.page.locator("#piece")


def hand(person: Person, act: str) -> Locator:
    return piece(person).locator(f'[data-act="{act}"]')


# The talking piece.


def test_the_piece_goes_round_by_touch_and_by_keys(people: People) -> None:
    ada, rose, mei = people(3)
    begins(ada)
    ada.presses(floor(ada).locator('.floor-piece [data-act="ask_for_piece"]'))
    expect(piece(ada)).to_contain_text("You hold the talking piece")
    expect(piece(rose).locator(".piece-theirs")).to_have_text("seat 1 holds the talking piece")
    ada.told("The talking piece has come to you.")
    ada.page.keyboard.press("Escape")

    hand(rose, "ask_for_piece").tap()
    expect(hand(rose, "stop_asking")).to_be_visible()
    mei.presses(hand(mei, "ask_for_piece"))
    expect(piece(ada).locator(".piece-asking li")).to_have_text(["seat 2", "seat 3"])
    expect(hand(mei, "stop_asking")).to_be_focused()
    mei.writes("Everyone can go on writing")
    ada.sees(7, "Everyone can go on writing")

    ada.presses(hand(ada, "pass_piece"))  # one key, to whoever is next
    rose.told("The talking piece has come to you.")
    expect(hand(ada, "ask_for_piece")).to_be_focused()
    expect(piece(mei).locator(".piece-asking li")).to_have_text(["seat 3"])
    hand(rose, "pass_piece").tap()
    mei.told("The talking piece has come to you.")

    # Nobody asks: a small choice of who is here.
    mei.presses(hand(mei, "pass_piece"))
    choice = mei.sheet("pass")
    expect(choice.locator(".pass-name")).to_have_text(["seat 1", "seat 2"])
    mei.presses(choice.locator("button", has_text="seat 1"))
    expect(choice).to_be_hidden()
    expect(piece(ada).locator(".piece-mine")).to_be_visible()

    ada.presses(hand(ada, "lay_piece"))
    for person in (ada, rose, mei):
        expect(piece(person)).to_be_hidden()
    expect(ada.page.locator('.board-top [data-open="hour"]')).to_be_focused()
    all_screens_are_one([ada, rose, mei])


def test_who_has_left_is_no_choice_and_who_asks_keeps_their_turn(people: People) -> None:
    ada, rose, mei = people(3)
    begins(ada)
    floor(ada).locator('.floor-piece [data-act="ask_for_piece"]').click()
    ada.page.keyboard.press("Escape")
    hand(ada, "pass_piece").click()
    expect(ada.sheet("pass").locator(".pass-name")).to_have_text(["seat 2", "seat 3"])
    mei.page.close()
    expect(ada.sheet("pass").locator(".pass-name")).to_have_text(["seat 2"])
    ada.sheet("pass").locator('[data-act="lay_piece"]').click()
    expect(piece(rose)).to_be_hidden()
    # It lies free while somebody asks: that is shown, and anyone takes it up.
    floor(ada).locator('.floor-piece [data-act="ask_for_piece"]').click()
    ada.page.keyboard.press("Escape")
    hand(rose, "ask_for_piece").tap()
    expect(hand(rose, "stop_asking")).to_be_visible()
    hand(ada, "lay_piece").click()
    expect(piece(rose).locator(".piece-said")).to_have_text("The talking piece lies free")
    hand(rose, "ask_for_piece").tap()
    expect(piece(rose).locator(".piece-mine")).to_be_visible()


def test_before_a_workshop_nothing_of_it_is_on_a_phone(people: People) -> None:
    _, rose = people(2)
    for place in ("#piece", ".hour-asks", ".voice-open", ".instead-line", "#keeping"):
        expect(rose.page.locator(place)).to_be_hidden()


# Voice.


def test_the_room_sees_how_evenly_it_speaks_and_each_their_own_share(people: People) -> None:
    ada, rose, mei = people(3)
    begins(ada)
    for person, times in ((ada, 5), (rose, 3), (mei, 1)):
        for n in range(times):
            person.writes(f"Words {n}")
        person.everything_is_stored()
    floor(ada).locator('[data-act="turn_voice"]').click()
    ada.page.keyboard.press("Escape")
    expect(mei.page.locator(".voice-open")).to_contain_text("Voice: Fairly even")
    expect(mei.page.locator(".voice-small .petals path")).to_have_count(3)

    floor(rose).locator('[data-open="voice"]').tap()  # on a phone it is one press away
    expect(rose.sheet("voice").locator(".voice-own")).to_contain_text("33% of it all")
    mei.page.locator(".voice-open").press("Enter")
    expect(mei.sheet("voice").locator(".voice-own")).to_contain_text("11% of it all")
    how = mei.sheet("voice").locator(".voice-how")
    expect(how.locator(".formula")).to_be_hidden()
    mei.presses(how.locator("summary"))
    expect(how).to_contain_text("Evenness is 0.85")
    expect(how).to_contain_text("Pielou")

    mei.sheet("voice").locator('[data-act="turn_voice"]').click()
    for person in (ada, rose, mei):
        expect(person.page.locator(".voice-said")).to_have_count(0)
        expect(person.sheet("voice")).to_be_hidden()
    all_screens_are_one([ada, rose, mei])


# The pulse.


def test_three_place_a_dot_and_all_see_how_they_lie_and_never_whose(people: People) -> None:
    ada, rose, mei = people(3)
    begins(ada)
    sheet = placing(rose)
    expect(sheet.locator(".pulse-said")).to_have_text("You have placed no dot yet.")
    sheet.locator('[data-at="0"]').tap()
    expect(sheet.locator('[data-at="0"]')).to_have_attribute("aria-pressed", "true")
    expect(dot_line(rose)).to_be_hidden()

    line = placing(mei).locator("#pulse-line")
    expect(line).to_have_attribute("aria-valuetext", "not placed yet")
    line.press("ArrowRight")
    line.press("ArrowRight")
    expect(line).to_have_attribute("aria-valuetext", "between doing for and doing with")
    words = mei.sheet("pulse").locator(".spread-words")
    expect(words).to_have_text("2 dots. From 3 on, all can see how they lie.")
    expect(mei.sheet("pulse").locator(".bars")).to_have_count(0)

    ada.presses(placing(ada).locator('[data-at="1000"]'))
    text = "3 dots: 1 nearest to “doing to”, 1 nearest to “doing for”, 1 nearest to “doing with”"
    for person in (ada, rose, mei):
        expect(person.page.locator("#pulse .spread-words")).to_have_text(text)
        expect(person.page.locator("#pulse .bars rect")).to_have_count(3)

    # Only this browser remembers where one's own is.
    mei.page.reload()
    mei.is_connected()
    expect(dot_line(mei)).to_be_hidden()
    expect(mei.page.locator("#pulse-line")).to_have_value("600")
    floor(mei).locator('[data-open="pulse"]').click()
    mei.sheet("pulse").locator('[data-act="take_back_dot"]').click()
    expect(ada.page.locator("#pulse .spread-words")).to_have_text(re.compile("^2 dots"))
    expect(mei.page.locator("#pulse-line")).to_be_focused()
    expect(dot_line(mei)).to_be_visible()
    all_screens_are_one([ada, rose, mei])


def test_the_end_is_asked_for_in_the_last_phase_beside_the_beginning(people: People) -> None:
    room = people(3)
    ada, rose, _ = room
    begins(ada)
    for person in room:
        placing(person).locator('[data-at="0"]').click()
        person.everything_is_stored()
        person.page.keyboard.press("Escape")
    the_room_agrees(room, {"verb": "enter_phase", "phase": "exploring"})
    expect(dot_line(rose)).to_be_hidden()
    the_room_agrees(room, {"verb": "enter_phase", "phase": "tracking"})
    for person in room:
        expect(dot_line(person)).to_have_text("And now? Where are we?", use_inner_text=True)
        placing(person).locator('[data-at="1000"]').click()
    told_of = ["At the beginning", "At the end"]
    expect(rose.page.locator("#pulse .spread-of h3")).to_have_text(told_of)
    expect(rose.page.locator("#pulse .bars")).to_have_count(2)


def test_without_phases_each_says_for_when_their_dot_is(people: People) -> None:
    ada, rose = people(2)
    does(ada, verb="open_workshop", kind="open_board")
    sheet = placing(rose)
    expect(sheet.locator(".pulse-none")).to_be_visible()
    sheet.locator('[data-at="0"]').tap()
    sheet.locator('[data-when="after"]').tap()
    expect(sheet.locator('[data-at="0"]')).to_have_attribute("aria-pressed", "false")
    sheet.locator('[data-at="1000"]').tap()
    expect(rose.page.locator("#pulse h3")).to_have_text(["At the beginning", "At the end"])
    expect(sheet.locator("#pulse")).to_be_visible()
    sheet.locator('[data-when="before"]').tap()
    expect(sheet.locator('[data-at="0"]')).to_have_attribute("aria-pressed", "true")
    all_screens_are_one([ada, rose])


# A seat without a phone.


def test_anyone_writes_for_somebody_without_a_phone(people: People) -> None:
    ada, rose, mei = people(3)
    rose.writes("My own words")
    ada.sees(1, "My own words")
    rose.page.locator(".sign").tap()
    rose.page.locator(".instead summary").tap()
    rose.page.locator("#instead-name").fill("Joan")
    rose.page.locator(".instead-new button").tap()
    line = rose.page.locator(".instead-line")
    expect(line).to_have_text(re.compile(r"Writing for Joan\."), use_inner_text=True)
    expect(rose.box).to_be_focused()
    expect(ada.page.locator(".here > li")).to_have_count(4)  # she counts as one of the room

    rose.writes("A lift to the meeting")
    expect(mei.idea(2).locator(".who")).to_have_text("Joan")
    expect(rose.idea(2)).not_to_have_class(re.compile("mine"))
    rose.opens(2).locator('[data-act="set_aside"]').tap()
    mei.sees_in_the_open(1)
    rose.told("Idea 2 is set aside.")
    rose.page.locator('.told [data-act="undo"]').tap()  # Joan's act, taken back for Joan
    mei.sees_in_the_open(1, 2)

    # A reload goes on with it; Stop, and one writes for oneself again.
    rose.page.reload()
    rose.is_connected()
    expect(line).to_be_visible()
    rose.page.locator('[data-act="stop_instead"]').tap()
    expect(line).to_be_hidden()
    rose.writes("For myself again")
    expect(mei.idea(3).locator(".who")).to_have_text("seat 2")
    rose.page.locator('[data-open="more"]').tap()
    expect(rose.page.locator("[data-lately]")).to_have_text("You wrote idea 3.")
    rose.page.locator('[data-act="undo_last"]').tap()
    mei.sees_in_the_open(1, 2)

    # Anybody else can do the same for her.
    mei.page.locator(".sign").click()
    mei.presses(mei.page.locator(".instead-seats button", has_text="Write for Joan"))
    expect(mei.page.locator(".instead-line")).to_be_visible()
    mei.writes("And a chair")
    expect(ada.idea(4).locator(".who")).to_have_text("Joan")
    all_screens_are_one([ada, rose, mei])


def test_where_she_stands_is_not_where_i_stand(people: People) -> None:
    ada, rose = people(2)
    ada.writes("Chairs")
    rose.sees(1, "Chairs")
    ada.page.locator(".sign").click()
    ada.page.locator(".instead summary").click()
    ada.page.locator("#instead-name").fill("Joan")
    ada.presses(ada.page.locator("#instead-name"))
    expect(ada.page.locator(".instead-line")).to_be_visible()
    agree = ada.opens(1).locator('[data-stance="agree"]')
    ada.page.locator('.opened [data-act="ask_stance"]').click()
    agree.click()
    expect(agree).to_have_attribute("aria-pressed", "true")
    ada.everything_is_stored()
    ada.page.keyboard.press("Escape")
    ada.page.locator('[data-act="stop_instead"]').click()
    ada.opens(1)
    expect(agree).to_have_attribute("aria-pressed", "false")
    expect(rose.idea(1)).to_contain_text("1 has spoken")
    all_screens_are_one([ada, rose])


def writes_for_joan(person: Person) -> None:
    person.page.locator(".sign").click()
    person.page.locator(".instead summary").click()
    person.page.locator("#instead-name").fill("Joan")
    person.presses(person.page.locator("#instead-name"))
    expect(person.page.locator(".instead-line")).to_be_visible()


def test_who_writes_for_another_answers_the_room_for_themselves(people: People) -> None:
    ada, rose = people(2)
    does(ada, verb="open_workshop", kind="immersive")
    writes_for_joan(rose)
    does(ada, verb="propose", what={"verb": "enter_phase", "phase": "exploring"})
    rose.presses(rose.page.locator('[data-act="say_fine"]'))
    ada.told("The room agreed. We moved on to Transformational exploration.")
    rose.page.locator('.board-top [data-open="hour"]').tap()
    rose.page.locator('[data-act="ask_phase"]').first.tap()
    expect(ada.page.locator(".proposal .who")).to_have_text("Seat 2")
    expect(rose.page.locator('[data-act="take_question_back"]')).to_be_visible()
    rose.page.locator('[data-act="take_question_back"]').tap()
    rose.told("You took the question back.")


def who_look_at_the_fears(people: People) -> list[Person]:
    both = people(2)
    does(both[0], verb="open_workshop", kind="immersive")
    for person in both:
        person.page.locator('.step-to[data-area="obstacles"]').click()
    return both


def test_me_too_is_each_persons_own(people: People) -> None:
    ada, rose = who_look_at_the_fears(people)
    too = ada.idea(1).locator(".too")
    too.click()
    expect(too).to_have_attribute("aria-pressed", "true")
    ada.everything_is_stored()
    writes_for_joan(ada)
    expect(too).to_have_attribute("aria-pressed", "false")
    too.click()
    expect(rose.idea(1).locator(".count-too")).to_have_text("2 say “me too”")
    expect(too).to_have_attribute("aria-pressed", "true")
    too.click()
    expect(rose.idea(1).locator(".count-too")).to_have_text("1 says “me too”")
    ada.page.locator('[data-act="stop_instead"]').click()
    expect(too).to_have_attribute("aria-pressed", "true")


def test_me_too_that_is_pressed_again_on_its_way_is_taken_back(people: People) -> None:
    ada, rose = who_look_at_the_fears(people)
    too = ada.idea(1).locator(".too")
    for presses, said in ((2, False), (3, True)):
        too.evaluate("(button, n) => { while (n-- > 0) button.click(); }", presses)
        expect(too).to_have_attribute("aria-pressed", str(said).lower())
        all_are_up_to_date([ada, rose])
        ada.everything_is_stored()
        expect(rose.idea(1).locator(".count-too")).to_have_count(int(said))
        expect(too).to_have_attribute("aria-pressed", str(said).lower())


def test_what_could_not_go_is_not_signed_by_another(people: People) -> None:
    ada, rose = people(2)
    writes_for_joan(ada)
    joan = ada.page.evaluate("() => import('coproduce/instead').then(one => one.acting())")
    refused = """async (op) => (await import('coproduce/news')).tell(
      "refused", {op: {verb: "add_idea", ...op}, code: "too_long", message: "That is too long."})"""
    ada.page.locator('[data-act="stop_instead"]').click()
    ada.page.evaluate(refused, {"text": "A lift", "for": joan})
    expect(ada.page.locator(".instead-line")).to_be_visible()
    ada.told("That is too long. These were Joan’s words. You write for them again.")
    expect(ada.box).to_have_value("A lift")
    ada.box.press("Enter")
    expect(rose.idea(1).locator(".who")).to_have_text("Joan")

    # Into other words they do not run.
    ada.page.locator('[data-act="stop_instead"]').click()
    ada.box.press_sequentially("Of my own")
    ada.page.evaluate(refused, {"text": "A chair", "for": joan})
    expect(ada.box).to_have_value("Of my own")
    ada.box.press("Enter")
    expect(rose.idea(2).locator(".who")).to_have_text("seat 1")
    ada.page.locator(".sign").click()
    ada.presses(ada.page.locator(".instead-seats button", has_text="Write for Joan"))
    expect(ada.box).to_have_value("A chair")

    # And a hand that types stays at its own words.
    ada.box.press("End")
    ada.page.evaluate(refused, {"text": "Before it", "for": joan})
    ada.page.keyboard.type(", please")
    expect(ada.box).to_have_value("Before it\nA chair, please")


# What one takes home.


def test_each_keeps_their_own_messages(people: People) -> None:
    room = people(2)
    ada, rose = room
    begins(ada)
    for phase in ("exploring", "tracking"):
        the_room_agrees(room, {"verb": "enter_phase", "phase": phase})
    does(ada, verb="add_idea", text="I will ring first", area="messages")
    does(rose, verb="add_idea", text="I will listen longer", area="messages", unsigned=True)
    said = "1 of 2 has left a message. 1 is unsigned."
    for person in room:
        expect(person.page.locator(".left-messages")).to_have_text(said)
    rose.page.locator('.board-top [data-open="hour"]').tap()
    rose.page.locator("#keeping a").tap()
    expect(rose.page.locator(".keep-messages li")).to_have_text(["I will listen longer"])
    with rose.page.expect_download() as kept:
        rose.page.locator("a[download]").tap()
    words = kept.value.path().read_text("utf-8-sig")
    assert "I will listen longer" in words
    assert "ring first" not in words

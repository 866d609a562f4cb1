"""The talking piece: taken up, passed, laid down, by touch and by keys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.floor import begins, floor, hand, piece
from tests.browser.people import Person, all_screens_are_one

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


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

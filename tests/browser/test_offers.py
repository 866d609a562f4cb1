"""Themes that the machine offers: off until somebody wants them, taken by hand, ended by anyone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from boards.suggestions import available
from tests.browser.people import Person, all_screens_are_one, until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not available(), reason="the extra that offers themes is not installed"),
]

People = Callable[[int], list[Person]]
NIGHT = ["The ward is too noisy at night", "Nobody can sleep on the ward at night"]
NIGHT += ["Turn the lights off at night so that people sleep"]
BUS = ["The bus to the hospital is late", "There is no bus to the hospital on Sundays"]
BUS += ["The bus fare to the hospital is too much"]


def offer_of(person: Person, words: str) -> list[str]:
    """The numbers in the offer whose ideas speak of this."""
    offer = person.page.locator(".offer", has_text=words).first
    return offer.locator(".idea-number").all_text_contents()


def test_offers_are_taken_one_by_one_or_all_and_turned_off_by_anyone(people: People) -> None:
    ada, rose = people(2)
    for words in (*NIGHT, *BUS):
        ada.writes(words)
    rose.sees(6, BUS[-1])
    expect(rose.page.locator(".offer, .offers-on:visible")).to_have_count(0)
    ada.page.locator(".more").click()
    ada.sheet("more").locator('[data-act="turn_offers"]').click()
    ada.page.keyboard.press("Escape")
    for person in (ada, rose):
        expect(person.page.locator(".offer").first).to_be_visible(
            timeout=60_000
        )  # it loads a model
        expect(person.page.locator(".offers-on")).to_be_visible()
        assert sorted(offer_of(person, "at night")) == ["1", "2", "3"]
    assert rose.export()["themes"] == []  # nothing is moved by itself

    night = rose.page.locator(".offer", has_text="at night").first
    night.locator('[data-act="take_all"]').tap()
    until(lambda: len(ada.export()["themes"]) == 1)
    expect(ada.page.locator(".theme-ideas .idea")).to_have_count(3)
    rose.theme("No name yet").locator(".theme-name button").tap()
    button = rose.sheet("theme").locator('[data-act="take_words"]')
    expect(button).to_be_visible()
    taken = button.text_content() or ""
    assert all(any(word in idea.lower() for idea in NIGHT) for word in taken.split(", "))
    button.tap()
    expect(ada.page.locator(".theme-name")).to_have_text(taken)
    rose.page.keyboard.press("Escape")

    bus = ada.page.locator(".offer", has_text="bus").first
    expect(bus.locator('[data-act="take_one"]')).to_have_count(3)
    for _ in range(2):
        ada.presses(ada.page.locator('.offer [data-act="take_one"][aria-pressed="false"]').first)
    expect(ada.page.locator(".choosing-words")).to_have_text("2 ideas chosen")
    ada.presses(ada.page.locator('[data-act="put_together"]'))
    expect(rose.page.locator("#clearings > .theme")).to_have_count(2)

    ada.presses(ada.page.locator('.offers-on [data-act="turn_offers"]'))
    for person in (ada, rose):
        expect(person.page.locator(".offer, .offers-on:visible")).to_have_count(0)
    all_screens_are_one([ada, rose])

"""A workshop in a story: what the room does together, said by those who sit at the board."""

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.people import Person

POST = "async (op) => (await import('coproduce/outbox')).post(op)"


def does(person: Person, verb: str, **fields: Any) -> None:
    """An act for which the story needs no button."""
    person.page.evaluate(POST, {"verb": verb, **fields})


def open_workshop(people: Iterable[Person], kind: str = "immersive") -> None:
    people = list(people)
    does(people[0], "open_workshop", kind=kind)
    for person in people:
        expect(person.page.locator("#places")).to_have_attribute("data-phase", "preparing")


def move_on(people: Iterable[Person], phase: str, screens: Iterable[Page] = ()) -> None:
    """The first proposes it and everybody says fine; come back when it is on every screen."""
    people = list(people)
    asks = people[0].page
    does(people[0], "propose", what={"verb": "enter_phase", "phase": phase})
    asked = asks.locator("#proposal:not([data-proposal=''])")
    expect(asked).to_be_attached()
    for person in people:
        does(
            person, "answer_proposal", proposal=asked.get_attribute("data-proposal"), answer="fine"
        )
    for page in [*(person.page for person in people), *screens]:
        expect(page.locator("#places")).to_have_attribute("data-phase", phase)

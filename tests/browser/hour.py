"""A workshop in a story: what the room does together, said by those who sit at the board."""

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Person

POST = "async (op) => (await import('coproduce/outbox')).post(op)"


def does(person: Person, verb: str, **fields: Any) -> None:
    """An act for which the story needs no button."""
    person.page.evaluate(POST, {"verb": verb, **fields})


def opens_the_hour(person: Person) -> Locator:
    sheet = person.sheet("hour")
    if sheet.is_hidden():
        person.page.locator('.board-top [data-open="hour"]').click()
    expect(sheet).to_be_visible()
    return sheet


def dot_line(person: Person) -> Locator:
    """Where everyone is asked for a dot: in the row of the room, and on a phone in the hour."""
    narrow = person.page.evaluate("!matchMedia('(min-width: 60rem)').matches")
    return person.page.locator(".hour-asks" if narrow else ".pulse-ask")


def placing(person: Person) -> Locator:
    """The sheet in which one places a dot, as one comes to it who is asked."""
    expect(dot_line(person)).to_be_visible()
    if not person.page.locator(".pulse-ask").is_visible():
        opens_the_hour(person)
    person.page.locator(".pulse-ask").click()
    expect(person.sheet("pulse")).to_be_visible()
    return person.sheet("pulse")


def looks_back(person: Person, area: str) -> None:
    """To an area of before: from the row of areas, and on a phone from More."""
    if not person.page.locator(".look-back").is_visible():
        person.page.locator(".more").click()
    person.page.locator('[data-open="earlier"]:visible').last.click()
    person.sheet("earlier").locator(f'[data-area="{area}"]').click()


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

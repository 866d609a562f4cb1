"""The floor, as it is shared in a room: begun, agreed on, held."""

from functools import partial
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.hour import dot_line
from tests.browser.people import Person, until


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

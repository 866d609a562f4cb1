"""A board with more ideas than a screen shows, and themes beside them."""

from collections.abc import Sequence

from playwright.sync_api import expect

from tests.browser.people import Person, all_are_up_to_date

MANY = 60
PICTURES = """() => new Promise((shown) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(shown))))"""
# What somebody reads: an idea in a theme that is on the screen.
READ = """() => [...document.querySelectorAll(".theme-ideas > .idea")].find((idea) => {
  const { top, bottom } = idea.getBoundingClientRect();
  return top > 0 && bottom < innerHeight;
})"""
WHERE = "(idea) => idea.getBoundingClientRect().top"


def has_many(person: Person) -> None:
    """Let the open be full, and a theme stand beside it."""
    gathers(person, [MANY + 1, MANY + 2])


def gathers(person: Person, *themes: Sequence[int]) -> None:
    """Let there be two ideas more than many, and of some of them themes."""
    words = [f"Idea of turn {n}" + " with more to say" * (n % 9) for n in range(1, MANY + 3)]
    person.posts(*({"verb": "add_idea", "text": one} for one in words))
    all_are_up_to_date([person])
    for numbers in themes:
        ids = [person.idea(number).get_attribute("data-idea") for number in numbers]
        person.posts({"verb": "gather", "ideas": ids})
    expect(person.page.locator(".theme:not([hidden])")).to_have_count(len(themes))
    all_are_up_to_date([person])  # a slow machine draws the themes before what lies in them

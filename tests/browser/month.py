"""What lies round a meeting: how people come to a board, and the month until they are back."""

import re
from urllib.parse import urlsplit

from django.apps import apps
from django.db.models import DateTimeField
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import Person
from tests.serving import Server

DAYS = 31
MILLISECONDS = DAYS * 24 * 60 * 60 * 1000
EARLIER = {
    "sqlite": "UPDATE {table} SET {column} = strftime('%Y-%m-%d %H:%M:%f', {column}, '-31 days')",
    "postgresql": "UPDATE {table} SET {column} = {column} - interval '31 days'",
}


def starts(context: BrowserContext, server: Server, title: str) -> Person:
    """From the first page start a board."""
    page = context.new_page()
    page.goto(server.address)
    page.get_by_label("What is your board about?").fill(title)
    page.get_by_role("button", name="Start a board").click()
    return seated(page)


def link_of(person: Person) -> str:
    """The link by which others come in, as somebody at the board sends it."""
    person.page.locator(".more").click()
    person.sheet("more").locator('[data-open="invite"]').click()
    link = person.page.locator("#invite-link").input_value()
    person.page.keyboard.press("Escape")
    return link


def comes_in(page: Page, server: Server, link: str, name: str) -> Person:
    """By a link that was sent, and through the door."""
    page.goto(here(server, link))
    return enters(page, name)


def enters(page: Page, name: str) -> Person:
    page.locator('[name="name"]').fill(name)
    page.get_by_role("button", name="Come in").click()
    return seated(page)


def seated(page: Page) -> Person:
    expect(page).to_have_url(re.compile(r"/b/\w+/$"))
    person = Person(page, page.url.rstrip("/").rpartition("/")[2])
    person.is_connected()
    return person


def signs(person: Person, name: str) -> None:
    person.page.locator(".sign").click()
    person.page.locator("#seat-name").fill(name)
    person.presses(person.page.locator("#seat-name"))
    person.told("Kept. The others see it now.")


def here(server: Server, link: str) -> str:
    """The same address on this machine: a link is made for other devices."""
    return server.address + urlsplit(link).path


def a_month_passes(server: Server) -> None:
    """The server rests for a month: every time that it has kept lies so much further back."""
    server.stop()
    vendor = "postgresql" if server.environment.get("DATABASE_URL") else "sqlite"
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, DateTimeField):
                named = {"table": model._meta.db_table, "column": field.column}
                server.rows(EARLIER[vendor].format(**named))
    server.rows('UPDATE boards_entry SET "when" = "when" - ?', [MILLISECONDS])
    server.start()


def finds(page: Page, word: str, idea: int) -> None:
    """From the shelf, by a word that was written on one of its boards."""
    page.get_by_label("Find words on your boards").fill(word)
    page.get_by_role("button", name="Search").click()
    hit = page.get_by_role("link", name=f"Idea {idea}")
    expect(hit.locator("mark")).to_have_text([re.compile(f"^{word}", re.IGNORECASE)])
    hit.click()
    expect(page.locator(":target .idea-words")).to_be_in_viewport()

"""A search, by its page, and what it marks."""

import html
import re
from typing import Any

from django.test import Client

from boards.shelf.search.marking import parts
from boards.shelf.search.words import terms


def marked(text: str, asked: str) -> list[str]:
    """The stretches of a text that a search marks."""
    return [part.text for part in parts(text, terms(asked)) if part.found]


def searched(browser: Client, asked: str, **more: Any) -> Any:
    answer = browser.get("/search/", {"q": asked, **more})
    assert answer.status_code == 200
    return answer


def found_boards(browser: Client, asked: str, **more: Any) -> list[str]:
    """The titles of the boards that the page lists."""
    page = searched(browser, asked, **more).content.decode()
    heads = re.findall(r"<h3[^>]*>(.*?)</h3>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", head)) for head in heads]

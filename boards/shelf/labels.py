"""What a team writes of a board on its shelf: a name, a few lines about it, and tags."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, ngettext

from boards.door import words

NAME, ABOUT, TAG, TAGS = words.TITLE, 1000, 30, 8
BETWEEN = re.compile(r"[,;\n]")


def lines_of(typed: str) -> str:
    """Return several lines as they were meant: no control characters, at most one blank line."""
    lines = map(words.one_line, typed.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def tags_of(typed: str, known: Iterable[str] = ()) -> list[str]:
    """Return the tags between the commas, each once; spelled as the shelf spells them already."""
    spelled = {tag.casefold(): tag for tag in known}
    found: dict[str, str] = {}
    for part in BETWEEN.split(typed):
        if tag := words.one_line(part).lstrip("# "):
            found.setdefault(tag.casefold(), spelled.get(tag.casefold(), tag))
    return list(found.values())


def trouble(said: dict[str, Any]) -> dict[str, str]:
    """Return what is wrong with each, for a person; empty where nothing is."""
    return {
        "name_error": words.too_long(said["name"], NAME),
        "about_error": words.too_long(said["about"], ABOUT),
        "tags_error": tags_trouble(said["tags"]),
    }


def tags_trouble(tags: list[str]) -> str:
    if len(tags) > TAGS:
        told = ngettext("Take %(most)s tag at most.", "Take %(most)s tags at most.", TAGS)
        return told % {"most": TAGS}
    long = next((tag for tag in tags if len(tag) > TAG), "")
    told = gettext("A tag has %(most)s letters at most. Put a comma between two tags.")
    return told % {"most": TAG} if long else ""

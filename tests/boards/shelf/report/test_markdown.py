"""Markdown: the report's own signs are markup, and no sign of people's words is."""

import re

import pytest

from boards.shelf.report.markdown import as_markdown, escaped
from boards.shelf.report.plain import written
from tests.boards.shelf.report.bad_words import BAD
from tests.boards.shelf.report.told import a_workshop, told

# What Markdown may read as markup wherever it stands, if nothing escapes it.
LIVE = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|~&$!^=:@\"]")
FIRST = re.compile(r"^(?:[-+]|\d+[.)]|\s)")


def plain(words: str) -> str:
    """Read escaped words as Markdown does."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", re.sub(r"\\\n *", "\n", words))


@pytest.mark.parametrize("words", BAD, ids=lambda words: ascii(words[:24]))
def test_no_word_becomes_markup(words: str) -> None:
    made = escaped(words)
    assert not LIVE.search(made)
    lines = made.split("\n")
    assert all(line.endswith("\\") for line in lines[:-1])
    assert not any(FIRST.match(line) for line in lines)
    said = [line.strip() for line in written(words).strip().split("\n")]
    assert plain(made).split("\n") == said


def test_headings_and_lists_are_the_reports_own() -> None:
    made, report = as_markdown(told(a_workshop())).decode(), told(a_workshop())
    headings = re.findall(r"^(#+) (.+)$", made, re.MULTILINE)
    assert [len(signs) for signs, _ in headings] == [1, *(one.level for one in report.sections)]
    assert "\n- **8** Tell me how long it will be, even if it is long.\n" in made
    assert "\n  - Yes. The number is the kindness.\n" in made


def test_every_idea_is_in_it() -> None:
    said = plain(as_markdown(told(a_workshop())).decode())
    assert all(idea.text.said in said for idea in a_workshop().ideas.values())

"""The Word file: real headings and lists, a title, a language, and a picture that says itself."""

import io
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from boards.shelf.report.formats import FORMATS
from boards.shelf.report.ground import in_words
from boards.shelf.report.telling import Taken
from tests.boards.shelf.report.bad_words import a_board_of
from tests.boards.shelf.report.told import DAY, a_full_board, a_workshop, cards, told


def document(taken: Taken | None = None) -> Any:
    taken = taken or Taken(a_workshop(), cards(), (DAY, DAY))
    return Document(io.BytesIO(FORMATS["report.docx"].make(taken)))


def lines(style: str, of: Any) -> list[str]:
    return [line.text for line in of.paragraphs if line.style.name.startswith(style)]


def test_its_headings_are_headings() -> None:
    made, report = document(), told(a_workshop())
    assert lines("Title", made) == ["Waiting well"]
    for number in (1, 2):
        titles = [one.title for one in report.sections if one.level == number + 1]
        assert lines(f"Heading {number}", made) == titles


def test_ideas_and_answers_are_items_of_lists() -> None:
    made = document()
    assert "8  Tell me how long it will be, even if it is long." in lines("List Bullet", made)
    assert "Yes. The number is the kindness." in lines("List Bullet 2", made)
    numbered = made.styles["List Bullet"].element.find(f".//{qn('w:numPr')}")
    assert numbered is not None


def test_an_idea_is_on_the_page_of_what_belongs_to_it() -> None:
    made = document(Taken(a_full_board(), cards(), (DAY, DAY))).paragraphs
    noted = [one for one, other in pairwise(made) if other.style.name == "Note"]
    assert len(noted) == len(a_full_board().ideas)
    assert all(one.paragraph_format.keep_with_next for one in noted)


def test_every_idea_is_in_it() -> None:
    said = "\n".join(line.text for line in document().paragraphs)
    assert all(idea.text.said in said for idea in a_workshop().ideas.values())


def test_it_says_its_title_and_its_language_and_nobody_wrote_it() -> None:
    made = document()
    core = made.core_properties
    assert (core.title, core.language, core.author) == ("Waiting well", "en-GB", "")
    spoken = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert spoken.get(qn("w:val")) == "en-GB"


def test_the_picture_says_what_it_shows() -> None:
    (shown,) = document().inline_shapes
    assert shown._inline.docPr.get("descr") == in_words(told(a_workshop()).ground)


def test_a_board_without_themes_has_no_picture() -> None:
    from tests.boards.shelf.report.told import Told

    assert not document(Taken(Told().room.board, {}, (DAY, DAY))).inline_shapes


@pytest.mark.parametrize("words", ["<w:p>&amp;</w:p>", "]]>", "{MERGEFIELD x}", "\x0bline"])
def test_no_word_becomes_markup(words: str) -> None:
    made = document(a_board_of(words))
    said = "\n".join(line.text for line in made.paragraphs)
    assert words.replace("\x0b", "\n") in said
    assert not made.element.findall(f".//{qn('w:instrText')}")


def test_words_from_the_right_are_read_from_the_right() -> None:
    made = document(a_board_of("مرحبا بالعالم"))
    (turned, *_) = [line for line in made.paragraphs if "مرحبا" in line.text]
    assert turned._p.pPr.find(qn("w:bidi")) is not None

"""Searches for hardly anything, for very much, and for what is no word."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.shelf.search import finding
from boards.shelf.search.finding import find
from boards.shelf.search.marking import SHOWN, parts
from boards.shelf.search.words import said, terms
from tests.boards.shelf.searching import found_boards, searched
from tests.boards.shelf.sitting import Sitting, both
from tests.boards.way_in import words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "trouble"),
    [
        ("", finding.EMPTY),
        (" \n", finding.EMPTY),
        ("a", finding.SHORT),
        ("a b", finding.SHORT),
        ("?!", finding.SHORT),
        ("x" * 201, finding.LONG),
        ("7", ""),
        ("等", ""),
        ("ab", ""),
    ],
)
def test_it_says_what_hinders_a_search(asked: str, trouble: str) -> None:
    assert find(asked, [Sitting().board.id]).trouble == trouble


@pytest.mark.parametrize(
    "asked",
    [
        *(
            'waiting "',
            '"waiting',
            "waiting*",
            "wait* NEAR well",
            "NEAR(waiting well)",
            "title:wait",
        ),
        *(
            "waiting AND",
            "-waiting",
            "(waiting",
            "waiting)",
            "^waiting",
            "{waiting}",
            "waiting + well",
        ),
        *("waiting' OR 1=1 --", "waiting\\", "waiting \x00", "%waiting_", "waiting;"),
    ],
)
def test_odd_signs_are_only_looked_past(asked: str) -> None:
    room = Sitting("Waiting well near: and/or title 1 1")
    room.idea("Waiting AND near OR not title")
    assert found_boards(room.ada, asked)


def test_only_the_first_words_are_looked_for_and_one_is_told() -> None:
    room = Sitting(" ".join(f"word{n}" for n in range(20)))
    told = words_of(searched(room.ada, " ".join(f"word{n}" for n in range(9))))
    assert "Only the first 8 words were looked for." in told


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=st.text(max_size=220), page=st.text(max_size=8))
def test_any_words_at_all_are_answered(room: Sitting, asked: str, page: str) -> None:
    searched(room.ada, asked, page=page)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_every_word_of_a_text_is_found_and_no_letter_of_it_lost(text: str) -> None:
    for one in said(text):
        looked = terms(text[one.start : one.end])
        assert any(term.fits(one.word) for term in looked)
    assert "".join(part.text for part in parts(text, terms(text))) == text


@pytest.fixture
def room() -> Sitting:
    room = Sitting()
    room.idea("Waiting NEAR the door, 等待室")
    return room


def test_a_long_text_is_shown_from_about_the_word_that_was_found() -> None:
    text = "Before it. " * 60 + "Needle" + " and after it" * 60
    shown = parts(text, terms("needle"))
    words = "".join(part.text for part in shown)
    assert "Needle" in [part.text for part in shown if part.found]
    assert words.startswith("… ")
    assert words.endswith(" …")
    assert len(words) <= SHOWN + 4


def test_a_board_with_many_hits_shows_some_and_says_how_many_more() -> None:
    room = Sitting()
    for n in range(8):
        room.idea(f"Chairs {n}")
    assert "And 3 more on this board" in words_of(searched(room.ada, "chairs"))


def test_results_come_in_pages() -> None:
    rooms = [Sitting(f"Biscuits {n:02}") for n in range(12)]
    browser = both(*rooms)
    first, second = found_boards(browser, "biscuits"), found_boards(browser, "biscuits", page=2)
    assert (len(first), len(second)) == (10, 2)
    assert sorted(first + second) == [one.title for one in rooms]
    assert "page=2" in searched(browser, "biscuits").content.decode()
    assert "page=1" in searched(browser, "biscuits", page=2).content.decode()
    assert "There is nothing more." in words_of(searched(browser, "biscuits", page=3))

"""Bringing a list to a board, by its page: it is shown first, and put afterwards."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from boards import log
from boards.models import Board, Entry
from tests.boards.shelf.brought import MARKUP, texts
from tests.boards.way_in import a_board, seated_at, without_chance, words_of

pytestmark = pytest.mark.django_db


def looked(browser: Client, board: Board, raw: bytes, name: str = "list.csv") -> Any:
    return browser.post(f"/b/{board.id}/list/", {"file": SimpleUploadedFile(name, raw)})


def sent(answer: Any) -> str:
    rows: str = answer.context["sent"]
    return rows


def test_a_list_is_shown_first_and_put_afterwards() -> None:
    board = a_board()
    browser = seated_at(board, "Ada")
    whole = ["  two  spaces ", "a line\r\n\nand another", MARKUP, *(f"Idea {n}" for n in range(9))]
    rows = "\n".join(f'"{one}",more' for one in ["text", *whole])
    answer = looked(browser, board, rows.encode())
    page = words_of(answer)
    assert "12 ideas would come in" in page
    assert "And 4 more." in page
    assert "more columns" in page
    assert "<img src=x" not in answer.content.decode()
    assert texts(board) == []
    answer = browser.post(f"/b/{board.id}/list/", {"put": "1", "rows": sent(answer)})
    assert answer.headers["Location"] == f"/b/{board.id}/"
    assert texts(board) == whole
    now = log.board(board.id)
    assert all(idea.is_nobodys for idea in now.ideas.values())
    (entry,) = Entry.objects.all()
    assert (entry.verb, entry.seat) == ("take_in_list", None)
    idea = next(iter(now.ideas))
    history = browser.get(f"/b/{board.id}/ideas/{idea}/history/")
    assert "A list was brought in, with ideas: 12" in words_of(history)
    assert b"Ada" not in history.content


def test_lines_are_pasted_and_lie_where_one_says() -> None:
    areas = [{"id": id_, "name": id_, "question": ""} for id_ in ("helps", "hinders")]
    board = Board.objects.create(title="Waiting well", areas=areas)
    browser = seated_at(board)
    answer = browser.post(f"/b/{board.id}/list/", {"pasted": "Tea, at night\r\n\r\nA clock"})
    assert "Where should they lie?" in words_of(answer)
    put = {"put": "1", "rows": sent(answer), "area": "hinders"}
    browser.post(f"/b/{board.id}/list/", put)
    ideas = log.board(board.id).ideas.values()
    assert [(one.text.said, one.area) for one in ideas] == [
        ("Tea, at night", "hinders"),
        ("A clock", "hinders"),
    ]
    assert browser.post(f"/b/{board.id}/list/", {**put, "area": "none"}).status_code == 422
    assert len(texts(board)) == 2


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "There is nothing in this file."),
        (b"text\n", "There are no ideas in it."),
        (b'text\nTea\n" "\nA clock\n', "Line 3 There are no words in it yet."),
        (b"Tea\n" + b"x" * 2001 + b"\n", "Line 2 That is too long by 1 characters."),
        (b"Tea\n" * 501, "Line 501 That is too many at once. 500 is the most."),
        (b"Tea\ncaf\xe9\n", "Line 2 A character here cannot be read."),
        (b"Tea\n" * 300_000, "1 MB is the most"),
        (b"PK\x03\x04", "Unpack it"),
    ],
    ids=lambda one: str(one)[:20],
)
def test_a_list_with_one_bad_row_changes_nothing(raw: bytes, told: str) -> None:
    board = a_board()
    answer = looked(seated_at(board), board, raw)
    assert (answer.status_code, texts(board)) == (422, [])
    assert told in words_of(answer)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "rows",
    [
        *("", "x", "[", "{}", "7", "[7]", "[[1]]", "[[1, 2]]", "[" * 9999),
        *('[["1", "Tea"]]', '[[1, " "]]', '[[1, "a\\u0000b"]]', '[[1, "\\ud800"]]'),
    ],
)
def test_what_comes_back_from_the_page_is_looked_at_again(rows: str) -> None:
    board = a_board()
    answer = seated_at(board).post(f"/b/{board.id}/list/", {"put": "1", "rows": rows})
    assert (answer.status_code, texts(board)) == (422, [])


def test_more_words_than_a_form_may_hold_are_refused_in_plain_words() -> None:
    board = a_board()
    answer = seated_at(board).post(f"/b/{board.id}/list/", {"pasted": "x" * 6 * 1024 * 1024})
    assert (answer.status_code, texts(board)) == (400, [])
    assert "too much at once" in words_of(answer)


def test_a_list_and_a_board_are_asked_for_in_plain_words() -> None:
    board = a_board()
    browser = seated_at(board)
    assert "Bring in a list" in words_of(browser.get(f"/b/{board.id}/"))
    assert "One idea on each line." in words_of(browser.get(f"/b/{board.id}/list/"))
    assert "Bring a board" in words_of(browser.get("/"))
    assert without_chance(Client().get("/bring/")) == without_chance(browser.get("/bring/"))
    assert board.title not in words_of(browser.get("/bring/"))

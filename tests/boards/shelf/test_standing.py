"""Where a board stands, in words; and what a list of many boards may cost."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from boards import log, reading
from boards.models import Board
from boards.operations import state
from boards.shelf import standing
from tests.boards.shelf.team import a_shelf, does, holding
from tests.boards.way_in import a_board, seated_at, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    standing._kept.clear()


def a_board_with(ideas: int, title: str = "Waiting well", seats: int = 1) -> Board:
    board = a_board(title)
    for _ in range(seats):
        seated_at(board)
    for number in range(ideas):
        does(board, board.seats.all()[0].pk, "add_idea", text=f"Idea {number}")
    return board


def test_an_empty_board_says_so() -> None:
    assert standing.of_one(a_board().id, 0) == "Nothing on it yet"


def test_it_says_how_many_ideas_and_themes_there_are_and_what_became_of_them() -> None:
    board = a_board_with(5, seats=3)
    seats = [seat.pk for seat in board.seats.all()]
    ideas = list(log.board(board.id).ideas)
    does(board, seats[0], "set_aside", idea=ideas[4])
    assert standing.of_one(board.id, 0) == "4 ideas"
    for pair in (ideas[:2], ideas[2:4]):
        does(board, seats[0], "gather", ideas=pair)
    first, second = log.board(board.id).themes
    for seat in seats:
        does(board, seat, "take_stance", theme=first, stance="agree")
        does(board, seat, "take_stance", theme=second, stance="not_for_me")
    assert standing.of_one(board.id, 0) == "4 ideas, 2 themes, 1 in common, 1 held open"


def test_it_is_counted_anew_once_the_board_changes_or_somebody_comes() -> None:
    board = a_board_with(2, seats=3)
    seats = [seat.pk for seat in board.seats.all()]
    does(board, seats[0], "gather", ideas=list(log.board(board.id).ideas))
    theme = next(iter(log.board(board.id).themes))
    for seat in seats:
        does(board, seat, "take_stance", theme=theme, stance="agree")
    assert standing.of_one(board.id, 0) == "2 ideas, 1 theme, 1 in common"
    for _ in range(4):  # more of the room were there, and have not spoken
        seated_at(board)
    board.seats.update(here_at=F("made"))
    assert standing.of_one(board.id, 0) == "2 ideas, 1 theme"


def test_home_says_it_of_each_board() -> None:
    board = a_board_with(2)
    assert "Waiting well 2 ideas Last used" in words_of(seated_at(board).get("/"))


def test_home_asks_the_database_the_same_few_questions_for_many_boards() -> None:
    browser = seated_at(a_board_with(1))
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for number in range(12):
        seated_at(a_board_with(1, f"Board {number}"), browser=browser)
    browser.get("/")
    with CaptureQueriesContext(connection) as many:
        browser.get("/")
    assert len(many) == len(few)


def test_one_page_reads_no_more_entries_than_it_may_and_asks_for_the_rest_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standing, "READS", 5)
    boards = [a_board_with(3, f"Board {number}") for number in range(3)]
    browser = seated_at(boards[0])
    for board in boards[1:]:
        seated_at(board, browser=browser)
    read: list[str] = []

    def reads(board: str) -> state.Board:
        read.append(board)
        return reading.board_now(board)

    monkeypatch.setattr(standing, "board_now", reads)
    page = browser.get("/").content.decode()
    assert read == [boards[2].id]  # the one that was used last
    assert page.count("data-asks=") == 2
    asked = browser.get(f"/b/{boards[0].id}/standing/")
    assert asked.content.decode() == "3 ideas"
    assert asked.headers["Content-Type"].startswith("text/plain")
    assert "no-store" in asked.headers["Cache-Control"]
    assert browser.get("/").content.decode().count("data-asks=") == 0


def test_a_board_that_stands_on_a_shelf_is_told_there_too() -> None:
    board, shelf = a_board_with(2), a_shelf()
    browser = holding(shelf, seated_at(board))
    browser.post(f"/shelves/{shelf.id}/boards/", {"board": board.id})
    assert "2 ideas" in words_of(holding(shelf).get(f"/shelves/{shelf.id}/"))
    where = f"/shelves/{shelf.id}/boards/{board.id}/standing/"
    assert holding(shelf).get(where).content.decode() == "2 ideas"


def test_older_boards_unfold() -> None:
    browser = seated_at(a_board("Board 0"))
    for number in range(1, 9):
        seated_at(a_board(f"Board {number}"), browser=browser)
    page = words_of(browser.get("/"))
    assert "3 older boards" in page
    assert all(f"Board {number}" in page for number in range(9))


def test_a_moment_of_a_board_is_kept_until_it_is_to_be_forgotten() -> None:
    board = a_board_with(2)
    then = reading.board_at(board.id, 1)
    assert [idea.text.said for idea in then.ideas.values()] == ["Idea 0"]
    assert reading.board_at(board.id, 1) is then
    reading.forget(board.id)
    assert reading.board_at(board.id, 1) is not then

"""Starting a board: a title, a cookie, and what the database holds of it."""

import pytest
from django.test import Client

from boards import door
from boards.models import Board, SeatKey
from tests.boards.way_in import cookie, numbers

pytestmark = pytest.mark.django_db


def test_a_title_starts_a_board_and_one_is_in_it() -> None:
    browser = Client()
    answer = browser.post("/start/", {"title": "  Waiting \n well "})
    board = Board.objects.get()
    assert board.title == "Waiting well"
    assert answer.headers["Location"] == f"/b/{board.id}/"
    assert browser.get(f"/b/{board.id}/").status_code == 200
    assert numbers(board) == [1]


def test_the_cookie_of_a_seat_is_out_of_reach_and_kept_for_a_year() -> None:
    browser = Client()
    browser.post("/start/", {"title": "Waiting well"})
    seat = cookie(browser, f"seat-{Board.objects.get().id}")
    assert seat["httponly"]
    assert (seat["samesite"], seat["path"], seat["max-age"]) == ("Lax", "/", 31536000)


def test_the_database_holds_only_the_digest_of_a_cookie() -> None:
    browser = Client()
    browser.post("/start/", {"title": "Waiting well"})
    secret = cookie(browser, f"seat-{Board.objects.get().id}").value
    key = SeatKey.objects.get()
    assert key.digest == door.digest(secret)
    assert secret not in str(vars(key))


@pytest.mark.parametrize("title", ["", "   ", "\n", "\u202e", "x" * 201])
def test_it_refuses_a_board_without_a_title_that_fits(title: str) -> None:
    answer = Client().post("/start/", {"title": title})
    assert answer.status_code == 422
    assert 'id="title-error"' in answer.content.decode()
    assert not Board.objects.exists()


def test_a_title_of_200_letters_fits() -> None:
    Client().post("/start/", {"title": "é" * 200})
    assert Board.objects.get().title == "é" * 200

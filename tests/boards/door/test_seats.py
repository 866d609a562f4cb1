"""Seats: each number once, each key its own, and none made up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from boards import door
from boards.models import SeatKey
from tests.boards.way_in import (
    a_board,
    at_the_door,
    came_in,
    cookie,
    handed_over,
    numbers,
    only_seat,
    seated_at,
    words_of,
)

pytestmark = pytest.mark.django_db


def test_numbers_follow_one_another_and_none_is_given_twice() -> None:
    board = a_board()
    came_in(board).post(f"/b/{board.id}/leave/")
    came_in(board)
    assert numbers(board) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_twenty_people_who_press_at_once_get_twenty_numbers() -> None:
    board = a_board()

    def sit(_: int) -> int | None:
        try:
            seat = door.sit(board, door.new_secret())
            return seat.number if seat else None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as room:
        assert sorted(map(int, filter(None, room.map(sit, range(20))))) == list(range(1, 21))


@pytest.mark.django_db(transaction=True)
def test_one_pass_pressed_many_times_at_once_is_one_seat() -> None:
    board, secret = a_board(), door.new_secret()

    def sit(_: int) -> str:
        try:
            seat = door.sit(board, secret)
            return seat.id if seat else ""
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        assert set(hands.map(sit, range(12))) == {only_seat(board).id}


def test_it_refuses_more_than_200_seats_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SEATS_A_BOARD", 2)
    board = a_board()
    came_in(board), came_in(board)
    answer = at_the_door(board).post(f"/b/{board.id}/door/", {"name": "Ada"})
    assert answer.status_code == 409
    assert "All seats are taken" in words_of(answer)
    assert numbers(board) == [1, 2]


def test_it_refuses_a_key_that_has_run_out() -> None:
    board = a_board()
    browser = seated_at(board)
    SeatKey.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert browser.get(f"/b/{board.id}/").status_code == 403


def test_it_refuses_another_boards_key() -> None:
    board, other = a_board(), a_board("Another")
    browser = seated_at(other)
    browser.cookies[f"seat-{board.id}"] = cookie(browser, f"seat-{other.id}").value
    assert browser.get(f"/b/{board.id}/").status_code == 403


@pytest.mark.parametrize("secret", ["", "x", "é", "\xff", "0" * 64])
def test_it_refuses_a_made_up_key(secret: str) -> None:
    board = a_board()
    browser = seated_at(board)
    browser.cookies[f"seat-{board.id}"] = secret
    assert browser.get(f"/b/{board.id}/").status_code == 403


def test_a_digest_from_the_database_opens_nothing() -> None:
    board = a_board()
    browser = seated_at(board)
    browser.cookies[f"seat-{board.id}"] = SeatKey.objects.get().digest
    assert browser.get(f"/b/{board.id}/").status_code == 403


def test_leaving_ends_this_browsers_key_and_no_other() -> None:
    board = a_board()
    laptop = came_in(board, name="Ada")
    phone = handed_over(board, laptop)
    answer = laptop.post(f"/b/{board.id}/leave/")
    assert answer.headers["Location"] == "/"
    assert laptop.get(f"/b/{board.id}/").status_code == 403
    assert phone.get(f"/b/{board.id}/").status_code == 200
    assert only_seat(board).name == "Ada"

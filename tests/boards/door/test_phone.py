"""Using one's seat on a phone: by a token that is good once, and soon over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from boards import door
from boards.door import handover
from boards.models import SeatKey
from tests.boards.way_in import (
    a_board,
    came_in,
    cookie,
    handed_over,
    numbers,
    only_seat,
    token_shown,
    words_of,
)

pytestmark = pytest.mark.django_db


def test_a_phone_sits_on_the_same_seat() -> None:
    board = a_board()
    laptop = came_in(board, name="Ada")
    phone = handed_over(board, laptop)
    for browser in (laptop, phone):
        assert only_seat(board).id in browser.get(f"/b/{board.id}/").content.decode()
    assert numbers(board) == [1]


def test_a_seat_that_moves_leaves_the_other_screen() -> None:
    board = a_board()
    laptop = came_in(board)
    phone = handed_over(board, laptop, only_here="on")
    assert phone.get(f"/b/{board.id}/").status_code == 200
    assert laptop.get(f"/b/{board.id}/").status_code == 403
    assert numbers(board) == [1]


def test_the_door_asks_the_phone_before_a_seat_is_taken() -> None:
    board = a_board()
    laptop = came_in(board, name="Ada")
    phone = Client()
    phone.get(f"/s/{token_shown(board, laptop)}/")
    page = words_of(phone.get(f"/b/{board.id}/door/"))
    assert "Use Ada’s seat here" in page
    assert "What should we call you?" not in page


def test_a_scanner_that_looks_first_does_not_spend_the_token() -> None:
    board = a_board()
    token = token_shown(board, came_in(board))
    Client().get(f"/s/{token}/")
    phone = Client()
    phone.get(f"/s/{token}/")
    assert phone.post(f"/b/{board.id}/door/").headers["Location"] == f"/b/{board.id}/"


def test_it_refuses_a_token_that_was_used() -> None:
    board = a_board()
    token = token_shown(board, came_in(board))
    phone, thief = Client(), Client()
    for browser in (phone, thief):
        browser.get(f"/s/{token}/")
    assert phone.post(f"/b/{board.id}/door/").status_code == 302
    assert thief.post(f"/b/{board.id}/door/").status_code == 403
    assert thief.get(f"/s/{token}/").headers["Location"] == "/closed/"
    assert thief.get(f"/b/{board.id}/").status_code == 403


def test_a_phone_whose_answer_got_lost_may_press_again() -> None:
    board = a_board()
    laptop, phone = came_in(board), Client()
    phone.get(f"/s/{token_shown(board, laptop)}/")
    shown = cookie(phone, f"pass-{board.id}").value
    phone.post(f"/b/{board.id}/door/", {"only_here": "on"})
    again = Client()
    again.cookies[f"pass-{board.id}"] = shown
    again.post(f"/b/{board.id}/door/", {"only_here": "on"})
    assert again.get(f"/b/{board.id}/").status_code == 200


def test_it_refuses_a_token_after_ten_minutes() -> None:
    board = a_board()
    token = token_shown(board, came_in(board))
    soon = timezone.now() + timedelta(minutes=11)
    assert SeatKey.objects.filter(until__lt=soon).count() == 1
    SeatKey.objects.filter(until__lt=soon).update(until=timezone.now())
    assert Client().get(f"/s/{token}/").headers["Location"] == "/closed/"


def test_it_refuses_a_token_whose_giver_has_left() -> None:
    board = a_board()
    laptop = came_in(board)
    token = token_shown(board, laptop)
    laptop.post(f"/b/{board.id}/leave/")
    assert Client().get(f"/s/{token}/").headers["Location"] == "/closed/"


def test_a_token_is_no_key() -> None:
    board = a_board()
    token = token_shown(board, came_in(board))
    thief = Client()
    thief.cookies[f"seat-{board.id}"] = token
    assert thief.get(f"/b/{board.id}/").status_code == 403


@pytest.mark.parametrize("token", ["x", "x.1", ".", "x.y", "%00"])
def test_it_refuses_a_made_up_token(token: str) -> None:
    assert Client().get(f"/s/{token}/").headers["Location"] == "/closed/"


def test_a_phone_with_a_seat_of_its_own_takes_the_other_instead() -> None:
    board = a_board()
    laptop, phone = came_in(board, name="Ada"), came_in(board, name="Rose")
    old = cookie(phone, f"seat-{board.id}").value
    phone.get(f"/s/{token_shown(board, laptop)}/")
    phone.post(f"/b/{board.id}/door/")
    assert "Ada" in phone.get(f"/b/{board.id}/seat/").content.decode()
    assert door.key_of(board.id, {f"seat-{board.id}": old}) is None


def test_tokens_that_ran_out_are_cleared_away() -> None:
    board = a_board()
    laptop = came_in(board)
    for _ in range(3):
        token_shown(board, laptop)
        SeatKey.objects.filter(until__lt=timezone.now() + handover.LIFE).update(
            until=timezone.now()
        )
    token_shown(board, laptop)
    assert SeatKey.objects.count() == 2

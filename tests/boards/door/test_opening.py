"""Closing the door, opening it again, and giving it a new link."""

import pytest
from django.test import Client

from boards import door
from boards.models import Board
from tests.boards.way_in import (
    a_board,
    at_the_door,
    came_in,
    numbers,
    seated_at,
)

pytestmark = pytest.mark.django_db


def test_a_closed_door_lets_nobody_new_in() -> None:
    board = a_board()
    waiting, inside = at_the_door(board), seated_at(board)
    inside.post(f"/b/{board.id}/door/close/")
    assert Client().get(f"/j/{board.link}/").headers["Location"] == "/closed/"
    assert Client().post("/join/", {"code": board.code}).status_code == 403
    assert waiting.post(f"/b/{board.id}/door/", {"name": "Ada"}).status_code == 403
    assert numbers(board) == [1]


def test_whoever_has_a_seat_keeps_it_when_the_door_closes() -> None:
    board = a_board()
    inside = seated_at(board)
    inside.post(f"/b/{board.id}/door/close/")
    assert inside.get(f"/b/{board.id}/").status_code == 200
    assert inside.get(f"/j/{board.link}/").headers["Location"] == f"/b/{board.id}/"
    assert inside.post("/join/", {"code": board.code}).headers["Location"] == f"/b/{board.id}/"


def test_any_seat_opens_the_door_again() -> None:
    board = a_board()
    one, another = seated_at(board), seated_at(board)
    one.post(f"/b/{board.id}/door/close/")
    another.post(f"/b/{board.id}/door/open/")
    came_in(board)
    assert numbers(board) == [1, 2, 3]


def test_a_new_link_ends_the_old_one_the_old_code_and_every_pass() -> None:
    board = a_board()
    waiting, inside = at_the_door(board), seated_at(board)
    door.renew(Board.objects.get(pk=board.id))
    assert Client().get(f"/j/{board.link}/").headers["Location"] == "/closed/"
    assert Client().post("/join/", {"code": board.code}).status_code == 403
    assert waiting.post(f"/b/{board.id}/door/", {}).status_code == 403
    board.refresh_from_db()
    came_in(board)
    assert inside.get(f"/b/{board.id}/").status_code == 200


@pytest.mark.parametrize("act", ["open", "close"])
def test_it_refuses_to_move_the_door_for_somebody_outside(act: str) -> None:
    board = a_board()
    assert Client().post(f"/b/{board.id}/door/{act}/").status_code == 403
    assert Board.objects.values().get() == Board.objects.filter(link=board.link).values().get()

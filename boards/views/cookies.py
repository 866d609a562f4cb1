"""The cookies: a pass for one page and half an hour, a seat for a year, a shelf for a year.

No script can read either, and no other site's page can send them along with a form.
"""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from boards import door
from boards.models import Board
from boards.shelf import shelves

Answer = TypeVar("Answer", bound=HttpResponse)


def give_pass(request: HttpRequest, answer: Answer, board: Board, *, token: str = "") -> Answer:
    """Let this browser stand at the board's door."""
    answer.set_cookie(
        door.pass_name(board.id),
        door.write_pass(board, token=token),
        max_age=door.PASS_LIFE,
        path=reverse("door", args=[board.id]),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def give_seat(request: HttpRequest, answer: Answer, board_id: str, secret: str) -> Answer:
    """Let this browser sit: `secret` opens a seat. The pass that brought it here is spent."""
    answer.set_cookie(
        door.cookie_name(board_id),
        secret,
        max_age=door.KEY_LIFE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    answer.delete_cookie(
        door.pass_name(board_id), path=reverse("door", args=[board_id]), samesite="Lax"
    )
    return answer


def take_seat_away(answer: Answer, board_id: str) -> Answer:
    """Forget the seat in this browser."""
    answer.delete_cookie(door.cookie_name(board_id), samesite="Lax")
    return answer


def give_shelf(request: HttpRequest, answer: Answer, shelf_id: str, secret: str) -> Answer:
    """Let this browser hold a shelf: `secret` opens it."""
    answer.set_cookie(
        shelves.cookie_name(shelf_id),
        secret,
        max_age=door.KEY_LIFE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def take_shelf_away(answer: Answer, shelf_id: str) -> Answer:
    """Forget the shelf in this browser."""
    answer.delete_cookie(shelves.cookie_name(shelf_id), samesite="Lax")
    return answer

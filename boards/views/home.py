"""The first page: start a board, type a code, or go back to a board where you have a seat."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from boards import door
from boards.door import codes, words
from boards.models import Board
from boards.shelf import shelves
from boards.views.cookies import give_pass, give_seat
from boards.views.listed import with_standing
from boards.views.seated import never_kept

FIRST = 6  # boards that show at once; older ones unfold


@require_safe
@never_kept
def home(request: HttpRequest) -> HttpResponse:
    return page(request, shelf_error=shelves_trouble() if "held" in request.GET else "")


@require_POST
@never_kept
def start(request: HttpRequest) -> HttpResponse:
    """Make a board, and be in it."""
    title = words.one_line(request.POST.get("title", ""))
    if trouble := words.title_trouble(title):
        return page(request, status=422, title=title, title_error=trouble)
    board, secret = door.start(title), door.new_secret()
    door.sit(board, secret)
    return give_seat(request, redirect("board", board.id), board.id, secret)


@require_POST
@never_kept
def join(request: HttpRequest) -> HttpResponse:
    """Exchange a typed code for a pass."""
    typed, address = request.POST.get("code", ""), request.META.get("REMOTE_ADDR") or ""
    if codes.too_many(address):
        return page(request, status=429, code=typed, code_error=_wait())
    board = codes.board_behind(typed)
    if board is None:
        return _wrong_code(request, typed, address)
    if door.key_of(board.id, request.COOKIES):
        return redirect("board", board.id)
    if not board.door_open:
        told = gettext("That door is closed for now. Ask somebody in the room to open it.")
        return page(request, status=403, code=typed, code_error=told)
    return give_pass(request, redirect("door", board.id), board)


def _wrong_code(request: HttpRequest, typed: str, address: str) -> HttpResponse:
    if not codes.plain(typed):
        told = gettext("Type the code that is on the big screen.")
        return page(request, status=422, code_error=told)
    codes.count_failure(address)
    told = gettext("No door opens with that code. Look at the big screen once more.")
    return page(request, status=403, code=typed, code_error=told)


def _wait() -> str:
    told = gettext(
        "There were many wrong codes from here. Wait %(minutes)s minutes, or use the link or QR."
    )
    return told % {"minutes": codes.MINUTES}


def page(request: HttpRequest, status: int = 200, **given: str) -> HttpResponse:
    blank = {"title": "", "title_error": "", "code": "", "code_error": ""}
    shelf = {"shelf_name": "", "shelf_error": "", "shelves": shelves.held(request.COOKIES)}
    boards = your_boards(request)
    yours = {"boards": boards[:FIRST], "older": boards[FIRST:]}
    context = {**blank, **shelf, **given, **yours}
    return render(request, "boards/home.html", context, status=status)


def shelves_trouble() -> str:
    told = gettext("This browser holds %(most)s shelves, and that is the most. Put one down first.")
    return told % {"most": shelves.HELD}


def your_boards(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the boards this browser has a seat at, the latest act first."""
    return with_standing([_told(key.seat.board) for key in door.keys_held(request.COOKIES)])


def _told(board: Board) -> dict[str, Any]:
    of_board = {"id": board.id, "title": board.title, "url": reverse("board", args=[board.id])}
    return {**of_board, "ask": reverse("shelf:standing", args=[board.id])}

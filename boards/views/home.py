"""The first page: start a board, type a code, or go back to a board where you have a seat."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from boards import door
from boards.door import codes, words
from boards.models import Entry, SeatKey
from boards.views.cookies import give_pass, give_seat
from boards.views.seated import never_kept


@require_safe
@never_kept
def home(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@never_kept
def start(request: HttpRequest) -> HttpResponse:
    """Make a board, and be in it."""
    title = words.one_line(request.POST.get("title", ""))
    if trouble := words.title_trouble(title):
        return _page(request, status=422, title=title, title_error=trouble)
    board, secret = door.start(title), door.new_secret()
    door.sit(board, secret)
    return give_seat(request, redirect("board", board.id), board.id, secret)


@require_POST
@never_kept
def join(request: HttpRequest) -> HttpResponse:
    """Exchange a typed code for a pass."""
    typed, address = request.POST.get("code", ""), request.META.get("REMOTE_ADDR") or ""
    if codes.too_many(address):
        return _page(request, status=429, code=typed, code_error=_wait())
    board = codes.board_behind(typed)
    if board is None:
        return _wrong_code(request, typed, address)
    if door.key_of(board.id, request.COOKIES):
        return redirect("board", board.id)
    if not board.door_open:
        told = gettext("That door is closed for now. Ask somebody in the room to open it.")
        return _page(request, status=403, code=typed, code_error=told)
    return give_pass(request, redirect("door", board.id), board)


def _wrong_code(request: HttpRequest, typed: str, address: str) -> HttpResponse:
    if not codes.plain(typed):
        told = gettext("Type the code that is on the big screen.")
        return _page(request, status=422, code_error=told)
    codes.count_failure(address)
    told = gettext("No door opens with that code. Look at the big screen once more.")
    return _page(request, status=403, code=typed, code_error=told)


def _wait() -> str:
    told = gettext(
        "There were many wrong codes from here. Wait %(minutes)s minutes, or use the link or QR."
    )
    return told % {"minutes": codes.MINUTES}


def _page(request: HttpRequest, status: int = 200, **given: str) -> HttpResponse:
    blank = {"title": "", "title_error": "", "code": "", "code_error": ""}
    context = {**blank, **given, "boards": your_boards(request)}
    return render(request, "boards/home.html", context, status=status)


def your_boards(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the boards this browser has a seat at, the latest act first."""
    held = {door.digest(v): k for k, v in request.COOKIES.items() if k.startswith("seat-")}
    latest = Entry.objects.filter(board=OuterRef("seat__board")).order_by("-seq")
    good = SeatKey.objects.filter(digest__in=list(held), until__gt=timezone.now())
    keys = good.select_related("seat__board").annotate(last=Subquery(latest.values("when")[:1]))
    mine = [_told(key) for key in keys if held[key.digest] == door.cookie_name(key.seat.board_id)]
    return sorted(mine, key=lambda board: board["last"], reverse=True)


def _told(key: Any) -> dict[str, Any]:
    board = key.seat.board
    last = datetime.fromtimestamp(key.last / 1000, UTC) if key.last else board.made
    url = reverse("board", args=[board.id])
    return {"id": board.id, "title": board.title, "url": url, "last": last}

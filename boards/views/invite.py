"""The way in for others: link, QR and code, and the door itself, which any seat may move."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from boards import door
from boards.door import codes, qr
from boards.live import beside
from boards.models import Board, SeatKey
from boards.views.address import host, outside
from boards.views.seated import seated

ACTS = {
    "open": lambda board: door.set_door(board, is_open=True),
    "close": lambda board: door.set_door(board, is_open=False),
}


def way_in_of(request: HttpRequest, board: Board) -> dict[str, Any]:
    """Return what a screen shows so that others can come in: nothing while the door is closed."""
    told = {"row": board, "door_open": board.door_open, "host": host(request)}
    if not board.door_open:
        return {**told, "link": "", "qr": "", "code": ""}
    link = outside(request, reverse("link", args=[board.link]))
    drawn = qr.drawn(link, gettext("QR code: the way in to this board"))
    return {**told, "link": link, "qr": drawn, "code": codes.shown(board.code)}


@require_safe
@seated
def way_in(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show the projector's corner. It asks again now and then, as the door may have moved."""
    return render(request, "boards/sheets/_way_in.html", way_in_of(request, key.seat.board))


@require_safe
@seated
def invite(request: HttpRequest, key: SeatKey) -> HttpResponse:
    return _invitation(request, key)


@require_POST
@seated
def door_act(request: HttpRequest, key: SeatKey, act: str) -> HttpResponse:
    """Open or close the door, and show how it stands now."""
    if act not in ACTS:
        raise Http404
    ACTS[act](key.seat.board)
    if navigates(request):
        return redirect("board", key.seat.board_id)
    return _invitation(request, key)


def _invitation(request: HttpRequest, key: SeatKey) -> HttpResponse:
    context = {**way_in_of(request, key.seat.board), "insets": beside.insets}
    return render(request, "boards/sheets/_invite.html", context)


def navigates(request: HttpRequest) -> bool:
    """Say whether the answer will fill the window, so that a fragment would stand there bare."""
    asked = request.headers.get("Accept", "")
    return "HX-Request" not in request.headers and "application/xhtml+xml" in asked

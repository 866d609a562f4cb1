"""Bringing a board: files that somebody took along, or a Polis export, become a new board."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards import door
from boards.shelf import bringing, chosen
from boards.shelf.board_file import MEGABYTES
from boards.shelf.text import MEGABYTE, too_large
from boards.shelf.trouble import Trouble, Unreadable
from boards.views.cookies import give_seat
from boards.views.seated import never_kept

SAID = 80  # letters of a file's name that are said again


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for the files; make the board that they hold, and be in it."""
    if request.method != "POST":
        return _page(request)
    try:
        files = [(given.name or "", contents(given, MEGABYTES)) for given in _given(request)]
        brought = chosen.read([(name[:SAID], raw) for name, raw in files], title_of(request))
    except Unreadable as refused:
        return _page(request, *refused.troubles)
    secret = door.new_secret()
    board = bringing.make(brought, lambda board: door.sit(board, secret))
    return give_seat(request, redirect("board", board.id), board.id, secret)


def contents(given: "UploadedFile[Any]", megabytes: int) -> bytes:
    """Return what is in a file, unless it is too large to be looked at."""
    if (given.size or 0) > megabytes * MEGABYTE:
        raise too_large(megabytes).of((given.name or "")[:SAID])
    raw: bytes = given.read()
    return raw


def _given(request: HttpRequest) -> "list[UploadedFile[Any]]":
    return list(request.FILES.getlist("files"))


def title_of(request: HttpRequest) -> str:
    return request.POST.get("title", "")


def _page(request: HttpRequest, *troubles: Trouble) -> HttpResponse:
    told = {"troubles": troubles, "title": title_of(request), "limit": MEGABYTES}
    return render(request, "boards/bring.html", told, status=422 if troubles else 200)

"""A board on a shelf: reading it, taking a seat at it, and what the team says of it there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards import door
from boards.door import words
from boards.live import clock
from boards.models import Place, ShelfKey, cards_of
from boards.reading import board_now
from boards.shelf import labels, places, standing
from boards.shelf.declined import Declined
from boards.shelf.still import still
from boards.views.cookies import give_pass
from boards.views.holding import holding, placed
from boards.views.shelf import page, tags_on

ACTS = {"archive": places.archive, "take_off": places.take_off}


@require_safe
@placed
def board(request: HttpRequest, place: Place) -> HttpResponse:
    """Lead whoever has a seat to it; show all others the board to read."""
    if door.key_of(place.board_id, request.COOKIES):
        return redirect("board", place.board_id)
    return _read(request, place)


def _read(request: HttpRequest, place: Place, status: int = 200) -> HttpResponse:
    context = {"place": place, "shelf": place.shelf, "door_open": place.board.door_open}
    drawn = still(board_now(place.board_id), cards_of(place.board_id))
    return render(request, "boards/shelf/board.html", {**context, **drawn}, status=status)


@require_POST
@placed
def seat(request: HttpRequest, place: Place) -> HttpResponse:
    """Give a pass for the board's door, as its link does; not while the door is closed."""
    if door.key_of(place.board_id, request.COOKIES):
        return redirect("board", place.board_id)
    if not place.board.door_open:
        return _read(request, place, status=403)
    return give_pass(request, redirect("door", place.board_id), place.board)


@require_safe
@placed
def standing_there(request: HttpRequest, place: Place) -> HttpResponse:
    """Say where the board stands, for a list that could not wait for it."""
    told = standing.of_one(place.board_id, clock.now())
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@placed
def said(request: HttpRequest, place: Place) -> HttpResponse:
    """Show what the team says of the board, or keep what was written."""
    if request.method != "POST":
        return _form(request, place, {"name": place.name, "about": place.about, "tags": place.tags})
    given: dict[str, Any] = {
        "name": words.one_line(request.POST.get("name", "")),
        "about": labels.lines_of(request.POST.get("about", "")),
        "tags": labels.tags_of(request.POST.get("tags", ""), _tags_there(place)),
    }
    trouble = labels.trouble(given)
    if any(trouble.values()):
        return _form(request, place, {**given, **trouble}, status=422)
    places.describe(place, **given)
    return redirect(f"{reverse('shelf:shelf', args=[place.shelf_id])}#place-{place.board_id}")


def _tags_there(place: Place) -> list[str]:
    return tags_on(places.standing(place.shelf.places.all()))


def _form(
    request: HttpRequest, place: Place, given: dict[str, Any], status: int = 200
) -> HttpResponse:
    blank = {"name_error": "", "about_error": "", "tags_error": ""}
    limits = {"name_limit": labels.NAME, "about_limit": labels.ABOUT, "tags_limit": labels.TAGS}
    known = {"place": place, "shelf": place.shelf, "known": _tags_there(place)}
    typed = {**given, "tags": ", ".join(given["tags"])}
    context = {**blank, **limits, **known, **typed}
    return render(request, "boards/shelf/words.html", context, status=status)


@require_POST
@holding
def act(request: HttpRequest, key: ShelfKey, board: str, act: str) -> HttpResponse:
    """Archive a board, take it off the shelf, or put it back; and show how it stands now."""
    there = reverse("shelf:shelf", args=[key.shelf_id])
    if act == "put_back":
        return _put_back(request, key, board, there)
    if act not in ACTS:
        raise Http404
    if place := places.place_of(key.shelf, board):
        ACTS[act](place)
    return redirect(f"{there}?of={board}")


def _put_back(request: HttpRequest, key: ShelfKey, board: str, there: str) -> HttpResponse:
    place = key.shelf.places.select_related("board").filter(board=board).first()
    if place is None:
        return redirect(there)
    try:
        places.put_on(key.shelf, place.board)
    except Declined as why:
        return page(request, key, status=409, board_error=why.message, code=why.code)
    places.put_back(place)
    return redirect(f"{there}#place-{board}")

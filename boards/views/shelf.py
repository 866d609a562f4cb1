"""A team's shelf: the way to it, its page, and what is done to it as a whole."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from boards import door
from boards.door import qr, words
from boards.models import Board, Place, ShelfKey
from boards.shelf import places, shelves
from boards.shelf.declined import Declined
from boards.views import home
from boards.views.address import outside
from boards.views.cookies import give_shelf, take_shelf_away
from boards.views.door import unseen
from boards.views.holding import holding
from boards.views.listed import with_standing
from boards.views.seated import never_kept


@require_safe
@never_kept
def link(request: HttpRequest, link: str) -> HttpResponse:
    """Exchange the shelf's link for a cookie, at once, so that it never stays in the address."""
    shelf = shelves.behind_link(link)
    if shelf is None:
        return unseen(redirect("closed"))
    answer = redirect("shelf:shelf", shelf.id)
    if shelves.key_of(shelf.id, request.COOKIES):
        return unseen(answer)
    if len(shelves.held(request.COOKIES)) >= shelves.HELD:
        return unseen(redirect(f"{reverse('home')}?held=all"))
    secret = door.new_secret()
    shelves.give_key(shelf, secret)
    return unseen(give_shelf(request, answer, shelf.id, secret))


@require_POST
@never_kept
def start(request: HttpRequest) -> HttpResponse:
    """Make a shelf, and hold it."""
    name = words.one_line(request.POST.get("name", ""))
    if trouble := name_trouble(name) or too_many(request):
        return home.page(request, status=422, shelf_name=name, shelf_error=trouble)
    secret = door.new_secret()
    shelf = shelves.start(name, secret)
    return give_shelf(request, redirect("shelf:shelf", shelf.id), shelf.id, secret)


def name_trouble(name: str) -> str:
    """Return what is wrong with a shelf's name, or nothing."""
    if not name:
        return gettext("Give the shelf a name first, such as the name of your team.")
    return words.too_long(name, words.TITLE)


def too_many(request: HttpRequest) -> str:
    """Return what to tell a person whose browser can hold no more shelves, or nothing."""
    return home.shelves_trouble() if len(shelves.held(request.COOKIES)) >= shelves.HELD else ""


@require_safe
@holding
def shelf(request: HttpRequest, key: ShelfKey) -> HttpResponse:
    return page(request, key)


@require_POST
@holding
def rename(request: HttpRequest, key: ShelfKey) -> HttpResponse:
    name = words.one_line(request.POST.get("name", ""))
    if trouble := name_trouble(name):
        return page(request, key, status=422, new_name=name, name_error=trouble)
    shelves.rename(key.shelf, name)
    return redirect("shelf:shelf", key.shelf_id)


@require_safe
@holding
def invite(request: HttpRequest, key: ShelfKey) -> HttpResponse:
    """Show the link, for others of the team."""
    link = outside(request, reverse("shelf:link", args=[key.shelf.link]))
    drawn = qr.drawn(link, gettext("QR code: the way to this shelf"))
    return render(
        request, "boards/shelf/invite.html", {"shelf": key.shelf, "link": link, "qr": drawn}
    )


@require_POST
@holding
def renew(request: HttpRequest, key: ShelfKey) -> HttpResponse:
    """Make a new link; the old one leads nowhere from now on."""
    shelves.renew(key.shelf)
    return redirect("shelf:invite", key.shelf_id)


@require_POST
@holding
def leave(request: HttpRequest, key: ShelfKey) -> HttpResponse:
    """End this browser's key. The shelf stays as it is."""
    key.delete()
    return take_shelf_away(redirect("home"), key.shelf_id)


@require_POST
@holding
def put_on(request: HttpRequest, key: ShelfKey) -> HttpResponse:
    """Put a board here at which this browser has a seat."""
    held = door.key_of(words.one_line(request.POST.get("board", "")), request.COOKIES)
    if held is None:
        told = gettext("You can put a board here where you have a seat.")
        return page(request, key, status=403, board_error=told, code="no_seat")
    try:
        places.put_on(key.shelf, held.seat.board)
    except Declined as why:
        return page(request, key, status=409, board_error=why.message, code=why.code)
    return redirect("shelf:shelf", key.shelf_id)


def page(request: HttpRequest, key: ShelfKey, status: int = 200, **told: str) -> HttpResponse:
    """Show what stands on the shelf; `?tag=` and `?archived` choose among it."""
    seats = {one.seat.board_id: one.seat.board for one in door.keys_held(request.COOKIES)}
    on = list(places.standing(key.shelf.places.select_related("board")))
    archived, tag = "archived" in request.GET, request.GET.get("tag", "")
    apart = [one for one in on if (one.archived is not None) == archived]
    shown = [one for one in apart if not tag or tag in one.tags]
    off = list(places.taken_off(key.shelf))
    blank = {"new_name": key.shelf.name, "name_error": "", "board_error": "", "code": ""}
    context = {
        "shelf": key.shelf,
        "places": with_standing([_told(one, seats) for one in shown]),
        "tags": tags_on(apart),
        "tag": tag,
        "archived": archived,
        "count_archived": sum(one.archived is not None for one in on),
        "off": [{"board": one.board_id, "called": places.called(one)} for one in off],
        "changed": _changed(request, [*on, *off]),
        "yours": _to_put_here(seats.values(), on),
    }
    return render(request, "boards/shelf/shelf.html", {**blank, **context, **told}, status=status)


def tags_on(some: Iterable[Place]) -> list[str]:
    return sorted({tag for one in some for tag in one.tags}, key=str.casefold)


def _told(place: Place, seats: Iterable[str]) -> dict[str, Any]:
    where = [place.shelf_id, place.board_id]
    return {
        "id": place.board_id,
        "called": places.called(place),
        "title": place.board.title if place.name else "",
        "about": place.about,
        "tags": place.tags,
        "seated": place.board_id in seats,
        "url": reverse("shelf:board", args=where),
        "change": reverse("shelf:words", args=where),
        "ask": reverse("shelf:standing_there", args=where),
    }


def _changed(request: HttpRequest, some: Iterable[Place]) -> dict[str, str]:
    """Return the board that was just archived or taken off, so that it can be put back at once."""
    named = request.GET.get("of", "")
    found = next((one for one in some if one.board_id == named and one.archived), None)
    if found is None:
        return {}
    how = "off" if found.archived == places.OFF else "archived"
    return {"board": found.board_id, "called": places.called(found), "how": how}


def _to_put_here(boards: Iterable[Board], on: Iterable[Place]) -> list[Board]:
    """Return the boards of this browser's seats that may stand here and do not."""
    there = {one.board_id for one in on}
    found = [one for one in boards if one.id not in there and places.may_stand(one)]
    return sorted(found, key=lambda one: one.title.casefold())

"""A board's own page about shelves: on which of yours it stands, and putting it on one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from boards import door
from boards.door import words
from boards.live import clock
from boards.models import Place, SeatKey, Shelf
from boards.shelf import places, shelves
from boards.shelf import standing as figures
from boards.shelf.declined import Declined
from boards.views.cookies import give_shelf
from boards.views.seated import seated
from boards.views.shelf import name_trouble, too_many


@require_safe
@seated
def standing(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Say where the board stands, for a list that could not wait for it."""
    told = figures.of_one(key.seat.board_id, clock.now())
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def shelving(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show the shelves this browser holds; or put the board on one (`shelf`), or on a new one."""
    if request.method != "POST":
        return _page(request, key)
    chosen = request.POST.get("shelf", "")
    held = next((one for one in shelves.held(request.COOKIES) if one.id == chosen), None)
    if chosen and held is None:
        told = gettext("You do not hold that shelf. Open its link first.")
        return _page(request, key, status=403, problem=told, code="no_shelf")
    try:
        return _put_on(request, key, held) if held else _on_a_new_one(request, key)
    except Declined as why:
        return _page(request, key, status=409, problem=why.message, code=why.code)


def _put_on(request: HttpRequest, key: SeatKey, shelf: Shelf) -> HttpResponse:
    places.put_on(shelf, key.seat.board)
    return redirect("shelf:words", shelf.id, key.seat.board_id)


def _on_a_new_one(request: HttpRequest, key: SeatKey) -> HttpResponse:
    name = words.one_line(request.POST.get("name", ""))
    places.refuse_for_seats(key.seat.board)
    if trouble := name_trouble(name) or too_many(request):
        return _page(request, key, status=422, shelf_name=name, shelf_error=trouble)
    secret = door.new_secret()
    shelf = shelves.start(name, secret)
    return give_shelf(request, _put_on(request, key, shelf), shelf.id, secret)


def _page(request: HttpRequest, key: SeatKey, status: int = 200, **told: str) -> HttpResponse:
    held, board = shelves.held(request.COOKIES), key.seat.board
    on = set(places.standing(Place.objects.filter(board=board)).values_list("shelf", flat=True))
    blank = {"problem": "", "code": "", "shelf_name": "", "shelf_error": ""}
    context = {
        "row": board,
        "may_stand": places.may_stand(board),
        "shelves": [{"id": one.id, "name": one.name, "on": one.id in on} for one in held],
        "elsewhere": len(on - {one.id for one in held}),
    }
    return render(
        request, "boards/shelf/shelving.html", {**blank, **context, **told}, status=status
    )

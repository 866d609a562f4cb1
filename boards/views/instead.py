"""Writing for somebody who has no phone: a seat for them, and whether they are here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from boards.door import instead, words
from boards.live.hubs import hubs
from boards.models import SeatKey
from boards.views.invite import navigates
from boards.views.seat import sheet
from boards.views.seated import seated

FIELDS = ("name", "seat", "act")


@require_POST
@seated
def seats(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Make a seat of this `name`; or say of `seat` that one writes for it, or ("left") it went."""
    name, seat, act = (words.one_line(request.POST.get(field, "")) for field in FIELDS)
    board = key.seat.board
    if seat:
        found, trouble = instead.note(board, seat, here=act != "left"), ""
    else:
        trouble = words.too_long(name, words.NAME) if name else gettext("Give them a name first.")
        found = None if trouble else instead.seat_for(board, name)
    if found is None:
        trouble = trouble or gettext("There is no such seat here, or there are too many by now.")
        return sheet(request, key, status=422, instead={"name": name, "error": trouble})
    hubs.refresh(board.id)
    if navigates(request):
        return redirect("board", board.id)
    return sheet(request, key, instead={_outcome(act): found})


def _outcome(act: str) -> str:
    """Name what the sheet says of the seat: that one writes for it now, or that it is left."""
    return "left" if act == "left" else "writes_for"

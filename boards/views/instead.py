"""Writing for somebody who has no phone: a seat for them, its name, and a phone for them."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from boards.door import handover, instead, qr, words
from boards.live.hubs import hubs
from boards.models import Board, Seat, SeatKey
from boards.views.address import outside
from boards.views.invite import navigates
from boards.views.seat import sheet
from boards.views.seated import seated

FIELDS = ("name", "seat", "act")

# What can be done with such a seat, and what the sheet says it is then.
ACTS: dict[str, tuple[str, Callable[[Board, str, str], Seat | None]]] = {
    "write": ("writes_for", lambda board, seat, name: instead.note(board, seat, here=True)),
    "left": ("left", lambda board, seat, name: instead.note(board, seat, here=False)),
    "back": ("back", lambda board, seat, name: instead.note(board, seat, here=True)),
    "name": ("renamed", instead.rename),
}


@require_POST
@seated
def seats(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Make a seat of this `name`; or do one of `ACTS` with a `seat` that has no phone."""
    name, seat, act = (words.one_line(request.POST.get(field, "")) for field in FIELDS)
    outcome, does = ACTS.get(act, ACTS["write"])
    trouble = _name_trouble(name) if not seat or outcome == "renamed" else ""
    if trouble:
        return sheet(request, key, status=422, instead=_as_given(name, trouble, at=seat))
    board = key.seat.board
    found = does(board, seat, name) if seat else instead.seat_for(board, name)
    if found is None:
        trouble = gettext("There is no such seat here, or there are too many by now.")
        return sheet(request, key, status=422, instead=_as_given(name, trouble))
    hubs.refresh(board.id)
    if navigates(request):
        return redirect("board", board.id)
    return sheet(request, key, instead={outcome if seat else "writes_for": found})


def _name_trouble(name: str) -> str:
    return words.too_long(name, words.NAME) if name else gettext("Give them a name first.")


def _as_given(name: str, trouble: str, at: str = "") -> dict[str, str]:
    """The words that were given, and what is wrong, told `at` the seat they were meant for."""
    return {"name": name, "seat": at, "error": trouble}


@require_safe
@seated
def phone(request: HttpRequest, key: SeatKey, seat: str) -> HttpResponse:
    """Show a QR by which whoever sits there takes the seat over on a phone of their own."""
    found = instead.find(key.seat.board, seat)
    if found is None:
        raise Http404
    link = outside(request, reverse("token", args=[handover.offer(key, found)]))
    drawn = qr.drawn(link, gettext("QR code: use this seat on another screen"))
    minutes = int(handover.LIFE.total_seconds() // 60)
    context = {"row": key.seat.board, "seat": found, "qr": drawn, "link": link}
    return render(request, "boards/phone.html", {**context, "minutes": minutes})

"""One's own seat: the card, taking it along on a phone, and leaving it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from boards import door, erasing
from boards.door import handover, instead, qr, words
from boards.live.hubs import hubs
from boards.models import SeatKey, card
from boards.views.address import outside
from boards.views.cookies import take_seat_away
from boards.views.invite import navigates
from boards.views.seated import seated


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def seat(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show the card, or keep what was written on it."""
    if request.method == "POST":
        return _rename(request, key)
    return sheet(request, key)


def sheet(request: HttpRequest, key: SeatKey, status: int = 200, **told: Any) -> HttpResponse:
    """Show the card as it stands, and what was `told` besides."""
    seat = key.seat
    card = {"name": seat.name, "brings": seat.brings, "group": seat.group}
    return _card(request, key, {**card, **told}, status)


def _rename(request: HttpRequest, key: SeatKey) -> HttpResponse:
    name = words.one_line(request.POST.get("name", ""))
    brings = words.one_line(request.POST.get("brings", ""))
    group = words.one_line(request.POST.get("group", ""))
    trouble = words.card_trouble(name, brings, group)
    given = {"name": name, "brings": brings, "group": group, **trouble}
    if any(trouble.values()):
        return _card(request, key, given, status=422)
    key.seat.name, key.seat.brings, key.seat.group = name, brings, group
    key.seat.save(update_fields=["name", "brings", "group"])
    hubs.refresh(key.seat.board_id)
    if navigates(request):
        return redirect("board", key.seat.board_id)
    return _card(request, key, given, kept=True)


def _card(
    request: HttpRequest,
    key: SeatKey,
    given: Mapping[str, Any],
    status: int = 200,
    *,
    kept: bool = False,
) -> HttpResponse:
    seat = {"row": key.seat.board, "seat": key.seat, "kept": kept, "groups": _groups(key)}
    ours = _without_phone(key)
    without_phone = {
        "without_phone": [one for one in ours if one["here"]],
        "taken_away": [one for one in ours if not one["here"]],
    }
    context = {"name_error": "", "brings_error": "", "group_error": "", **given, **seat}
    return render(request, "boards/sheets/_sign.html", {**context, **without_phone}, status=status)


def _without_phone(key: SeatKey) -> list[dict[str, Any]]:
    """Return the seats of those who have no phone, for whom anyone may write."""
    return [
        {"id": one.id, "name": one.name, "card": card(one), "here": one.here_at is not None}
        for one in instead.seats_of(key.seat.board)
    ]


def _groups(key: SeatKey) -> list[str]:
    """Return what others at the board call their group, so that one group has one name."""
    named = key.seat.board.seats.exclude(group="").exclude(pk=key.seat_id)
    return sorted(set(named.values_list("group", flat=True)))


@require_safe
@seated
def phone(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show a QR that is good once and for ten minutes; the phone asks whether to move or double."""
    link = outside(request, reverse("token", args=[handover.offer(key)]))
    drawn = qr.drawn(link, gettext("QR code: use this seat on another screen"))
    minutes = int(handover.LIFE.total_seconds() // 60)
    context = {"row": key.seat.board, "seat": key.seat, "qr": drawn, "link": link}
    return render(request, "boards/phone.html", {**context, "minutes": minutes})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def leave(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Ask how, or leave: everything stays (the usual way), or what is in `take` is erased.

    "name": who this was. "words": that, and everything they wrote.
    """
    board = key.seat.board
    if request.method != "POST":
        return render(request, "boards/leave.html", {"row": board, "seat": key.seat})
    take = request.POST.get("take", "")
    if take in ("name", "words"):
        erasing.person(key.seat, words=take == "words")
    else:
        door.leave(key)
    hubs.refresh(board.id)
    return take_seat_away(redirect("home"), board.id)

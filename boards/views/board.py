"""The board and what can be read of it: the page, the big screen, a frame, the export, rights."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards import keeping
from boards.live import clock, frames
from boards.models import SeatKey, card, cards_of
from boards.operations.base import Operation
from boards.operations.state import Board
from boards.operations.undo import standing
from boards.reading import board_now
from boards.shelf import export as shelf
from boards.suggestions import available
from boards.views.history import in_words
from boards.views.invite import way_in_of
from boards.views.seated import seated

AWAY = 43_200_000  # ms: half a day, so that nobody is told of this morning


@require_safe
@seated
def board(request: HttpRequest, key: SeatKey) -> HttpResponse:
    return render(request, "boards/board.html", _screen(key, watches=False))


@require_safe
@seated
def projector(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show the room its board. The address holds nothing that lets anyone in."""
    context = {**_screen(key, watches=True), **way_in_of(request, key.seat.board)}
    return render(request, "boards/projector.html", context)


def _screen(key: SeatKey, *, watches: bool) -> dict[str, Any]:
    seat, row = key.seat, key.seat.board
    now, cards = board_now(row.id), cards_of(row.id)
    socket = f"/ws/b/{row.id}/" + ("?watch=1" if watches else "")
    mine = {"seat": seat, "seat_id": seat.id, "me": card(seat), "lately": _lately(now, seat.id)}
    of_board = {"row": row, "board_id": row.id, "title": row.title, "seq": now.seq}
    of_board["ends_soon"] = keeping.ends_soon(row)
    more = {"socket": socket, "can_offer": available(), "pace": settings.PACE}
    more["away_since"] = _away_since(now)
    return {**frames.page(now, cards), **mine, **of_board, **more}


def _away_since(now: Board) -> str:
    """Name the day of the last act on a board that nobody has touched for a while."""
    last = now.acts[-1].operation.when if now.acts else 0
    if not last or clock.now() - last < AWAY:
        return ""
    day = timezone.localtime(datetime.fromtimestamp(last / 1000, UTC))
    year = timezone.localtime(datetime.fromtimestamp(clock.now() / 1000, UTC)).year
    return date_format(day, "j F" if day.year == year else "j F Y")


def _lately(now: Board, seat: str) -> dict[str, Any]:
    """Tell the act of this seat that undo would take back.

    What it did unsigned is on no page, not even its own: its browser remembers it.
    """
    acts = (act.operation for act in standing(now) if act.inverse)
    mine = (act for act in acts if act.seat == seat and not act.veiled(now))
    last = next(mine, None)
    return {"seq": last.seq, "sentence": in_words(last.sentence(now))} if last else {}


@require_safe
@seated
def frame(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Give what changed since a seq, as the socket would."""
    since = request.GET.get("since", "0")
    if not (since.isascii() and since.isdigit() and len(since) < 10):
        return HttpResponseBadRequest(gettext("since: a whole number, 0 or more"))
    now, cards = board_now(key.seat.board_id), cards_of(key.seat.board_id)
    changed = frames.catch_up(key.seat.board_id, now, cards, int(since))
    return HttpResponse(changed.text, content_type="application/json")


@require_safe
@seated
def time(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Say what the server's clock says, in ms since 1970: no device's own can be trusted."""
    return JsonResponse({"now": clock.now()})


@require_safe
@seated
def export(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Give the whole state. Two equal boards give equal bytes."""
    state = shelf.as_json(board_now(key.seat.board_id))
    return HttpResponse(state, content_type="application/json")


@require_safe
@seated
def rights(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Say to the room what a seat can do, read off the operations themselves."""
    permits = [kind.permits for kind in Operation.known.values() if kind.permits]
    context = {"row": key.seat.board, "seat": key.seat}
    of_acts = [gettext(sentence) for sentence in dict.fromkeys(permits)]
    return render(
        request, "boards/rights.html", {**context, "permits": of_acts, "plain": of_the_door()}
    )


def of_the_door() -> list[str]:
    """Return what every seat may do besides acting on the board."""
    return [
        gettext("see everything on the board"),
        gettext("invite others"),
        gettext("close the door to newcomers, and open it"),
        gettext("show the board on a big screen"),
        gettext("change your own name and what you bring"),
        gettext("take your seat along on a phone"),
        gettext("take the board along: as a report, for a spreadsheet or for a slide"),
        gettext("make a seat for somebody who has no phone, and write for them"),
        gettext("put the board on a shelf, where its room lets it stand on one"),
        gettext("publish a copy where the room agreed, and take any copy back"),
        gettext("leave, and your words stay, or go with you"),
    ]

"""Bringing in a list: first it is shown what would come, and only then it comes, all or nothing."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from boards.live.hubs import hubs
from boards.models import SeatKey
from boards.operations.laying import AT_ONCE
from boards.operations.state import Board
from boards.reading import board_now
from boards.shelf import lists, text
from boards.shelf.lists import Row
from boards.shelf.taking_in import take_in_list
from boards.shelf.trouble import Trouble, Unreadable, of_refusal
from boards.views.bring import contents
from boards.views.seated import seated

FIRST = 8  # rows that are shown


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def bring_list(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Ask for a list; show it; and, once somebody says so, put it on the board."""
    if request.method != "POST":
        return _page(request, key)
    try:
        rows = _rows(request)
        lists.refuse_unfit(rows, board := board_now(key.seat.board_id))
        if "put" not in request.POST:
            return _preview(request, key, rows, board)
        _put(key.seat.board_id, rows, request.POST.get("area"))
    except Unreadable as refused:
        return _page(request, key, *refused.troubles)
    return redirect("board", key.seat.board_id)


def _rows(request: HttpRequest) -> list[Row]:
    """Return what was shown and is to be put; or what is in the file, or in the box."""
    if "put" in request.POST:
        return _shown(request.POST.get("rows", ""))
    if given := request.FILES.get("file"):
        raw = contents(given, lists.MEGABYTES)
        text.refuse_size(raw, lists.MEGABYTES)
        return lists.rows_in(raw)
    pasted = request.POST.get("pasted", "")
    if not pasted.strip():
        why = gettext("Choose a file, or write some lines, first.")
        raise Unreadable(Trouble("no_file", why))
    text.refuse_size(pasted.encode("utf-8", "replace"), lists.MEGABYTES)
    return lists.lines_in(pasted)


def _shown(given: str) -> list[Row]:
    """Return the rows that the page sent along. They are looked at again, like any others."""
    try:
        rows = [Row(line, text) for line, text in orjson.loads(given)]
    except (ValueError, TypeError):
        rows = []
    if not all(type(row.line) is int and type(row.text) is str for row in rows):
        rows = []
    if not rows:
        why = gettext("The list got lost on the way. Choose it once more.")
        raise Unreadable(Trouble("malformed", why))
    return rows


def _put(board: str, rows: list[Row], area: str | None) -> None:
    if refusal := take_in_list(board, [row.text for row in rows], area or None):
        raise Unreadable(of_refusal(refusal))
    hubs.moved_on(board, board_now(board).seq)


def _preview(request: HttpRequest, key: SeatKey, rows: list[Row], board: Board) -> HttpResponse:
    sent = orjson.dumps([(row.line, row.text) for row in rows]).decode()
    told = {"rows": rows[:FIRST], "count": len(rows), "left": len(rows) - FIRST, "sent": sent}
    areas = list(board.areas.values()) if len(board.areas) > 1 else []
    more = {"areas": areas, "columns": any(row.more for row in rows)}
    return _drawn(request, key, {**told, **more}, 200)


def _page(request: HttpRequest, key: SeatKey, *troubles: Trouble) -> HttpResponse:
    pasted = request.POST.get("pasted", "")
    return _drawn(request, key, {"troubles": troubles, "pasted": pasted}, 422 if troubles else 200)


def _drawn(request: HttpRequest, key: SeatKey, told: dict[str, Any], status: int) -> HttpResponse:
    context = {"row": key.seat.board, "limit": lists.MEGABYTES, "most": AT_ONCE, **told}
    return render(request, "boards/bring_list.html", context, status=status)

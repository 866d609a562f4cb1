"""Published copies: the page on the board that makes and lists them, and the copy itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.models import PublishedCopy, SeatKey, cards_of
from boards.reading import board_at, board_now
from boards.shelf import copies as published
from boards.shelf.declined import Declined
from boards.shelf.still import still
from boards.views.address import outside
from boards.views.door import unseen
from boards.views.seated import closed, never_kept, seated

ACTS = {"take_back": published.take_back, "put_back": published.put_back}


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def copies(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """List the board's copies; or publish one of the board as it stands now."""
    if request.method != "POST":
        return _page(request, key)
    board = key.seat.board
    try:
        published.publish(board, board_now(board.id).seq)
    except Declined as why:
        return _page(request, key, status=409, problem=why.message, code=why.code)
    return redirect("shelf:copies", board.id)


@require_POST
@seated
def act(request: HttpRequest, key: SeatKey, copy: int, act: str) -> HttpResponse:
    """Take a copy back, or put it back."""
    found = PublishedCopy.objects.select_related("board").filter(pk=copy, board=key.seat.board)
    if act not in ACTS or not found:
        raise Http404
    try:
        ACTS[act](found[0])
    except Declined as why:
        return _page(request, key, status=409, problem=why.message, code=why.code)
    return redirect("shelf:copies", key.seat.board_id)


def _page(request: HttpRequest, key: SeatKey, status: int = 200, **told: str) -> HttpResponse:
    board = key.seat.board
    context = {
        "row": board,
        "may_publish": published.may_publish(board),
        "copies": [_told(request, one) for one in board.copies.order_by("-made", "-pk")],
        **{"problem": "", "code": "", **told},
    }
    return render(request, "boards/shelf/copies.html", context, status=status)


def _told(request: HttpRequest, one: PublishedCopy) -> dict[str, Any]:
    path = reverse("shelf:copy", args=[one.link])
    link = outside(request, path)
    shown = {"id": one.pk, "element": f"copy-{one.pk}", "path": path, "link": link}
    return {**shown, "made": one.made, "back": one.taken_back}


@require_safe
@never_kept
def copy(request: HttpRequest, link: str) -> HttpResponse:
    """Show a copy to whoever has its link; say so where it was taken back."""
    found = published.behind_link(link)
    if found is None:
        return _kept_out_of_searches(closed(request))
    if not published.is_open(found):
        return _kept_out_of_searches(render(request, "boards/shelf/taken_back.html", status=410))
    board = board_at(found.board_id, found.seq)
    drawn = still(board, cards_of(found.board_id), names=found.board.keep_names)
    context = {**drawn, "made": found.made, "names": found.board.keep_names}
    return _kept_out_of_searches(render(request, "boards/shelf/copy.html", context))


def _kept_out_of_searches(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return unseen(answer)

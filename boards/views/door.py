"""Coming in: the link or the phone's QR is exchanged for a pass, and one question for a seat."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards import door
from boards.door import handover, words
from boards.live.hubs import hubs
from boards.models import Board, Seat, card
from boards.views.cookies import give_pass, give_seat
from boards.views.seated import closed, never_kept

ROUND_THE_TABLE = 20  # marks drawn on the door page
NOTHING_YET = {"name": "", "brings": "", "name_error": "", "brings_error": ""}


@require_safe
@never_kept
def link(request: HttpRequest, link: str) -> HttpResponse:
    """Exchange the invite link for a pass, at once, so that it never stays in the address bar."""
    board = door.board_behind_link(link)
    if board is None:
        return unseen(redirect("closed"))
    if door.key_of(board.id, request.COOKIES):
        return unseen(redirect("board", board.id))
    if not board.door_open:
        return unseen(redirect("closed"))
    return unseen(give_pass(request, redirect("door", board.id), board))


@require_safe
@never_kept
def token(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange a phone's QR for a pass. Looking spends nothing: scanners look before people do."""
    seat = handover.offered(token)
    if seat is None:
        return unseen(redirect("closed"))
    held = door.key_of(seat.board_id, request.COOKIES)
    if held and held.seat_id == seat.id:
        return unseen(redirect("board", seat.board_id))
    answer = redirect("door", seat.board_id)
    return unseen(give_pass(request, answer, seat.board, token=token))


@require_safe
@never_kept
def closed_door(request: HttpRequest) -> HttpResponse:
    """Where a link that leads nowhere leads: an address without the link in it."""
    return closed(request)


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def ask(request: HttpRequest, board: str) -> HttpResponse:
    """Ask the one question, and seat whoever answers it."""
    shown = door.read_pass(board, request.COOKIES)
    if shown and door.opened(door.secret_for(shown)):
        return _let_in(request, board, door.secret_for(shown))
    if shown and shown.token:
        return _hand_over(request, board, shown)
    if door.key_of(board, request.COOKIES):
        return redirect("board", board)
    row = Board.objects.filter(id=board).first()
    if not (shown and row and door.admits(row, shown)):
        return closed(request)
    return _come_in(request, row, shown) if request.method == "POST" else _page(request, row)


def _come_in(request: HttpRequest, board: Board, shown: door.Pass) -> HttpResponse:
    name = words.one_line(request.POST.get("name", ""))
    brings = words.one_line(request.POST.get("brings", ""))
    given = {"name": name, "brings": brings, **words.card_trouble(name, brings)}
    if given["name_error"] or given["brings_error"]:
        return _page(request, board, status=422, given=given)
    secret = door.secret_for(shown)
    if door.sit(board, secret, name=name, brings=brings) is None:
        return _page(request, board, status=409, full=True, given=given)
    return _let_in(request, board.id, secret)


def _let_in(request: HttpRequest, board_id: str, secret: str) -> HttpResponse:
    return give_seat(request, redirect("board", board_id), board_id, secret)


def _hand_over(request: HttpRequest, board_id: str, shown: door.Pass) -> HttpResponse:
    """Ask before a seat is taken over, and take it over."""
    seat = handover.offered(shown.token)
    if request.method == "POST" and seat:
        return _take_over(request, board_id, shown)
    if seat:
        return _page(request, seat.board, seat=seat)
    held = door.key_of(board_id, request.COOKIES)
    return redirect("board", board_id) if held else closed(request)


def _take_over(request: HttpRequest, board_id: str, shown: door.Pass) -> HttpResponse:
    secret, only_here = door.secret_for(shown), request.POST.get("only_here") == "on"
    if handover.take(shown.token, secret, only_here=only_here) is None:
        return closed(request)
    if held := door.key_of(board_id, request.COOKIES):
        door.leave(held)  # this browser sat elsewhere at this board; its cookie is replaced
    hubs.refresh(board_id)
    return _let_in(request, board_id, secret)


def _page(
    request: HttpRequest,
    board: Board,
    status: int = 200,
    *,
    seat: Seat | None = None,
    full: bool = False,
    given: Mapping[str, str] = NOTHING_YET,
) -> HttpResponse:
    taken = board.seats.order_by("number")
    here = taken.count()
    room = {
        "board": board,
        "here": here,
        "cards": [card(one) for one in taken[:ROUND_THE_TABLE]],
        "next": card(Seat(board=board, number=here + 1)),
    }
    context = {**room, **given, "seat": seat, "full": full}
    return render(request, "boards/door.html", context, status=status)


def unseen(answer: HttpResponse) -> HttpResponse:
    """Whatever comes next is not told where it was linked from."""
    answer["Referrer-Policy"] = "no-referrer"
    return answer

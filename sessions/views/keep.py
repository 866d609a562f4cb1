"""One's own take-home messages, to print or to keep as a text file."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from boards.door import instead
from boards.hands import hand_of
from boards.models import Entry, Seat, SeatKey
from boards.operations.state import Board, Idea
from boards.reading import board_now
from boards.views.seated import seated
from sessions.shown.keeping import area_of


@require_safe
@seated
def keep(request: HttpRequest, key: SeatKey) -> HttpResponse:
    return render(request, "sessions/keep.html", kept(request, key))


@require_safe
@seated
def keep_text(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Give the same as plain text, which any phone opens."""
    told = kept(request, key)
    lines = [told["title"], told["date"], *(f"\n{text}" for text in told["messages"])]
    words = "\r\n".join("\n".join(lines).splitlines()) + "\r\n"
    answer = HttpResponse("\ufeff" + words, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="take-home-messages.txt"'
    return answer


def kept(request: HttpRequest, key: SeatKey) -> dict[str, Any]:
    """Return one's own messages; of somebody without a phone (`?for=`), those that are signed."""
    board, others = board_now(key.seat.board_id), instead.seats_of(key.seat.board)
    other = next((one for one in others if one.id == request.GET.get("for")), None)
    mine = messages_of(other, board) if other else own_messages(key, board)
    return {
        "row": key.seat.board,
        "title": board.title,
        "date": date_format(day_of(key.seat.board_id, mine), "j F Y"),
        "messages": [idea.text.said for idea in mine if not idea.withdrawn],
        "other": other,
        "others": [one for one in others if messages_of(one, board)],
    }


def day_of(board: str, messages: list[Idea]) -> datetime:
    """Return when the last of them was written; where there are none, now."""
    seq = max((idea.text.since for idea in messages), default=0)
    written = Entry.objects.filter(board=board, seq=seq).values_list("when", flat=True).first()
    when = timezone.now() if written is None else datetime.fromtimestamp(written / 1000, UTC)
    return timezone.localtime(when)


def own_messages(key: SeatKey, board: Board) -> list[Idea]:
    """Return what this seat wrote in the area of the messages, signed or not, oldest first."""
    hand = hand_of(key.seat.board_id, key.seat_id)
    return [idea for idea in _messages(board) if idea.hand == hand]


def messages_of(seat: Seat, board: Board) -> list[Idea]:
    return [idea for idea in _messages(board) if idea.seat == seat.id]


def _messages(board: Board) -> list[Idea]:
    area = area_of(board)
    return [idea for idea in board.ideas.values() if idea.area == area and not idea.aside]

"""What a seat may read of a quiet round: its own cards, and its group's once the room agreed.

Nothing of it is in any frame or page, so each screen asks for it; it is read from the log each
time, and kept nowhere. What others wrote stands in an order that says nothing of who wrote when.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.hands import hand_of
from boards.live.shown import said, signed, whole
from boards.models import Card, SeatKey, cards_of
from boards.reading import board_now
from boards.views.seated import seated
from sessions.operations.groups import shares, sheets_for
from sessions.operations.sheets import Sheet
from sessions.operations.state import Workshop, workshop_of


@require_safe
@seated
def quiet(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show the cards that this seat may read, as a part of the board's page."""
    board, cards = key.seat.board_id, cards_of(key.seat.board_id)
    workshop = workshop_of(board_now(board))
    own, others = readable(workshop, key.seat.id, partial(hand_of, board))
    context = {"own": shown(own, cards), "others": shown(others, cards)}
    return render(request, "sessions/_cards.html", {**context, "shared": shares(workshop)})


def readable(
    workshop: Workshop, seat: str, hands: Callable[[str], str]
) -> tuple[tuple[Sheet, ...], tuple[Sheet, ...]]:
    """Return a seat's own sheets as it wrote them, and those of its group, shuffled."""
    if workshop.quiet is None:
        return (), ()
    own, read = workshop.quiet.of({hands(seat)}), sheets_for(workshop, seat, hands)
    others = (one for one in workshop.quiet.shuffled() if one in read and one not in own)
    return own, tuple(others)


def shown(sheets: Iterable[Sheet], cards: Mapping[str, Card]) -> list[dict[str, Any]]:
    """Return the sheets as plain words; what is unsigned names nobody."""
    words = said()
    return [
        {"id": one.id, "words": whole(one.text), **signed(one.seat, cards, words)} for one in sheets
    ]

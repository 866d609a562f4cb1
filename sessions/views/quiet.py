"""What a seat may read of a quiet round: its own cards, and its group's once the room agreed to it.

Nothing of it is in any frame or page, so each screen asks for it; it is read from the log anew each
time, and kept nowhere. What others wrote stands in an order that says nothing of who wrote when,
and carries no name that could be changed by.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards import log
from boards.hands import hand_of
from boards.live.shown import said, signed, whole
from boards.models import Card, SeatKey, cards_of
from boards.operations.state import Board
from boards.views.seated import seated
from sessions.operations.groups import sheets_for
from sessions.operations.sheets import Sheet
from sessions.operations.state import workshop_of


@require_safe
@seated
def quiet(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show the cards that this seat may read, as a part of the board's page."""
    board_id = key.seat.board_id
    read = cards_for(log.board(board_id), key.seat.id, partial(hand_of, board_id))
    context = {kind: list(map(_shown(cards_of(board_id)), sheets)) for kind, sheets in read.items()}
    return render(request, "sessions/_cards.html", context)


def cards_for(
    board: Board, seat: str, hands: Callable[[str], str]
) -> dict[str, tuple[Sheet, ...]]:
    """Return the sheets that a seat may read: its "own" as written, and its group's, shuffled."""
    workshop = workshop_of(board)
    if workshop.quiet is None:
        return {"own": (), "others": ()}
    readable = sheets_for(workshop, seat, hands)
    own = workshop.quiet.of({hands(seat)})
    others = tuple(
        one for one in workshop.quiet.shuffled() if one in readable and one not in own
    )
    return {"own": own, "others": others}


def _shown(cards: Mapping[str, Card]) -> Callable[[Sheet], dict[str, Any]]:
    def shown(sheet: Sheet) -> dict[str, Any]:
        return {"id": sheet.id, "words": whole(sheet.text), **signed(sheet.seat, cards, said())}

    return shown

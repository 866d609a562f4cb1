"""What was done lately, each act a moment to which one can ask the room to put the board back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.models import SeatKey, cards_of
from boards.operations.base import Operation
from boards.operations.state import Board
from boards.reading import board_now
from boards.views.history import in_words, same_go
from boards.views.seated import seated

MOST = 40  # moments, the newest


@require_safe
@seated
def moments(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show them as a part of the board's page, the newest first."""
    board = board_now(key.seat.board_id)
    cards = cards_of(key.seat.board_id)
    told = [{**one, "who": cards.get(one["seat"])} for one in told_of(board)]
    return render(request, "sessions/_moments.html", {"moments": told})


def told_of(board: Board) -> list[dict[str, Any]]:
    """Return each moment as it was before an act: `to` is the seq to put the board back to.

    Nobody is named for what goes unsigned as things stand.
    """
    return [
        {
            "to": act.seq - 1,
            "sentence": in_words(act.sentence(board)),
            "when": datetime.fromtimestamp(act.when / 1000, UTC),
            "seat": None if act.veiled(board) else act.seat,
        }
        for act in [*acts_on_ground(board)][: -MOST - 1 : -1]
    ]


def acts_on_ground(board: Board) -> Iterator[Operation]:
    """Yield what changed what lies on the board, oldest first."""
    before: Operation | None = None
    for act in (act.operation for act in board.acts if act.inverse):
        if is_on_ground(act) and not (before and same_go(before, act)):
            yield act  # of what was written in one go, the first: back is before all of it
        before = act


def is_on_ground(act: Operation) -> bool:
    """Whether it is the board's own: a way back leaves the workshop as it is, and people's own."""
    own = act.__class__.__module__.startswith("boards.")
    return own and not act.verb.endswith("_stance") and act.verb != "sign_idea"

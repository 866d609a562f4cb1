"""The only place where HTML becomes bytes: each touched piece is rendered once, for every seat.

A piece is rendered from the board's state and the seats' cards alone, so that all seats can be
sent the same bytes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.template import Context, Engine, Template

from boards import log
from boards.live import wire
from boards.live.seats import Payload
from boards.models import Card
from boards.operations.base import Operation, to_wire
from boards.operations.state import Board, Idea, Theme

Cards = Mapping[str, Card]

# Clearings first, so that there is a place for the ideas that come after them.
_ORDER = {"order": 0, "theme": 1, "idea": 2, "counts": 3}


def _template(kind: str) -> Template:
    return Engine.get_default().get_template(f"boards/pieces/_{kind}.html")


def render(board: Board, pieces: Iterable[str], seats: Cards) -> str:
    """Return the pieces as partials, each under the id of the element it replaces."""
    names = sorted(set(pieces), key=lambda piece: (_ORDER[piece.partition(":")[0]], piece))
    return "".join(_partial(board, name, seats) for name in names)


def _partial(board: Board, piece: str, seats: Cards) -> str:
    kind, _, id_ = piece.partition(":")
    shown: dict[str, Any] = {"seats": seats}
    if kind == "idea":
        shown["idea"] = board.ideas[id_]
    elif kind == "theme":
        shown["theme"] = board.themes[id_]
    else:
        shown["board"] = board
    # No number or time in a piece is written as a country would: spare the template the question.
    html = _template(kind).render(Context(shown, use_l10n=False, use_tz=False))
    target = f"{kind}-{id_}" if id_ else kind
    return f'<hx-partial hx-target="#{target}" hx-swap="outerMorph">{html}</hx-partial>'


def whole(board: Board) -> list[str]:
    """Name every piece of the board."""
    themes, ideas = board.themes, board.ideas
    return [
        "order",
        *(f"theme:{one}" for one in themes),
        *(f"idea:{one}" for one in ideas),
        "counts",
    ]


def encode(operation: Operation) -> bytes:
    """Return an entry as it goes onto the wire."""
    return orjson.dumps(to_wire(operation))


def page(board: Board, seats: Cards) -> dict[str, Any]:
    """Return what the board's pages show: the same pieces, each in its place."""
    return {
        "board": board,
        "seats": seats,
        "areas": [
            {"area": area, "ideas": _lying(board, f"open:{area.id}")}
            for area in board.areas.values()
        ],
        "themes": [{"theme": one, "ideas": _in_theme(board, one)} for one in board.themes.values()],
        "aside": _lying(board, "aside"),
    }


def _lying(board: Board, place: str) -> list[Idea]:
    return [idea for idea in board.ideas.values() if idea.place == place]


def _in_theme(board: Board, theme: Theme) -> list[Idea]:
    ideas = (board.ideas[idea] for idea in theme.ideas)
    return [idea for idea in ideas if not idea.aside]


def catch_up(board_id: str, board: Board, seats: Cards, since: int) -> Payload:
    """Return the frame for somebody who has everything up to `since`, with the whole board.

    Slow: for a thread, never for the event loop.
    """
    entries = [encode(entry) for entry in log.entries(board_id, since, upto=board.seq)]
    return wire.frame(board.seq, entries, render(board, whole(board), seats))

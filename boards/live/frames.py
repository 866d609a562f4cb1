"""The only place where HTML becomes bytes: each touched piece is rendered once, for every seat.

A piece is rendered from the board's state and the seats' cards alone, so that all seats can be
sent the same bytes.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import orjson
from django.template import Context, Engine, Template
from django.utils.safestring import SafeString

from boards import log
from boards.live import shown, wire
from boards.live.seats import Payload
from boards.live.shown import Cards
from boards.operations.base import Operation
from boards.operations.state import Board, Theme
from boards.operations.wire import to_wire

# Clearings first, so that there is a place for the ideas that come after them.
_ORDER = {"order": 0, "theme": 1, "idea": 2, "counts": 3}


@cache
def _template(kind: str) -> Template:
    return Engine.get_default().get_template(f"boards/pieces/_{kind}.html")


def _piece(kind: str, words: shown.Shown) -> SafeString:
    # No number or time in a piece is written as a country would: spare the template the question.
    return _template(kind).render(Context(words, use_l10n=False, use_tz=False))


def render(board: Board, pieces: Iterable[str], seats: Cards) -> str:
    """Return the pieces as partials, each under the id of the element it replaces."""
    names = sorted(set(pieces), key=lambda piece: (_ORDER[piece.partition(":")[0]], piece))
    return "".join(_partial(board, name, seats) for name in names)


def _partial(board: Board, piece: str, seats: Cards) -> str:
    kind, _, id_ = piece.partition(":")
    target = f"{kind}-{id_}" if id_ else kind
    html = _piece(kind, _words(board, kind, id_, seats))
    return f'<hx-partial hx-target="#{target}" hx-swap="outerMorph">{html}</hx-partial>'


def _words(board: Board, kind: str, id_: str, seats: Cards) -> shown.Shown:
    if kind == "idea":
        return shown.idea(board.ideas[id_], seats)
    if kind == "theme":
        return shown.theme(board.themes[id_])
    return shown.counts(board.counts) if kind == "counts" else shown.order(board)


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
    ideas = {one.id: _piece("idea", shown.idea(one, seats)) for one in board.ideas.values()}

    def lying(place: str) -> SafeString:
        there = (one.id for one in board.ideas.values() if one.place == place)
        return SafeString("".join(ideas[id_] for id_ in there))

    def clearing(theme: Theme) -> SafeString:
        there = (id_ for id_ in theme.ideas if not board.ideas[id_].aside)
        return _piece("theme", shown.theme(theme, SafeString("".join(ideas[id_] for id_ in there))))

    return {
        "areas": [
            {"area": area, "ideas": lying(f"open:{area.id}")} for area in board.areas.values()
        ],
        "themes": SafeString("".join(map(clearing, board.themes.values()))),
        "aside": lying("aside"),
        "count": (count := shown.counts(board.counts)),
        "counts": _piece("counts", count),
        "order": _piece("order", shown.order(board)),
    }


def catch_up(board_id: str, board: Board, seats: Cards, since: int) -> Payload:
    """Return the frame for somebody who has everything up to `since`, with the whole board.

    Slow: for a thread, never for the event loop.
    """
    entries = [encode(entry) for entry in log.entries(board_id, since, upto=board.seq)]
    return wire.frame(board.seq, entries, render(board, whole(board), seats))

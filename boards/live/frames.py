"""The only place where HTML becomes bytes: each touched piece is rendered once, for every seat.

A piece is rendered from the board's state and the seats' cards alone, so that all seats can be
sent the same bytes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    return "".join(
        f'<hx-partial hx-target="#{target}" hx-swap="outerMorph">{_piece(kind, words)}</hx-partial>'
        for name in names
        for target, kind, words in _parts(board, name, seats)
    )


def _parts(board: Board, piece: str, seats: Cards) -> Iterator[tuple[str, str, shown.Shown]]:
    """Yield (element, kind, words) of a piece.

    An idea has one for each theme it belongs in; a theme that ever went, one more in the tray.
    """
    kind, _, id_ = piece.partition(":")
    if kind == "idea":
        for words in shown.idea_everywhere(board.ideas[id_], seats):
            yield words["element"], kind, words
    elif kind == "theme":
        yield f"theme-{id_}", kind, shown.theme(board.themes[id_], seats)
        if board.themes[id_].went:
            yield f"gone-{id_}", "gone", shown.gone(board.themes[id_], board)
    else:
        yield kind, kind, shown.counts(board.counts) if kind == "counts" else shown.order(board)


def whole(board: Board) -> list[str]:
    """Name every piece of the board."""
    themes, ideas = board.themes, board.ideas
    return [
        "order",
        *(f"theme:{one}" for one in themes),
        *(f"idea:{one}" for one in ideas),
        "counts",
    ]


def stood_on(board: Board) -> list[str]:
    """Name the pieces that say where the room stands: they change with the seats as well."""
    themes = (f"theme:{one.id}" for one in board.themes.values() if one.stances and one.stands)
    return [*themes, *(f"idea:{one.id}" for one in board.ideas.values() if one.stances)]


def encode(operation: Operation, board: Board) -> bytes:
    """Return an entry as it goes onto the wire, the board standing as it does."""
    return orjson.dumps(to_wire(operation, board))


def page(board: Board, seats: Cards) -> dict[str, Any]:
    """Return what the board's pages show: the same pieces, each in its place."""
    drawn: dict[str, list[SafeString]] = defaultdict(list)  # by place, in the order of the numbers
    placed: dict[tuple[str, str], SafeString] = {}
    for one in board.ideas.values():
        for words in shown.idea_everywhere(one, seats):
            drawn[words["place"]].append(piece := _piece("idea", words))
            placed[words["place"], one.id] = piece

    def lying(place: str) -> SafeString:
        return SafeString("".join(drawn[place]))

    def clearing(theme: Theme) -> SafeString:
        there = (placed.get((f"theme:{theme.id}", one), "") for one in theme.ideas)
        return _piece("theme", shown.theme(theme, seats, SafeString("".join(there))))

    went = sorted((one for one in board.themes.values() if one.can_return), key=_newest)
    return {
        "areas": [
            {"area": area, "ideas": lying(f"open:{area.id}")} for area in board.areas.values()
        ],
        "themes": SafeString("".join(map(clearing, board.themes.values()))),
        "aside": lying("aside"),
        "gone": SafeString("".join(_piece("gone", shown.gone(one, board)) for one in went)),
        "count": (count := shown.counts(board.counts)),
        "counts": _piece("counts", count),
        "order": _piece("order", shown.order(board)),
        "empty": all(one.aside for one in board.ideas.values()),
        "bare": not any(one.shown for one in board.themes.values()),
    }


def _newest(theme: Theme) -> int:
    return -theme.went


def catch_up(board_id: str, board: Board, seats: Cards, since: int) -> Payload:
    """Return the frame for somebody who has everything up to `since`, with the whole board.

    Slow: for a thread, never for the event loop.
    """
    entries = [encode(entry, board) for entry in log.entries(board_id, since, upto=board.seq)]
    return wire.frame(board.seq, entries, render(board, whole(board), seats))

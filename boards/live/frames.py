"""The only place where HTML becomes bytes: each touched piece is rendered once, for every seat.

A piece is rendered from the board's state and the seats' cards alone, so that all seats can be
sent the same bytes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import orjson
from django.template import Context, Engine, Template
from django.utils.safestring import SafeString

from boards import log
from boards.live import beside, moulds, shown, wire
from boards.live.beside import Part
from boards.live.seats import Payload
from boards.live.shown import Cards
from boards.operations.base import Operation
from boards.operations.state import Area, Board, Theme
from boards.operations.wire import to_wire

# Clearings first, so that there is a place for the ideas that come after them.
_ORDER = {"areas": 0, "order": 1, "theme": 2, "idea": 3, "counts": 4}
_LAST = 5  # what other apps show


@cache
def _template(name: str) -> Template:
    return Engine.get_default().get_template(name)


def _drawn(template: str, words: Mapping[str, Any]) -> SafeString:
    # No number or time in a piece is written as a country would: spare the template the question.
    return _template(template).render(Context(words, use_l10n=False, use_tz=False))


def _cast(template: str, words: Mapping[str, Any]) -> SafeString:
    """Draw a piece of the board's own: their templates ask no more than a mould can answer."""
    return moulds.cast(template, words, _drawn)


def piece(kind: str, words: shown.Shown) -> SafeString:
    return _cast(_path(kind), words)


@cache
def _path(kind: str) -> str:
    return f"boards/pieces/_{kind}.html"


def render(board: Board, pieces: Iterable[str], seats: Cards, *, past: bool = False) -> str:
    """Return the pieces as partials, each under the id of the element it replaces.

    `past`: for a moment that is past, of which some things are shown to nobody.
    """
    names = sorted(set(pieces), key=_turn)
    return "".join(
        f'<hx-partial hx-target="#{part.element}" hx-swap="outerMorph">'
        f"{draw(part.template, part.words)}</hx-partial>"
        for name in names
        for draw in (_drawn if name in beside.kinds else _cast,)
        for part in _parts(board, name, seats)
        if not past or name not in beside.kinds or part.element in beside.past
    )


def _turn(piece: str) -> tuple[int, str]:
    return _ORDER.get(piece.partition(":")[0], _LAST), piece


def _parts(board: Board, piece: str, seats: Cards) -> Iterable[Part]:
    """Return what a piece is on the screen.

    An idea is there once for each theme it belongs in; a theme that ever went, in the tray as well.
    """
    kind, _, id_ = piece.partition(":")
    if kind in beside.kinds:
        return beside.kinds[kind](board, seats)
    return _own_parts(board, kind, id_, seats)


def _own_parts(board: Board, kind: str, id_: str, seats: Cards) -> Iterator[Part]:
    if kind == "idea":
        for words in shown.idea_everywhere(board.ideas[id_], seats):
            yield Part(words["element"], _path(kind), words)
    elif kind == "theme":
        yield Part(f"theme-{id_}", _path(kind), shown.theme(board.themes[id_], seats))
        if board.themes[id_].went:
            yield Part(f"gone-{id_}", _path("gone"), shown.gone(board.themes[id_], board))
    elif kind == "areas":
        for area in board.areas.values():
            yield Part(f"area-{area.id}", _path("area"), shown.area(area, board))
    else:
        words = shown.counts(board.counts) if kind == "counts" else shown.order(board)
        yield Part(kind, _path(kind), words)


def whole(board: Board) -> list[str]:
    """Name every piece of the board."""
    themes, ideas = board.themes, board.ideas
    return [
        *("areas", "order", "counts", *beside.kinds),
        *(f"theme:{one}" for one in themes),
        *(f"idea:{one}" for one in ideas),
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
            drawn[words["place"]].append(drawn_idea := piece("idea", words))
            placed[words["place"], one.id] = drawn_idea

    def lying(place: str) -> SafeString:
        return SafeString("".join(drawn[place]))

    def ground(area: Area) -> SafeString:
        return piece("area", shown.area(area, board, lying(f"open:{area.id}")))

    def clearing(theme: Theme) -> SafeString:
        there = (placed.get((f"theme:{theme.id}", one), "") for one in theme.ideas)
        return piece("theme", shown.theme(theme, seats, SafeString("".join(there))))

    went = sorted((one for one in board.themes.values() if one.can_return), key=_newest)
    return {
        "areas": SafeString("".join(ground(area) for area in board.areas.values())),
        "area_names": [area.name for area in board.areas.values()],
        "beside": {
            part.element: _drawn(part.template, part.words)
            for parts in beside.kinds.values()
            for part in parts(board, seats)
        },
        "insets": beside.insets,
        "marked": [mark for one in beside.marks if (mark := one(board))],
        "themes": SafeString("".join(map(clearing, board.themes.values()))),
        "aside": lying("aside"),
        "gone": SafeString("".join(piece("gone", shown.gone(one, board)) for one in went)),
        "count": (count := shown.counts(board.counts)),
        "counts": piece("counts", count),
        "order": piece("order", shown.order(board)),
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

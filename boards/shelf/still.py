"""A board to read: nothing on it can be pressed, and it needs no script, seat or socket.

It is drawn from the pieces of the live board. What a page that extends `boards/still.html` is
given comes from here, whatever moment of a board it shows.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from boards.live import shown
from boards.live.frames import piece
from boards.live.shown import Cards, Shown
from boards.operations.state import Area, Board, Idea, Theme


def still(board: Board, cards: Cards, *, names: bool = False) -> dict[str, Any]:
    """Return what the page shows: `themes` and `areas` as HTML, `title`, and what is left out.

    `cards` are needed in any case, to count how many of the room have spoken on a theme. Without
    `names` nothing tells two people apart: neither names nor marks, nor which group says what.
    """
    shown_themes = [one for one in board.themes.values() if one.shown]
    return {
        "title": board.title,
        "themes": _all(_theme(one, board, cards, names) for one in shown_themes),
        "areas": _all(_area(one, board, cards, names) for one in board.areas.values()),
        "bare": not shown_themes,
        "left_out": _left_out(sum(one.aside for one in board.ideas.values())),
    }


def _all(drawn: Iterator[str]) -> SafeString:
    return SafeString("".join(drawn))  # each is escaped by its template


def _left_out(n: int) -> str:
    text = ngettext(
        "%(n)s idea that was set aside is not shown.",
        "%(n)s ideas that were set aside are not shown.",
        n,
    )
    return text % {"n": n} if n else ""


def _theme(one: Theme, board: Board, cards: Cards, names: bool) -> str:
    inside = (board.ideas[idea] for idea in one.ideas)
    drawn = _all(
        _idea(idea, cards, names, "" if idea.themes[0] == one.id else one.id)
        for idea in inside
        if not idea.aside
    )
    return piece("theme", {**shown.theme(one, cards, drawn), **_quiet(names)})


def _area(one: Area, board: Board, cards: Cards, names: bool) -> str:
    """Draw what lies in the open of an area; nothing where nothing does."""
    place = f"open:{one.id}"
    lying = [idea for idea in board.ideas.values() if idea.place == place]
    if not lying:
        return ""
    drawn = _all(_idea(idea, cards, names) for idea in lying)
    return piece("area", {**shown.area(one, board, drawn), **_quiet(names)})


def _quiet(names: bool) -> Shown:
    """A group's name may say who somebody is, so it goes with the names."""
    return {"still": True} if names else {"still": True, "lowest": ""}


def _idea(one: Idea, cards: Cards, names: bool, within: str = "") -> str:
    words = shown.idea(one if names else nameless(one), cards, within)
    return piece("idea", _unmarked(words, names) | _quiet(names))


def nameless(one: Idea) -> Idea:
    """Return the idea with nobody's name on it; whether it was heard stays as it was."""
    echoes = tuple(replace(echo, seat=None) for echo in one.echoes)
    return replace(one, seat=None, echoes=echoes)


def _unmarked(words: Shown, names: bool) -> Shown:
    """Leave out the seats' ids, what was said before it was changed, and without names any mark."""
    bare = {"seat": ""} if names else {"seat": "", "mark": "", "who": ""}
    return {**words, **bare, "first": "", "echoes": [one | bare for one in words["echoes"]]}

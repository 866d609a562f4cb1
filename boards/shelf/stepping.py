"""From one moment of a board to another: the pieces that differ, and those that are not there then.

A moment is shown as the board is, by the same pieces. Whoever took their name off something since
is named on it at no moment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from boards.live import beside, frames
from boards.live.shown import Cards
from boards.operations.state import Board, Echo, Idea, Theme
from boards.past import Past
from boards.shelf import moments

Value = TypeVar("Value")
StoodOn = TypeVar("StoodOn", Idea, Theme)


def step(past: Past, since: int, to: int, cards: Cards) -> dict[str, Any]:
    """Return what makes a screen that shows the moment `since` show the moment `to`.

    `gone` are the elements that are not there then.
    """
    before, after = past.at(since), past.at(to)
    shown = as_told_now(after, past.now)
    html = frames.render(shown, differing(before, after), cards, past=True)
    gone = sorted({*elements(before)}.difference(elements(after)))
    return {"seq": to, "html": html + _partial(told(past, to, cards)), "gone": gone}


def told(past: Past, seq: int, cards: Cards) -> SafeString:
    """Return the piece that tells what was done last."""
    return render_to_string("boards/pieces/_told.html", moments.told(past, seq, cards))


def _partial(piece: str) -> str:
    return f'<hx-partial hx-target="#told-act" hx-swap="outerMorph">{piece}</hx-partial>'


def differing(before: Board, after: Board) -> list[str]:
    """Name the pieces of `after` that read otherwise than those of `before`."""
    named = ["order", "counts", *beside.kinds]
    if before.areas != after.areas or before.counts != after.counts:
        named.append("areas")  # the only one there is counts what lies in it
    named += (f"theme:{one}" for one in _changed(before.themes, after.themes))
    return [*named, *(f"idea:{one}" for one in _changed(before.ideas, after.ideas))]


def _changed(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[str]:
    """Yield what is new or otherwise; what is the very same value costs no comparison."""
    for key, value in after.items():
        other = before.get(key)
        if other is not value and other != value:
            yield key


def elements(board: Board) -> Iterator[str]:
    """Name each element that the pieces of a board are drawn into, and that others may lack."""
    yield from (f"area-{one}" for one in board.areas)
    for theme in board.themes.values():
        yield f"theme-{theme.id}"
        if theme.went:
            yield f"gone-{theme.id}"
    for idea in board.ideas.values():
        yield f"idea-{idea.id}"
        if not idea.aside:
            yield from (f"idea-{idea.id}-in-{theme}" for theme in idea.themes[1:])


def as_told_now(then: Board, now: Board) -> Board:
    """Return the board of a moment without the names that were taken off since.

    Why people stand where they do is told as it is now, in no order, and otherwise not at all: from
    one moment to the next it would tell when each was said.
    """
    if then is now:
        return then
    ideas = {id_: _idea(one, now.ideas[id_]) for id_, one in then.ideas.items()}
    themes = {id_: _unreasoned(one, now.themes[id_]) for id_, one in then.themes.items()}
    return replace(then, ideas=ideas, themes=themes)


def _idea(then: Idea, now: Idea) -> Idea:
    then = _unreasoned(then, now)
    if then is now:
        return then
    seat = then.seat if now.seat else None
    seats = {echo.id: echo.seat for echo in now.echoes}
    echoes = tuple(_answered(echo, seats.get(echo.id)) for echo in then.echoes)
    if seat == then.seat and echoes == then.echoes:
        return then
    return replace(then, seat=seat, echoes=echoes)


def _answered(then: Echo, now: str | None) -> Echo:
    return then if now or not then.seat else replace(then, seat=None)


def _unreasoned(then: StoodOn, now: StoodOn) -> StoodOn:
    if then is now or then.stances == now.stances:
        return then
    bare = {hand: replace(stance, why=None) for hand, stance in then.stances.items()}
    return replace(then, stances=bare)

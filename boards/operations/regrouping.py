"""Bringing themes back to how they were: which stand, what belongs in each, and their order.

Part of the way back (`way_back`). Each function is a step of it: it tells in plain operations
what has to be done about `board`, on which the steps before it have been done, so that it looks
as `then` looked. A theme that said nothing then, or was not there yet, is to be one that nobody
sees; what it holds and says now stays underneath, and it can be brought back.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from boards.operations.arranging import MergeThemes, OrderTheme
from boards.operations.base import Operation
from boards.operations.dividing import DissolveTheme
from boards.operations.fields import AT_ONCE
from boards.operations.going import chain
from boards.operations.placing import BelongsToo, BringIdeas, PlaceIdea
from boards.operations.returning import BringBack
from boards.operations.state import Board, Theme


def themes_of(then: Board, idea: str) -> tuple[str, ...]:
    """Return the themes that an idea was in; one that was not there yet was in none."""
    was = then.ideas.get(idea)
    return was.themes if was else ()


def standing_again(board: Board, then: Board) -> Iterator[Operation]:
    """Bring back the themes that were seen then, with no ideas in them yet."""
    for theme in then.themes.values():
        if theme.shown and not board.themes[theme.id].stands:
            yield BringBack(theme=theme.id)


def going(board: Board, then: Board) -> Iterator[Operation]:
    """Let the themes go that were not seen then; each where it had gone, as far as that stands."""
    leaving = [one for one in board.themes.values() if one.stands and not _stays(one, then)]
    into = {one.id: _into(board, then, one.id) for one in leaving}
    yield from (MergeThemes(theme=one, into=last) for one, last in into.items() if last)
    yield from (DissolveTheme(theme=one) for one, last in into.items() if not last)


def _stays(theme: Theme, then: Board) -> bool:
    was = then.themes.get(theme.id)
    return not theme.shown or (was is not None and was.shown)


def _into(board: Board, then: Board, theme: str) -> str | None:
    """Return what a theme that had been merged was part of in the end, if that stands."""
    last = chain(then, theme)[-1:] if theme in then.themes else []
    return next((one for one in last if board.themes[one].stands), None)


def loose(board: Board, then: Board) -> Iterator[Operation]:
    """Bring into the open what was in no theme, several at once."""
    out = [one.id for one in board.ideas.values() if one.themes and not themes_of(then, one.id)]
    yield from _brought(out, None)


def _brought(ideas: Sequence[str], theme: str | None) -> Iterator[Operation]:
    for at in range(0, len(ideas), AT_ONCE):
        yield BringIdeas(ideas=tuple(ideas[at : at + AT_ONCE]), theme=theme)


def placed(board: Board, then: Board) -> Iterator[Operation]:
    """Put each idea into the theme in which it lay, in the order of then."""
    right = {one: _right(board, then, one) for one in then.ideas}
    for theme in then.themes.values():
        id_ = theme.id
        lay = [one for one in theme.ideas if id_ in (then.ideas[one].themes[0], *right[one])]
        there = [one for one in board.themes[id_].ideas if id_ in right.get(one, ())]
        free = [one for one in lay if {*right[one]} <= {id_} and not board.ideas[one].aside]
        together = _together(lay, there, free)
        yield from _brought(together, id_)
        yield from _one_by_one(id_, lay, _after(there, together), right)


def _right(board: Board, then: Board, idea: str) -> tuple[str, ...]:
    """Return the themes of an idea, where it need leave none of them, only join more."""
    lies = board.ideas[idea].themes
    return lies if lies == then.ideas[idea].themes[: len(lies)] else ()


def _together(lay: Sequence[str], there: Sequence[str], free: Iterable[str]) -> Sequence[str]:
    """Return what is best brought to the end of a theme in one act: nothing, if that is no less.

    Only those that are `free` can be: being brought, they leave every other theme.
    """
    kept = next((n for n, one in enumerate(there) if one != lay[n]), len(there))
    first = {*lay[:kept]}
    last = [one for one in free if one not in first]
    fewer = len(in_order(_after(there, last), lay)) - len(in_order(there, lay))
    return last if fewer > 1 else ()


def _after(there: Iterable[str], brought: Sequence[str]) -> list[str]:
    moved = {*brought}
    return [*(one for one in there if one not in moved), *brought]


def _one_by_one(
    theme: str, lay: Sequence[str], there: Iterable[str], right: Mapping[str, Sequence[str]]
) -> Iterator[Operation]:
    """Put what is not `there` in its order before what followed it, the last of all first."""
    kept, follower = in_order(there, lay), None
    for one in reversed(lay):
        if one not in kept:
            out_of = theme if theme in right[one] else None
            yield PlaceIdea(idea=one, theme=theme, before=follower, out_of=out_of)
        follower = one


def belonging(board: Board, then: Board) -> Iterator[Operation]:
    """Let ideas belong in one more theme, the next of those that they were in; in its order."""
    for theme in then.themes.values():
        follower = None
        for one in reversed(theme.ideas):
            lies = board.ideas[one].themes
            if themes_of(then, one)[len(lies) :][:1] == (theme.id,):
                yield BelongsToo(idea=one, theme=theme.id, before=follower)
            elif theme.id not in lies:
                continue
            follower = one


def ordered(board: Board, then: Board) -> Iterator[Operation]:
    """Put the themes into their order."""
    order = [one.id for one in then.themes.values() if one.shown]
    kept, follower = in_order([one for one in board.themes if one in {*order}], order), None
    for one in reversed(order):
        if one not in kept:
            yield OrderTheme(theme=one, before=follower)
        follower = one


def in_order(ids: Iterable[str], order: Sequence[str]) -> set[str]:
    """Return as many of `ids` as stand in this order already: all others have to be moved."""
    places = {one: n for n, one in enumerate(order)}
    ends: list[int] = []  # by length, the place at which a run of so many ends earliest
    before: dict[int, int | None] = {}  # what comes before a place in the longest run to it
    for place in (places[one] for one in ids):
        length = bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    kept, last = set(), ends[-1] if ends else None
    while last is not None:
        kept.add(order[last])
        last = before[last]
    return kept

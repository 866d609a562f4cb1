"""How a theme goes and stands again: what was merged or dissolved remembers all that it held."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from boards.operations.base import Operation
from boards.operations.membership import STAY, follower, moved
from boards.operations.placing import PlaceIdea
from boards.operations.state import Board, Theme
from boards.operations.wire import from_log


def gone(before: Board, after: Board, theme: str, seq: int, into: str | None = None) -> Board:
    """Return `after`, where the ideas have left the theme, with it gone `into` another or none."""
    held = tuple((idea, before.ideas[idea].themes) for idea in before.themes[theme].ideas)
    went = replace(after.themes[theme], held=held, went=seq)
    return after.with_themes(replace(went, merged_into=into, dissolved=into is None))


def standing_again(
    board: Board, theme: Theme, ideas: Sequence[str], out_of: str, both: Collection[str]
) -> Board:
    """Return the board with a theme that had gone, and `ideas` in it, in this order.

    They leave the theme `out_of`, but for those in `both`, which belong in it as well.
    """
    was = dict(theme.held)
    stands = replace(theme, merged_into=None, dissolved=False, held=())
    board = board.with_themes(stands)
    leaving = [board.ideas[one] for one in ideas if one not in both]
    board = moved(board, leaving, theme.id, out_of=out_of)
    staying = [board.ideas[one] for one in ideas if one in both]
    board = moved(board, staying, theme.id, out_of=STAY)
    back = staying if out_of else [*leaving, *staying]
    turned = [
        replace(one, themes=_among(one.themes, theme.id, was.get(one.id, ()))) for one in back
    ]
    return board.with_ideas(turned).with_themes(replace(stands, ideas=tuple(ideas)))


def _among(themes: tuple[str, ...], theme: str, was: tuple[str, ...]) -> tuple[str, ...]:
    """Return the themes of an idea with this one more, where it was among them before it went."""
    at = was.index(theme) if theme in was else len(was)
    first = [themes.index(one) + 1 for one in was[:at] if one in themes]
    later = [themes.index(one) for one in was[at + 1 :] if one in themes]
    place = max(first, default=min(later, default=len(themes)))
    return (*themes[:place], theme, *themes[place:])


def chain(board: Board, theme: str) -> list[str]:
    """Return the themes that a merged one went into, one after the other, the first of them first.

    All but the last have gone as well.
    """
    found: list[str] = []
    into = board.themes[theme].merged_into
    while into is not None and into not in found:
        found.append(into)
        into = board.themes[into].merged_into
    return found


def within(board: Board, theme: str) -> list[str]:
    """Return a theme and all that were merged into it, at any number of removes."""
    merged: dict[str, list[str]] = {}
    for one in board.themes.values():
        merged.setdefault(one.merged_into or "", []).append(one.id)
    found = [theme]
    for into in found:
        found += [one for one in merged.get(into, ()) if one not in found]
    return found


def gone_again(
    before: Board, theme: str, into: str | None, left: Collection[str]
) -> tuple[Operation, ...]:
    """Return what makes a theme go again, with the ideas that `left` where they lie on `before`."""
    if into is None:
        return (from_log("dissolve_theme", {"theme": theme}),)
    there = before.themes[into]
    merge = from_log("merge_themes", {"theme": theme, "into": into})
    back = [one for one in reversed(there.ideas) if one in left]
    places = (
        PlaceIdea(idea=one, theme=into, out_of=into, before=follower(there, one)) for one in back
    )
    return merge, *places

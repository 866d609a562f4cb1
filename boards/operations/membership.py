"""Which ideas belong to which theme, and in what order."""

from collections.abc import Iterable
from dataclasses import replace

from boards.operations.base import Refused, gettext_noop
from boards.operations.state import Board, Idea, Theme

STAY = ""  # moved out of no theme: it belongs in one more


def moved(
    board: Board,
    ideas: Iterable[Idea],
    into: str | None,
    *,
    out_of: str | None = None,
    before: str | None = None,
) -> Board:
    """Return the board after `ideas` left `out_of` (None: every theme they are in).

    They join `into` (None: no theme) in the order given, before the idea `before` or at the end.
    """
    moving = {idea.id: replace(idea, themes=_themes(idea, into, out_of)) for idea in ideas}
    left = {theme for id_ in moving for theme in board.ideas[id_].themes}
    kept = {one: _without(board.themes[one], moving) for one in left if out_of in (None, one)}
    if into is not None:
        there = _without(kept.get(into, board.themes[into]), moving).ideas
        at = there.index(before) if before in there else len(there)
        kept[into] = replace(board.themes[into], ideas=(*there[:at], *moving, *there[at:]))
    return board.with_ideas(moving.values()).with_themes(*kept.values())


def _themes(idea: Idea, into: str | None, out_of: str | None) -> tuple[str, ...]:
    """Return the themes of an idea once it has moved: what it joins lies where it lay before."""
    if out_of is None:
        return (into,) if into else ()
    turned = [into if one == out_of else one for one in idea.themes]
    return tuple(dict.fromkeys(one for one in [*turned, into] if one))


def _without(theme: Theme, ideas: Iterable[str]) -> Theme:
    gone = set(ideas)
    return replace(theme, ideas=tuple(one for one in theme.ideas if one not in gone))


def follower(theme: Theme, idea: str) -> str | None:
    """Return the idea that comes after this one in the theme, or None for the last."""
    after = theme.ideas[theme.ideas.index(idea) + 1 :]
    return next(iter(after), None)


def touched(before: Board, ideas: Iterable[str], *themes: str) -> list[str]:
    """Name the pieces of ideas that move, of the themes they are in, and of `themes`."""
    moving = list(ideas)
    both = {*themes, *(theme for id_ in moving for theme in before.ideas[id_].themes)}
    return [*(f"idea:{idea}" for idea in moving), *(f"theme:{one}" for one in both), "counts"]


def not_in_theme(field: str) -> Refused:
    return Refused("not_in_theme", gettext_noop("That idea is not in this theme."), field)

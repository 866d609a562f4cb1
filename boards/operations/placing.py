"""Where ideas belong: into a theme, into one more, several at once, and back into the open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import (
    Mint,
    Operation,
    Refused,
    Sentence,
    find_idea,
    find_theme,
    gettext_noop,
    refuse_aside,
)
from boards.operations.fields import name, names
from boards.operations.membership import STAY, follower, moved, not_in_theme, touched
from boards.operations.sayings import about, called
from boards.operations.state import Board, Theme

FEW = 12  # followers that are placed again, where the order can be told without `before`


def back_again(before: Board, ids: Iterable[str], now: str = "") -> tuple[Operation, ...]:
    """Return what puts ideas back where they lie on `before`; `now` is the theme they came into.

    Each is put before the one that followed it, so the last of a theme goes first.
    """
    ideas = [find_idea(before, id_) for id_ in ids]
    loose = [LetGo(idea=one.id, theme=now) for one in ideas if not one.themes and now]
    lying = [(one.id, theme, n) for one in ideas for n, theme in enumerate(one.themes)]
    lying.sort(key=lambda one: (one[2] > 0, -before.themes[one[1]].ideas.index(one[0])))
    return *loose, *(_put(before, id_, theme, first=n == 0) for id_, theme, n in lying)


def _put(before: Board, id_: str, theme: str, *, first: bool) -> Operation:
    kind = PlaceIdea if first else BelongsToo
    return kind(idea=id_, theme=theme, before=follower(before.themes[theme], id_))


@dataclass(frozen=True, kw_only=True)
class PlaceIdea(Operation):
    """Put an idea into a theme, at the end or before another; it leaves where it was.

    In several themes, it leaves them all, or only the theme `out_of`.
    """

    verb = "place_idea"
    permits = gettext_noop("put any idea into any theme")

    idea: str = name()
    theme: str = name()
    before: str | None = name(default=None)
    out_of: str | None = name(default=None)

    def stamped(self, board: Board, mint: Mint) -> Self:
        refuse_aside(find_idea(board, self.idea))
        return self

    def apply(self, board: Board) -> Board:
        idea, theme = find_idea(board, self.idea), find_theme(board, self.theme)
        if self.out_of != theme.id:  # an undo restores the order of what is aside as well
            refuse_aside(idea)
        refuse_before(theme, self.before, idea.id)
        if self.out_of is not None and self.out_of not in idea.themes:
            raise not_in_theme("out_of")
        return moved(board, [idea], theme.id, out_of=self.out_of, before=self.before)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return back_again(before, [self.idea], self.theme)

    def plainly(self, board: Board, *, brief: bool = False) -> tuple[Operation, ...]:
        """Without `before`: those that follow it are put at the end again, one by one."""
        if not board.themes[self.theme].stands:
            return ()
        if self.out_of is not None:
            return self._in_order(board)
        followers = _followers(find_theme(board, self.theme), self.before, self.idea)
        if brief or len(followers) > FEW:
            return (self if followers else replace(self, before=None),)
        if any(_is_held_elsewhere(board, self.theme, idea) for idea in followers):
            return (self,)  # they cannot be placed again as they lie, so the order is said outright
        return tuple(PlaceIdea(idea=idea, theme=self.theme) for idea in (self.idea, *followers))

    def _in_order(self, board: Board) -> tuple[Operation, ...]:
        """Only where it is still there, and what it stood before as well."""
        idea, there = board.ideas[self.idea], board.themes[self.theme].ideas
        fits = self.out_of in idea.themes and self.before in (None, *there)
        return (self,) if fits else ()

    def pieces(self, before: Board) -> list[str]:
        return touched(before, [self.idea], self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("place", self.idea)]

    def stakes(self) -> list[tuple[str, str]]:
        return [*self.slots(), ("stands", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        values = {**about(board, self.idea), **called(board, self.theme)}
        return Sentence(gettext_noop("Idea %(number)s joined %(theme)s"), values)


def refuse_before(theme: Theme, before: str | None, idea: str) -> None:
    if before is not None and (before == idea or before not in theme.ideas):
        raise not_in_theme("before")


def _followers(theme: Theme, before: str | None, idea: str) -> list[str]:
    at = theme.ideas.index(before) if before in theme.ideas else len(theme.ideas)
    return [one for one in theme.ideas[at:] if one != idea]


def _is_held_elsewhere(board: Board, theme: str, idea: str) -> bool:
    return board.ideas[idea].aside or board.ideas[idea].themes != (theme,)


@dataclass(frozen=True, kw_only=True)
class BelongsToo(Operation):
    """Let an idea belong in one more theme, beside those it is in."""

    verb = "belongs_too"
    permits = gettext_noop("let an idea belong in two themes")

    idea: str = name()
    theme: str = name()
    before: str | None = name(default=None)

    def apply(self, board: Board) -> Board:
        idea, theme = find_idea(board, self.idea), find_theme(board, self.theme)
        refuse_aside(idea)
        if theme.id in idea.themes:
            message = gettext_noop("Idea %(number)s is there already.")
            raise Refused("already_there", message, "theme", number=idea.number)
        refuse_before(theme, self.before, idea.id)
        return moved(board, [idea], theme.id, out_of=STAY, before=self.before)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (LetGo(idea=self.idea, theme=self.theme),)

    def plainly(self, board: Board, *, brief: bool = False) -> tuple[Operation, ...]:
        theme = board.themes[self.theme]
        if not theme.stands:
            return ()
        return (self if self.before in theme.ideas else replace(self, before=None),)

    def pieces(self, before: Board) -> list[str]:
        return touched(before, [self.idea], self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("place", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        values = {**about(board, self.idea), **called(board, self.theme)}
        return Sentence(gettext_noop("Idea %(number)s belongs in %(theme)s too"), values)


@dataclass(frozen=True, kw_only=True)
class BringIdeas(Operation):
    """Bring several ideas into a theme at once, or, without one, back into the open."""

    verb = "bring_ideas"
    permits = gettext_noop("move several ideas at once")

    ideas: tuple[str, ...] = names()
    theme: str | None = name(default=None)

    def apply(self, board: Board) -> Board:
        ideas = [find_idea(board, idea) for idea in self.ideas]
        if not ideas:
            raise Refused("too_few", gettext_noop("Choose an idea first."), "ideas")
        for idea in ideas:
            refuse_aside(idea)
        if self.theme is not None:
            find_theme(board, self.theme)
        return moved(board, ideas, self.theme)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return back_again(before, self.ideas, self.theme or "")

    def pieces(self, before: Board) -> list[str]:
        return touched(before, self.ideas, *([self.theme] if self.theme else []))

    def slots(self) -> list[tuple[str, str]]:
        return [("place", idea) for idea in self.ideas]

    def stakes(self) -> list[tuple[str, str]]:
        return [*self.slots(), ("stands", self.theme or "")]

    def sentence(self, board: Board) -> Sentence:
        count = {"count": len(self.ideas)}
        if self.theme is None:
            return Sentence(gettext_noop("%(count)s ideas went back into the open"), count)
        text = gettext_noop("%(count)s ideas joined %(theme)s")
        return Sentence(text, {**count, **called(board, self.theme)})


@dataclass(frozen=True, kw_only=True)
class LetGo(Operation):
    """Take an idea out of a theme; if it was its only one, back into the open."""

    verb = "let_go"
    permits = gettext_noop("take any idea out of a theme")

    idea: str = name()
    theme: str = name()

    def apply(self, board: Board) -> Board:
        idea, theme = find_idea(board, self.idea), find_theme(board, self.theme)
        if theme.id not in idea.themes:
            raise not_in_theme("idea")
        refuse_aside(idea)
        return moved(board, [idea], None, out_of=theme.id)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return back_again(before, [self.idea], self.theme)

    def pieces(self, before: Board) -> list[str]:
        return touched(before, [self.idea], self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("place", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        values = {**about(board, self.idea), **called(board, self.theme)}
        return Sentence(gettext_noop("Idea %(number)s left %(theme)s"), values)

"""Where ideas belong: into a theme, into one more, several at once, and back into the open."""

from dataclasses import dataclass, replace

from boards.operations.base import (
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


def back_again(before: Board, id_: str, now: str) -> tuple[Operation, ...]:
    """Return what puts an idea back where it lies on `before`; `now` is the theme it came into."""
    idea = find_idea(before, id_)
    if not idea.themes:
        return (LetGo(idea=id_, theme=now),)
    first, *others = ((one, follower(before.themes[one], id_)) for one in idea.themes)
    placed = PlaceIdea(idea=id_, theme=first[0], before=first[1])
    return placed, *(BelongsToo(idea=id_, theme=one, before=next_) for one, next_ in others)


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

    def apply(self, board: Board) -> Board:
        idea, theme = find_idea(board, self.idea), find_theme(board, self.theme)
        refuse_aside(idea)
        refuse_before(theme, self.before, idea.id)
        if self.out_of is not None and self.out_of not in idea.themes:
            raise not_in_theme("out_of")
        return moved(board, [idea], theme.id, out_of=self.out_of, before=self.before)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return back_again(before, self.idea, self.theme)

    def plainly(self, board: Board) -> tuple[Operation, ...]:
        """Without `before`: those that follow it are put at the end again, one by one."""
        followers = _followers(find_theme(board, self.theme), self.before, self.idea)
        if any(_is_held_elsewhere(board, self.theme, idea) for idea in followers):
            return (self,)  # they cannot be placed again as they lie, so the order is said outright
        return tuple(PlaceIdea(idea=idea, theme=self.theme) for idea in (self.idea, *followers))

    def pieces(self, before: Board) -> list[str]:
        return touched(before, [self.idea], self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("place", self.idea)]

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

    def plainly(self, board: Board) -> tuple[Operation, ...]:
        there = self.before in find_theme(board, self.theme).ideas
        return (self if there else replace(self, before=None),)

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
        back = (back_again(before, one, self.theme or "") for one in reversed(self.ideas))
        wanted = [operation for one in back for operation in one]
        # What lay in the open before, and was brought there, has nothing to be let go from.
        return tuple(one for one in wanted if not isinstance(one, LetGo) or one.theme)

    def pieces(self, before: Board) -> list[str]:
        return touched(before, self.ideas, *([self.theme] if self.theme else []))

    def slots(self) -> list[tuple[str, str]]:
        return [("place", idea) for idea in self.ideas]

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
        return back_again(before, self.idea, self.theme)

    def pieces(self, before: Board) -> list[str]:
        return touched(before, [self.idea], self.theme)

    def slots(self) -> list[tuple[str, str]]:
        return [("place", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        values = {**about(board, self.idea), **called(board, self.theme)}
        return Sentence(gettext_noop("Idea %(number)s left %(theme)s"), values)

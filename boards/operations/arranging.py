"""Arranging themes: order, merge and part."""

from dataclasses import dataclass, replace

from boards.operations.base import Operation, Refused, Sentence, find_idea, find_theme, gettext_noop
from boards.operations.fields import name, names
from boards.operations.going import gone, gone_again, standing_again
from boards.operations.membership import moved, touched
from boards.operations.returning import BringBack
from boards.operations.sayings import called
from boards.operations.state import Board


@dataclass(frozen=True, kw_only=True)
class OrderTheme(Operation):
    """Put a theme before another, or at the end."""

    verb = "order_theme"
    permits = gettext_noop("put the themes in another order")

    theme: str = name()
    before: str | None = name(default=None)

    def apply(self, board: Board) -> Board:
        theme = find_theme(board, self.theme)
        if self.before is not None:
            find_theme(board, self.before, "before")
        if self.before == theme.id:
            message = gettext_noop("A theme cannot go before itself.")
            raise Refused("repeated", message, "before")
        others = [one for one in board.themes if one != theme.id]
        place = others.index(self.before) if self.before else len(others)
        order = [*others[:place], theme.id, *others[place:]]
        return replace(board, themes={one: board.themes[one] for one in order})

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        order = [one.id for one in before.themes.values() if one.stands]
        follower = order[order.index(self.theme) + 1 :] if self.theme in order else []
        return (OrderTheme(theme=self.theme, before=next(iter(follower), None)),)

    def plainly(self, board: Board, *, brief: bool = False) -> tuple[Operation, ...]:
        """At the end where the theme it stood before has gone since."""
        follower = board.themes.get(self.before or "")
        gone = follower is None or not follower.stands
        return (replace(self, before=None) if gone else self,)

    def pieces(self, before: Board) -> list[str]:
        return ["order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("order", "")]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("%(theme)s changed places"), called(board, self.theme))


@dataclass(frozen=True, kw_only=True)
class MergeThemes(Operation):
    """Let the ideas of one theme join another; its words are kept underneath."""

    verb = "merge_themes"
    permits = gettext_noop("merge two themes")

    theme: str = name()
    into: str = name()

    def apply(self, board: Board) -> Board:
        theme, into = find_theme(board, self.theme), find_theme(board, self.into, "into")
        if theme is into:
            message = gettext_noop("A theme cannot be merged with itself.")
            raise Refused("repeated", message, "into")
        ideas = [board.ideas[idea] for idea in theme.ideas]
        joining = [idea for idea in ideas if into.id not in idea.themes]
        there = [idea for idea in ideas if into.id in idea.themes]
        after = moved(board, joining, into.id, out_of=theme.id)
        after = moved(after, there, None, out_of=theme.id)
        return gone(board, after, theme.id, self.seq, into.id)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (BringBack(theme=self.theme),)

    def pieces(self, before: Board) -> list[str]:
        ideas = find_theme(before, self.theme).ideas
        return [*touched(before, ideas, self.theme, self.into), "order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("theme", self.theme), ("theme", self.into), ("stands", self.theme)]

    def concerns(self, kind: str, id_: str) -> bool:
        return kind == "theme" and id_ in (self.theme, self.into)

    def sentence(self, board: Board) -> Sentence:
        values = {**called(board, self.theme), "into": called(board, self.into)["theme"]}
        return Sentence(gettext_noop("%(theme)s joined %(into)s"), values)


@dataclass(frozen=True, kw_only=True)
class PartThemes(Operation):
    """Take a merged theme out again, with those of `ideas` that are still where it joined.

    Those in `both` stay there as well.
    """

    verb = "part_themes"
    permits = gettext_noop("take merged themes apart again")

    theme: str = name()
    ideas: tuple[str, ...] = names()
    both: tuple[str, ...] | None = names(default=None)

    def apply(self, board: Board) -> Board:
        theme = board.themes.get(self.theme)
        if theme is None or theme.merged_into is None:
            message = gettext_noop("That theme is not merged with another.")
            raise Refused("no_such_theme", message, "theme")
        ideas = [find_idea(board, one) for one in self.ideas]
        there = [one.id for one in ideas if theme.merged_into in one.themes]
        return standing_again(board, theme, there, theme.merged_into, self.both or ())

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        into = before.themes[before.themes[self.theme].merged_into or ""]
        left = set(self.ideas).difference(self.both or ())
        return gone_again(before, self.theme, into.id if into.stands else None, left)

    def pieces(self, before: Board) -> list[str]:
        return [*touched(before, self.ideas, self.theme), "order"]

    def slots(self) -> list[tuple[str, str]]:
        return [("theme", self.theme)]

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("%(theme)s stands on its own again")
        return Sentence(text, called(board, self.theme))

"""Withdrawing one's own words for good: an idea, an answer, or everything one wrote.

This is the visible act. As it is stored, the log's earlier entries are rewritten without the words
(see `boards/erasing.py`), so that nothing and nobody can bring them back. What goes is told by its
ids alone, and the act is nobody's to see: together with names it could tell who wrote what.
"""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import (
    Mint,
    Operation,
    Refused,
    Sentence,
    find_idea,
    gettext_noop,
    refuse_withdrawn,
)
from boards.operations.blanking import Gone, blank
from boards.operations.fields import flag, name, stamp
from boards.operations.sayings import about
from boards.operations.state import Board, Echo, Idea


@dataclass(frozen=True, kw_only=True)
class WithdrawWords(Operation):
    """Withdraw the words of an `idea` of one's own, of an `echo` under any idea, or `all`."""

    verb = "withdraw_words"
    permits = gettext_noop("withdraw words of your own for good")
    erases = True

    idea: str | None = name(default=None)
    echo: str | None = name(default=None)
    all: bool | None = flag(default=None)
    ideas: tuple[str, ...] = stamp(())
    echoes: tuple[str, ...] = stamp(())

    def stamped(self, board: Board, mint: Mint) -> Self:
        if bool(self.all) == (self.idea is not None):
            message = gettext_noop("Say which words: of one idea or answer, or all of yours.")
            raise Refused("missing_field", message, "idea")
        unsigned = replace(self, seat=None)
        return unsigned._everything(board) if self.all else unsigned._one(board)

    def _everything(self, board: Board) -> Self:
        ideas = [one for one in board.ideas.values() if not one.withdrawn]
        echoes = (two for one in board.ideas.values() for two in one.echoes if not two.withdrawn)
        return replace(
            self,
            ideas=tuple(one.id for one in ideas if self._is_own(one)),
            echoes=tuple(one.id for one in echoes if self._is_own(one)),
        )

    def _is_own(self, one: Idea | Echo) -> bool:
        return self.hand is not None and one.hand == self.hand

    def _one(self, board: Board) -> Self:
        idea = find_idea(board, self.idea or "")
        found = idea if self.echo is None else _echo(idea, self.echo)
        if not self._is_own(found):
            message = gettext_noop("Only the person who wrote words can withdraw them.")
            raise Refused("not_yours", message, "idea" if self.echo is None else "echo")
        refuse_withdrawn(found)
        if isinstance(found, Echo):
            return replace(self, echoes=(found.id,))
        return replace(self, ideas=(found.id,))

    def apply(self, board: Board) -> Board:
        ideas, echoes = set(self.ideas), set(self.echoes)
        without = (_without(one, ideas, echoes) for one in board.ideas.values())
        return board.with_ideas(one for one in without if one is not board.ideas[one.id])

    def resigns(self) -> bool:
        # Nobody may do it for somebody else: being let would tell whose unsigned words they are.
        return True

    def veiled(self, board: Board) -> bool:
        return True

    def matter(self) -> str:
        return self.id if self.all else f"idea {self.idea}"

    def slots(self) -> list[tuple[str, str]]:
        return [("words", idea) for idea in self.ideas] + [("echo", one) for one in self.echoes]

    def concerns(self, kind: str, id_: str) -> bool:
        return super().concerns(kind, id_) or (kind == "idea" and id_ in self.ideas)

    def gone(self) -> Gone:
        """Return what goes from the log."""
        hand = self.hand if self.all else None
        return Gone(frozenset(self.ideas), frozenset(self.echoes), hand=hand)

    def sentence(self, board: Board) -> Sentence:
        if self.all:
            return Sentence(gettext_noop("Somebody withdrew all their words"), {})
        text = gettext_noop("The words of idea %(number)s were withdrawn")
        if self.echo is not None:
            text = gettext_noop("The words of an answer to idea %(number)s were withdrawn")
        return Sentence(text, about(board, self.idea or ""))


def _echo(idea: Idea, echo: str) -> Echo:
    for one in idea.echoes:
        if one.id == echo:
            return one
    raise Refused("no_such_echo", gettext_noop("That answer is not here."), "echo")


def _without(idea: Idea, ideas: set[str], echoes: set[str]) -> Idea:
    """Return the idea without what goes; the same one, where nothing of it does."""
    if idea.id in ideas:
        idea = replace(idea, text=idea.text.blanked(), withdrawn=True)
    if any(one.id in echoes for one in idea.echoes):
        kept = (
            replace(one, text=blank(one.text), withdrawn=True) if one.id in echoes else one
            for one in idea.echoes
        )
        idea = replace(idea, echoes=tuple(kept))
    return idea

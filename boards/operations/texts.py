"""Editing words that several people may write at once: ideas, and what a theme says.

A client says what it changed in the text as it stood at seq `base`; the board carries that
splice over everything logged since, so that both people keep every character they typed.
"""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from boards.operations.base import Mint, Operation, Refused, gettext_noop
from boards.operations.blanking import Walk, blank
from boards.operations.fields import any_text, stamp, whole, within
from boards.operations.splice import Splice, carried, carried_all, inverse
from boards.operations.state import Board, Text


def load_splices(given: Any) -> tuple[Splice, ...]:
    return tuple((at, remove, insert) for at, remove, insert in given)


@dataclass(frozen=True, kw_only=True)
class EditText(Operation):
    """A splice: at `at`, take out `remove` code points and write `insert`."""

    reconciles = True
    limit: ClassVar[int]

    base: int = whole()
    at: int = whole()
    remove: int = whole()
    insert: str = any_text()
    splices: tuple[Splice, ...] = stamp((), load_splices)

    def text(self, board: Board) -> Text:
        raise NotImplementedError

    def with_text(self, board: Board, text: Text) -> Board:
        raise NotImplementedError

    def stamped(self, board: Board, mint: Mint) -> Self:
        text = self.text(board)
        if not text.since <= self.base <= board.seq:
            message = gettext_noop("These words are from another moment of the board.")
            raise Refused("bad_base", message, "base")
        later = text.edits_after(self.base)
        before = len(text.said) - sum(len(insert) - remove for _, remove, insert in later)
        if self.at + self.remove > before:
            message = gettext_noop("That place is not in the words.")
            raise Refused("out_of_range", message, "at")
        return replace(self, splices=carried((self.at, self.remove, self.insert), later))

    def apply(self, board: Board) -> Board:
        text = self.text(board).edited(self.seq, self.splices)
        if any(insert for _, _, insert in self.splices):
            within(text.said, self.limit, "insert")
        return self.with_text(board, text)

    def key(self) -> str:
        """Name the text that it changes, as nothing else on the board is named."""
        on = next(filter(None, (getattr(self, kind, None) for kind in ("idea", "theme", "phase"))))
        return f"{self.verb} {on}"

    def blanked(self, walk: Walk) -> Self:
        splices = walk.spliced(self.key(), self.splices)
        said = {was[2]: now[2] for was, now in zip(self.splices, splices, strict=True)}
        return replace(self, insert=said.get(self.insert, blank(self.insert)), splices=splices)

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        back = inverse(self.text(before).said, self.splices)
        unstamped = replace(self, id="", seq=0, seat=None, hand=None, when=0)
        return (replace(unstamped, base=self.seq, at=0, remove=0, insert="", splices=back),)

    def plainly(self, board: Board, *, brief: bool = False) -> tuple[Operation, ...]:
        later = self.text(board).edits_after(self.base)
        return tuple(
            replace(self, base=board.seq, at=at, remove=remove, insert=insert, splices=(one,))
            for one in carried_all(self.splices, later)
            for at, remove, insert in [one]
        )

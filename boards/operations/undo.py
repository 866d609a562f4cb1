"""Undo: take back one's own last act, and never another person's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk
from boards.operations.fields import stamp, whole
from boards.operations.state import Act, Board
from boards.operations.wire import from_log

PLAIN = 12  # acts that are told in the words of the first table; of more, each in one


def load_does(given: Any) -> tuple[Operation, ...]:
    return tuple(
        one
        if isinstance(one, Operation)
        else from_log(one["verb"], {key: one[key] for key in one if key != "verb"})
        for one in given
    )


@dataclass(frozen=True, kw_only=True)
class Undo(Operation):
    """Take back the act at seq `entry`: one's own last, unless said.

    `does` tells it as the plain operations it amounts to, so that anyone can fold it.
    """

    verb = "undo"
    permits = gettext_noop("take back your own last act")

    entry: int | None = whole(default=None)
    does: tuple[Operation, ...] = stamp((), load_does)

    def stamped(self, board: Board, mint: Mint) -> Self:
        act = self._act(board)
        refuse_overtaken(board, act)
        does, after = self._does(board, act)
        done = replace(self, entry=act.operation.seq, does=does)
        return replace(done, seat=None) if done.veiled(after) else done

    def _act(self, board: Board) -> Act:
        done = standing(board)
        if self.entry is None:
            mine = (act for act in done if act.operation.hand == self.hand and act.inverse)
            if act := next(mine, None):
                return act
        for act in done:
            if act.operation.seq == self.entry and act.inverse:
                return self._own(act)
        raise Refused("nothing_to_undo", gettext_noop("There is nothing of yours to take back."))

    def _own(self, act: Act) -> Act:
        if act.operation.hand != self.hand:
            message = gettext_noop("Each person can take back only what they did themselves.")
            raise Refused("not_yours", message, "entry")
        return act

    def _does(self, board: Board, act: Act) -> tuple[tuple[Operation, ...], Board]:
        """Return the plain operations it amounts to, and the board after them."""
        does: list[Operation] = []
        for back in act.inverse:
            brief = len(act.inverse) > PLAIN
            for plain in self._signed(back).plainly(board, brief=brief):
                does.append(replace(plain, id="", seq=0, seat=None, hand=None, when=0))
                board = self._signed(plain).apply(board)
        return tuple(does), board

    def _signed(self, operation: Operation) -> Operation:
        return replace(operation, seq=self.seq, seat=self.seat, hand=self.hand, when=self.when)

    def resigns(self) -> bool:
        return any(one.resigns() for one in self.does)

    def veiled(self, board: Board) -> bool:
        """As what it takes back, or the writing of an unsigned idea; nothing tells of nobody."""
        return not self.does or any(
            self._signed(one).veiled(board) or self._takes_back_writing(board, one)
            for one in self.does
        )

    def _takes_back_writing(self, board: Board, one: Operation) -> bool:
        idea = board.ideas.get(getattr(one, "idea", None) or "")
        return bool(idea and idea.text.since == self.entry and idea.is_secretly(self.hand))

    def matter(self) -> str:
        """As what it does; where that has none of its own, this act alone."""
        return next(filter(None, (one.matter() for one in self.does)), self.id)

    def blanked(self, walk: Walk) -> Self:
        return replace(self, does=walk.taken_back(self.entry, self.does))

    def apply(self, board: Board) -> Board:
        for operation in self.does:
            board = self._signed(operation).apply(board)
        return board

    def pieces(self, before: Board) -> list[str]:
        named: list[str] = []
        for operation in self.does:
            named += operation.pieces(before)
            before = self._signed(operation).apply(before)
        return named

    def slots(self) -> list[tuple[str, str]]:
        return [slot for operation in self.does for slot in operation.slots()]

    def concerns(self, kind: str, id_: str) -> bool:
        return any(operation.concerns(kind, id_) for operation in self.does)

    def sentence(self, board: Board) -> Sentence:
        if not self.does:
            return Sentence(gettext_noop("An act was taken back"), {})
        told = self.does[0].sentence(board)
        return Sentence(gettext_noop("Taken back. %(act)s"), {"act": told})


def standing(board: Board) -> list[Act]:
    """Return the acts that have not been taken back, the newest first, undos left out."""
    undone = {act.operation.entry for act in board.acts if isinstance(act.operation, Undo)}
    return [
        act
        for act in reversed(board.acts)
        if act.operation.seq not in undone and not isinstance(act.operation, Undo)
    ]


def refuse_overtaken(board: Board, act: Act) -> None:
    """Refuse to take back what somebody has since decided otherwise; words are reconciled."""
    slots = set() if act.operation.reconciles else set(act.operation.stakes())
    for later in _later(board, act):
        again = act.operation.reconciles and later.operation.takes_back(act.operation.seq)
        if again or slots.intersection(later.operation.slots()):
            message = gettext_noop("This has changed since, so it stays as it is.")
            raise Refused("overtaken", message, "entry")


def _later(board: Board, act: Act) -> Iterator[Act]:
    for later in standing(board):
        if later.operation.seq == act.operation.seq:
            return
        yield later

"""The newest entries of a board, kept ready for those who come back."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from boards import log
from boards.live import frames
from boards.models import Card, cards_of
from boards.operations.base import Operation
from boards.operations.state import Board, advance

KEPT = 2000  # entries


class Logged(NamedTuple):
    """An entry as it goes onto the wire, and the pieces of the screen it touched."""

    seq: int
    id: str
    wire: bytes
    pieces: tuple[str, ...]
    operation: Operation


def logged(before: Board, entry: Operation, after: Board) -> Logged:
    """Return `entry` ready to be sent, with the board before it and after it."""
    pieces = touched(before, entry, after)
    return Logged(entry.seq, entry.id, frames.encode(entry, after), pieces, entry)


def touched(before: Board, entry: Operation, after: Board) -> tuple[str, ...]:
    """Name the pieces that read otherwise after an entry: all, where it erases."""
    return tuple(frames.whole(after) if entry.erases else entry.pieces(before))


@dataclass
class Tail:
    """The last entries without a gap, and the ids of all there ever were."""

    entries: deque[Logged] = field(default_factory=lambda: deque(maxlen=KEPT))
    seqs: dict[str, int] = field(default_factory=dict)  # by operation id

    def extend(self, entries: Iterable[Logged]) -> None:
        for entry in entries:
            self.entries.append(entry)
            self.seqs[entry.id] = entry.seq

    def encode_again(self, hand: str | None, board: Board) -> None:
        """Say anew what this hand did: something of it is signed now, or is no longer."""
        again = (
            one._replace(wire=frames.encode(one.operation, board))
            if one.operation.hand == hand or one.operation.told(board) is not one.operation
            else one
            for one in self.entries
        )
        self.entries = deque(again, maxlen=KEPT)

    def after(self, seq: int) -> list[Logged] | None:
        """Return what came after `seq`, or None where that is further back than is kept."""
        last = self.entries[-1].seq if self.entries else seq
        first = self.entries[0].seq if self.entries else seq + 1
        if seq + 1 < first:
            return None
        return [self.entries[n] for n in range(len(self.entries) - (last - seq), len(self.entries))]

    def first_of(self, id_: str) -> Logged | None:
        """Return the entry that an operation's id became, if it is still kept."""
        first = self.entries[0].seq if self.entries else 0
        place = self.seqs[id_] - first
        return self.entries[place] if place >= 0 else None


def load(board_id: str) -> tuple[Board, Tail, dict[str, Card]]:
    """Read a board from its log. Slow: for a thread."""
    board, tail = log.opened(board_id), Tail()
    entries = log.entries(board_id)
    newest: list[tuple[Operation, tuple[str, ...]]] = []
    for entry in entries:
        before, board = board, advance(board, entry)
        if entry.seq > len(entries) - KEPT:
            newest.append((entry, touched(before, entry, board)))
        tail.seqs[entry.id] = entry.seq
    # Only now is it known who is to be said to have signed what.
    tail.extend(
        Logged(one.seq, one.id, frames.encode(one, board), pieces, one) for one, pieces in newest
    )
    return board, tail, cards_of(board_id)

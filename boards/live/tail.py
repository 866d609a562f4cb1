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


def logged(before: Board, entry: Operation) -> Logged:
    """Return `entry` ready to be sent; `before` is the board it is about to change."""
    return Logged(entry.seq, entry.id, frames.encode(entry), tuple(entry.pieces(before)))


@dataclass
class Tail:
    """The last entries without a gap, and the ids of all there ever were."""

    entries: deque[Logged] = field(default_factory=lambda: deque(maxlen=KEPT))
    seqs: dict[str, int] = field(default_factory=dict)  # by operation id

    def extend(self, entries: Iterable[Logged]) -> None:
        for entry in entries:
            self.entries.append(entry)
            self.seqs[entry.id] = entry.seq

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
    for entry in entries:
        if entry.seq > len(entries) - KEPT:
            tail.extend([logged(board, entry)])
        tail.seqs[entry.id] = entry.seq
        board = advance(board, entry)
    return board, tail, cards_of(board_id)

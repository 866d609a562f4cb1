"""Any moment of a board: its entries, and the board folded at marks along the way.

Frozen values share what they did not change, so a mark costs little; from the nearest one it is
never far to any moment. Where the entries come from is no matter here: a board's log, or a file.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from boards import log
from boards.operations.base import Operation
from boards.operations.state import Board, advance, fold

EVERY = 100  # entries between two marks
LATELY = 8  # moments that were asked for last: from one to the next is often one step
KEPT = 8  # boards


@dataclass(frozen=True)
class Past:
    """A board as it was opened, all that was done on it, and what that came to."""

    entries: Sequence[Operation]  # without gaps: the one at seq N is the Nth
    marks: Sequence[Board]  # the board as it was opened, then after each `EVERY` entries
    now: Board
    lately: dict[int, Board]

    @classmethod
    def of(cls, start: Board, entries: Iterable[Operation] = ()) -> "Past":
        return cls((), (start,), start, {}).going_on(entries)

    def going_on(self, entries: Iterable[Operation]) -> "Past":
        """Return it with what was done since."""
        since, marks, now = list(entries), list(self.marks), self.now
        for entry in since:
            now = advance(now, entry)
            if now.seq % EVERY == 0:
                marks.append(now)
        return replace(self, entries=(*self.entries, *since), marks=marks, now=now)

    def at(self, seq: int) -> Board:
        """Return the board as it was after entry `seq`; 0 is as it was opened."""
        if seq == self.now.seq:
            return self.now
        kept = dict(self.lately)  # another thread may be at it
        near = [self.marks[seq // EVERY], *(one for at, one in kept.items() if at <= seq)]
        start = max(near, key=lambda one: one.seq)
        found = fold(start, self.entries[start.seq : seq])
        self.lately[seq] = found
        for old in list(kept)[: max(0, len(kept) + 1 - LATELY)]:
            self.lately.pop(old, None)
        return found


_pasts: OrderedDict[str, Past] = OrderedDict()
_lock = Lock()


def past_of(board: str) -> Past:
    """Return a board's past up to now, or raise `models.Board.DoesNotExist`."""
    with _lock:
        kept = _pasts.get(board)
    past = (kept and _read_on(board, kept)) or Past.of(log.opened(board), log.entries(board))
    with _lock:
        _pasts[board] = past
        _pasts.move_to_end(board)
        while len(_pasts) > KEPT:
            _pasts.popitem(last=False)
    return past


def _read_on(board: str, kept: Past) -> Past | None:
    """Return what is kept with what came since; None: its log is another one by now.

    Also where words were erased since: what is kept still has them.
    """
    if not kept.entries:
        return None
    read = log.entries(board, since=kept.now.seq - 1)  # from the last one that is known
    if not read or read[0].id != kept.entries[-1].id or any(one.erases for one in read[1:]):
        return None
    return kept.going_on(read[1:]) if read[1:] else kept


def forget(board: str) -> None:
    """Keep nothing of a board: its log was changed in place."""
    with _lock:
        _pasts.pop(board, None)

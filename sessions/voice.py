"""How evenly the room of a workshop speaks, worked out of its log now and then, and kept nowhere.

What the room is shown is made of signed acts alone, and of time with the talking piece, all of
which everyone sees anyway. So no petal can tell whose an unsigned act was, however few sit there
and however closely somebody compares what it was before with what it is after. What a person is
told of their own share counts what they did unsigned as well; and it is taken of everything that
anybody did, so that it says nothing of others' either.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock

from boards import log
from boards.hands import hand_of
from boards.live import clock
from boards.live.outlook import crowd_of
from boards.models import cards_of
from boards.operations.base import Operation
from boards.operations.state import Board, fold
from boards.operations.undo import Undo
from sessions.operations.carrying import CarryProposal
from sessions.operations.evenness import contribution, evenness, petals
from sessions.operations.opening import OpenWorkshop
from sessions.operations.quiet import WriteQuietly
from sessions.operations.revealing import Revealing
from sessions.operations.state import workshop_of

FRESH = 10.0  # seconds for which it is not worked out again
KEPT = 60.0  # seconds for which what was read is kept, so that little has to be read again
MINUTE = 60_000  # ms: before the piece was held so long in all, who held it first would weigh most
PASSING = (Undo, CarryProposal, Revealing)  # they tell of other acts, and are no contribution


@dataclass(frozen=True, slots=True)
class Heard:
    """How evenly a board's room spoke, as it was worked out at a time."""

    seq: int
    worked_out: float
    wanted: bool  # whether the room wants to see it
    seats: int = 0  # that are counted: those here in the last three hours
    figure: float | None = None
    petals: tuple[float, ...] = ()
    own: Mapping[str, float] = field(default_factory=dict)  # by hand: for the server alone

    def holds(self, seq: int, now: float) -> bool:
        """Whether it can be told still; what is not wanted costs nothing until an act is done."""
        return now - self.worked_out < FRESH if self.wanted else self.seq == seq


@dataclass(slots=True)
class Listening:
    """A board's log as far as it was read, so that next time only what came since is read."""

    board: Board
    acts: list[Operation] = field(default_factory=list)
    heard: Heard | None = None

    def go_on(self, board_id: str) -> None:
        newer = log.entries(board_id, since=self.board.seq)
        self.board = fold(self.board, newer)
        self.acts += newer


class Ear:
    """Works it out at most once in a while for each board, whoever asks."""

    def __init__(self) -> None:
        self._listening: dict[str, Listening] = {}
        self._lock = Lock()

    def listen(self, board: str) -> Heard:
        with self._lock:
            now, seq = time.monotonic(), log.last_seqs([board]).get(board, 0)
            self._forget(now)
            one = self._listening.get(board)
            if one is None:
                one = self._listening[board] = Listening(log.opened(board))
            if one.heard is None or not one.heard.holds(seq, now):
                one.go_on(board)
                one.heard = heard(board, one, now)
            return one.heard

    def _forget(self, now: float) -> None:
        """Keep nothing of what nobody has asked about for a while, or what nobody wants to see."""
        for board, one in list(self._listening.items()):
            wanted = one.heard is not None and one.heard.wanted
            if one.heard and now - one.heard.worked_out > (KEPT if wanted else FRESH):
                del self._listening[board]


ear = Ear()


def heard(board_id: str, log_: Listening, now: float) -> Heard:
    """Work it out of a log that was read to its end."""
    board, acts = log_.board, log_.acts
    if not workshop_of(board).voice:
        return Heard(board.seq, now, wanted=False)
    here = crowd_of(cards_of(board_id)).near(int(time.time() * 1000))
    ours, held = of_this_workshop(acts), time_held(board_id, board)
    signed = contribution(signed_acts(ours, board), here, held)
    everyone = here.union(held, (act.hand for act in ours if act.hand))
    own = contribution(ours, everyone, held)
    figure = evenness(signed)
    return Heard(board.seq, now, True, len(here), figure, tuple(petals(signed)), own)


def of_this_workshop(acts: list[Operation]) -> list[Operation]:
    """Return what was done since the workshop began that is on; all, where none was opened."""
    began = [place for place, act in enumerate(acts) if isinstance(act, OpenWorkshop)]
    return acts[began[-1] :] if began else acts


def time_held(board_id: str, board: Board) -> dict[str, float]:
    """Return for how many ms each hand has held the talking piece, up to now; at first nothing."""
    piece = workshop_of(board).piece
    held = piece.given(None, clock.now()).held
    if sum(held.values()) < MINUTE:
        return {}
    return {hand_of(board_id, seat): time for seat, time in held.items()}


def signed_acts(acts: Iterable[Operation], board: Board) -> Iterator[Operation]:
    """Yield what everyone sees who did it, as `board` now stands."""
    acts = list(acts)
    shown = dict(_revealed(acts))
    for act in acts:
        if isinstance(act, WriteQuietly):
            idea = board.ideas.get(shown.get(act.sheet, ""))
            if idea is not None and idea.seat is not None:
                yield act
        elif isinstance(act, PASSING) or (act.seat is not None and not act.veiled(board)):
            yield act


def _revealed(acts: Iterable[Operation]) -> Iterator[tuple[str, str]]:
    """Yield each sheet of a quiet round, with the idea that it became."""
    for act in acts:
        for one in act.does if isinstance(act, CarryProposal) else (act,):
            if isinstance(one, Revealing):
                yield from zip(one.sheets, (told["idea"] for told in one.ideas), strict=True)

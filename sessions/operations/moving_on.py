"""What the room decides about itself: which phase it is in, when it ends, its link, its past."""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Operation, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk
from boards.operations.fields import name, stamp, whole
from boards.operations.state import Board
from boards.operations.undo import load_does
from boards.operations.way_back import by_the_room, way_back
from sessions.operations.consent import Consented, signed_by_the_room
from sessions.operations.grouping import Groups
from sessions.operations.opening import refuse_not_open
from sessions.operations.saying import find_phase, named
from sessions.operations.state import CLOSED, Clock, with_workshop, workshop_of
from sessions.operations.voice import without_voice


@dataclass(frozen=True, kw_only=True)
class EnterPhase(Consented):
    """Go to another phase, later or earlier. Its time begins."""

    verb = "enter_phase"
    permits = gettext_noop("ask the room to move to another phase")

    phase: str = name()

    def apply(self, board: Board) -> Board:
        refuse_not_open(board)
        phase = find_phase(board, self.phase).id
        if workshop_of(board).current == phase:
            message = gettext_noop("The room is in this phase already.")
            raise Refused("already_there", message, "phase")
        return with_workshop(board, current=phase, clock=Clock(self.when))

    def pieces(self, before: Board) -> list[str]:
        return ["phase"]

    def slots(self) -> list[tuple[str, str]]:
        return [("phase", "")]

    def question(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Shall we move on to %(phase)s?"), named(board, self.phase))

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The room moved on to %(phase)s"), named(board, self.phase))


@dataclass(frozen=True, kw_only=True)
class CloseWorkshop(Consented):
    """End the workshop. The board stays, and stays writable."""

    verb = "close_workshop"
    permits = gettext_noop("ask the room to end the workshop")

    def apply(self, board: Board) -> Board:
        refuse_not_open(board)
        if workshop_of(board).quiet is not None:  # what lies covered must not be left so
            message = gettext_noop("A quiet round is on. Turn over first what was written in it.")
            raise Refused("round_on", message)
        closed = without_voice(workshop_of(board))
        return replace(
            board,
            workshop=replace(
                closed,
                status=CLOSED,
                current=None,
                clock=None,
                groups=Groups(),
                closed=self.when,
            ),
        )

    def pieces(self, before: Board) -> list[str]:
        return ["phase", "piece", "groups", "voice", "pulse"]

    def slots(self) -> list[tuple[str, str]]:
        return [("phase", ""), ("voice", "")]

    def question(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Shall we end the workshop here?"), {})

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The workshop ended"), {})


@dataclass(frozen=True, kw_only=True)
class RenewLink(Consented):
    """Change the link and the code by which people come in.

    They are no part of the board, nor of its log. The board says only when the room last agreed
    on it (`Workshop.renewed`); the door makes a new link, once for each such seq.
    """

    verb = "renew_link"
    permits = gettext_noop("ask the room for a new link and code")

    def apply(self, board: Board) -> Board:
        return with_workshop(board, renewed=self.seq)

    def question(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Shall we change the link? The old one will not open."), {})

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The room changed its link"), {})


@dataclass(frozen=True, kw_only=True)
class RestoreBoard(Consented):
    """Put the board back to how it was at the seq `to`. What came since stays in the log.

    Only the log knows how the board was, so whoever stamps `carry_proposal` has this go by it
    first: then `does` says what the way back amounts to, as plain operations. Without them nothing
    moves.
    """

    verb = "restore_board"
    permits = gettext_noop("ask the room to put the board back to an earlier moment")

    to: int = whole()
    does: tuple[Operation, ...] = stamp((), load_does)

    def needs(self, board: Board) -> int:
        return self.to

    def going_by(self, then: Board, now: Board) -> Self:
        return replace(self, does=way_back(now, then))

    def apply(self, board: Board) -> Board:
        if self.to >= board.seq:
            message = gettext_noop("The board can go back only to an earlier moment.")
            raise Refused("not_earlier", message, "to")
        for operation in self.does:
            board = self._done(operation, board).apply(board)
        return board

    def blanked(self, walk: Walk) -> Self:
        return replace(self, does=walk.gone_back(self.to, self.does))

    def _done(self, operation: Operation, board: Board) -> Operation:
        return by_the_room(signed_by_the_room(operation, self), board)

    def pieces(self, before: Board) -> list[str]:
        named: dict[str, None] = {}  # each once: a piece that many acts touch is drawn once
        for operation in self.does:
            named |= dict.fromkeys(operation.pieces(before))
            before = self._done(operation, before).apply(before)
        return list(named)

    def concerns(self, kind: str, id_: str) -> bool:
        return any(operation.concerns(kind, id_) for operation in self.does)

    def takes_back(self, seq: int) -> bool:
        return bool(self.does) and seq > self.to

    def slots(self) -> list[tuple[str, str]]:
        return [slot for operation in self.does for slot in operation.slots()]

    def question(self, board: Board) -> Sentence:
        text = gettext_noop("Shall we put the board back to how it was before this? %(act)s.")
        return Sentence(text, {"act": self._first_since(board)})

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("The room put the board back to how it was before this: %(act)s")
        return Sentence(text, {"act": self._first_since(board)})

    def _first_since(self, board: Board) -> Sentence:
        """Tell the first act that the way back undoes: people remember acts, not seqs.

        Never what the room itself did: a way back would be told within a way back, without end.
        """
        later = (act for act in board.acts if act.operation.seq > self.to and act.inverse)
        first = next((act.operation for act in later), None)
        return first.sentence(board) if first else Sentence(gettext_noop("it was long ago"), {})

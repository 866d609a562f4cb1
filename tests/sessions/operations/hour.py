"""People round a board in a workshop, with a clock that tests set, without a server."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import orjson

from boards.operations.base import Operation
from boards.operations.own_acts import Present
from boards.operations.state import Board, advance, fold
from boards.operations.wire import from_log, from_wire, own_fields
from sessions.operations.answers import AnswerProposal, SeeProposal
from sessions.operations.consent import Consented
from sessions.operations.moving_on import EnterPhase
from sessions.operations.opening import OpenWorkshop
from sessions.operations.proposals import Propose
from sessions.operations.state import Workshop, workshop_of
from tests.boards.operations.room import Act, Room

SECOND, MINUTE = 1_000, 60_000
TEN = 36_000_000  # ten o'clock
UUID = "c2b5a2f0-8c1d-4a55-b7f8-0d7c3e2a1b00"


def here(hands: Iterable[str]) -> Present:
    """Those who are connected now."""
    return Present(frozenset(hands), tuple(sorted(hand.removeprefix("~") for hand in hands)))


class Hour(Room):
    """A room whose clock stands where a test puts it; `room_does` is what the hub stamps itself."""

    def __init__(self, now: int = TEN) -> None:
        super().__init__()
        self.now = now

    @property
    def workshop(self) -> Workshop:
        return workshop_of(self.board)

    def does(self, seat: str, act: Act) -> Act:
        return self._stamped(replace(act, seat=seat, hand=f"~{seat}"))

    def room_does(self, act: Act) -> Act:
        return self._stamped(replace(act, seat=None, hand=None))

    def _stamped(self, act: Act) -> Act:
        seq = self.board.seq + 1
        given = replace(act, id=act.id or f"op{seq}", seq=seq, when=self.now)
        stamped = given.stamped(self.board, self.mint)
        self.board = advance(self.board, stamped)
        self.log.append(stamped)
        return stamped

    def proposes(self, seat: str, what: Consented) -> str:
        return self.does(seat, Propose(what=what)).proposal

    def says(self, seat: str, answer: str, proposal: str, note: str | None = None) -> Operation:
        return self.does(seat, AnswerProposal(proposal=proposal, answer=answer, note=note))

    def sees(self, seat: str, proposal: str) -> Operation:
        return self.does(seat, SeeProposal(proposal=proposal))

    def folded(self) -> Board:
        """The board as another process reads it from the log."""
        return fold(self.start, [through_the_log(entry) for entry in self.log])


def through_the_log(operation: Operation) -> Operation:
    """The operation as it comes back from disk."""
    kept = orjson.loads(orjson.dumps(own_fields(operation)))
    stamps = {name: getattr(operation, name) for name in ("id", "seq", "seat", "hand", "when")}
    return from_log(operation.verb, kept, **stamps)


def sent(verb: str, **fields: Any) -> Operation:
    """What a client sends, read."""
    return from_wire({"id": UUID, "verb": verb, **fields})


def opened(kind: str = "immersive") -> Hour:
    hour = Hour()
    hour.does("ada", OpenWorkshop(kind=kind))
    return hour


EXPLORING, TRACKING = EnterPhase(phase="exploring"), EnterPhase(phase="tracking")

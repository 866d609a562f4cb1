"""People in a workshop of whom some are in the room: what they do is stamped with who is there."""

from dataclasses import replace

from boards.operations.ideas import AddIdea
from boards.operations.state import fold
from boards.operations.wire import to_wire
from sessions.operations.carrying import CarryProposal
from sessions.operations.consent import Consented
from sessions.operations.opening import OpenWorkshop
from sessions.operations.quiet import OpenQuietRound, WriteQuietly
from sessions.operations.room import InTheRoom
from sessions.operations.sheets import Round
from tests.boards.operations.room import ADA, BEN, CORA, Act
from tests.sessions.operations.hour import Hour

DEV = "dev"


def hand_of(seat: str) -> str:
    return f"~{seat}"


class Circle(Hour):
    """An hour in which `here` says which seats are in the room."""

    def __init__(self, *here: str) -> None:
        super().__init__()
        self.here = list(here or (ADA, BEN, CORA))

    def does(self, seat: str, act: Act) -> Act:
        return super().does(seat, self._stamped_with_room(act))

    def room_does(self, act: Act) -> Act:
        return super().room_does(self._stamped_with_room(act))

    def _stamped_with_room(self, act: Act) -> Act:
        return replace(act, room=tuple(self.here)) if isinstance(act, InTheRoom) else act

    def agrees(self, what: Consented) -> CarryProposal:
        """Let the room agree on something at once."""
        return self.carries(self.proposes(ADA, what))

    def carries(self, proposal: str) -> CarryProposal:
        """Let the room do what it was asked, as the hub has it done."""
        carry = CarryProposal(proposal=proposal)
        seq = carry.needs(self.board)
        if seq is not None:
            carry = carry.going_by(fold(self.start, self.log[:seq]), self.board)
        return self.room_does(carry)

    def writes(self, seat: str, text: str, unsigned: bool | None = None) -> str:
        return self.does(seat, WriteQuietly(text=text, unsigned=unsigned)).sheet

    def idea(self, seat: str = ADA, unsigned: bool | None = None) -> str:
        return self.does(seat, AddIdea(text="Listen", unsigned=unsigned)).idea

    @property
    def quiet(self) -> Round:
        assert self.workshop.quiet is not None
        return self.workshop.quiet

    def wire(self) -> list[dict[str, object]]:
        """Every entry as it is sent by now."""
        return [to_wire(entry, self.board) for entry in self.log]


def gathered(*here: str) -> Circle:
    """A workshop that is open, with these in the room."""
    circle = Circle(*here)
    circle.does(ADA, OpenWorkshop(kind="open_board"))
    return circle


def writing(*here: str, minutes: int = 5) -> Circle:
    """The same, with a quiet round on."""
    circle = gathered(*here)
    circle.agrees(OpenQuietRound(minutes=minutes))
    return circle

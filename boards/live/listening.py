"""What clients say to one hub: hello, an operation, what they have seen, what they do now.

Each of these may raise Refused, which only the sender hears. None of them waits.
"""

import weakref
from typing import TYPE_CHECKING

from boards.live import wire
from boards.live.batch import Waiting
from boards.live.limits import Allowance
from boards.live.seats import Connection
from boards.operations.base import Operation, Refused, gettext_noop
from boards.operations.wire import from_wire

if TYPE_CHECKING:
    from boards.live.hub import Hub


class Listening:
    """See the module. A method for each kind of message, by its name on the wire."""

    def __init__(self, hub: "Hub") -> None:
        self._hub: Hub = weakref.proxy(hub)  # so that a board that closes is forgotten at once
        self._allowance = Allowance()

    def hello(self, connection: Connection, value: object) -> None:
        since = wire.hello_in(value)
        if connection.greet():
            self._hub.answers.hello(connection, since)

    def op(self, connection: Connection, value: object) -> None:
        """Queue an operation."""
        room = self._hub.room
        if connection.seat is None:
            raise Refused("no_seat", gettext_noop("This screen only shows the board."))
        if not connection.greeted:
            raise Refused("hello_first", gettext_noop("Say hello first."))
        said, seat = wire.op_in(value)
        operation = from_wire(said)
        if operation.id in self._hub.tail.seqs:
            return self._hub.answers.repeated(connection, operation.id)
        if not self._allowance.take(connection.seat, room.processes(connection.seat)):
            raise Refused("too_fast", gettext_noop("That was very fast. Wait a moment."))
        if seat is not None and seat not in room.cards:
            return self._hub.start(self._op_for_newcomer(connection, operation, seat))
        return self._queue(connection, operation, seat)

    def _queue(self, connection: Connection, operation: Operation, seat: str | None) -> None:
        """Have it decided; `seat` is whom it is done for, where that is not the sender."""
        instead = None if seat is None else self._hub.room.instead_of(seat)
        if instead and operation.resigns():  # it would tell which unsigned words are theirs
            text = gettext_noop("Only the person themselves can do that.")
            raise Refused("not_for_others", text, "for")
        self._hub.queue(Waiting(connection, operation, instead=instead))

    async def _op_for_newcomer(
        self, connection: Connection, operation: Operation, seat: str
    ) -> None:
        """See first whether there is such a seat: it may have been made a moment ago."""
        await self._hub.room.refresh()
        try:
            self._queue(connection, operation, seat)
        except Refused as refusal:
            connection.tell(wire.refused(refusal, operation.id))

    def seen(self, connection: Connection, value: object) -> None:
        seq = wire.seq_in(value)
        if seq > self._hub.board.seq:
            raise Refused("ahead", gettext_noop("This board has not come so far."), "seen")
        connection.seen(seq)

    def now(self, connection: Connection, value: object) -> None:
        """Pass on what somebody holds or writes in."""
        if connection.seat is None:
            raise Refused("no_seat", gettext_noop("This screen only shows the board."))
        self._hub.room.does(connection.seat, connection.hand, value, self._hub.board)

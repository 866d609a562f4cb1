"""Catching up: what a client is answered that comes, comes back, or says something twice.

Being behind is ordinary. Whoever is a little behind is answered from the tail; whoever needs much
is answered from the log, in a thread.
"""

import weakref
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from boards import log
from boards.live import frames, wire
from boards.live.outlook import crowd_of
from boards.live.seats import Connection, Payload
from boards.live.tail import Logged
from boards.models import Card
from boards.operations.base import Refused, gettext_noop
from boards.operations.state import Board

if TYPE_CHECKING:
    from boards.live.hub import Hub

SMALL = 80  # pieces of an answer that are rendered on the event loop; more, in a thread
MANY = 400  # pieces that one frame may hold
PASSING = 64 * 1024  # bytes of a frame that nobody waits for: four of them fit into the window
FETCHED = 256 * 1024  # bytes; a larger frame is fetched over HTTP, never sent as one message


class Answer(NamedTuple):
    """What somebody was answered who had everything up to `since`, with what it was made of."""

    since: int
    board: Board
    cards: Mapping[str, Card]
    frame: Payload

    def holds(self, since: int, board: Board, cards: Mapping[str, Card]) -> bool:
        """Whether it would be the same now: what is shown of seats is their names, and counted."""
        if since != self.since or board is not self.board:
            return False
        seen = {seat: card[:3] for seat, card in cards.items()}
        same = seen == {seat: card[:3] for seat, card in self.cards.items()}
        return same and crowd_of(cards).counts_as(crowd_of(self.cards))


class Answers:
    """What one hub owes to single connections."""

    def __init__(self, hub: "Hub") -> None:
        self._hub: Hub = weakref.proxy(hub)  # so that a board that closes is forgotten at once
        self._large = False  # the whole board is: it hardly ever grows smaller again
        self._ahead: list[tuple[Connection, int]] = []  # they have seen more than this process
        self._last: Answer | None = None  # to a hello: who comes back at once asks the same

    def hello(self, connection: Connection, since: int) -> None:
        """Answer somebody who has everything up to `since`."""
        if since > self._hub.board.seq:
            self._ahead.append((connection, since))
            return self._hub.rung()
        board, newer = self._hub.board, self._hub.tail.after(since)
        if since or not board.seq:  # who has nothing needs every piece, on a bare board too
            also = frames.stood_on(board) if since else frames.whole(board)  # counted as of now
            if newer is not None and len(pieces(newer) | {*also}) <= SMALL:
                return self._welcome(connection, self._alike(since, also))
        if self._large:
            return self._welcome(connection, wire.fetch(self._hub.id, since))
        connection.live = False
        return self._hub.start(self._hello_from_log(connection, since))

    def caught_up(self) -> None:
        """Answer those who were ahead, now that the log was read to its end."""
        ahead, self._ahead = self._ahead, []
        for connection, since in ahead:
            if since <= self._hub.board.seq:
                self.hello(connection, since)
            else:
                connection.greeted = connection.live  # a refusal changes nothing
                text = gettext_noop("This board has not come so far.")
                connection.tell(wire.refused(Refused("ahead", text, "seq")))

    def _alike(self, since: int, also: Iterable[str]) -> Payload:
        """Return the answer to a hello, made once for all who ask the same of the same board."""
        board, cards, last = self._hub.board, self._hub.room.cards, self._last
        if last is None or not last.holds(since, board, cards):
            last = self._last = Answer(since, board, cards, self.newer(since, also))
        return last.frame

    def newer(self, since: int, also: Iterable[str] = ()) -> Payload:
        """Return the frame with what came after `since`, or where to fetch it.

        It has the pieces that were touched, and those named in `also`.
        """
        entries = self._hub.tail.after(since)
        if entries is not None and len(touched := pieces(entries) | {*also}) <= MANY:
            board, cards = self._hub.board, self._hub.room.cards
            html = frames.render(board, touched, cards)
            frame = wire.frame(board.seq, [entry.wire for entry in entries], html)
            if frame.size <= FETCHED:
                return frame
        return wire.fetch(self._hub.id, since)

    def recounted(self) -> Payload:
        """Return the frame that says anew where the room stands, or where to fetch all."""
        board, stood = self._hub.board, frames.stood_on(self._hub.board)
        if len(stood) <= SMALL:
            html = frames.render(board, stood, self._hub.room.cards)
            frame = wire.frame(board.seq, [], html)
            if frame.size <= PASSING:
                return frame
        return wire.fetch(self._hub.id, board.seq)

    def anew(self) -> Payload:
        """Return the frame that says the whole board anew, or where to fetch it."""
        board = self._hub.board
        if len(named := frames.whole(board)) <= MANY:
            frame = wire.frame(board.seq, [], frames.render(board, named, self._hub.room.cards))
            if frame.size <= PASSING:
                return frame
        return wire.fetch(self._hub.id, board.seq)

    async def _hello_from_log(self, connection: Connection, since: int) -> None:
        """Answer with all the log has, then with what came in the meantime."""
        hub, board = self._hub, self._hub.board
        frame = await log.read(frames.catch_up, hub.id, board, hub.room.cards, since)
        if frame.size > FETCHED:
            self._large, frame = True, wire.fetch(hub.id, since)
        self._welcome(connection, frame)
        if hub.board.seq > board.seq:
            connection.tell(self.newer(board.seq))

    def _welcome(self, connection: Connection, frame: Payload) -> None:
        """Answer a hello; from here on the connection gets every frame."""
        connection.tell(frame)
        if not connection.live:
            connection.live = True
            connection.tell(wire.here(self._hub.room.presence.all()))
        owed, connection.owed = connection.owed, []
        for first in owed:
            self._acknowledge(connection, first)

    def repeated(self, connection: Connection, id_: str) -> None:
        """An id that was seen before is answered with its first entry."""
        first = self._hub.tail.first_of(id_)
        if first is not None:
            self._acknowledge(connection, first.wire)
        else:
            seq = self._hub.tail.seqs[id_]
            self._hub.start(self._repeated_long_after(connection, seq))

    async def _repeated_long_after(self, connection: Connection, seq: int) -> None:
        for first in await log.read(log.entries, self._hub.id, seq - 1, seq):
            self._acknowledge(connection, frames.encode(first, self._hub.board))

    def _acknowledge(self, connection: Connection, first: bytes) -> None:
        """Say that it is done; but not to somebody who has yet to hear what the board is at."""
        if connection.live:
            seq = self._hub.board.seq
            connection.send(wire.frame(seq, [first], ""), seq)
        else:
            connection.owed.append(first)


def pieces(entries: Iterable[Logged]) -> set[str]:
    """Name what these entries touched, each once."""
    return {piece for entry in entries for piece in entry.pieces}

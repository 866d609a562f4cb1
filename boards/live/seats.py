"""Who is connected to a board here, what each may send, and how much each has not yet seen."""

import time
from collections import deque
from typing import Protocol

from boards.live.limits import Bucket

PEOPLE = 25  # seats that are connected to a board, and screens that only show it
# Connections of one seat to one process: more than anybody has tabs, and more than there are lines
# that broke and look whole for a while.
LINES = 12
WINDOW = 256 * 1024  # bytes sent that a seat has not yet said it has seen
MESSAGE = 64 * 1024  # bytes of one message from a client

# Closing codes. The client comes back by itself after each but the first two.
NO_SEAT, BROKEN, FLOOD, CROWDED, RESTART, TOO_FAR_BEHIND = 4001, 4000, 4008, 4009, 4012, 4013


class Socket(Protocol):
    """A connection's way out. Neither call waits."""

    def send(self, payload: "Payload") -> None: ...
    def close(self, code: int) -> None: ...
    @property
    def unsent(self) -> int:
        """Bytes that this process still holds because the other side does not read."""
        ...


class Payload:
    """A message for any number of seats: encoded once, framed for the socket once."""

    __slots__ = ("framed", "size", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.size = len(text)
        self.framed: bytes | None = None


class Connection:
    """One socket of a seat (or of a projector, which has no seat)."""

    def __init__(
        self, socket: Socket, seat: str | None, key: str = "", hand: str | None = None
    ) -> None:
        self.socket, self.seat, self.hand = socket, seat, hand
        self.key = key  # digest of the key it came in with
        self.came = time.monotonic()
        self.greeted = False  # whether it has said hello
        self.live = False  # whether it has been answered, and so gets every frame
        self.closed = False
        self.owed: list[bytes] = []  # entries to acknowledge once it is live
        self._sent: deque[tuple[int, int]] = deque()  # (seq, bytes), oldest first
        self._unseen = 0
        # A person's phone sends some 40 messages a second at its liveliest.
        self._messages = Bucket(rate=200, burst=3000)
        self._bytes = Bucket(rate=1024 * 1024, burst=16 * 1024 * 1024)
        self._hellos = Bucket(rate=1, burst=20)

    def admits(self, size: int) -> bool:
        """Whether a message of `size` bytes may come in; a seat that floods is cut off."""
        if self.closed:
            return False
        if self._messages.take() and self._bytes.take(size):
            return True
        self.close(FLOOD)
        return False

    def greet(self) -> bool:
        """Count a hello, and say whether to answer it: each may cost a whole board."""
        self.greeted = True
        if not self._hellos.take():
            self.close(FLOOD)
        return not self.closed

    def tell(self, payload: Payload) -> None:
        """Send an answer, or something fleeting: a client never says that it has seen those."""
        if self.closed:
            return
        if self.socket.unsent > 2 * WINDOW:
            self._fall_behind()
        else:
            self.socket.send(payload)

    def send(self, payload: Payload, seq: int) -> None:
        """Send the frame of seq `seq`, unless too much of what went before was never seen."""
        if self.closed:
            return
        self._sent.append((seq, payload.size))
        self._unseen += payload.size
        if self._unseen > WINDOW:
            self._fall_behind()
        else:
            self.tell(payload)

    def _fall_behind(self) -> None:
        """Close: too much was never seen. Whoever has no time to read for sending is told so."""
        floods = self._messages.tokens < self._messages.burst / 2
        self.close(FLOOD if floods else TOO_FAR_BEHIND)

    def seen(self, seq: int) -> None:
        while self._sent and self._sent[0][0] <= seq:
            self._unseen -= self._sent.popleft()[1]

    def close(self, code: int) -> None:
        if not self.closed:
            self.closed = True
            self._sent.clear()
            self.socket.close(code)

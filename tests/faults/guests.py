"""Somebody at a board that several processes share: comes in by any of them, and comes back.

A guest does what the page does: it says hello with what it has, keeps an act until that is
acknowledged, sends again, and waits a little longer after each try that failed.
"""

import asyncio
import random
from typing import TYPE_CHECKING, Any

import orjson

from tests.faults.rooms import Seat
from tests.load.wire import GONE, Framing, let_in, request

if TYPE_CHECKING:
    from tests.faults.parties import News, Party

FIRST, MOST = 0.25, 5.0  # seconds until the first new try, and at most
AGAIN = 1.0  # seconds until what came too fast is said again
LOST = 8.0  # seconds after which what is not answered is said once more
SEEN = 1.0  # seconds that one "seen" may come after what it is for


class Line(asyncio.Protocol, Framing):
    """One websocket of a guest."""

    def __init__(self, guest: "Guest", port: int) -> None:
        super().__init__()
        self.guest, self.port = guest, port
        self.open, self._head = False, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(request(self.port, self.guest.party.room.path, self.guest.seat.cookie))

    def data_received(self, came: bytes) -> None:
        if not self.open:
            self._head += came
            if b"\r\n\r\n" not in self._head or not self._lets_in():
                return
            came = self._head.partition(b"\r\n\r\n")[2]
        try:
            for text in self.frames(came):
                self.guest.hear(text)
        except Exception as trouble:
            self.guest.party.troubles.append(trouble)
            self.closed = self.closed or GONE
        if self.closed:
            self.transport.close()

    def _lets_in(self) -> bool:
        try:
            let_in(self._head)
        except ConnectionError:
            self.transport.abort()
            return False
        self.open = True
        self.guest.opened()
        return True

    def connection_lost(self, trouble: Exception | None) -> None:
        self.guest.lost(self, self.closed or GONE)

    def write(self, framed: bytes) -> None:
        self.transport.write(framed)

    def say(self, message: Any) -> None:
        if self.open and not self.transport.is_closing():
            self.send(orjson.dumps(message))


class Guest:
    """One seat, on one connection at a time."""

    def __init__(self, party: "Party", seat: Seat) -> None:
        self.party, self.seat = party, seat
        self.seq = 0
        self.outbox: dict[str, dict[str, Any]] = {}
        self.pieces: dict[str, int] = {}  # by element: what is shown there, as a number
        self.here: dict[str, Any] = {}
        self.answered = False  # whether this line's hello was
        self.came: list[float] = []  # when each hello was answered
        self.codes: list[int] = []  # with which its lines ended
        self._chance = random.Random(f"{party.room.board}{seat.id}")
        self._line: Line | None = None
        self._astray: list[Line] = []
        self._over = False
        self._tries = 0
        self._owes_seen = False
        self._held: list[News] | None = None  # what came while more was being fetched
        self._tasks: set[asyncio.Task[None]] = set()

    # The line.

    def comes(self) -> None:
        self._over = False
        self._begin(self._connect())

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        for port in self.party.ways(self._chance):
            self._line = line = Line(self, port)
            try:
                await loop.create_connection(lambda line=line: line, "127.0.0.1", port)  # type: ignore[misc]
            except OSError:  # nobody listens there: as the proxy does, to the next one
                continue
            return
        self._later()

    def opened(self) -> None:
        self.answered, self._held = False, None
        self.here = {}
        self.say({"hello": {"v": 1, "seq": self.seq}})

    def lost(self, line: Line, code: int) -> None:
        if line is not self._line:
            return
        self.codes.append(code)
        self.answered, self._line = False, None
        if not self._over:
            self._later()

    def _later(self) -> None:
        wait = min(FIRST * 2**self._tries, MOST) * (0.6 + self._chance.random() * 0.4)
        self._tries += 1
        asyncio.get_running_loop().call_later(wait, self._comes_again)

    def _comes_again(self) -> None:
        if not self._over:
            self.comes()

    def loses(self) -> None:
        """Lose the line as where a router starts again: nobody says so to the server."""
        self._over = True
        if self._line:
            self._line.transport.pause_reading()
            self._astray.append(self._line)
        self._line, self.answered = None, False

    def goes(self) -> None:
        self._over = True
        for line in filter(None, [self._line, *self._astray]):
            line.transport.abort()

    def say(self, message: Any) -> None:
        if self._line:
            self._line.say(message)

    # What it does.

    def acts(self, act: dict[str, Any]) -> None:
        self.outbox[act["id"]] = act
        self.party.sends(act["id"])
        self._send(act["id"])

    def _send(self, id_: str) -> None:
        """Say it, and once more where nothing is answered."""
        if (act := self.outbox.get(id_)) and self.answered:
            self.say({"op": act})
            asyncio.get_running_loop().call_later(LOST, self._send, id_)

    # What it hears.

    def hear(self, text: bytes) -> None:
        news = self.party.read(text)
        if self._held is not None:
            self._held.append(news)
        else:
            self._take(news)

    def _take(self, news: "News") -> None:
        if news.kind == "fetch":
            self._held = []
            self._begin(self._fetch(news.said))
        elif news.kind == "here":
            self.here |= news.said
            self.here = {seat: doing for seat, doing in self.here.items() if doing}
        elif news.kind == "refused":
            self._refused(news.said["id"], news.said["code"])
        elif news.kind == "seq":
            self._take_frame(news)

    async def _fetch(self, path: str) -> None:
        line = self._line
        assert line
        told = await asyncio.to_thread(self.party.fetched, path, self.seat.cookie, line.port)
        if line is self._line:
            held, self._held = self._held or [], None
            for news in [self.party.read(told), *held]:
                self._take(news)

    def _take_frame(self, news: "News") -> None:
        for entry in news.entries:
            self.party.check(entry)
            if entry["seq"] > self.seq:
                assert entry["seq"] == self.seq + 1, ("a gap", self.seq, entry["seq"])
                self.seq = entry["seq"]
                if self.answered:  # what it missed does not tell how long things take
                    self.party.arrives(entry, own=entry["id"] in self.outbox)
            self.outbox.pop(entry["id"], None)
        assert self.seq >= news.said, ("entries are missing", self.seq, news.said)
        self.pieces |= news.pieces
        if not self.answered:
            self._welcomed()
        if not self._owes_seen:
            self._owes_seen = True
            asyncio.get_running_loop().call_later(SEEN, self._seen)

    def _welcomed(self) -> None:
        self.answered, self._tries = True, 0
        self.came.append(asyncio.get_running_loop().time())
        for id_ in list(self.outbox):
            self._send(id_)

    def _seen(self) -> None:
        self._owes_seen = False
        if self.answered:
            self.say({"seen": self.seq})

    def _refused(self, id_: str, code: str) -> None:
        if id_ not in self.outbox:
            return
        if code in ("too_fast", "hello_first"):
            asyncio.get_running_loop().call_later(AGAIN, self._send, id_)
        else:
            self.party.refused[id_] = code
            del self.outbox[id_]

    def _begin(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (trouble := task.exception()):
            self.party.troubles.append(trouble)

"""A strict client of the wire: it takes nothing on trust, and rebuilds the board from entries."""

import asyncio
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.boards.operations.plain_fold import PlainBoard
from tests.faults.rooms import Room

PATIENCE = 20.0  # seconds: for a sign of life on a busy machine, never for a figure
KINDS = {"seq": {"seq", "entries", "html"}, "refused": {"refused"}, "fetch": {"fetch"}}
KINDS |= {"here": {"here"}, "beat": {"beat"}}
STAMPS = {"seq", "id", "when", "verb"}
Message = dict[str, Any]


def new_id() -> str:
    return str(uuid.uuid4())


class Screen:
    """One connection of one seat (or, without a seat, a projector's)."""

    def __init__(self, room: Room, seat: int, *, says_seen: bool = True) -> None:
        self.room, self.number, self.seat = room, seat, room.seats[seat]
        self.seq, self.says_seen = 0, says_seen
        self.board = PlainBoard()
        self.raw: list[bytes] = []
        self.frames: list[Message] = []
        self.entries: dict[int, Message] = {}
        self.acknowledged: set[str] = set()
        self.refusals: list[Message] = []
        self.fetched: list[str] = []
        self.here: dict[str, Message] = {}
        self.told: list[Message] = []  # every "here", as it came
        self.beats: list[int] = []
        self.closed: int | None = None
        self._trouble: BaseException | None = None
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    # Coming and going.

    async def connect(self, **options: Any) -> Self:
        """Open the connection, and say nothing yet."""
        server = self.room.server
        watch = options.pop("watch", False)
        socket = await connect(
            f"ws://127.0.0.1:{server.port}{self.room.path}{'?watch=1' if watch else ''}",
            origin=server.address,  # type: ignore[arg-type]
            additional_headers={"Cookie": self.seat.cookie},
            **{"max_size": None, "compression": None, "proxy": None, "close_timeout": 3, **options},
        )
        self.closed, self._socket = None, socket
        self._reader = asyncio.create_task(self._read(socket))
        return self

    async def hello(self, **options: Any) -> Self:
        """Connect, say hello, and come back when it was answered."""
        await self.connect(**options)
        answered = len(self.frames)
        await self.send({"hello": {"v": 1, "seq": self.seq}})
        await self.until(lambda: len(self.frames) > answered)
        return self

    def knows(self, other: Self, upto: int) -> Self:
        """Let it have been here before: it has the other's entries up to a seq."""
        for seq in range(1, upto + 1):
            self.board.take(other.entries[seq])
        self.entries = {seq: other.entries[seq] for seq in range(1, upto + 1)}
        self.seq = upto
        return self

    async def leave(self) -> None:
        if self._socket:
            await self._socket.close()
        if self._reader:
            await asyncio.wait([self._reader])

    async def __aenter__(self) -> Self:
        return await self.hello()

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    # Saying.

    async def send(self, message: object) -> None:
        await self.send_raw(json.dumps(message))

    async def send_raw(self, message: str | bytes) -> None:
        assert self._socket
        await self._socket.send(message)

    async def op(self, verb: str, **fields: Any) -> str:
        """Send an act, and return its id."""
        id_ = fields.pop("id", None) or new_id()
        await self.send({"op": {"id": id_, "verb": verb, **fields}})
        return id_

    async def does(self, verb: str, **fields: Any) -> Message:
        """Do it, and return its entry once it is on disk; wait where the board asks us to."""
        while True:
            refused = len(self.refusals)
            id_ = await self.op(verb, **fields)
            await self._answered(id_, refused)
            if id_ in self.acknowledged:
                return next(one for one in self.entries.values() if one["id"] == id_)
            if (code := self.refused(id_)) != "too_fast":
                raise AssertionError(f"{verb} was refused: {code}")
            await asyncio.sleep(0.2)

    async def _answered(self, id_: str, heard: int) -> None:
        """Wait for an answer to this id, beyond the refusals heard so far."""
        await self.until(
            lambda: (
                id_ in self.acknowledged or any(one["id"] == id_ for one in self.refusals[heard:])
            )
        )

    async def is_refused(self, verb: str, **fields: Any) -> str:
        """Try it, and return the code it is refused with."""
        heard = len(self.refusals)
        id_ = await self.op(verb, **fields)
        await self._answered(id_, heard)
        assert id_ not in self.acknowledged, f"{verb} was done: {fields}"
        return self.refused(id_)

    def refused(self, id_: str) -> str:
        return next((one["code"] for one in reversed(self.refusals) if one["id"] == id_), "")

    # Hearing.

    async def until(self, seen: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait until this is so. It fails at once when the connection ends without it."""
        async with asyncio.timeout(patience), self._news:
            await self._news.wait_for(lambda: seen() or self.closed is not None)
        if not seen():
            raise self._trouble or AssertionError(f"the connection was closed with {self.closed}")

    async def until_closed(self, patience: float = PATIENCE) -> int:
        async with asyncio.timeout(patience), self._news:
            await self._news.wait_for(lambda: self.closed is not None)
        assert self.closed is not None
        return self.closed

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for message in socket:
                assert isinstance(message, str), "the server sent something binary"
                await self._hear(message)
        except ConnectionClosed:
            pass
        except Exception as trouble:
            self._trouble = trouble
        async with self._news:
            self.closed = socket.close_code or 1006
            self._news.notify_all()

    async def _hear(self, text: str) -> None:
        self.raw.append(text.encode())
        message = json.loads(text)
        kind = next(kind for kind in KINDS if kind in message)
        assert set(message) == KINDS[kind], message
        if kind == "fetch":
            self.fetched.append(message["fetch"])
            message = json.loads(await asyncio.to_thread(self._get, message["fetch"]))
            kind = "seq"
        async with self._news:
            getattr(self, f"_take_{kind}")(message)
            self._news.notify_all()
        if kind == "seq" and self.says_seen:
            with suppress(ConnectionClosed):
                await self.send({"seen": self.seq})

    def _get(self, path: str) -> bytes:
        return self.room.get(path, self.number)

    def _take_seq(self, frame: Message) -> None:
        newer = [one for one in frame["entries"] if one["seq"] > self.seq]
        expected = list(range(self.seq + 1, max(frame["seq"], self.seq) + 1))
        assert [one["seq"] for one in newer] == expected, (self.seq, frame["seq"], newer)
        for entry in frame["entries"]:
            assert set(entry) >= STAMPS
            assert self.entries.setdefault(entry["seq"], entry) == entry
            self.acknowledged.add(entry["id"])
        for entry in newer:
            self.board.take(entry)
            self.seq = entry["seq"]
        self.frames.append(frame)

    def _take_refused(self, message: Message) -> None:
        refused = message["refused"]
        assert {"id", "code", "message"} <= set(refused) <= {"id", "code", "message", "field"}
        assert refused["message"].strip()
        assert "%(" not in refused["message"]
        self.refusals.append(refused)

    def _take_here(self, message: Message) -> None:
        self.told.append(message["here"])
        for seat, doing in message["here"].items():
            if doing is None:
                self.here.pop(seat, None)
            else:
                self.here[seat] = doing

    def _take_beat(self, message: Message) -> None:
        assert message["beat"] >= self.seq or message["beat"] >= 0
        self.beats.append(message["beat"])

    def as_exported(self) -> Message:
        """The board as the entries make it, to be held against `export.json`."""
        themes = list(self.board.themes)
        return {"seq": self.seq, "ideas": list(self.board.ideas.values()), "themes": themes}


def exported(room: Room) -> Message:
    """What `export.json` says, without what no entry tells."""
    state = json.loads(room.export())
    return {key: state[key] for key in ("seq", "ideas", "themes")}


async def all_equal(screens: list[Screen], seq: int) -> None:
    """Wait until every screen is at `seq`, and see that all hold what the export says."""
    for screen in screens:
        await screen.until(lambda screen=screen: screen.seq >= seq)  # type: ignore[misc]
    state = await asyncio.to_thread(exported, screens[0].room)
    assert state["seq"] == seq
    for screen in screens:
        assert screen.as_exported() == state


async def all_have_arrived(seated: list[Screen], everyone: list[Screen]) -> None:
    """Wait until everyone has been told of all seats: what is told of hands comes after that."""
    last = seated[-1]
    for writes in ("idea", None):
        await last.send({"now": {"writes": writes}})
        for one in everyone:
            await one.until(partial(_has_heard, one, len(seated), last.seat.id, writes))


def _has_heard(screen: Screen, seats: int, seat: str, writes: str | None) -> bool:
    return len(screen.here) == seats and screen.here[seat]["writes"] == writes


def markup(screens: list[Screen]) -> Iterator[str]:
    """All HTML that these screens were sent."""
    for screen in screens:
        for frame in screen.frames:
            yield frame["html"]

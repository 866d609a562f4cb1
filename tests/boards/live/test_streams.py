"""The same conversation by server-sent events and POST: same frames, same guarantees."""

import asyncio
import http.client
import json
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Queue
from typing import Any

import pytest

from tests.faults.rooms import Room, made
from tests.faults.screen import Screen, all_equal, new_id
from tests.serving import Server

Message = dict[str, Any]


class Stream:
    """A seat's stream, read in a thread, and the POSTs that go with it."""

    def __init__(self, room: Room, seat: int, path: str = "stream/") -> None:
        self.room, self.seat = room, seat
        self.events: Queue[tuple[str, str]] = Queue()
        self._line = self._connection()
        self._line.request("GET", f"/b/{room.board}/{path}", headers=self._headers())
        self.answer = self._line.getresponse()
        self.status = self.answer.status
        if self.status == 200:
            threading.Thread(target=self._read, daemon=True).start()
            self.name = self.next("stream")

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.room.server.port, timeout=30)

    def _headers(self, **more: str) -> dict[str, str]:
        return {"Cookie": self.room.seats[self.seat].cookie, **more}

    def _read(self) -> None:
        with suppress(AttributeError, OSError, ValueError):  # it was closed meanwhile
            self._hear()

    def _hear(self) -> None:
        kind, said = "message", ""
        while line := self.answer.readline().decode():
            field, _, value = line.rstrip("\n").partition(": ")
            if field == "event":
                kind = value
            elif field == "data":
                said = value
            elif not line.strip() and said:
                self.events.put((kind, said))
                kind, said = "message", ""
        self.events.put(("over", ""))

    def next(self, wanted: str) -> str:
        while True:
            kind, said = self.events.get(timeout=30)
            if kind == wanted:
                return said
            assert kind != "over", wanted

    def hears(self, key: str, seen: Callable[[Any], bool] = bool) -> Any:
        """The next message of this kind of which something is so."""
        while True:
            message = json.loads(self.next("message"))
            if key in message and seen(message[key] if key != "entries" else message["entries"]):
                return message

    def says(self, *messages: Message, name: str = "", **headers: str) -> int:
        line = self._connection()
        given = {"Origin": self.room.server.address, **headers}
        line.request(
            "POST",
            f"/b/{self.room.board}/say/?stream={name or self.name}",
            json.dumps(messages),
            self._headers(**given),
        )
        return line.getresponse().status

    def leave(self) -> None:
        self._line.close()


@pytest.fixture
def ada(room: Room) -> Iterator[Stream]:
    stream = Stream(room, 0)
    assert stream.says({"hello": {"v": 1, "seq": 0}}) == 204
    stream.hears("entries", lambda entries: entries == [])
    yield stream
    stream.leave()


async def test_a_stream_and_a_socket_end_the_same(room: Room, ada: Stream) -> None:
    async with Screen(room, 1) as ben:
        id_ = new_id()
        op = {"op": {"id": id_, "verb": "add_idea", "text": "Down the other way"}}
        assert ada.says(op) == 204
        frame = ada.hears("entries", lambda entries: entries != [])
        await ben.until(lambda: ben.seq == 1)
        assert frame == ben.frames[-1]  # the very same
        await ben.does("add_idea", text="And back")
        assert ada.hears("entries", lambda entries: entries != []) == ben.frames[-1]
        assert ada.says(op) == 204  # said twice, done once
        assert ada.hears("entries")["entries"][0]["id"] == id_
        await all_equal([ben], 2)
        assert {seat: one["present"] for seat, one in ben.here.items()} == {
            room.seats[0].id: True,
            room.seats[1].id: True,
        }


def test_what_cannot_be_done_is_refused_in_the_stream(room: Room, ada: Stream) -> None:
    assert ada.says({"op": {"id": new_id(), "verb": "gather", "ideas": []}}) == 204
    assert ada.hears("refused")["refused"]["code"]
    assert ada.says({"nonsense": 1}) == 204
    assert ada.hears("refused")["refused"]["code"] == "unknown_message"


def test_it_turns_away_who_has_no_business_here(room: Room, ada: Stream) -> None:
    op = {"op": {"id": new_id(), "verb": "add_idea", "text": "From elsewhere"}}
    assert ada.says(op, Origin="http://elsewhere.example") == 403
    assert ada.says(op, Cookie="") == 403
    assert ada.says(op, name="another") in {202, 410}
    ben = Stream(room, 1)
    assert ben.says(op, name=ada.name) == 403  # another seat's stream
    ben.leave()
    stranger = Stream.__new__(Stream)
    stranger.room, stranger.seat = room, 0
    line = stranger._connection()
    line.request("GET", f"/b/{room.board}/stream/")
    assert line.getresponse().status == 403
    assert room.log() == []


def test_what_is_too_much_or_no_list_is_refused(room: Room, ada: Stream) -> None:
    line = ada._connection()
    headers = ada._headers(Origin=room.server.address)
    for body, status in (("{", 400), ("{}", 400), ("[" + " " * 600_000 + "]", 413)):
        line.request("POST", f"/b/{room.board}/say/?stream={ada.name}", body, headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == status
        line.close()


def test_a_stream_that_floods_is_ended_with_a_code(room: Room, ada: Stream) -> None:
    for _ in range(100):
        if ada.says(*({"now": {"holds": None}} for _ in range(400))) != 204:
            break
        if ada.events.qsize() and any(kind == "end" for kind, _ in list(ada.events.queue)):
            break
    assert ada.next("end") == "4008"


async def test_a_server_that_is_told_to_end_acknowledges_what_it_stored_and_sends_all_on(
    running: Server,
) -> None:
    room = made(running, 1)[0]
    ada = await Screen(room, 0).hello()
    ids = [await ada.op("add_idea", text=f"Nearly gone {n}") for n in range(5)]
    await ada.until(lambda: ids[0] in ada.acknowledged)
    ending = asyncio.create_task(asyncio.to_thread(running.stop, signal.SIGTERM))
    assert await ada.until_closed() == 4012
    assert await ending == 0
    running.start()
    for n, id_ in enumerate(ids):
        await (await ada.hello()).does("add_idea", id=id_, text=f"Nearly gone {n}")
        await ada.leave()
    assert sorted(row[1] for row in room.log()) == sorted(ids)

"""People at a hub that is on its own, without a server."""

import asyncio
import uuid
from dataclasses import replace
from typing import Any

import orjson

from boards import log
from boards.hands import hand_of
from boards.live.consumer import hear
from boards.live.hub import Hub
from boards.live.seats import Connection, Payload
from boards.live.tail import load
from boards.models import Card, short_id
from boards.operations.base import Operation


class Line:
    """A connection's other end: what came, and how it ended."""

    unsent = 0

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.code: int | None = None

    def send(self, payload: Payload) -> None:
        assert self.code is None
        self.messages.append(orjson.loads(payload.text))

    def close(self, code: int) -> None:
        self.code = code

    @property
    def entries(self) -> dict[int, dict[str, Any]]:
        return {one["seq"]: one for frame in self.frames for one in frame["entries"]}

    @property
    def frames(self) -> list[dict[str, Any]]:
        return [message for message in self.messages if "entries" in message]

    @property
    def refusals(self) -> list[str]:
        return [one["refused"]["code"] for one in self.messages if "refused" in one]


class Person:
    """Somebody at a hub, who speaks the wire."""

    def __init__(self, hub: Hub, seat: str) -> None:
        self.hub, self.line = hub, Line()
        self.connection = Connection(self.line, seat, hand=hand_of(hub.id, seat))
        hub.room.join(self.connection, Card(1, seat, "", hand=hand_of(hub.id, seat)))

    def says(self, **message: Any) -> None:
        hear(self.hub, self.connection, orjson.dumps(message))

    def hello(self, since: int = 0) -> "Person":
        self.says(hello={"v": 1, "seq": since})
        return self

    def does(self, verb: str, **fields: Any) -> str:
        id_ = str(fields.pop("id", uuid.uuid4()))
        self.says(op={"id": id_, "verb": verb, **fields})
        return id_


async def hub_of(board: str) -> Hub:
    return Hub(board, *await log.read(load, board))


async def quiet(hub: Hub) -> None:
    """Wait until the hub has nothing left to do, or has given up."""
    async with asyncio.timeout(20):
        while not hub.broken and (hub._tasks or not hub.rests):  # noqa: ASYNC110
            await asyncio.sleep(0.002)


async def stored_elsewhere(board: str, act: Operation) -> Operation:
    """Another process is first."""

    def store() -> Operation:
        now = log.board(board)
        stamped = replace(act, id=str(uuid.uuid4()), seq=now.seq + 1, seat="elsewhere", when=1)
        stamped = stamped.stamped(now, short_id)
        assert log.store([log.Batch(board, [stamped], lambda outcome: None)]) == [None]
        return stamped

    return await log.read(store)

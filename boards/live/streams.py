"""The same conversation where websockets are blocked: server-sent events out, POST in.

A stream is a connection like any other, with the same frames, limits and closing codes. What its
client says comes by POST, in order, and names the stream; a process that does not have it passes
it on to the one that does.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

import orjson

from boards.live import entering
from boards.live.consumer import hear
from boards.live.doorbell import Ring, doorbell
from boards.live.hub import Hub
from boards.live.hubs import hubs
from boards.live.seats import MESSAGE, Connection, Payload

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

MOST = 8 * MESSAGE  # bytes of one POST: a few messages that waited for each other
# Some proxies keep what comes until there is this much of it.
PADDING = b":" + b" " * 2048 + b"\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
]

_streams: dict[str, tuple[Hub, Connection]] = {}  # of this process, by name


class EventSocket:
    """Sends events in order, from a queue of its own."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._out: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.unsent = 0
        self._put(PADDING)

    def send(self, payload: Payload) -> None:
        self._put(b"data: " + payload.text + b"\n\n")

    def say(self, event: str, said: str) -> None:
        self._put(f"event: {event}\ndata: {said}\n\n".encode())

    def close(self, code: int) -> None:
        self.say("end", str(code))
        self._out.put_nowait(None)

    def _put(self, event: bytes) -> None:
        self.unsent += len(event)
        self._out.put_nowait(event)

    async def drain(self) -> None:
        """Send until it is closed."""
        while (event := await self._out.get()) is not None:
            await self._send({"type": "http.response.body", "body": event, "more_body": True})
            self.unsent -= len(event)


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one stream from the first event to the last."""
    key = await entering.key_in(scope)
    if key is None or scope["method"] != "GET":
        await _answer(send, 403 if key is None else 405)
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    out = EventSocket(send)
    sending = asyncio.create_task(out.drain())
    watching = b"watch=1" in scope["query_string"]
    name = secrets.token_urlsafe(16)
    async with entering.entered(out, key, watching=watching) as (hub, connection):
        _streams[name] = hub, connection
        out.say("stream", name)
        try:
            leaving = asyncio.create_task(_left(receive))
            await asyncio.wait([sending, leaving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            del _streams[name]
            sending.cancel()
            leaving.cancel()
    await send({"type": "http.response.body", "body": b""})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def say(scope: Scope, receive: Receive, send: Send) -> None:
    """Take what a stream's client says: a JSON list of messages."""
    await _answer(send, await _taken(scope, receive))


async def _taken(scope: Scope, receive: Receive) -> int:
    """Return the status of what was said."""
    if scope["method"] != "POST":
        return 405
    key = await entering.key_in(scope) if entering.from_here(dict(scope["headers"])) else None
    if key is None:
        return 403
    body = await _body(receive)
    if body is None:
        return 413
    try:
        messages = orjson.loads(body)
    except orjson.JSONDecodeError:
        return 400
    if not isinstance(messages, list):
        return 400
    name = parse_qs(scope["query_string"].decode("latin-1")).get("stream", [""])[0]
    if name in _streams:
        return 204 if _heard(name, key.digest, messages) else 403
    if not doorbell.shared:
        return 410
    doorbell.ring(key.seat.board_id, {"said": [[name, key.digest, messages]]})
    return 202


def passed_on(said: Ring) -> None:
    """Hear what was said to another process, if the stream is here."""
    for name, key, messages in said.get("said", ()):
        if name in _streams:
            _heard(name, key, messages)


hubs.also_hear.append(passed_on)


def _heard(name: str, key: str, messages: list[Any]) -> bool:
    """Whether whoever says this is who listens there."""
    hub, connection = _streams[name]
    if connection.key != key:
        return False
    for message in messages:
        hear(hub, connection, orjson.dumps(message))
    return True


async def _body(receive: Receive) -> bytes | None:
    """Return the whole of it; None where it is too much."""
    body = b""
    while True:
        part = await receive()
        body += bytes(part.get("body", b""))
        if len(body) > MOST:
            return None
        if not part.get("more_body"):
            return body


async def _answer(send: Send, status: int) -> None:
    headers = [(b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})

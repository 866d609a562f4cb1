"""Echoes for whoever tries a network the day before: a socket and a stream, and no board."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from boards.live.entering import from_here
from boards.live.seats import CROWDED
from boards.live.streams import HEADERS

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

AT_ONCE = 50  # sockets and streams of those who try, in one process
ECHOES, LETTERS, SECONDS = 20, 64, 30  # of one socket
EVENTS, APART = 4, 0.5  # of one stream; seconds
ENOUGH = 4000  # closing code

_trying = asyncio.Semaphore(AT_ONCE)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Say back what is said: a few short words, for half a minute."""
    await receive()
    if not from_here(dict(scope["headers"])):
        await send({"type": "websocket.close", "code": 4001})
        return
    await send({"type": "websocket.accept"})
    code = CROWDED
    if not _trying.locked():
        async with _trying:
            code = await _echoed(receive, send)
    await send({"type": "websocket.close", "code": code})


async def _echoed(receive: Receive, send: Send) -> int:
    """Return the code to close with."""
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS):
            for _ in range(ECHOES):
                said = await receive()
                if said["type"] == "websocket.disconnect":
                    break
                await send({"type": "websocket.send", "text": (said.get("text") or "")[:LETTERS]})
    return ENOUGH


async def drops(scope: Scope, receive: Receive, send: Send) -> None:
    """Send a few events apart: whoever gets all of them at once is behind something that waits."""
    status = 503 if _trying.locked() else 200
    await send({"type": "http.response.start", "status": status, "headers": HEADERS})
    if status == 200:
        async with _trying:
            for number in range(EVENTS):
                event = f"data: {number}\n\n".encode()
                await send({"type": "http.response.body", "body": event, "more_body": True})
                await asyncio.sleep(APART)
    await send({"type": "http.response.body", "body": b"event: end\ndata: 0\n\n"})

"""The ordinary way out: ASGI's `send`, for any server that speaks ASGI."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from boards.live.seats import Payload

Send = Callable[[dict[str, Any]], Awaitable[None]]


class AsgiSocket:
    """Sends in order from a queue of its own, so that a slow seat keeps nobody else waiting."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._out: deque[dict[str, Any]] = deque()
        self._task: asyncio.Future[None] | None = None
        self.unsent = 0

    def send(self, payload: Payload) -> None:
        self.unsent += payload.size
        self._put({"type": "websocket.send", "text": payload.text.decode()})

    def close(self, code: int) -> None:
        self._put({"type": "websocket.close", "code": code})

    def _put(self, message: dict[str, Any]) -> None:
        self._out.append(message)
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._drain())

    async def _drain(self) -> None:
        while self._out:
            message = self._out.popleft()
            try:
                await self._send(message)
            except Exception:  # each server has its own for a line that has ended already
                self._out.clear()
            self.unsent -= len(message.get("text", "").encode())

"""Plays one seat over a real socket: says an operation, and comes back when it is on disk."""

import asyncio
import json
import uuid
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PATIENCE = 10.0  # seconds for an answer, before the connection is taken for lost
PAUSE = 0.25  # seconds before asking again
TRIES = 120


class Silent(Exception):
    """The server cannot be reached, or does not answer."""


class Player:
    """One seat's connection. It is opened when first needed, and again whenever it is lost."""

    def __init__(self, server: str, board: str, cookie: str, seq: int) -> None:
        at = urlsplit(server)
        scheme = {"http": "ws", "https": "wss"}.get(at.scheme, at.scheme)
        self._address = f"{scheme}://{at.netloc}/ws/b/{board}/"
        self._origin = f"{scheme.replace('ws', 'http', 1)}://{at.netloc}"
        self._cookie, self._seq = cookie, seq
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._answers: dict[str, asyncio.Future[str]] = {}

    async def say(self, verb: str, **fields: Any) -> str:
        """Do it, once, however often that takes. Return "" or the code of a refusal."""
        said = {"id": str(uuid.uuid4()), "verb": verb, **fields}
        for _ in range(TRIES):
            try:
                code = await self._ask(said)
            except (OSError, TimeoutError, WebSocketException):
                await self.close()
                code = "lost"
            if code not in ("lost", "too_fast"):
                return code
            await asyncio.sleep(PAUSE)
        raise Silent(f"{self._address} did not take it in {TRIES} tries")

    async def close(self) -> None:
        """Hang up. The seat stays."""
        if self._reader:
            self._reader.cancel()
        if self._socket:
            await self._socket.close()
        self._socket = self._reader = None

    @property
    def open(self) -> bool:
        return self._socket is not None

    async def _ask(self, said: dict[str, Any]) -> str:
        socket = await self._connected()
        answer = asyncio.get_running_loop().create_future()
        self._answers[said["id"]] = answer
        try:
            await socket.send(json.dumps({"op": said}))
            return await asyncio.wait_for(answer, PATIENCE)
        finally:
            del self._answers[said["id"]]

    async def _connected(self) -> ClientConnection:
        if self._socket is None:
            headers = {"Cookie": self._cookie}
            self._socket = await connect(
                self._address,
                origin=self._origin,  # type: ignore[arg-type]
                additional_headers=headers,
                max_size=None,
                compression=None,
                proxy=None,
            )
            await self._socket.send(json.dumps({"hello": {"v": 1, "seq": self._seq}}))
            self._reader = asyncio.create_task(self._read(self._socket))
        return self._socket

    async def _read(self, socket: ClientConnection) -> None:
        """Take in all that comes; when the connection ends, so does everyone's waiting."""
        try:
            async for message in socket:
                await self._hear(socket, json.loads(message))
        finally:
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_result("lost")
            if self._socket is socket:
                self._socket = None

    async def _hear(self, socket: ClientConnection, message: dict[str, Any]) -> None:
        for entry in message.get("entries", ()):
            self._answer(entry["id"], "")
        if refused := message.get("refused"):
            self._answer(refused.get("id") or "", refused["code"])
        if "seq" in message:
            self._seq = message["seq"]
            await socket.send(json.dumps({"seen": self._seq}))

    def _answer(self, id_: str, code: str) -> None:
        waiting = self._answers.get(id_)
        if waiting and not waiting.done():
            waiting.set_result(code)

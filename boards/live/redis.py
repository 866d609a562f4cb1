"""The doorbell through Redis: one subscription per board and process, and one sender.

Nothing waits for Redis, and nothing is kept for it: what could not be rung in time was not rung.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer

from boards.live.doorbell import PROCESS, Heard, Ring

logger = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds for Redis to take one ring
AGAIN = 0.5  # seconds until what Redis would not do is tried again
TYPE = "board.ring"


class RedisBell:
    """See the module. Everything here runs on one event loop."""

    shared = True

    def __init__(self, address: str) -> None:
        self._layer = RedisPubSubChannelLayer(hosts=[address], prefix="coproduce")
        self._waiting: dict[str, dict[str, Any]] = {}  # by board: what is to be rung
        self._wanted: set[str] = set()
        self._attended: set[str] = set()
        self._change = asyncio.Event()
        self._work = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._troubled = False

    def ring(self, board: str, said: Ring) -> None:
        """Ring before long; what waits already is rung with it, the newer in place of the older."""
        waiting = self._waiting.setdefault(board, {})
        now = {**waiting.get("now", {}), **said.get("now", {})}
        spoken = [*waiting.get("said", []), *said.get("said", [])]
        waiting |= said
        waiting |= {key: both for key, both in (("now", now), ("said", spoken)) if both}
        self._work.set()

    def listen(self, heard: Heard) -> None:
        for task in self._tasks:
            task.cancel()
        self._change, self._work, self._attended = asyncio.Event(), asyncio.Event(), set()
        work = (self._send(), self._receive(heard))
        self._tasks = [asyncio.get_running_loop().create_task(one) for one in work]

    def attend(self, board: str) -> None:
        self._wanted.add(board)
        self._change.set()

    def leave(self, board: str) -> None:
        self._wanted.discard(board)
        self._change.set()

    async def _send(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            while self._waiting:
                board = next(iter(self._waiting))
                said = self._waiting.pop(board)
                message = {"type": TYPE, "board": board, "from": PROCESS, **said}
                await self._tried(self._layer.group_send(_group(board), message))

    async def _receive(self, heard: Heard) -> None:
        channel = await self._channel()
        attending = asyncio.create_task(self._attend(channel))
        try:
            while True:
                said = await self._layer.receive(channel)
                board, process = said.pop("board"), said.pop("from")
                try:
                    heard(board, process, said)
                except Exception:
                    logger.exception("A ring could not be heard")
        finally:
            attending.cancel()

    async def _channel(self) -> str:
        """Return where this process hears; Redis may not be there yet."""
        while True:
            channel: list[str] = []

            async def made(found: list[str] = channel) -> None:
                found.append(await self._layer.new_channel())

            if await self._tried(made()):
                return channel[0]
            await asyncio.sleep(AGAIN)

    async def _attend(self, channel: str) -> None:
        """Keep the subscriptions as they are wanted."""
        while True:
            for board in self._wanted - self._attended:
                if await self._tried(self._layer.group_add(_group(board), channel)):
                    self._attended.add(board)
            for board in self._attended - self._wanted:
                if await self._tried(self._layer.group_discard(_group(board), channel)):
                    self._attended.discard(board)
            if self._attended == self._wanted:
                await self._change.wait()
                self._change.clear()
            else:
                await asyncio.sleep(AGAIN)

    async def _tried(self, work: Coroutine[None, None, None]) -> bool:
        """Whether Redis did it in time."""
        try:
            async with asyncio.timeout(PATIENCE):
                await work
        except Exception as trouble:
            if not self._troubled:
                logger.error("Redis does not answer: %s", type(trouble).__name__)
            self._troubled = True
            return False
        if self._troubled:
            logger.warning("Redis answers again")
        self._troubled = False
        return True


def _group(board: str) -> str:
    return f"board.{board}"

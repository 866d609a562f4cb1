"""The doorbell through Redis: one connection that hears, one that rings.

Nothing waits for Redis. While it is away, what is to be rung is gathered, the newer in place of the
older, and rung once it answers again. Of each board it is said when its rings can be heard, each
time anew: what was rung before that, nobody here has heard.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import orjson
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from boards.live.doorbell import PROCESS, Attended, Heard, Ring, both

logger = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds for Redis to take what is rung
AGAIN = 0.5  # seconds until what Redis would not do is tried again
SILENT = 15.0  # seconds without a ring, though we ring ourselves: the line is dead
PREFIX = "coproduce.board."


class RedisBell:
    """See the module. Everything here runs on one event loop."""

    shared = True

    def __init__(self, address: str) -> None:
        self._address = address
        self._waiting: dict[str, dict[str, Any]] = {}  # by board: what is to be rung
        self._wanted: set[str] = set()
        self._new: set[str] = set()  # boards of which it is yet to be said that they are heard
        self._change = asyncio.Event()
        self._work = asyncio.Event()
        self._quiet = asyncio.Event()  # nothing waits to be rung, or it cannot be
        self._tasks: list[asyncio.Task[None]] = []
        self._troubled: set[str] = set()  # what Redis does not do: "ring", "hear"

    @property
    def away(self) -> bool:
        return bool(self._troubled)

    def ring(self, board: str, said: Ring) -> None:
        """Ring before long; what waits already is rung with it, the newer in place of the older."""
        self._waiting[board] = both(self._waiting.get(board, {}), said)
        self._quiet.clear()
        self._work.set()

    async def rung(self) -> None:
        await self._quiet.wait()

    def listen(self, heard: Heard, attended: Attended) -> None:
        for task in self._tasks:
            task.cancel()
        self._change, self._work, self._quiet = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._work.set()
        work = (self._ring(), self._hear(heard, attended))
        self._tasks = [asyncio.get_running_loop().create_task(one) for one in work]

    def attend(self, board: str) -> None:
        self._wanted.add(board)
        self._new.add(board)
        self._change.set()

    def leave(self, board: str) -> None:
        self._wanted.discard(board)
        self._change.set()

    def _connected(self) -> Redis:
        """Whoever asks is told at once that Redis is away: it is for us to try again."""
        again = Retry(NoBackoff(), 0)
        return Redis.from_url(
            self._address, retry=again, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE
        )

    # Ringing.

    async def _ring(self) -> None:
        async with self._connected() as redis:
            while True:
                await self._work.wait()
                self._work.clear()
                waiting, self._waiting = self._waiting, {}
                if not await self._rings(redis, waiting):
                    self._ring_again(waiting)
                    self._quiet.set()
                    await asyncio.sleep(AGAIN)
                if not self._waiting:
                    self._quiet.set()

    async def _rings(self, redis: Redis, waiting: Mapping[str, Ring]) -> bool:
        """Whether Redis took it all in time."""
        pipe = redis.pipeline(transaction=False)
        try:
            for board, said in waiting.items():
                pipe.publish(PREFIX + board, orjson.dumps({"from": PROCESS, **said}))
            async with asyncio.timeout(PATIENCE):
                await pipe.execute()
        except orjson.JSONEncodeError:
            logger.exception("This cannot be rung")  # nor later: those who look at the log see it
        except Exception as trouble:
            self._fails("ring", trouble)
            return False
        self._works("ring")
        return True

    def _ring_again(self, waiting: Mapping[str, Ring]) -> None:
        """But not what somebody said by way of another process: their page says it again."""
        for board, said in waiting.items():
            older = {key: value for key, value in said.items() if key != "said"}
            self._waiting[board] = both(older, self._waiting.get(board, {}))
        self._work.set()

    # Hearing.

    async def _hear(self, heard: Heard, attended: Attended) -> None:
        while True:
            try:
                async with self._connected() as redis, redis.pubsub() as line:
                    await line.subscribe(PREFIX + PROCESS)  # before a board is, it has to be open
                    async with asyncio.TaskGroup() as both_ways:
                        both_ways.create_task(self._attend(line))
                        both_ways.create_task(self._receive(line, heard, attended))
            except Exception as trouble:
                self._fails("hear", trouble)
            await asyncio.sleep(AGAIN)

    async def _attend(self, line: PubSub) -> None:
        """Keep the subscriptions as they are wanted; Redis confirms one as often as it is asked."""
        there, self._new = set[str](), set(self._wanted)
        while True:
            self._change.clear()
            wanted, new, self._new = set(self._wanted), self._new & self._wanted, set()
            if new:
                await line.subscribe(*(PREFIX + board for board in new))
            if old := there - wanted:
                await line.unsubscribe(*(PREFIX + board for board in old))
            there = wanted
            await self._change.wait()

    async def _receive(self, line: PubSub, heard: Heard, attended: Attended) -> None:
        while True:
            message = await line.get_message(timeout=SILENT)
            if message is None and self._wanted:
                raise TimeoutError
            if message is not None:
                self._works("hear")
                self._take(message, heard, attended)

    def _take(self, message: Mapping[str, Any], heard: Heard, attended: Attended) -> None:
        board = message["channel"].decode().removeprefix(PREFIX)
        try:
            if message["type"] == "subscribe":
                attended(board)
            elif message["type"] == "message":
                said = orjson.loads(message["data"])
                heard(board, said.pop("from"), said)
        except Exception:
            logger.exception("A ring could not be heard")

    # Whether Redis is there: said once as it goes, and once as it is back.

    def _fails(self, what: str, trouble: BaseException) -> None:
        while isinstance(trouble, BaseExceptionGroup):
            trouble = trouble.exceptions[0]
        if not self._troubled:
            logger.error("Redis does not answer: %s", type(trouble).__name__)
        self._troubled.add(what)

    def _works(self, what: str) -> None:
        if what in self._troubled:
            self._troubled.discard(what)
            if not self._troubled:
                logger.warning("Redis answers again")

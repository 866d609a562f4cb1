"""What may happen to a Redis, a PostgreSQL and web processes. Each waits until it is over."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from tests.faults.processes import Processes

EVERY = 5.0  # seconds between two processes that die

Trouble = Callable[[Processes, float], Awaitable[None]]


async def redis_dies(processes: Processes, seconds: float) -> None:
    await asyncio.to_thread(processes.both.redis.kill)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(processes.both.redis.start)


async def redis_halts(processes: Processes, seconds: float) -> None:
    """It takes connections and what is said on them, and answers nothing."""
    processes.both.redis.halt()
    try:
        await asyncio.sleep(seconds)
    finally:
        processes.both.redis.go_on()


async def postgres_restarts(processes: Processes, seconds: float) -> None:
    """It is away for so long, and some commits are never answered."""
    await asyncio.to_thread(processes.both.postgres.stop)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(processes.both.postgres.start)


async def processes_die(processes: Processes, seconds: float) -> None:
    """One after the other is killed, and started again at once."""
    chance, loop = random.Random(1), asyncio.get_running_loop()
    began, turn = loop.time(), 0
    while loop.time() - began < seconds:
        due = loop.time() + EVERY
        server = processes.servers[0] if turn == 0 else chance.choice(processes.servers)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        turn += 1
        await asyncio.sleep(max(0.0, min(due, began + seconds) - loop.time()))


TROUBLES: dict[str, Trouble] = {
    "Redis is killed and comes back": redis_dies,
    "Redis is halted and goes on": redis_halts,
    "PostgreSQL is ended and starts again": postgres_restarts,
    "a web process is killed every 5 s": processes_die,
}

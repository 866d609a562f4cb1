"""The doorbell through a Redis that is halted, killed and started again.

COPRODUCE_SERVERS=on bin/test tests/boards/live/test_redis.py -n 0
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import servers
from tests.servers import Redis

pytestmark = pytest.mark.skipif(
    not servers.wanted(), reason="COPRODUCE_SERVERS=on starts what this needs"
)


@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis that nobody else of this run has."""
    found = Redis()
    found.start()
    yield found
    found.kill()


class Ear:
    """One process's doorbell, and what it has heard."""

    def __init__(self, redis: Redis) -> None:
        from boards.live.redis import RedisBell

        self.bell = RedisBell(redis.address)
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.attended: list[str] = []
        self.bell.listen(self._hears, self.attended.append)

    def _hears(self, board: str, process: str, said: Any) -> None:
        self.heard.append((board, said))

    async def attends(self, board: str) -> "Ear":
        before = self.attended.count(board)
        self.bell.attend(board)
        await until(lambda: self.attended.count(board) > before)
        return self


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_who_attends_hears_and_who_does_not_hears_nothing(redis: Redis) -> None:
    ada, ben = await Ear(redis).attends("ground"), await Ear(redis).attends("other")
    ada.bell.ring("ground", {"seq": 5})
    await until(lambda: ("ground", {"seq": 5}) in ada.heard)
    ada.bell.ring("other", {"seq": 6})
    await until(lambda: ("other", {"seq": 6}) in ben.heard)
    assert ("ground", {"seq": 5}) not in ben.heard


async def test_a_halted_redis_holds_nobody_up_and_hears_the_newest_in_the_end(redis: Redis) -> None:
    ada, ben = Ear(redis), await Ear(redis).attends("ground")
    redis.halt()
    for seq in (1, 2, 3):
        ada.bell.ring("ground", {"seq": seq})
        await asyncio.sleep(0)
    await until(lambda: ada.bell.away)
    ada.bell.ring("ground", {"seq": 4})
    assert not ben.heard
    redis.go_on()
    await until(lambda: ("ground", {"seq": 4}) in ben.heard)
    await until(lambda: not ada.bell.away)


async def test_a_redis_that_starts_again_is_attended_to_anew(redis: Redis) -> None:
    ada = await (await Ear(redis).attends("ground")).attends("other")
    redis.kill()
    await until(lambda: ada.bell.away)
    ada.bell.ring("ground", {"seq": 7})
    ada.bell.leave("other")
    ada.attended.clear()
    redis.start()
    await until(lambda: "ground" in ada.attended)
    await until(lambda: not ada.bell.away)
    ada.bell.ring("ground", {"seq": 8})
    await until(lambda: ("ground", {"seq": 8}) in ada.heard)
    assert "other" not in ada.attended


async def test_all_that_was_to_be_rung_is_on_its_way_before_a_process_ends(redis: Redis) -> None:
    ada, ben = Ear(redis), await Ear(redis).attends("ground")
    ada.bell.ring("ground", {"whole": {}})
    await ada.bell.rung()
    for task in ada.bell._tasks:
        task.cancel()
    await until(lambda: ("ground", {"whole": {}}) in ben.heard)


async def test_nobody_waits_for_a_redis_that_is_not_there(redis: Redis) -> None:
    ada = Ear(redis)
    redis.kill()
    ada.bell.ring("ground", {"whole": {}})
    async with asyncio.timeout(20):
        await ada.bell.rung()
    assert ada.bell.away

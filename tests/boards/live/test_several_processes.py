"""Several processes on one board, with PostgreSQL and Redis: one room, whoever sits where."""

import asyncio
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal
from tests.serving import Server
from tests.where import NEEDS_SERVERS

pytestmark = NEEDS_SERVERS


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[list[Room]]:
    """One board, as it is reached through three processes."""
    folder = tmp_path / "kept"
    folder.mkdir()
    servers = [Server(folder) for _ in range(3)]
    for number, server in enumerate(servers):
        server.log = tmp_path / f"{number}.log"
        server.start()
    room = House(servers[0]).room()
    yield [replace(room, server=server) for server in servers]
    for server in servers:
        server.kill()


async def test_everyone_sees_everyone_and_hears_each_act_at_once(rooms: list[Room]) -> None:
    screens = [await Screen(room, n).hello() for n, room in enumerate(rooms)]
    ids = {room.seat.id for room in screens}
    for one in screens:
        await one.until(lambda one=one: set(one.here) == ids)  # type: ignore[misc]
    idea = (await screens[0].does("add_idea", text="Over there"))["idea"]
    beats = len(screens[2].beats)
    await screens[2].until(lambda: screens[2].seq == 1)
    assert len(screens[2].beats) == beats  # it did not wait for one
    await screens[1].until(lambda: screens[1].seq == 1)  # before, there is nothing there to hold
    await screens[1].send({"now": {"holds": idea}})
    holder = screens[1].seat.id
    await screens[2].until(lambda: screens[2].here[holder]["holds"] == idea)
    await screens[1].leave()
    await screens[2].until(lambda: holder not in screens[2].here)
    for one in (screens[0], screens[2]):
        await one.leave()


async def test_who_was_connected_to_a_process_that_died_is_gone_after_a_while(
    rooms: list[Room],
) -> None:
    async with Screen(rooms[0], 0) as ada:
        ben = await Screen(rooms[1], 1).hello()
        await ada.until(lambda: len(ada.here) == 2)
        rooms[1].server.kill()
        await ada.until(lambda: set(ada.here) == {ada.seat.id}, patience=60)
        await ben.leave()


async def test_a_process_that_is_told_to_end_sends_its_seats_on_and_keeps_every_act(
    rooms: list[Room],
) -> None:
    ada = await Screen(rooms[0], 0).hello()
    ben = await Screen(rooms[1], 1).hello()
    ids = [await ada.op("add_idea", text=f"Nearly gone {n}") for n in range(10)]
    await ada.until(lambda: ids[0] in ada.acknowledged)
    ending = asyncio.create_task(asyncio.to_thread(rooms[0].server.stop, signal.SIGTERM))
    assert await ada.until_closed() == 4012
    assert await ending == 0
    acknowledged = set(ada.acknowledged)
    moved = await Screen(rooms[1], 0).knows(ada, ada.seq).hello()
    for n, id_ in enumerate(ids):
        await moved.does("add_idea", id=id_, text=f"Nearly gone {n}")
    await all_equal([moved, ben], 10)
    logged = [row[1] for row in rooms[1].log()]
    assert acknowledged <= set(logged)
    assert sorted(logged) == sorted(ids)
    await moved.leave()
    await ben.leave()


async def test_a_seat_at_two_processes_has_one_allowance(rooms: list[Room]) -> None:
    here, there = await Screen(rooms[0], 0).hello(), await Screen(rooms[1], 0).hello()
    ben = await Screen(rooms[2], 1).hello()  # presence has gone round once he is seen here
    await here.until(lambda: len(here.here) == 2)
    for screen in (here, there):
        for n in range(45):
            await screen.op("add_idea", text=f"Much {n}")
    for screen in (here, there):
        await screen.until(lambda screen=screen: len(screen.refusals) > 15)  # type: ignore[misc]
        assert {one["code"] for one in screen.refusals} == {"too_fast"}
    for one in (here, there, ben):
        await one.leave()

"""The faults of `python -m tests.faults`, short: killed, stalled, deaf and flooding."""

import asyncio

import pytest

from tests.faults.kill import killed_in_the_middle
from tests.faults.rooms import House, Room
from tests.faults.screen import Screen
from tests.faults.seats import FLOODS, MB, deaf, flood, measured
from tests.faults.stall import stall
from tests.serving import Server


async def test_killed_in_the_middle_of_load_nothing_acknowledged_is_lost(running: Server) -> None:
    found = await killed_in_the_middle(running, kills=3, seats=8, seed=3)
    assert found.acknowledged == found.in_the_log > 50


async def test_a_database_that_stands_still_delays_nothing_fleeting(direct_room: Room) -> None:
    found = await stall(direct_room, seconds=2)
    assert found.waited >= 2
    assert len(found.during) > 5  # none waited for the disk


async def test_a_seat_that_stops_reading_costs_little(direct_room: Room) -> None:
    found = await deaf(direct_room, seconds=3)
    assert found.cost - found.alike < 5 * MB


@pytest.mark.parametrize("kind", FLOODS)
async def test_a_seat_that_floods_is_cut_off(direct_room: Room, kind: str) -> None:
    async with Screen(direct_room, 0) as ada:
        with measured(direct_room) as cost:
            found = await asyncio.to_thread(flood, direct_room, 1, FLOODS[kind])
        assert found.code == 4008
        assert cost() < 50 * MB
        await ada.does("add_idea", text="Nobody else noticed")
        await ada.until(lambda: set(ada.here) == {ada.seat.id})


async def test_every_flood_at_once_leaves_the_server_standing(house: House) -> None:
    room = house.room()
    with measured(room) as cost:
        kinds = enumerate(FLOODS.values())
        found = await asyncio.gather(*(asyncio.to_thread(flood, room, *one) for one in kinds))
    # Whoever was still sending as the line was cut may miss the code, and whoever says the same
    # acts again and again may have too much unseen before it has said too much.
    assert {one.code for one in found} <= {4008, 4013, 1006}, found
    assert cost() < 50 * MB
    async with Screen(room, 10) as ada:
        await ada.does("add_idea", text="Still standing")

"""Two server processes on one database: each is first now and then, and neither loses anything.

Where no doorbell rings between them, what the other stored is seen when one wants to store
something itself, and otherwise when it looks at the log, every beat.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.rooms import House, Room, is_sound
from tests.faults.screen import Screen, all_equal, new_id
from tests.serving import Server


@pytest.fixture
def next_door(room: Room, house: House) -> Iterator[Room]:
    """The same board, on a second server beside the first."""
    second = Server(house.server.folder, COPRODUCE_DIRECT="off")
    second.log = Path(f"{house.server.log}.second")
    second.start()
    yield replace(room, server=second)
    said = House(second).complaints()
    second.kill()
    assert said == ""


async def writes(screen: Screen, acts: int) -> None:
    for n in range(acts):
        idea = (await screen.does("add_idea", text=f"{screen.number} says {n}"))["idea"]
        await screen.does("echo_idea", idea=idea, text="Me too")


async def test_two_servers_on_one_board_end_with_one_log(room: Room, next_door: Room) -> None:
    here = [Screen(room, n) for n in (0, 1)]
    there = [Screen(next_door, n) for n in (2, 3, 1)]  # the last is a seat that is here as well
    everyone = [*here, *there]
    await asyncio.gather(*(one.hello() for one in everyone))
    await asyncio.gather(*(writes(one, 8) for one in everyone))
    await all_equal(everyone, 80)
    assert [row[0] for row in room.log()] == list(range(1, 81))
    assert len({row[1] for row in room.log()}) == 80
    assert here[0].entries == there[0].entries
    assert is_sound(room.server)
    for one in everyone:
        await one.leave()


async def test_one_id_said_to_both_is_done_once(room: Room, next_door: Room) -> None:
    async with Screen(room, 0) as ada, Screen(next_door, 0) as phone:
        ids = [new_id() for _ in range(15)]
        for id_ in ids:
            acts = (one.does("add_idea", id=id_, text="Only once") for one in (ada, phone))
            first, second = await asyncio.gather(*acts)
            assert first == second
        await all_equal([ada, phone], 15)
    assert [row[1] for row in room.log()] == ids


async def test_whoever_moves_to_a_server_that_is_behind_is_answered(
    room: Room, next_door: Room
) -> None:
    async with Screen(next_door, 1) as ben, Screen(room, 0) as ada:
        await writes(ada, 3)
        if not room.server.environment.get("REDIS_URL"):
            assert ben.seq == 0  # it has not looked yet
        moved = await Screen(next_door, 0).knows(ada, 6).hello()
        assert moved.frames[0]["seq"] == 6
        assert not moved.refusals
        await moved.does("add_idea", text="Over here")
        await all_equal([ada, ben, moved], 7)
        await moved.leave()


async def test_what_a_command_puts_into_the_log_is_seen_within_a_beat(
    room: Room, tmp_path: Path
) -> None:
    rows = tmp_path / "ideas.csv"
    rows.write_text("text\nOne from the shelf\nAnother\n")
    async with Screen(room, 0) as ada:
        await ada.does("add_idea", text="From the room")
        await asyncio.to_thread(room.server.manage, "import_ideas", room.board, str(rows))
        beats = len(ada.beats)
        await ada.until(lambda: ada.seq == 3)
        assert len(ada.beats) - beats <= 2
        await all_equal([ada], 3)


async def test_words_withdrawn_on_one_server_are_forgotten_by_the_other(
    room: Room, next_door: Room
) -> None:
    ada, ben = await Screen(room, 0).hello(), await Screen(next_door, 1).hello()
    idea = (await ada.does("add_idea", text="A canary sings"))["idea"]
    await ben.until(lambda: ben.seq == 1)
    await ben.does("echo_idea", idea=idea, text="Me too")
    await ada.until(lambda: ada.seq == 2)
    await ada.op("withdraw_words", idea=idea)
    assert await ada.until_closed() == await ben.until_closed() == 4012
    fresh = await Screen(next_door, 2).hello()
    assert not any(b"canary" in message for message in fresh.raw)
    assert b"canary" not in await asyncio.to_thread(next_door.export)
    await all_equal([await ada.hello(), await ben.hello(), fresh], 3)
    for one in (ada, ben, fresh):
        await one.leave()

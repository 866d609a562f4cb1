"""Pairs stay fair when people come and go: the room itself makes them anew, in time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.rooms import Room, made
from tests.faults.screen import Screen
from tests.serving import Server

PACE = "60"  # the 20 s for which the same people are here pass in a third of a second


@pytest.fixture
def fast_room(folder: Path) -> Iterator[Room]:
    server = Server(folder, COPRODUCE_PACE=PACE)
    server.start()
    yield made(server, 1)[0]
    server.kill()


def groups_of(screen: Screen) -> list[list[int]]:
    """The groups as they were made last, by number of the seat."""
    made_last = [one for one in screen.entries.values() if one["verb"] == "make_groups"][-1]
    names = {seat.id: number for number, seat in enumerate(screen.room.seats)}
    return [sorted(names[one] for one in group) for group in made_last["groups"]]


def sizes(screen: Screen) -> list[int]:
    return sorted(map(len, groups_of(screen)))


async def test_groups_become_fair_again_when_somebody_leaves_or_comes(fast_room: Room) -> None:
    screens = [await Screen(fast_room, seat).hello() for seat in range(5)]
    ada = screens[0]
    await ada.does("open_workshop", kind="open_board")
    await ada.does("make_groups", size=2)
    assert sizes(ada) == [2, 3]
    before = groups_of(ada)

    # One of the three leaves: two pairs, and nobody who was in the other pair is moved.
    three = next(group for group in before if len(group) == 3)
    leaver = next(seat for seat in three if seat != 0)
    await screens[leaver].leave()
    await ada.until(lambda: sizes(ada) == [2, 2])
    assert next(group for group in before if len(group) == 2) in groups_of(ada)

    # One of a pair leaves: nobody is left alone.
    other = next(seat for seat in range(1, 5) if seat != leaver)
    await screens[other].leave()
    await ada.until(lambda: sizes(ada) == [3])

    # They come back, and are fitted in.
    for seat in (leaver, other):
        screens[seat] = await Screen(fast_room, seat).hello()
    await ada.until(lambda: sizes(ada) == [2, 3])
    made_by_the_room = [one for one in ada.entries.values() if one["verb"] == "make_groups"][1:]
    assert all("seat" not in one and "room" not in one for one in made_by_the_room)
    for screen in screens:
        await screen.leave()


async def test_ended_groups_stay_ended(fast_room: Room) -> None:
    async with Screen(fast_room, 0) as ada, Screen(fast_room, 1) as ben:
        await ada.does("open_workshop", kind="open_board")
        await ada.does("make_groups", size=4)
        await ben.does("end_groups")
        cora = await Screen(fast_room, 2).hello()
        await ada.until(lambda: len(ada.beats) > 1)  # far longer than people are waited for
        assert [one["verb"] for one in ada.entries.values()].count("make_groups") == 1
        assert await cora.is_refused("end_groups") == "no_groups"
        await cora.leave()

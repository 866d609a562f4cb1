"""What several processes promise together, short; `python -m tests.faults --processes 4` is long.

They have a PostgreSQL and a Redis of their own, which are killed, halted and started again.

COPRODUCE_SERVERS=on bin/test tests/boards/live/test_processes.py -n 0
"""

import asyncio
import signal
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest

from coproduce.databases import POOL
from tests import servers
from tests.faults.parties import gathered
from tests.faults.processes import Processes
from tests.faults.rooms import Room
from tests.faults.screen import Screen, all_equal
from tests.faults.several import back, edited, troubled
from tests.faults.troubles import TROUBLES
from tests.serving import Server
from tests.sessions.live.asking import MOVING_ON, RENEWING, asks, opened, verbs

pytestmark = [
    pytest.mark.skipif(not servers.wanted(), reason="COPRODUCE_SERVERS=on starts what this needs"),
    pytest.mark.xdist_group("processes"),
]
OFTEN = 1.0  # seconds between two acts of a seat


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with servers.both() as both:
        found = Processes(tmp_path_factory.mktemp("processes"), 3, both)
        found.start()
        yield found
        found.kill()


@pytest.fixture
def rooms(processes: Processes) -> list[Room]:
    """One board, as it is reached through each process."""
    room = processes.rooms(1)[0]
    return [processes.by(room, n) for n in range(len(processes.servers))]


async def test_boards_are_the_same_by_any_process(processes: Processes) -> None:
    async with gathered(processes, boards=3, seats=8) as parties:
        found = await edited(parties, seconds=4, every=OFTEN)
        assert found.acts > 30


@pytest.mark.parametrize("name", TROUBLES)
async def test_what_was_acknowledged_is_kept_and_everybody_sees_it_while(
    processes: Processes, name: str
) -> None:
    async with gathered(processes, boards=3, seats=8) as parties:
        found = await troubled(parties, TROUBLES[name], seconds=2.5, every=OFTEN)
        assert found.acts > 10
        await edited(parties, seconds=1, every=OFTEN)  # and it all goes on


async def test_all_come_back_at_once_and_the_database_is_not_overrun(processes: Processes) -> None:
    async with gathered(processes, boards=4, seats=20) as parties:
        found = await back(processes, parties)
        assert 0 < found.connections <= POOL * len(processes.servers)


async def test_while_redis_answers_nothing_acts_are_stored_and_pages_are_served(
    processes: Processes, rooms: list[Room]
) -> None:
    async with Screen(rooms[0], 0) as ada, Screen(rooms[1], 1) as ben:
        await ada.until(lambda: len(ada.here) == 2)
        processes.both.redis.halt()
        try:
            for n in range(3):
                await ada.does("add_idea", text=f"Nobody rings {n}")
            await asyncio.to_thread(rooms[0].get, f"/b/{rooms[0].board}/")
            assert await asyncio.to_thread(ready, rooms[0].server) == 503
            await ben.until(lambda: ben.seq == 3)  # it looks at the log by itself
            await ben.does("add_idea", text="Nor from here")
        finally:
            processes.both.redis.go_on()
        await all_equal([ada, ben], 4)


def ready(server: Server) -> int:
    """What a process answers to whoever looks after it."""
    try:
        with urllib.request.urlopen(f"{server.address}/readyz", timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


async def test_a_name_written_where_no_board_is_open_is_heard_everywhere(
    rooms: list[Room],
) -> None:
    await asyncio.to_thread(rooms[2].server.kill)
    await asyncio.to_thread(rooms[2].server.start)
    async with Screen(rooms[0], 0) as ada, Screen(rooms[1], 1) as ben:
        await ada.until(lambda: len(ada.here) == 2)
        beats = len(ada.beats)
        await asyncio.to_thread(says_their_name, rooms[2], 1, "Ben Oyelaran")
        for one in (ada, ben):
            await one.until(lambda one=one: one.here[ben.seat.id]["name"] == "Ben Oyelaran")  # type: ignore[misc]
        assert len(ada.beats) - beats <= 2  # and not at the next minute's look


def says_their_name(room: Room, seat: int, name: str) -> None:
    """Have a seat write its card, on the page of this process."""
    token = "t" * 32
    headers = {"Cookie": f"{room.seats[seat].cookie}; csrftoken={token}", "X-CSRFToken": token}
    card = urllib.parse.urlencode({"name": name}).encode()
    address = f"{room.server.address}/b/{room.board}/seat/"
    with urllib.request.urlopen(urllib.request.Request(address, card, headers), timeout=30):
        pass


async def test_what_the_room_agrees_on_is_done_once_though_each_process_sees_that_it_has(
    rooms: list[Room],
) -> None:
    screens = [await Screen(rooms[n % 3], n).hello() for n in range(6)]
    for one in screens:
        await one.until(lambda one=one: len(one.here) == 6)  # type: ignore[misc]
    await opened(screens[0])
    for turn, wanted in enumerate((MOVING_ON, RENEWING, RENEWING), 1):
        asking, others = screens[turn], [one for one in screens if one is not screens[turn]]
        await asking.until(lambda one=asking: one.seq == max(each.seq for each in screens))  # type: ignore[misc]
        proposal = await asks(asking, wanted)
        for one in others:
            await one.until(lambda one=one, asking=asking: one.seq >= asking.seq)  # type: ignore[misc]
        fine = {"proposal": proposal, "answer": "fine"}
        await asyncio.gather(*(one.does("answer_proposal", **fine) for one in others))
        for one in screens:
            await one.until(lambda one=one, n=turn: verbs(one).count("carry_proposal") >= n)  # type: ignore[misc]
    await all_equal(screens, screens[0].seq)
    logged = [row[3] for row in rooms[0].log()]
    assert logged.count("carry_proposal") == 3
    assert logged.count("lapse_proposal") == 0
    for one in screens:
        await one.leave()


async def test_a_process_that_is_told_to_end_says_goodbye_for_its_seats(rooms: list[Room]) -> None:
    async with Screen(rooms[0], 0) as ada:
        ben = await Screen(rooms[1], 1).hello()
        await ada.until(lambda: len(ada.here) == 2)
        beats = len(ada.beats)
        assert await asyncio.to_thread(rooms[1].server.stop, signal.SIGTERM) == 0
        await ada.until(lambda: set(ada.here) == {ada.seat.id})
        assert len(ada.beats) - beats <= 2  # who only falls silent is given three
        await ben.leave()
    await asyncio.to_thread(rooms[1].server.start)

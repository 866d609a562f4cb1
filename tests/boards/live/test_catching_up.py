"""Coming, coming back and saying things twice: every screen ends the same."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal, exported, new_id
from tests.sorting.mirror import pieces_in


async def some_acts(screen: Screen) -> None:
    """Ten acts of every kind of consequence."""
    one = (await screen.does("add_idea", text="Nobody told us why"))["idea"]
    two = (await screen.does("add_idea", text="A cup of tea"))["idea"]
    three = (await screen.does("add_idea", text="The same nurse"))["idea"]
    edit = {"base": screen.seq, "at": 0, "remove": 0, "insert": "Once, "}
    await screen.does("edit_idea", idea=two, **edit)
    theme = (await screen.does("gather", ideas=[one, two]))["theme"]
    name = {"base": screen.seq, "at": 0, "remove": 0, "insert": "Waiting well"}
    await screen.does("name_theme", theme=theme, **name)
    await screen.does("place_idea", idea=three, theme=theme, before=one)
    await screen.does("echo_idea", idea=three, text="Me too")
    await screen.does("set_aside", idea=two)
    await screen.does("undo")


async def test_catching_up_from_any_seq_ends_where_a_fresh_load_does(room: Room) -> None:
    async with Screen(room, 0) as ada:
        await some_acts(ada)
        for since in range(ada.seq + 1):
            late = await Screen(room, 1).knows(ada, since).hello()
            assert late.frames[0]["seq"] == ada.seq
            assert late.frames[0]["entries"] == [ada.entries[n] for n in range(since + 1, 11)]
            await all_equal([ada, late], 10)
            await late.leave()


async def test_every_hello_is_answered_even_where_there_is_nothing_new(room: Room) -> None:
    async with Screen(room, 0) as ada:
        assert ada.frames == [{"seq": 0, "entries": [], "html": ada.frames[0]["html"]}]
        await ada.does("add_idea", text="Here")
        for _ in range(3):
            answered = len(ada.frames)
            await ada.send({"hello": {"v": 1, "seq": 1}})
            await ada.until(lambda answered=answered: len(ada.frames) > answered)  # type: ignore[misc]
            assert ada.frames[-1] == {"seq": 1, "entries": [], "html": ""}


async def test_who_came_to_a_bare_board_has_every_piece_that_a_fresh_load_has(room: Room) -> None:
    async with Screen(room, 0) as ada:
        await ada.does("add_idea", text="The first one")
        fresh = await Screen(room, 1).hello()
        shown = pieces_in("".join(frame["html"] for frame in ada.frames))
        assert {f"area-{area['id']}" for area in json.loads(room.export())["areas"]} <= shown.keys()
        assert shown == pieces_in(fresh.frames[0]["html"])
        await fresh.leave()


async def test_a_client_that_is_ahead_of_the_log_is_told_so(room: Room) -> None:
    ada = await Screen(room, 0).connect()
    await ada.send({"hello": {"v": 1, "seq": 5}})
    await ada.until(lambda: bool(ada.refusals))
    assert ada.refusals[0]["code"] == "ahead"
    assert await ada.is_refused("add_idea", text="Unheard") == "hello_first"
    await ada.send({"hello": {"v": 1, "seq": 0}})
    await ada.until(lambda: bool(ada.frames))
    await ada.does("add_idea", text="Heard")
    await ada.leave()


async def test_the_same_id_is_done_once_and_acknowledged_twice(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        twice = new_id()
        for _ in range(2):  # in one breath: both wait for the same batch
            await ada.op("add_idea", id=twice, text="Say it twice")
        await ada.until(lambda: sum(f["entries"] != [] for f in ada.frames) >= 2)
        await ben.op("add_idea", id=twice, text="Say it twice")
        await ben.until(lambda: ben.frames[-1]["html"] == "" and ben.seq == 1)
        assert ben.frames[-1] == {"seq": 1, "entries": [ada.entries[1]], "html": ""}
        await ada.does("add_idea", text="And then")
        await all_equal([ada, ben], 2)
    assert [row[1] for row in room.log()].count(twice) == 1


async def test_what_is_repeated_before_the_hello_is_answered_waits_for_it(room: Room) -> None:
    async with Screen(room, 0) as ada:
        first = await ada.does("add_idea", text="Once")
        await ada.does("add_idea", text="More")
    ben = await Screen(room, 0).connect()
    await ben.send({"hello": {"v": 1, "seq": 0}})
    await ben.op("add_idea", id=first["id"], text="Once")
    await ben.until(lambda: len(ben.frames) > 1)
    assert [len(frame["entries"]) for frame in ben.frames] == [2, 1]
    await all_equal([ben], 2)
    await ben.leave()


async def test_several_connections_of_one_seat_are_one_seat(room: Room) -> None:
    async with Screen(room, 0) as desk, Screen(room, 0) as phone, Screen(room, 1) as ben:
        idea = (await desk.does("add_idea", text="From the desk"))["idea"]
        await phone.until(lambda: phone.seq == 1)
        await phone.does("set_aside", idea=idea)
        await desk.does("undo")  # the same seat's last act, wherever it was done
        await all_equal([desk, phone, ben], 3)
        await ben.until(lambda: len(ben.here) == 2)
        await phone.leave()
        await desk.send({"now": {"holds": idea}})
        await ben.until(lambda: ben.here[desk.seat.id]["holds"] == idea)
        await desk.leave()
        await ben.until(lambda: desk.seat.id not in ben.here)


async def test_a_projector_gets_everything_and_does_nothing(room: Room) -> None:
    async with Screen(room, 0) as ada:
        wall = Screen(room, 1)
        await wall.hello(watch=True)
        await ada.does("add_idea", text="On the wall")
        await wall.until(lambda: wall.seq == 1)
        assert await wall.is_refused("add_idea", text="Off the wall") == "no_seat"
        await wall.send({"now": {"writes": "idea"}})
        await wall.until(lambda: len(wall.refusals) == 2)
        assert set(ada.here) == {ada.seat.id}
        await wall.leave()


async def test_the_unseen_window_closes_and_the_client_comes_back_equal(room: Room) -> None:
    deaf = Screen(room, 1, says_seen=False)
    await deaf.hello()
    async with Screen(room, 0) as ada, Screen(room, 2) as cora:
        sent, long = 0, "We wait. " * 220
        while deaf.closed is None:
            await (ada if sent % 2 else cora).does("add_idea", text=f"{sent} {long}")
            sent += 1
            assert sent < 200
        assert deaf.closed == 4013
        assert sum(map(len, deaf.raw)) < 300_000
        await deaf.hello()
        await all_equal([ada, cora, deaf], sent)
        assert (
            len({one.entries[n]["id"] for one in (ada, deaf) for n in range(1, sent + 1)}) == sent
        )
        await deaf.leave()


async def test_what_is_fleeting_is_never_held_against_a_client(room: Room) -> None:
    """A client says how far it has seen the board; of hands and beats there is nothing to say."""
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        idea = (await ada.does("add_idea", text="Hold me"))["idea"]
        for n in range(2800):
            await ben.send({"now": {"holds": idea if n % 2 else None, "text": "x" * 90}})
        await ben.until(lambda: len(ben.refusals) == 2800)
        assert sum(map(len, ben.raw)) > 256 * 1024
        await ben.does("add_idea", text="Still here")
        await all_equal([ada, ben], 2)


@pytest.fixture
def full(house: House, tmp_path: Path) -> Room:
    """A board with 2,000 ideas, put there by a command while the server runs."""
    room = house.room()
    rows = tmp_path / "ideas.csv"
    rows.write_text("\n".join(f"We waited {n} hours and nobody told us why" for n in range(2000)))
    house.server.manage("import_ideas", room.board, str(rows))
    return room


async def test_a_large_board_is_fetched_and_nothing_between_is_missed(full: Room) -> None:
    async with Screen(full, 0) as ada:
        assert ada.fetched == [f"/b/{full.board}/frame.json?since=0"]
        assert ada.seq == 2000
        assert await ada.is_refused("add_idea", text="One too many") == "board_full"
        first = ada.entries[1]
        newcomers = [Screen(full, n) for n in (1, 2)]
        joining = asyncio.gather(*(one.hello() for one in newcomers))
        while not joining.done():  # acts go on while they read
            await ada.does("set_aside", idea=first["idea"])
            await ada.does("put_back", idea=first["idea"])
        await joining
        await all_equal([ada, *newcomers], ada.seq)
        # Far back in the log, beyond what is kept at hand.
        while ada.seq < 2040:
            await ada.does("set_aside", idea=first["idea"])
            await ada.does("put_back", idea=first["idea"])
        for one in newcomers:
            await one.op("add_idea", id=first["id"], text=first["text"])
            await one.until(lambda one=one: one.frames[-1]["entries"] == [first])  # type: ignore[misc]
            await one.leave()


async def test_a_frame_too_large_for_a_message_is_fetched_as_well(full: Room) -> None:
    async with Screen(full, 0) as ada, Screen(full, 1) as ben:
        ideas = [ada.entries[n]["idea"] for n in range(1, 501)]
        await ada.does("gather", ideas=ideas)
        await all_equal([ada, ben], 2001)
        assert len(ben.fetched) == 2
        assert max(map(len, ben.raw)) < 256 * 1024


async def test_an_act_repeated_after_a_restart_is_done_once(room: Room, house: House) -> None:
    async with Screen(room, 0) as ada:
        first = await ada.does("add_idea", text="Before the power went")
    house.server.kill()
    house.server.start()
    async with Screen(room, 0) as ada:
        await ada.op("add_idea", id=first["id"], text="Before the power went")
        await ada.until(lambda: ada.frames[-1]["html"] == "")
        assert ada.frames[-1]["entries"] == [first]
        await all_equal([ada], 1)


async def test_the_frame_over_http_is_the_frame_of_the_socket(room: Room) -> None:
    async with Screen(room, 0) as ada:
        await some_acts(ada)
        frame = json.loads(room.get(f"/b/{room.board}/frame.json?since=3"))
        assert [one["seq"] for one in frame["entries"]] == [4, 5, 6, 7, 8, 9, 10]
        assert frame["entries"] == [ada.entries[n] for n in range(4, 11)]
        assert exported(room)["seq"] == frame["seq"] == 10

"""The limits: each is refused by a stable code and words for a person, before anything is kept."""

import asyncio

import pytest

from tests.faults.rooms import Room
from tests.faults.screen import Screen, all_equal, new_id


async def test_words_have_a_longest_length(room: Room) -> None:
    async with Screen(room, 0) as ada:
        idea = (await ada.does("add_idea", text="x" * 2000))["idea"]
        other = (await ada.does("add_idea", text="👩‍👩‍👧" + "é" * 1995))[
            "idea"
        ]  # code points, not bytes
        theme = (await ada.does("gather", ideas=[idea, other]))["theme"]
        kept = room.export()
        assert await ada.is_refused("add_idea", text="x" * 2001) == "too_long"
        assert await ada.is_refused("echo_idea", idea=idea, text="x" * 2001) == "too_long"
        splice = {"base": ada.seq, "at": 0, "remove": 0}
        assert await ada.is_refused("edit_idea", idea=idea, insert="y", **splice) == "too_long"
        name = await ada.is_refused("name_theme", theme=theme, insert="y" * 121, **splice)
        assert name == "too_long"
        assert await asyncio.to_thread(room.export) == kept
        await ada.does("echo_idea", idea=idea, text="x" * 2000)
        await ada.does("name_theme", theme=theme, insert="y" * 120, **splice)
        assert all(len(one["message"]) > 20 for one in ada.refusals)
        assert len(room.log()) == 5


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", "\u00a0\u2003"])
async def test_an_idea_says_something(room: Room, text: str) -> None:
    async with Screen(room, 0) as ada:
        assert await ada.is_refused("add_idea", text=text) == "empty"


async def test_a_seat_does_forty_acts_at_once_and_then_ten_a_second(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 0) as phone, Screen(room, 1) as ben:
        loop = asyncio.get_running_loop()
        began = loop.time()
        ids = [await (ada, phone)[n % 2].op("add_idea", text=f"Idea {n}") for n in range(80)]
        await ada.until(lambda: len(ada.refusals + phone.refusals) + len(ada.acknowledged) == 80)
        done, took = len(ada.acknowledged & set(ids)), loop.time() - began
        assert 40 <= done <= 40 + 10 * took + 1  # two connections of one seat share one measure
        assert {one["code"] for one in ada.refusals + phone.refusals} == {"too_fast"}
        await ben.does("add_idea", text="Another seat has a measure of its own")
        assert not ben.refusals
        again = next(id_ for id_ in ids if id_ not in ada.acknowledged)
        await ada.does("add_idea", id=again, text="Again")
        await all_equal([ada, phone, ben], done + 2)
    assert len(room.log()) == done + 2


async def test_two_hundred_themes_and_no_more(room: Room) -> None:
    seats = [Screen(room, n) for n in range(8)]
    await asyncio.gather(*(one.hello() for one in seats))
    ideas = [(await seats[0].does("add_idea", text=text))["idea"] for text in ("One", "Two")]

    async def gathers(screen: Screen) -> None:
        for _ in range(25):
            await screen.does("gather", ideas=ideas)

    await asyncio.gather(*(gathers(one) for one in seats))
    assert await seats[0].is_refused("gather", ideas=ideas) == "themes_full"
    await all_equal(seats, 202)
    for one in seats:
        await one.leave()


async def test_what_is_refused_is_not_known_afterwards(room: Room) -> None:
    """The same id, put right, is done: a refusal leaves no trace."""
    async with Screen(room, 0) as ada:
        id_ = new_id()
        assert await ada.is_refused("add_idea", id=id_, text="") == "empty"
        await ada.does("add_idea", id=id_, text="Now with words")
        await all_equal([ada], 1)

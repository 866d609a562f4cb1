"""Half an hour and the open board, held to their end at sixty times the speed."""

import asyncio
import json
import re
from typing import Any

from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal
from tests.sessions.live.asking import asks, last, verbs

ADA, BEN, CORA = range(3)
HALF = {"preparing": 5, "exploring": 15, "tracking": 10}  # minutes, and as many seconds here


async def agree(screens: list[Screen], verb: str, **fields: Any) -> None:
    """The first asks, and all say that it is fine."""
    first, *others = screens
    proposal = await asks(first, {"verb": verb, **fields})
    for one in others:
        await one.does("answer_proposal", proposal=proposal, answer="fine")
    await first.until(lambda: "carry_proposal" in verbs(first))
    await first.until(lambda: last(first, "carry_proposal")["proposal"] == proposal)


def piece(screen: Screen, name: str) -> str:
    """A piece as this screen was sent it last."""
    found = [one["html"] for one in screen.frames if f'id="{name}"' in one["html"]]
    return str(found[-1]).partition(f'id="{name}"')[2].partition("</hx-partial>")[0]


async def until_it_is(room: Room, when: int) -> None:
    """Come back once the board's clock has come to a time; a minute takes a second here."""
    path = f"/b/{room.board}/time/"
    while json.loads(await asyncio.to_thread(room.get, path))["now"] <= when:
        pass


async def page_of(room: Room, seat: int = ADA) -> str:
    return (await asyncio.to_thread(room.get, f"/b/{room.board}/", seat)).decode()


async def test_half_an_hour_is_held_to_its_end(quick: House) -> None:
    room = quick.room()
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben, Screen(room, CORA) as cora:
        three = [ada, ben, cora]
        await ada.does("open_workshop", kind="half_an_hour")
        phases = last(ada, "open_workshop")["agenda"]["phases"]
        assert {one["id"]: one["minutes"] for one in phases} == HALF
        seeds = [one["idea"] for one in last(ada, "open_workshop")["seeds"]]
        for one in three:
            await one.does("place_dot", moment="before", at=0)
        await ben.does("echo_idea", idea=seeds[0], text="Me too")
        await ada.does("add_idea", text="Nobody is made to speak", area="agreements")

        await agree(three, "enter_phase", phase="exploring")
        assert 'data-minutes="15"' in piece(ada, "hour")
        told = await ben.does("add_idea", text="They asked me first", area="experiences")
        await ben.does("place_along", idea=told["idea"], at=1000)
        await cora.does("add_idea", text="They were late", area="experiences")
        proposal = await asks(ada, {"verb": "enter_phase", "phase": "tracking"})
        slower = await cora.does("answer_proposal", proposal=proposal, answer="not_yet")
        assert slower["adds"] >= 120_000
        await cora.does("answer_proposal", proposal=proposal, answer="fine")
        await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await ada.until(lambda: last(ada, "carry_proposal")["proposal"] == proposal)

        theme = await ada.does("gather", ideas=[told["idea"], seeds[0]])
        for one in three:
            await one.does("take_stance", theme=theme["theme"], stance="agree")
            await one.does("add_idea", text="One thing I will do", area="messages")
            await one.does("place_dot", moment="after", at=1000)
        await agree(three, "close_workshop")
        await all_equal(three, max(one.seq for one in three))
        assert 'data-status="closed"' in piece(cora, "hour")
        assert 'data-status="closed"' in await page_of(room)
        spreads = re.findall(r"<h3>([^<]+)</h3>", piece(ben, "pulse"))
        assert spreads == ["At the beginning", "At the end"]
        keep = (await asyncio.to_thread(room.get, f"/b/{room.board}/keep/", CORA)).decode()
        assert keep.count("One thing I will do") == 1  # her own, and nobody else's
        await ada.does("add_idea", text="The board stays", area="messages")


async def test_time_that_is_up_locks_nothing_in_half_an_hour(quick: House) -> None:
    room = quick.room()
    async with Screen(room, ADA) as ada:
        began = (await ada.does("open_workshop", kind="half_an_hour"))["when"]
        ends = began + HALF["preparing"] * 60_000
        await until_it_is(room, ends)
        assert (await ada.does("add_idea", text="Still here"))["when"] >= ends
        more = await ada.does("extend_time", minutes=1)
        assert more["adds"] > 60_000  # a minute from now, not from when it was up
        await ada.does("add_idea", text="And on")


async def test_an_open_board_has_no_clock_and_comes_to_an_end(quick: House) -> None:
    room = quick.room()
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben, Screen(room, CORA) as cora:
        three = [ada, ben, cora]
        await ben.does("open_workshop", kind="open_board")
        await ada.until(lambda: "open_workshop" in verbs(ada))
        hour = piece(ada, "hour")
        assert "Open board" in hour
        assert 'data-began=""' in hour
        for verb, fields in (("extend_time", {"minutes": 5}), ("pause_time", {})):
            assert await ada.is_refused(verb, **fields) == "no_phase"
        ideas = [(await one.does("add_idea", text="An idea"))["idea"] for one in three]
        for one, moment in zip(three, ("before", "after", "after"), strict=True):
            await one.does("place_dot", moment=moment, at=500)
        await agree(three, "open_quiet_round", minutes=1)
        await cora.does("write_quietly", text="For myself first")
        await until_it_is(room, last(ada, "carry_proposal")["when"] + 60_000)
        await cora.does("reveal_round")
        await ada.until(lambda: any("For myself first" in one["html"] for one in ada.frames))
        await ada.does("gather", ideas=ideas)
        # A "not yet" where no phase is on adds nothing, and stands.
        proposal = await asks(ada, {"verb": "close_workshop"})
        assert (await ben.does("answer_proposal", proposal=proposal, answer="not_yet"))["adds"] == 0
        await ada.until(lambda: "lapse_proposal" in verbs(ada))
        assert last(ada, "lapse_proposal")["reason"] == "not_yet"
        await agree(three, "close_workshop")
        await all_equal(three, max(one.seq for one in three))
        assert 'data-status="closed"' in piece(ben, "hour")

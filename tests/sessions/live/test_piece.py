"""The talking piece over the wire: whose turn it is, and what becomes of it when people leave."""

import pytest

from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal
from tests.sessions.live.asking import last, opened, verbs

ADA, BEN, CORA = 0, 1, 2
MINUTE = 60_000  # ms of the board's time


@pytest.fixture
def room(quick: House) -> Room:
    return quick.room()


def shown(screen: Screen) -> str:
    """The piece as this screen was sent it last."""
    pieces = [one["html"] for one in screen.frames if 'id="piece"' in one["html"]]
    return str(pieces[-1]).partition('id="piece"')[2].partition("</hx-partial>")[0]


async def test_it_goes_round_to_whoever_has_held_it_least(room: Room) -> None:
    names = [seat.id for seat in room.seats]
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben, Screen(room, CORA) as cora:
        await opened(ada)
        await ada.does("ask_for_piece")
        for screen in (ben, cora):
            await screen.does("ask_for_piece")
        assert (await ada.does("pass_piece"))["to"] == names[BEN]
        await ada.does("ask_for_piece")  # she asks after Cora, and has held it before
        await ben.until(lambda: ben.seq >= ada.seq)
        assert f'data-queue="{names[CORA]} {names[ADA]}"' in shown(ben)
        assert await ada.is_refused("pass_piece", to=names[ADA]) == "not_yours"
        assert await ada.is_refused("lay_piece") == "not_yours"
        assert (await ben.does("pass_piece"))["to"] == names[CORA]
        await cora.does("lay_piece")
        assert 'data-holder=""' in shown(cora)
        assert f'data-queue="{names[ADA]}"' in shown(cora)
        await all_equal([ada, ben, cora], cora.seq)


async def test_it_is_not_passed_to_somebody_who_has_left(room: Room) -> None:
    async with Screen(room, ADA) as ada, Screen(room, CORA) as cora:
        await opened(ada)
        async with Screen(room, BEN) as ben:
            await ben.does("ask_for_piece")
            await ada.does("ask_for_piece")
            await cora.does("ask_for_piece")
            await ben.does("pass_piece", to=room.seats[CORA].id)
        await ada.until(lambda: room.seats[BEN].id not in ada.here)
        assert await cora.is_refused("pass_piece", to=room.seats[BEN].id) == "not_here"
        assert "not here now" in cora.refusals[-1]["message"]
        assert (await cora.does("pass_piece"))["to"] == room.seats[ADA].id


async def test_a_holder_who_leaves_lays_it_down_after_a_minute(room: Room) -> None:
    async with Screen(room, ADA) as ada:
        await opened(ada)
        async with Screen(room, BEN) as ben:
            await ben.does("ask_for_piece")
            await ada.does("ask_for_piece")
        left = last(ada, "ask_for_piece")
        await ada.until(lambda: "rest_piece" in verbs(ada))
        rested = last(ada, "rest_piece")
        assert rested["when"] - left["when"] >= MINUTE
        assert "seat" not in rested
        assert "room" not in rested
        assert 'data-holder=""' in shown(ada)  # her turn stays, and she takes it up
        await ada.does("ask_for_piece")
        assert f'data-holder="{room.seats[ADA].id}"' in shown(ada)


async def test_a_holder_whose_phone_sleeps_for_a_moment_keeps_it(room: Room) -> None:
    async with Screen(room, ADA) as ada:
        await opened(ada)
        async with Screen(room, BEN) as ben:
            await ben.does("ask_for_piece")
        async with Screen(room, BEN) as ben:
            await ada.does("add_idea", text="Still talking")
            await ben.does("lay_piece")
        assert "rest_piece" not in verbs(ada)

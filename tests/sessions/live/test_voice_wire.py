"""How evenly the room speaks: one picture for all, and to each their own share and nobody else's.

All that leaves the server is kept: every byte to every connection, and every page as each seat gets
it. In no byte that goes to another is a seat's own share; and what the room is shown is the same
whoever did what was done unsigned.
"""

import asyncio
import re
from typing import Any

import pytest
from django.urls import reverse

from sessions.urls import of_a_board
from tests.faults.rooms import Room
from tests.faults.screen import Screen

ADA, BEN, CORA, DEV = range(4)
SHARE = re.compile(r"(\d+)% of it all")
FIGURE = re.compile(r"Evenness is (\d\.\d\d)")


async def voice(room: Room, seat: int, query: str = "") -> str:
    said = await asyncio.to_thread(room.get, f"/b/{room.board}/voice/{query}", seat)
    return said.decode()


def sizes(fragment: str) -> list[str]:
    """The petals as they are drawn, without where they stand."""
    return sorted(re.findall(r' d="([^"]+)"', fragment))


def shared(fragment: str) -> str:
    """What is the same for everyone: all but one's own line, and the order of the petals."""
    without = re.sub(r'<p class="voice-own">.*?</p>', "", fragment, flags=re.DOTALL)
    return re.sub(r'<path transform="rotate.*?/>', "", without)


async def speaks(screens: list[Screen]) -> None:
    """Ada writes five ideas, Ben three and Cora one: 56, 33 and 11 in a hundred."""
    await screens[ADA].does("open_workshop", kind="open_board")
    for seat, times in ((ADA, 5), (BEN, 3), (CORA, 1)):
        for n in range(times):
            await screens[seat].does("add_idea", text=f"Words {n}")
    await screens[DEV].does("turn_voice", on=True)


def pages(room: Room) -> list[str]:
    board = f"/b/{room.board}"
    paths = ["", "projector/", "export.json", "frame.json?since=0", "rights/", "seat/"]
    ours = [reverse(f"workshops:{one.name}", args=[room.board]) for one in of_a_board]
    return [*(f"{board}/{path}" for path in paths), *ours, f"{board}/voice/?wall"]


def everything(room: Room, seat: int) -> str:
    return "".join(room.get(path, seat).decode() for path in pages(room))


async def test_a_share_is_told_to_nobody_but_its_own_seat(room: Room) -> None:
    screens = [await Screen(room, seat).hello() for seat in range(4)]
    wall = await Screen(room, 5).hello(watch=True)
    await speaks(screens)
    shares = {ADA: "56", BEN: "33", CORA: "11"}
    for seat, share in shares.items():
        assert SHARE.findall(await voice(room, seat)) == [share]
    assert "You have added nothing so far." in await voice(room, DEV)

    for seat in (*shares, DEV):
        read = await asyncio.to_thread(everything, room, seat)
        assert set(SHARE.findall(read)) == ({shares[seat]} if seat in shares else set())
    assert not SHARE.findall(await voice(room, ADA, "?wall"))
    heard = b"".join(message for one in (*screens, wall) for message in one.raw).decode()
    assert not SHARE.search(heard)
    assert "Evenness" not in heard  # not even the picture goes over the wire
    for one in (*screens, wall):
        await one.leave()


async def test_all_are_shown_the_same_but_for_that(room: Room) -> None:
    screens = [await Screen(room, seat).hello() for seat in range(4)]
    await speaks(screens)
    fragments = [await voice(room, seat) for seat in range(4)]
    fragments.append(await voice(room, ADA, "?wall"))
    assert len({shared(one) for one in fragments}) == 1
    assert len({str(sizes(one)) for one in fragments}) == 1
    assert len(sizes(fragments[0])) == 4
    # J of 5, 3, 1 and 0 of nine: H = 0.9369, and 0.9369 / ln 4.
    assert FIGURE.findall(fragments[0]) == ["0.68"]
    for seat in room.seats[:4]:
        assert seat.id not in fragments[0]
    for one in screens:
        await one.leave()


async def picture_after(room: Room, unsigned: list[int]) -> tuple[str, list[str], list[str]]:
    """Play it with these seats behind the unsigned acts: what all see, and each one's own share."""
    screens = [await Screen(room, seat).hello() for seat in range(4)]
    await speaks(screens)
    theirs = [await screens[seat].does("add_idea", text="U", unsigned=True) for seat in unsigned]
    idea = theirs[0]["idea"]
    await screens[unsigned[0]].does("echo_idea", idea=idea, text="Mine", unsigned=True)
    await screens[unsigned[1]].does("undo")
    seen = [await voice(room, seat) for seat in range(4)]
    for one in screens:
        await one.leave()
    own = [*map(str, (SHARE.findall(one) for one in seen))]
    return shared(seen[0]) + str(sizes(seen[0])), own, [await voice(room, ADA, "?wall")]


async def test_nothing_unsigned_shows_in_what_the_room_sees(room: Room, another_room: Room) -> None:
    """The strongest form of it: with other hands behind the unsigned acts, it is the same."""
    one, mine, _ = await picture_after(room, [CORA, ADA])
    other, theirs, _ = await picture_after(another_room, [ADA, BEN])
    assert one == other
    # To those who did them they count: Cora's share is of two kinds now, Ada's of one in the other.
    assert mine[CORA] != theirs[CORA]


async def test_it_is_there_only_while_the_room_wants_it(room: Room) -> None:
    screens = [await Screen(room, seat).hello() for seat in range(4)]
    assert "voice-said" not in await voice(room, ADA)
    await speaks(screens)
    assert "voice-said" in await voice(room, BEN)
    await screens[BEN].does("turn_voice", on=False)
    html = screens[BEN].frames[-1]["html"]
    assert 'id="voice"' in html
    assert "data-on" not in html.partition('id="voice"')[2].partition(">")[0]
    for one in screens:
        await one.leave()


async def test_two_are_too_few_for_a_picture(room: Room) -> None:
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben:
        await ada.does("open_workshop", kind="open_board")
        for screen in (ada, ada, ben):
            await screen.does("add_idea", text="Words")
        await ada.does("turn_voice", on=True)
        told = await voice(room, ADA)
        assert sizes(told) == []
        assert "once three are here" in told
        assert not FIGURE.search(told)  # with one's own it would tell the other's


@pytest.mark.parametrize("act", ["close", "again"])
async def test_when_the_workshop_closes_nothing_of_it_stays(room: Room, act: str) -> None:
    async with Screen(room, ADA) as ada:
        await ada.does("open_workshop", kind="open_board")
        await ada.does("turn_voice", on=True)
        before: list[Any] = await asyncio.to_thread(room.log)
        await voice(room, ADA)
        assert await asyncio.to_thread(room.log) == before  # looking leaves no trace
        await ada.does("propose", what={"verb": "close_workshop"})
        await ada.until(lambda: any(e["verb"] == "carry_proposal" for e in ada.entries.values()))
        frame = next(one for one in reversed(ada.frames) if 'id="voice"' in one["html"])
        assert "data-on" not in frame["html"].partition('id="voice"')[2].partition(">")[0]
        if act == "again":
            await ada.does("open_workshop", kind="open_board")
            frame = ada.frames[-1]
            page = (await asyncio.to_thread(room.get, f"/b/{room.board}/")).decode()
            assert "data-on" not in page.partition('id="voice"')[2].partition(">")[0]

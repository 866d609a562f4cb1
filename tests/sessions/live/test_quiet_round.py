"""Private means private: until the reveal, nothing of what is written quietly leaves the server.

Every byte that is sent to every other connection, every page that any other seat can open and all
that the server prints is kept and searched, for the words, for any six letters of them in a row,
for the ids of the cards, and for the seats of those who wrote.
"""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from django.urls import reverse

from sessions.urls import of_a_board
from tests.faults.rooms import Room, made
from tests.faults.screen import Screen, all_equal
from tests.serving import Server

ADA, BEN, CORA, DEV = 0, 1, 2, 3  # seats; Dev writes nothing
WALL = 4
LETTERS = 6

# Words that are in no word of ours: no six letters of them can come from anywhere else.
SIGNED, UNSIGNED = "Zwargel quoxive bramthol", "Vyndrek splauf jimquezz"
LONG = "Kroptuul " * 200 + "gwistleng"
BEFORE, AFTER = "Phlogubrix tremazzle", "Xandrovick humblequat"
DROPPED = "Droomskvat nyvverq shonnuq"
ENTRY = re.compile(rb'\{[^{}]*"verb":"(?:write|change|drop)_quietly"[^{}]*\}')
CANARIES = [SIGNED, UNSIGNED, LONG, BEFORE, AFTER, DROPPED]


def pieces_of(text: str) -> set[bytes]:
    """Every run of six letters in it, as bytes."""
    words = text.lower().encode()
    return {words[n : n + LETTERS] for n in range(len(words) - LETTERS + 1)}


SECRET = frozenset(itertools.chain.from_iterable(map(pieces_of, CANARIES)))


def told(heard: bytes) -> set[bytes]:
    """What of the secret words is in these bytes."""
    low = heard.lower()
    return {one for one in SECRET if one in low}


def pages(room: Room) -> list[str]:
    """Every address that gives a page: those of the board, of the workshop, and of none."""
    paths = ["", "projector/", "export.json", "frame.json?since=0", "rights/", "seat/", "invite/"]
    paths += ["offers/", "time/", "way-in/", "seat/phone/"]
    of_board = [f"/b/{room.board}/{path}" for path in paths]
    of_workshop = [reverse(f"workshops:{one.name}", args=[room.board]) for one in of_a_board]
    return [*of_board, *of_workshop, "/jsi18n/", "/", "/leading/"]


def read_by(room: Room, seats: range | list[int]) -> Iterator[bytes]:
    """Every page there is, as each of these seats gets it."""
    for seat in seats:
        for path in pages(room):
            yield room.get(path, seat)


async def quiet(room: Room, *screens: Screen, minutes: int = 5) -> None:
    """Let the room agree on a quiet round."""
    ada, others = screens[0], screens[1:]
    what = {"verb": "open_quiet_round", "minutes": minutes}
    await agreed(ada, others, what)


async def agreed(ada: Screen, others: tuple[Screen, ...], what: dict[str, Any]) -> dict[str, Any]:
    """Let everyone say that it is fine, and return how it was carried."""
    entry = await ada.does("propose", what=what)
    for one in others:
        await one.does("answer_proposal", proposal=entry["proposal"], answer="fine")
    await ada.until(lambda: bool(carried(ada, entry["proposal"])))
    return carried(ada, entry["proposal"])[0]


def carried(screen: Screen, proposal: str) -> list[dict[str, Any]]:
    return [
        one
        for one in screen.entries.values()
        if one["verb"] == "carry_proposal" and one["proposal"] == proposal
    ]


def sheets(room: Room) -> dict[str, str]:
    """The cards on disk: the words first written, by the id that nobody else learns."""
    return {
        fields["sheet"]: fields["text"]
        for _seq, _id, _seat, verb, fields in room.log()
        if verb == "write_quietly"
    }


@asynccontextmanager
async def five(room: Room) -> AsyncIterator[list[Screen]]:
    """Ada, Ben, Cora and Dev, and the wall."""
    screens = [await Screen(room, seat).hello() for seat in (ADA, BEN, CORA, DEV)]
    screens.append(await Screen(room, WALL).hello(watch=True))
    yield screens
    for screen in screens:
        await screen.leave()


async def everyone_writes(ada: Screen, ben: Screen, cora: Screen, room: Room) -> None:
    """Signed and unsigned, changed and dropped."""
    await ada.does("write_quietly", text=SIGNED)
    await ben.does("write_quietly", text=UNSIGNED, unsigned=True)
    await ben.does("write_quietly", text=LONG)
    await cora.does("write_quietly", text=BEFORE, unsigned=True)
    await cora.does("write_quietly", text=DROPPED)
    ids = {text: sheet for sheet, text in (await asyncio.to_thread(sheets, room)).items()}
    await cora.does("change_quietly", sheet=ids[BEFORE], text=AFTER)
    await cora.does("drop_quietly", sheet=ids[DROPPED])


async def test_until_the_reveal_nothing_of_it_leaves_the_server(running: Server) -> None:
    [room] = await asyncio.to_thread(made, running, 1)
    kept: list[bytes] = []  # all that anybody was sent who wrote none of it, and all that says who
    async with five(room) as (ada, ben, cora, dev, wall):
        await ada.does("open_workshop", kind="open_board")
        await quiet(room, ada, ben, cora, dev)
        for one in (ada, ben, cora):
            await one.send({"now": {"writes": "idea"}})
        began = {one: len(one.raw) for one in (ada, ben, cora, dev, wall)}
        await everyone_writes(ada, ben, cora, room)
        ids = await asyncio.to_thread(sheets, room)
        kept += await asyncio.to_thread(lambda: list(read_by(room, [DEV, WALL])))
        await assert_own_alone(room, ids)
        # Come again from nothing, and from where one was.
        again = await Screen(room, DEV).hello()
        known = await Screen(room, DEV).knows(dev, dev.seq - 3).hello()
        assert again.seq == known.seq == dev.seq
        for one, start in began.items():
            kept += one.raw[start:]
        kept += [*again.raw, *known.raw]
        for one in (again, known):
            await one.leave()

    await asyncio.to_thread(running.kill)
    await asyncio.to_thread(running.start)
    async with five(room) as (ada, ben, cora, dev, wall):
        kept += await asyncio.to_thread(lambda: list(read_by(room, [DEV, WALL])))
        await assert_own_alone(room, ids)
        await assert_sheets_are_ones_own(ben, cora, ids)
        for one in (ada, ben, cora, dev, wall):
            kept += one.raw
        kept.append(running.said().encode())
        for heard in kept:
            assert told(heard) == set()
            assert not any(sheet.encode() in heard for sheet in ids)
        assert_nobody_is_named([one for one in kept if b'"write_quietly"' in one])
        # All of it, and only now.
        revealed = (await agreed(ada, (ben, cora, dev), {"verb": "reveal_early"}))["does"][0]
        await all_equal([ada, ben, cora, dev, wall], ada.seq)
        assert {one["text"] for one in revealed["ideas"]} == {SIGNED, UNSIGNED, LONG, AFTER}
        signers = {one["text"]: one.get("seat") for one in revealed["ideas"]}
        assert (signers[SIGNED], signers[LONG]) == (room.seats[ADA].id, room.seats[BEN].id)
        assert signers[UNSIGNED] is signers[AFTER] is None
        await assert_dropped_stays_dropped([ada, ben, cora, dev, wall], room, ids)
        assert "Traceback" not in running.said()


async def assert_own_alone(room: Room, ids: dict[str, str]) -> None:
    """Each writer reads their own, from any device of their seat, and nothing of any other's."""
    first = {ADA: [SIGNED], BEN: [UNSIGNED, LONG], CORA: [BEFORE], DEV: []}  # as first written
    for seat, written in first.items():
        own = [AFTER if text == BEFORE else text for text in written]
        for path in pages(room):
            page = await asyncio.to_thread(room.get, path, seat)
            read, cards = (own, written) if path.endswith("/quiet/") else ([], [])
            assert told(page) == set().union(*map(pieces_of, read)), path
            shown = {text for sheet, text in ids.items() if sheet.encode() in page}
            assert shown == {*cards}, path


async def assert_sheets_are_ones_own(ben: Screen, cora: Screen, ids: dict[str, str]) -> None:
    """What is somebody else's cannot be told from what is not there."""
    bens = next(sheet for sheet, text in ids.items() if text == UNSIGNED)
    for named in (bens, "nosuchid"):
        assert await cora.is_refused("drop_quietly", sheet=named) == "no_such_sheet"
        assert await cora.is_refused("change_quietly", sheet=named, text="Mine") == "no_such_sheet"
    one, other = (refusal["message"] for refusal in cora.refusals[-4:-2])
    assert one == other
    # Their own they have still, after the restart.
    await ben.does("change_quietly", sheet=bens, text=UNSIGNED)


def assert_nobody_is_named(frames: list[bytes]) -> None:
    """An entry of the round says how many there are: not who, nor what was unsigned."""
    assert frames
    for entry in re.findall(
        rb'\{[^{}]*"verb":"(?:write|change|drop)_quietly"[^{}]*\}', b" ".join(frames)
    ):
        assert {*re.findall(rb'"(\w+)":', entry)} == {*(b"seq", b"id", b"when", b"verb", b"cards")}


async def assert_dropped_stays_dropped(
    screens: list[Screen], room: Room, ids: dict[str, str]
) -> None:
    """What somebody dropped, and what they first wrote, are nowhere; nor is any card's id."""
    after = [b"\n".join(one.raw) for one in screens]
    after += await asyncio.to_thread(lambda: list(read_by(room, [ADA, BEN, CORA, DEV])))
    for heard in after:
        assert not any(one in heard.lower() for one in pieces_of(DROPPED) | pieces_of(BEFORE))
        assert not any(sheet.encode() in heard for sheet in ids)
    assert any(SIGNED.encode() in heard for heard in after)


async def test_frames_tell_no_lengths(room: Room) -> None:
    """One word or two thousand letters, signed or not: everyone else gets as many bytes."""
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben:
        await ada.does("open_workshop", kind="open_board")
        await quiet(room, ada, ben)
        for text, unsigned in (("x", False), ("x" * 2000, False), ("ä" * 500, True)):
            await ada.does("write_quietly", text=text, unsigned=unsigned)
            await ben.until(lambda: ben.seq == ada.seq)
        told = [
            frame for frame in ben.frames if frame["entries"] and verbs(frame) == ["write_quietly"]
        ]
        assert len(told) == 3
        cover = '<li class="cover"></li>'
        lengths = {len(one["html"].replace(cover, "").replace("ideas", "idea")) for one in told}
        assert len(lengths) == 1
        assert [one["html"].count(cover) for one in told] == [1, 2, 3]
        entries = [str({**one["entries"][0], "id": "", "seq": 0, "when": 0}) for one in told]
        assert len({len(one) for one in entries}) == 1


def verbs(frame: dict[str, Any]) -> list[str]:
    return [entry["verb"] for entry in frame["entries"]]


async def test_nobody_is_told_who_types(room: Room) -> None:
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben:
        idea = (await ada.does("add_idea", text="One"))["idea"]
        await ada.does("open_workshop", kind="open_board")
        await ada.send({"now": {"writes": "idea", "at": 2}})
        await ben.until(lambda: (ben.here.get(ada.seat.id) or {}).get("writes") == "idea")
        await quiet(room, ada, ben)
        await ben.until(lambda: (ben.here.get(ada.seat.id) or {}).get("writes") is None)
        said = len(ben.told)
        await ada.send({"now": {"writes": "idea", "at": 3}})
        await ada.send({"now": {"writes": f"idea:{idea}"}})
        await ada.does("write_quietly", text="Two")
        await ben.until(lambda: ben.seq == ada.seq)
        await asyncio.sleep(0.3)  # longer than what is fleeting is gathered for
        assert not any(ada.seat.id in one for one in ben.told[said:])


async def test_groups_read_each_other_once_the_room_agreed_and_not_before(room: Room) -> None:
    seats = [ADA, BEN, CORA, DEV]
    screens = [await Screen(room, seat).hello() for seat in seats]
    ada, others = screens[0], tuple(screens[1:])
    await ada.does("open_workshop", kind="open_board")
    await quiet(room, *screens)
    groups = (await ada.does("make_groups", size=2))["groups"]
    for n, one in enumerate(screens):
        await one.does("write_quietly", text=f"{CANARIES[n % 2]} {n}", unsigned=bool(n % 2))
    assert [await seen(room, seat) for seat in seats] == [{0}, {1}, {2}, {3}]
    await agreed(ada, others, {"verb": "share_in_groups"})
    ids = [one.seat.id for one in screens]
    within = [{ids.index(one) for one in next(g for g in groups if me in g)} for me in ids]
    assert [await seen(room, seat) for seat in seats] == within
    assert [len(one) for one in within] == [2] * 4
    # What is another's is read and no more: its id, by which it could be changed, is not there.
    page = (await asyncio.to_thread(room.get, f"/b/{room.board}/quiet/", ADA)).decode()
    assert page.count('id="card-') == page.count("data-card=") * 2 == 2
    await ada.does("make_groups", size=4)  # the room agreed on nothing between the two pairs
    assert [await seen(room, seat) for seat in seats] == within
    for one in screens:
        await one.leave()


async def seen(room: Room, seat: int) -> set[int]:
    """Whose cards this seat can read."""
    page = (await asyncio.to_thread(room.get, f"/b/{room.board}/quiet/", seat)).decode()
    return {n for n in range(4) if f"{CANARIES[n % 2]} {n}" in page}


async def test_refusals(room: Room) -> None:
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben:
        await ada.does("open_workshop", kind="open_board")
        assert await ada.is_refused("reveal_round") == "no_round"
        assert await ada.is_refused("propose", what={"verb": "reveal_early"}) == "no_round"
        assert await ada.is_refused("write_quietly", text=SIGNED) == "no_round"
        assert await ada.is_refused("open_quiet_round", minutes=5) == "needs_consent"
        for minutes, code in ((0, "bad_minutes"), (61, "bad_minutes"), ("5", "wrong_type")):
            what = {"verb": "open_quiet_round", "minutes": minutes}
            assert await ada.is_refused("propose", what=what) == code
        await quiet(room, ada, ben)
        assert await ben.is_refused("reveal_round") == "too_early"
        assert await ben.is_refused("reveal_early") == "needs_consent"
        what = {"verb": "close_workshop"}
        assert await ada.is_refused("propose", what=what) == "round_on"
        assert "Turn over first" in ada.refusals[-1]["message"]
        assert await ada.is_refused("undo") == "nothing_to_undo"

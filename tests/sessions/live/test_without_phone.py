"""A seat without a phone: anyone writes for it, and it counts as one of the room."""

import asyncio
import re
import urllib.parse
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar

from tests.boards.live.test_equal_seats import opened
from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal, new_id
from tests.sessions.live import asking
from tests.sessions.live.asking import MOVING_ON, asks, last, verbs

ADA, BEN, CORA = 0, 1, 2


async def a_seat(room: Room, name: str = "Rose", by: int = ADA) -> str:
    """Make a seat without a phone, as somebody in the sheet does; its id."""
    cookie, path = room.seats[by].cookie, f"/b/{room.board}"
    await asyncio.to_thread(said, room, cookie, name=name)
    sheet = (await asyncio.to_thread(room.get, f"{path}/seat/", by)).decode()
    return str(re.findall(r'name="seat" value="(\w+)"', sheet)[-1])


def said(room: Room, cookie: str, **words: str) -> None:
    """Send a form to the seats' address; its token is on the sheet of one's own seat."""
    board = f"{room.server.address}/b/{room.board}"
    with opened(urllib.request.Request(f"{board}/seat/", headers={"Cookie": cookie})) as sheet:
        token = sheet.headers["Set-Cookie"].split("csrftoken=")[1].split(";")[0]
    form = urllib.parse.urlencode({**words, "csrfmiddlewaretoken": token}).encode()
    headers = {"Cookie": f"{cookie}; csrftoken={token}", "HX-Request": "true"}
    with opened(urllib.request.Request(f"{board}/seats/", data=form, headers=headers)) as answer:
        answer.read()


async def test_what_is_done_for_somebody_is_theirs(room: Room) -> None:
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben:
        rose = await a_seat(room)
        idea = await ada.does("add_idea", text="A lift to the meeting", **{"for": rose})
        assert idea["seat"] == rose
        assert "for" not in idea
        echo = await ben.does("echo_idea", idea=idea["idea"], text="Me too", **{"for": rose})
        assert echo["seat"] == rose  # any seat may, not only the one that made it
        await ada.does("add_idea", text="My own")
        # It is no act of Ada's, and Ben may take it back for Rose.
        assert await ada.is_refused("undo", entry=idea["seq"]) == "not_yours"
        assert (await ben.does("undo", **{"for": rose}))["entry"] == echo["seq"]
        unsigned = await ben.does("add_idea", text="Nobody", unsigned=True, **{"for": rose})
        assert "seat" not in unsigned
        await ada.does("undo", entry=unsigned["seq"], **{"for": rose})
        stood = await ada.does("take_stance", idea=idea["idea"], stance="agree", **{"for": rose})
        own = await ada.does("take_stance", idea=idea["idea"], stance="agree")
        assert (stood["spread"]["spoken"], own["spread"]["spoken"]) == (1, 2)
        await all_equal([ada, ben], ada.seq)


async def test_nobody_acts_for_somebody_who_has_a_seat_of_their_own(
    room: Room, another_room: Room
) -> None:
    async with Screen(room, ADA) as ada:
        elsewhere = await a_seat(another_room)
        for seat, code in (
            (room.seats[BEN].id, "not_for_others"),
            (room.seats[ADA].id, "not_for_others"),
            (elsewhere, "no_such_seat"),
            ("nobody", "no_such_seat"),
            ("", "wrong_type"),
            (7, "wrong_type"),
            (None, "wrong_type"),
        ):
            assert await ada.is_refused("add_idea", text="Words", **{"for": seat}) == code
            assert ada.refusals[-1]["field"] == "for"
        assert ada.seq == 0
        answer = await ada.does("add_idea", text="Words")
        assert answer["seat"] == room.seats[ADA].id


async def test_the_same_act_said_twice_is_done_once(room: Room) -> None:
    async with Screen(room, ADA) as ada:
        rose, id_ = await a_seat(room), new_id()
        first = await ada.does("add_idea", id=id_, text="Once", **{"for": rose})
        again = await ada.does("add_idea", id=id_, text="Once", **{"for": rose})
        assert first == again
        assert ada.seq == 1


async def test_it_counts_as_here_until_its_person_leaves(room: Room) -> None:
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben:
        rose = await a_seat(room)
        await ben.until(lambda: rose in ben.here)
        assert ben.here[rose]["name"] == "Rose"
        async with Screen(room, CORA) as cora:  # who comes later hears of her as well
            await cora.until(lambda: rose in cora.here)
        await asking.opened(ada)
        made = await ada.does("make_groups", size=0)
        assert [sorted(group) for group in made["groups"]] == [
            sorted([room.seats[ADA].id, room.seats[BEN].id, rose])
        ]
        await ada.does("ask_for_piece")
        await ben.does("ask_for_piece", **{"for": rose})
        assert (await ada.does("pass_piece"))["to"] == rose
        await ben.does("pass_piece", to=room.seats[BEN].id, **{"for": rose})
        left = {"seat": rose, "act": "left"}
        await asyncio.to_thread(lambda: said(room, room.seats[BEN].cookie, **left))
        await ada.until(lambda: rose not in ada.here)
        assert await ben.is_refused("pass_piece", to=rose) == "not_here"
        await asyncio.to_thread(lambda: said(room, room.seats[ADA].cookie, seat=rose, act="write"))
        await ben.until(lambda: rose in ben.here)
        assert (await ben.does("pass_piece", to=rose))["to"] == rose


async def test_a_proposal_waits_for_screens_and_hears_everyone(room: Room) -> None:
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben:
        rose = await a_seat(room)
        await asking.opened(ada)
        proposal = await asks(ada, MOVING_ON)
        await ben.does("answer_proposal", proposal=proposal, answer="not_yet", **{"for": rose})
        await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await ada.does("add_idea", text="Time passes")
        assert "carry_proposal" not in verbs(ada)  # her "not yet" stands like any other
        await ada.does("answer_proposal", proposal=proposal, answer="fine", **{"for": rose})
        await ada.until(lambda: "carry_proposal" in verbs(ada))
        # Where nobody answers for her, nobody waits for her.
        proposal = await asks(ada, {"verb": "enter_phase", "phase": "tracking"})
        await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await ada.until(lambda: last(ada, "carry_proposal")["proposal"] == proposal)


async def test_it_counts_where_the_room_stands(room: Room) -> None:
    async with Screen(room, ADA) as ada:
        await a_seat(room)
        idea = (await ada.does("add_idea", text="Chairs"))["idea"]
        await ada.does("take_stance", idea=idea, stance="agree")
        await ada.until(lambda: any("1 not spoken yet" in one["html"] for one in ada.frames))


async def test_a_second_server_hears_of_a_seat_that_was_made_at_the_first(house: House) -> None:
    """The hub learns of a seat when somebody acts for it, wherever that was made."""
    room = house.room()
    async with Screen(room, ADA) as ada:
        rose = await asyncio.to_thread(row_made_elsewhere, room)
        assert (await ada.does("add_idea", text="From there", **{"for": rose}))["seat"] == rose


def row_made_elsewhere(room: Room) -> str:
    """A seat in the database of which this server was not told."""
    now = datetime.now(UTC)
    room.server.rows(
        'INSERT INTO boards_seat (id, board_id, number, name, brings, "group", made, here_at,'
        " without_phone) VALUES ('elsewher', ?, 199, 'Rose', '', '', ?, ?, ?)",
        [room.board, now, now, True],
    )
    return "elsewher"


async def test_given_a_phone_she_acts_for_herself(room: Room) -> None:
    async with Screen(room, ADA) as ada, Screen(room, BEN) as ben:
        rose = await a_seat(room)
        await ben.until(lambda: rose in ben.here)
        idea = await ada.does("add_idea", text="A lift to the meeting", **{"for": rose})
        cookie = await asyncio.to_thread(takes_over, room, rose)
        await ben.until(lambda: rose not in ben.here)
        assert await ada.is_refused("add_idea", text="Mine", **{"for": rose}) == "not_for_others"
        hers = replace(room, seats=(replace(room.seats[ADA], id=rose, cookie=cookie),))
        async with Screen(hers, 0) as phone:
            await ben.until(lambda: rose in ben.here)
            assert "phone" not in ben.here[rose]
            assert (await phone.does("undo"))["entry"] == idea["seq"]  # her words are her own


def takes_over(room: Room, seat: str) -> str:
    """Come in on a phone by what Ada is shown for a seat; its cookie."""
    page = room.get(f"/b/{room.board}/seats/{seat}/phone/", ADA).decode()
    link = re.findall(r'value="\S+(/s/\S+/)"', page)[0]
    jar = CookieJar()
    phone = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with phone.open(room.server.address + link) as door:
        asked, address = door.read().decode(), door.url
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', asked)[0]
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token}).encode()
    with phone.open(address, form) as board:
        board.read()
    return next(f"{one.name}={one.value}" for one in jar if one.name == f"seat-{room.board}")

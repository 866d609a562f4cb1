"""Who is let in, who is turned away, and with which code a connection ends."""

import asyncio
import socket
from collections.abc import Sequence
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal


async def answer_to(room: Room, headers: Sequence[tuple[str, str]], origin: str | None) -> int:
    """The HTTP status with which a handshake is answered: 101 is a welcome."""
    options: dict[str, Any] = {"origin": origin, "additional_headers": headers, "proxy": None}
    try:
        async with connect(f"ws://127.0.0.1:{room.server.port}{room.path}", **options):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def cookie(room: Room, seat: int = 0) -> list[tuple[str, str]]:
    return [("Cookie", room.seats[seat].cookie)]


async def test_a_seat_is_let_in_from_a_page_of_this_site(room: Room) -> None:
    assert await answer_to(room, cookie(room), room.server.address) == 101


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "file://",
        "http://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "http://127.0.0.1:{port}/",
        "ws://127.0.0.1:{port}",
        "http://evil.example http://127.0.0.1:{port}",
    ],
)
async def test_a_foreign_origin_or_none_is_turned_away(room: Room, origin: str | None) -> None:
    told = origin.format(port=room.server.port) if origin else origin
    assert await answer_to(room, cookie(room), told) in (400, 403)  # 400: no origin at all


async def test_a_foreign_host_is_turned_away_though_it_names_itself(room: Room) -> None:
    lines = [f"GET {room.path} HTTP/1.1", "Host: evil.example", "Origin: http://evil.example"]
    assert b" 403 " in await asyncio.to_thread(handshake, room, lines)


def handshake(room: Room, lines: list[str]) -> bytes:
    """What the server says first to a handshake that is written by hand."""
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    more = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", key]
    more.append(f"Cookie: {room.seats[0].cookie}")
    with socket.create_connection(("127.0.0.1", room.server.port), timeout=20) as line:
        line.sendall("\r\n".join([*lines, *more, "", ""]).encode())
        return line.recv(4096).split(b"\r\n")[0]


async def test_no_cookie_and_anothers_are_turned_away(room: Room, house: House) -> None:
    other, name = house.room(), f"seat-{room.board}"
    secret = other.seats[0].cookie.partition("=")[2]
    for held in ("", "seat", f"{name}=", f"{name}={secret}", other.seats[0].cookie, f"{name}=\x80"):
        assert await answer_to(room, [("Cookie", held)], room.server.address) == 403
    assert await answer_to(room, [], room.server.address) == 403


async def test_odd_cookies_of_others_on_this_host_do_not_turn_a_seat_away(room: Room) -> None:
    odd = f'theme={{"dark": true}}; a[b]=c; é=1; ;;=; {room.seats[0].cookie}; x'
    assert await answer_to(room, [("Cookie", odd)], room.server.address) == 101


async def test_an_expired_key_and_an_ended_one_are_turned_away(room: Room) -> None:
    keys = "UPDATE boards_seatkey SET until = '2020-01-01 00:00:00+00' WHERE seat_id = ?"
    room.server.rows(keys, [room.seats[0].id])
    room.server.rows("DELETE FROM boards_seatkey WHERE seat_id = ?", [room.seats[1].id])
    assert await answer_to(room, cookie(room, 0), room.server.address) == 403
    assert await answer_to(room, cookie(room, 1), room.server.address) == 403
    assert await answer_to(room, cookie(room, 2), room.server.address) == 101


async def test_a_board_that_is_not_there_is_the_same_closed_door(room: Room) -> None:
    nowhere = Room(room.server, "nowhere234", room.seats)
    assert await answer_to(nowhere, cookie(room), room.server.address) == 403


async def test_twenty_five_are_let_in_and_the_next_is_told_to_come_back(room: Room) -> None:
    inside = [Screen(room, n) for n in range(25)]
    await asyncio.gather(*(one.hello() for one in inside))
    late = await Screen(room, 25).connect()
    assert await late.until_closed() == 4009
    await inside[0].does("add_idea", text="All of us")
    await all_equal(inside, 1)
    await inside.pop().leave()
    await inside[0].until(lambda: len(inside[0].here) == 24)
    await late.hello()  # there is a place again
    await all_equal([*inside, late], 1)
    for one in [*inside, late]:
        await one.leave()


async def test_messages_of_64_kb_are_taken_and_one_byte_more_is_refused(room: Room) -> None:
    async with Screen(room, 0) as ada:
        for size, code in ((64 * 1024, "malformed"), (64 * 1024 + 1, "too_big")):
            refused = len(ada.refusals)
            await ada.send_raw("x" * size)
            await ada.until(lambda refused=refused: len(ada.refusals) > refused)  # type: ignore[misc]
            assert ada.refusals[-1]["code"] == code
        # Counted as it travels: in bytes, not in letters.
        await ada.send_raw("é" * (32 * 1024 + 1))
        await ada.until(lambda: len(ada.refusals) == 3)
        assert ada.refusals[-1]["code"] == "too_big"
        await ada.does("add_idea", text="Small")


async def test_a_message_over_a_megabyte_ends_the_connection(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        await ada.send_raw("x" * (1024 * 1024 + 1))
        assert await ada.until_closed() == 4000
        await ben.does("add_idea", text="Nobody else noticed")


async def test_whoever_hangs_up_half_way_leaves_nothing_behind(room: Room) -> None:
    """Connections that end during the handshake, or right after it, in every clumsy way."""
    lines = [f"GET {room.path} HTTP/1.1", f"Host: 127.0.0.1:{room.server.port}"]
    lines.append(f"Origin: {room.server.address}")
    for n in range(60):
        await asyncio.to_thread(hang_up, room, lines, n)
    async with Screen(room, 0) as ada:
        await ada.until(lambda: set(ada.here) == {ada.seat.id})
        await ada.does("add_idea", text="At peace")


def hang_up(room: Room, lines: list[str], after: int) -> None:
    if after % 3 == 0:
        handshake(room, lines)
        return
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    more = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", key]
    more.append(f"Cookie: {room.seats[after % 20].cookie}")
    asked = "\r\n".join([*lines, *more, "", ""]).encode()
    with socket.create_connection(("127.0.0.1", room.server.port), timeout=20) as line:
        line.sendall(asked if after % 3 == 1 else asked[: after * 7])
        if after % 2:  # reset, rather than closed
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

"""What breaks the rules of websockets themselves, byte by byte: a code, never silence."""

import asyncio

import pytest

from tests.faults.line import FINAL, PING, TEXT, Line, framed
from tests.faults.rooms import Room
from tests.faults.screen import Screen

UNRULY = {
    "text that is not UTF-8": framed(FINAL | TEXT, b'{"now": "\xff\xfe"}'),
    "half a letter": framed(FINAL | TEXT, "é".encode()[:1]),
    "a lone surrogate": framed(FINAL | TEXT, b'{"now": "\xed\xa0\x80"}'),
    "an unmasked frame": bytes([FINAL | TEXT, 2]) + b"{}",
    "a reserved kind": framed(FINAL | 3, b"{}"),
    "a reserved bit": framed(FINAL | 0x40 | TEXT, b"{}"),
    "an end without a beginning": framed(FINAL, b"{}"),
    "a ping in pieces": framed(PING, b""),
    "a length without end": bytes([FINAL | TEXT, 0xFF]) + b"\xff" * 8 + b"mask",
    "no frame at all": b"\r\n\r\nGET / HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("name", UNRULY)
async def test_what_is_unruly_is_closed_with_a_code(room: Room, name: str) -> None:
    def try_it() -> int:
        with Line(room, 1) as line:
            line.socket.sendall(UNRULY[name])
            return line.closing_code()

    async with Screen(room, 0) as ada:
        assert await asyncio.to_thread(try_it) == 4000
        await ada.does("add_idea", text="Nobody else noticed")
        await ada.until(lambda: set(ada.here) == {ada.seat.id})


@pytest.mark.parametrize("first", [PING | FINAL, 0], ids=["pings", "pieces"])
async def test_what_never_becomes_a_message_is_counted_too(direct_room: Room, first: int) -> None:
    """Pings without end, and one message in pieces without end."""

    def flood() -> int:
        with Line(direct_room, 1) as line:
            line.socket.sendall(framed(TEXT, b""))
            try:
                for _ in range(200):
                    line.socket.sendall(framed(first, b"") * 1000)
            except (ConnectionError, TimeoutError):
                pass
            return line.closing_code()

    async with Screen(direct_room, 0) as ada:
        assert await asyncio.to_thread(flood) in (4008, 1006)  # reset, if it was still sending
        await ada.does("add_idea", text="Nobody else noticed")
        await ada.until(lambda: set(ada.here) == {ada.seat.id})

"""What breaks the rules of websockets themselves, byte by byte: a code, never silence."""

import asyncio
import os
import socket
import struct

import pytest

from tests.faults.rooms import Room
from tests.faults.screen import Screen

TEXT, BINARY, PING, FINAL = 1, 2, 9, 0x80


class RawLine:
    """A connection whose frames are written by hand."""

    def __init__(self, room: Room, seat: int) -> None:
        port = room.server.port
        lines = [f"GET {room.path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"Origin: http://127.0.0.1:{port}", f"Cookie: {room.seats[seat].cookie}"]
        lines += ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
        lines += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""]
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.socket.sendall("\r\n".join(lines).encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self.socket.recv(1)
        assert b" 101 " in answer.split(b"\r\n")[0]

    def frame(self, first: int, payload: bytes) -> None:
        self.socket.sendall(framed(first, payload))

    def closing_code(self) -> int:
        """The code of the close frame that comes sooner or later; 1006 when none does."""
        came = b""
        try:
            while True:
                while len(came) < 2 or len(came) < 2 + _length(came)[1]:
                    if not (more := self.socket.recv(1 << 16)):
                        return 1006
                    came += more
                start, size = _length(came)
                if came[0] == FINAL | 8:
                    return int.from_bytes(came[start : start + 2], "big")
                came = came[start + size :]
        except ConnectionError:
            return 1006

    def __enter__(self) -> "RawLine":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()


def _length(frame: bytes) -> tuple[int, int]:
    """Where the payload of a frame from the server begins, and how long it is."""
    if frame[1] == 126:
        return 4, int.from_bytes(frame[2:4], "big")
    if frame[1] == 127:
        return 10, int.from_bytes(frame[2:10], "big")
    return 2, frame[1]


def framed(first: int, payload: bytes) -> bytes:
    mask, size = os.urandom(4), len(payload)
    head = bytes([first, 0x80 | size]) if size < 126 else struct.pack(">BBH", first, 0xFE, size)
    key = (mask * (size // 4 + 1))[:size]
    return head + mask + bytes(a ^ b for a, b in zip(payload, key, strict=True))


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
        with RawLine(room, 1) as line:
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
        with RawLine(direct_room, 1) as line:
            line.frame(TEXT, b"")
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

"""A connection whose frames are written by hand, as no well-kept client would write them."""

import socket
import struct

from tests.faults.rooms import Room

TEXT, CLOSE, PING, FINAL = 1, 8, 9, 0x80
MASK = b"\1\2\3\4"  # the same each time: nobody between here and there could be misled
SILENT = 1006  # ended without a closing code


class Line:
    """One websocket, let in. Nothing is sent or read by itself."""

    def __init__(self, room: Room, seat: int, *, room_for: int = 0) -> None:
        port = room.server.port
        lines = [f"GET {room.path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"Origin: http://127.0.0.1:{port}", f"Cookie: {room.seats[seat].cookie}"]
        lines += ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
        lines += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""]
        self.socket = socket.socket()
        if room_for:  # bytes that may wait here unread; set before the window is agreed on
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room_for)
        self.socket.settimeout(30)
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall("\r\n".join(lines).encode())
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            if not (more := self.socket.recv(1)):
                raise ConnectionError(f"not let in: {answer!r}")
            answer += more
        if b" 101 " not in answer.split(b"\r\n")[0]:
            raise ConnectionError(f"not let in: {answer!r}")

    def say(self, payload: bytes) -> None:
        self.socket.sendall(framed(FINAL | TEXT, payload))

    def closing_code(self) -> int:
        """Read until the end; the code of the close frame, if one came."""
        came = b""
        try:
            while True:
                start, size = _length(came)
                if len(came) < start + size:
                    if not (more := self.socket.recv(1 << 16)):
                        return SILENT
                    came += more
                elif came[0] == FINAL | CLOSE:
                    return int.from_bytes(came[start : start + 2], "big")
                else:
                    came = came[start + size :]
        except OSError:
            return SILENT

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()


def _length(came: bytes) -> tuple[int, int]:
    """Where the payload of the first frame begins, and how long it is; more than there is, if
    its head is not whole."""
    if len(came) < 2:
        return 2, 0
    short = came[1]
    if short < 126:
        return 2, short
    wide = 2 if short == 126 else 8
    return 2 + wide, int.from_bytes(came[2 : 2 + wide], "big") if len(came) >= 2 + wide else 0


def framed(first: int, payload: bytes) -> bytes:
    """A frame as a client sends it; `first` is FINAL and the kind."""
    size = len(payload)
    if size < 126:
        head = struct.pack(">BB", first, 0x80 | size)
    elif size < 1 << 16:
        head = struct.pack(">BBH", first, 0xFE, size)
    else:
        head = struct.pack(">BBQ", first, 0xFF, size)
    return head + MASK + _masked(payload)


def _masked(payload: bytes) -> bytes:
    key = (MASK * (len(payload) // 4 + 1))[: len(payload)]
    both = int.from_bytes(payload, "little") ^ int.from_bytes(key, "little")
    return both.to_bytes(len(payload), "little")

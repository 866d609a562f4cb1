"""The least websocket client that measures a server without being the bottleneck itself.

Plain sockets, whole frames, no extensions: what a browser on the same machine would send.
"""

import base64
import os
import socket
import struct

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
AT_ONCE = 1 << 18
NORMAL = 1000
GONE = 1006  # closed without a word, as browsers number it


class Framing:
    """What goes over a websocket, and what came. `closed` is the closing code once it has ended."""

    def __init__(self) -> None:
        self.closed = 0
        self.received = 0  # bytes
        self._rest = b""

    def write(self, framed: bytes) -> None:
        raise NotImplementedError

    def send(self, payload: bytes, kind: int = TEXT) -> None:
        """Send one frame. The frames are small and the buffers large: it never waits."""
        if self.closed:
            return
        length = len(payload)
        mask = os.urandom(4)
        head = bytes((0x80 | kind, 0x80 | length)) if length < 126 else _long_head(kind, length)
        self.write(head + mask + _masked(payload, mask))

    def frames(self, came: bytes) -> list[bytes]:
        """Every whole text frame in what has come so far."""
        self.received += len(came)
        return self._frames(self._rest + came if self._rest else came)

    def _frames(self, came: bytes) -> list[bytes]:
        texts: list[bytes] = []
        at, size = 0, len(came)
        while size - at >= 2:
            length, start = came[at + 1], at + 2
            if length == 126:
                if size - at < 4:
                    break
                length, start = came[at + 2] << 8 | came[at + 3], at + 4
            elif length == 127:
                if size - at < 10:
                    break
                length, start = struct.unpack_from(">Q", came, at + 2)[0], at + 10
            if size - start < length:
                break
            kind, payload = came[at], came[start : start + length]
            at = start + length
            if kind == 0x80 | TEXT:
                texts.append(payload)
            else:
                self._control(kind & 15, payload)
        self._rest = came[at:]
        return texts

    def _control(self, kind: int, payload: bytes) -> None:
        if kind == PING:
            self.send(payload, PONG)
        elif kind == CLOSE:
            self.closed = int.from_bytes(payload[:2], "big") or 1005
        elif kind != PONG:
            raise ValueError(f"A frame of kind {kind} was not expected")


class Wire(Framing):
    """One websocket over a plain socket."""

    def __init__(self, port: int, path: str, cookie: str = "") -> None:
        super().__init__()
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request(port, path, cookie))

    def opened(self) -> "Wire":
        """Wait until the server has let us in. ConnectionError when it does not."""
        answer = b""
        while b"\r\n\r\n" not in answer:
            more = self._socket.recv(AT_ONCE)
            if not more:
                raise ConnectionError(f"The server hung up: {answer[:200]!r}")
            answer += more
        self._rest = let_in(answer)
        self._socket.setblocking(False)
        return self

    def fileno(self) -> int:
        return self._socket.fileno()

    def write(self, framed: bytes) -> None:
        try:
            self._socket.send(framed)
        except (BrokenPipeError, ConnectionResetError):
            self.closed = GONE

    def read(self) -> list[bytes]:
        """Every whole text frame that has come."""
        try:
            came = self._socket.recv(AT_ONCE)
        except BlockingIOError:
            return []
        except ConnectionError:
            came = b""
        if not came:
            self.closed = self.closed or GONE
        return self.frames(came)

    def close(self) -> None:
        self.closed = self.closed or NORMAL
        self._socket.close()


def request(port: int, path: str, cookie: str = "") -> bytes:
    """What asks to be let in."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {key}",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def let_in(answer: bytes) -> bytes:
    """What came after the server had let us in, or ConnectionError: it did not."""
    head, _, rest = answer.partition(b"\r\n\r\n")
    if b" 101 " not in head.split(b"\r\n")[0]:
        raise ConnectionError(f"The server said {head[:200]!r}")
    return rest


def _long_head(kind: int, length: int) -> bytes:
    if length < 1 << 16:
        return struct.pack(">BBH", 0x80 | kind, 0x80 | 126, length)
    return struct.pack(">BBQ", 0x80 | kind, 0x80 | 127, length)


def _masked(payload: bytes, mask: bytes) -> bytes:
    length = len(payload)
    key = (mask * (length // 4 + 1))[:length]
    both = int.from_bytes(payload, "little") ^ int.from_bytes(key, "little")
    return both.to_bytes(length, "little")

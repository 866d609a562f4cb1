"""A name that stands for several addresses, as containers of one service have it."""

import socket
import struct
import threading

A, INTERNET, FOUND = 1, 1, 0x8180  # kind and class of a record; an answer without trouble
NAME_ABOVE = 0xC00C  # the name that was asked for


class Names:
    """Answers every name with `addresses`, which may change at any time; for a `with`."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> "Names":
        threading.Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _answer(self) -> None:
        while True:
            try:
                asked, whom = self._socket.recvfrom(512)
                self._socket.sendto(self.answer(asked), whom)
            except OSError:  # it was closed
                return

    def answer(self, asked: bytes) -> bytes:
        end = asked.index(b"\0", 12) + 5
        wants = struct.unpack_from(">H", asked, end - 4)[0]
        told = list(self.addresses) if wants == A else []
        head = asked[:2] + struct.pack(">5H", FOUND, 1, len(told), 0, 0)
        record = struct.pack(">HHHIH", NAME_ABOVE, A, INTERNET, 0, 4)
        return head + asked[12:end] + b"".join(record + socket.inet_aton(one) for one in told)

"""A line through a network that blocks websockets, as some hospitals' and councils' do."""

import socket

from tests.browser.line import Line

HANDSHAKE = b"GET /ws/"


class BlockingLine(Line):
    """Passes everything on but websockets: `refuses` ends their handshake, otherwise it hangs."""

    def __init__(self, port: int, *, refuses: bool = True, blocks: bool = True) -> None:
        self.refuses, self.blocks = refuses, blocks
        super().__init__(port)

    def _passes(self, said: bytes, source: socket.socket) -> bool:
        if not (self.blocks and said.startswith(HANDSHAKE)):
            return True
        if self.refuses:
            source.sendall(
                b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            self._end(source)
        return False

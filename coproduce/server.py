"""The server: Daphne, with the connection itself offered to the boards' sockets.

`python -m coproduce.server --bind 0.0.0.0 --port 8000`; the options are Daphne's own.

Everyone at a board is sent the same bytes, so they are framed once and written to each socket at
once: no coroutine, no queue, no masking decision for each seat. Written for Daphne 4.2, Autobahn
26.10 and Twisted 26.10; `AsgiSocket` does the same by ASGI's ordinary `send` where
COPRODUCE_DIRECT is off, and is tested as well.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from daphne.cli import CommandLineInterface
from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol

from boards.live.seats import Payload

OPTIONS = ["--websocket_timeout", "-1", "--ping-interval", "20", "--ping-timeout", "15"]
APPLICATION = "coproduce.asgi:application"


class DirectSocket:
    """A connection's way out, past ASGI's queues."""

    def __init__(self, protocol: WebSocketProtocol) -> None:
        self._protocol = protocol

    def listen(self, hear: Callable[[bytes | None], None]) -> None:
        """Let every message from here on come straight to `hear`: its bytes, None if binary."""
        self._protocol.onMessage = lambda payload, binary: hear(None if binary else payload)

    def send(self, payload: Payload) -> None:
        protocol = self._protocol
        if protocol.state == protocol.STATE_OPEN:
            if payload.framed is None:
                payload.framed = protocol.factory.prepareMessage(payload.text).payloadHybi
            self._write(payload.framed)

    def _write(self, framed: bytes) -> None:
        """Write at once what the socket takes; Twisted alone would wait a turn of the loop."""
        transport = self._protocol.transport
        if self.unsent == 0 and not transport.disconnecting:
            written = transport.writeSomeData(framed)
            if isinstance(written, int) and written >= 0:
                framed = framed[written:]
        if framed:
            transport.write(framed)

    def close(self, code: int) -> None:
        """Say goodbye and hear nothing more; Autobahn drops the line a second later."""
        protocol = self._protocol
        protocol.onMessage = lambda payload, binary: None
        protocol.sendClose(code=code)
        protocol.transport.pauseProducing()

    @property
    def unsent(self) -> int:
        transport = self._protocol.transport
        return int(len(transport.dataBuffer) - transport.offset + transport._tempDataLen)


class BoardServer(Server):  # type: ignore[misc]
    """Daphne's server; each websocket's scope has a way straight to its connection."""

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        plain_tcp = hasattr(protocol.transport, "writeSomeData")
        if scope["type"] == "websocket" and plain_tcp:
            scope.setdefault("extensions", {})["coproduce.direct"] = DirectSocket(protocol)
        return super().create_application(protocol, scope)


class Command(CommandLineInterface):  # type: ignore[misc]
    """Daphne's command line, with our server unless the direct way is switched off."""

    server_class = Server if os.environ.get("COPRODUCE_DIRECT") == "off" else BoardServer


def main(options: list[str]) -> None:
    """Serve until SIGINT or SIGTERM."""
    Command().run([*OPTIONS, "--verbosity", "0", *options, APPLICATION])


if __name__ == "__main__":
    main(sys.argv[1:])

"""The server: Daphne, with the connection itself offered to the boards' sockets.

`python -m coproduce.server --bind 0.0.0.0 --port 8000`; the options are Daphne's own.

Everyone at a board is sent the same bytes, so they are framed once and written to each socket at
once: no coroutine, no queue, no masking decision for each seat. Written for Daphne 4.2, Autobahn
26.10 and Twisted 26.10; `AsgiSocket` does the same by ASGI's ordinary `send` where
COPRODUCE_DIRECT is off, and is tested as well.

A connection that breaks the rules of websockets is told so with a code: Autobahn would drop it
without a word.
"""

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from daphne.cli import CommandLineInterface
from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet.defer import Deferred

from boards.live.seats import BROKEN, Payload
from coproduce import access, logs

logger = logging.getLogger("coproduce.server")  # also where this is what is run
OPTIONS = ["--websocket_timeout", "-1", "--ping-interval", "20", "--ping-timeout", "15"]
APPLICATION = "coproduce.asgi:application"
DIRECT = os.environ.get("COPRODUCE_DIRECT") != "off"
# Who may knock in one instant. Of a building that lost its network all come back at once, and whom
# the system turns away tries again only a second later, and then three.
KNOCKING = 1024


class BoardProtocol(WebSocketProtocol):  # type: ignore[misc]
    """Daphne's connection. It counts what never becomes a message, and says why it ends."""

    # Autobahn copies each of these for every connection, and writes them all down for a log that
    # nobody reads: that took longer than letting somebody in.
    CONFIG_ATTRS: ClassVar[list[str]] = []
    # Whether so many bytes may come in: the board's connection decides, once it listens.
    admits: Callable[[int], bool] = staticmethod(lambda size: True)

    def _connectionMade(self) -> None:
        for name in WebSocketProtocol.CONFIG_ATTRS:
            setattr(self, name, getattr(self.factory, name))
        super()._connectionMade()

    def onPing(self, payload: bytes) -> None:
        if self.admits(len(payload)):
            super().onPing(payload)

    def onMessageFrameBegin(self, length: int) -> None:
        if not self.current_frame.fin:  # a message in pieces: it may never come to an end
            self.admits(0)
        super().onMessageFrameBegin(length)

    def _fail_connection(self, code: int = 1001, reason: str = "") -> None:
        """Called by Autobahn for what is no text in UTF-8, over 1 MiB or no websocket frame."""
        self.failedByMe = True
        self.hang_up(BROKEN)

    def hang_up(self, code: int) -> None:
        """Say goodbye and hear nothing more; Autobahn drops the line a second later."""
        self.onMessage = lambda payload, binary: None
        self.sendClose(code=code)
        self.transport.pauseProducing()


# Straight to the protocol: Autobahn's own way there writes words for a log that nobody reads.
BoardProtocol.dataReceived = BoardProtocol._dataReceived
WebSocketFactory.protocol = BoardProtocol


class DirectSocket:
    """A connection's way out, past ASGI's queues."""

    def __init__(self, protocol: BoardProtocol) -> None:
        self._protocol = protocol

    def listen(self, hear: Callable[[bytes | None], None], admits: Callable[[int], bool]) -> None:
        """Let every message from here on come straight to `hear`: its bytes, None if binary."""
        self._protocol.admits = admits
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
        self._protocol.hang_up(code)

    @property
    def unsent(self) -> int:
        transport = self._protocol.transport
        return int(len(transport.dataBuffer) - transport.offset + transport._tempDataLen)


class BoardServer(Server):  # type: ignore[misc]
    """Daphne's server; each websocket's scope has a way straight to its connection, if wanted."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.endpoints: list[str] = [*map(_roomy, self.endpoints)]

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        plain_tcp = hasattr(protocol.transport, "writeSomeData")
        if DIRECT and scope["type"] == "websocket" and plain_tcp:
            scope.setdefault("extensions", {})["coproduce.direct"] = DirectSocket(protocol)
        return super().create_application(protocol, scope)

    def log_action(self, protocol: str, action: str, details: Mapping[str, Any]) -> None:
        """In the place of Daphne's access log, which has whole addresses in it."""
        access.note(protocol, action, details)

    def listen_success(self, port: Any) -> None:
        super().listen_success(port)
        logger.info("Listening on port %s", port.getHost().port)

    def kill_all_applications(self) -> Deferred[Any]:
        """Called before the server ends, which waits for it: first send the rooms elsewhere."""
        from boards.live.hubs import hubs  # has models: not before Django is set up

        logger.info("Told to end: everyone is sent on")
        drained = Deferred.fromFuture(asyncio.ensure_future(hubs.drain()))
        return drained.addCallback(lambda _: super(BoardServer, self).kill_all_applications())


def _roomy(end: str) -> str:
    """Return where to listen, with room for all who knock in one instant."""
    return f"{end}:backlog={KNOCKING}" if end.startswith("tcp:") else end


class Command(CommandLineInterface):  # type: ignore[misc]
    """Daphne's command line, with our server."""

    server_class = BoardServer


def main(options: list[str]) -> None:
    """Serve until SIGINT or SIGTERM."""
    logs.catch_all()
    # A board's state holds no cycles, and there is much of it: looking through all of it for
    # rubbish stops every room for half a second.
    gc.freeze()
    gc.set_threshold(50_000, 20, 1000)
    # The writer's thread comes back from the disk and wants its turn while the loop is busy.
    sys.setswitchinterval(0.001)
    Command().run([*OPTIONS, "--verbosity", "0", *options, APPLICATION])


if __name__ == "__main__":
    main(sys.argv[1:])

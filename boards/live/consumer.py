"""A board's socket: let in or turned away, then decode, hand over, send. It decides nothing.

A bare ASGI callable, because Channels' consumers visit a thread before every message. It never
waits for the database once the seat is let in.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from boards.live import counts, wire
from boards.live.entering import entered, from_here, key_in
from boards.live.hub import Hub
from boards.live.hubs import hubs
from boards.live.seats import BROKEN, Connection
from boards.live.sockets import AsgiSocket
from boards.operations.base import Refused

logger = logging.getLogger(__name__)
Scope = dict[str, Any]


async def socket(
    scope: Scope,
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Serve one connection from handshake to goodbye."""
    await receive()
    key = await key_in(scope) if from_here(dict(scope["headers"])) else None
    if key is None:
        await send({"type": "websocket.close", "code": 4001})
        return
    direct = scope.get("extensions", {}).get("coproduce.direct")
    watching = scope["query_string"] == b"watch=1"
    out = direct or AsgiSocket(send)
    await send({"type": "websocket.accept"})  # first: whoever is let in can be told why not to stay
    async with entered(out, key, watching=watching) as (hub, connection):
        if direct:  # from here on a message comes straight in, without a queue
            direct.listen(lambda message: hear(hub, connection, message), connection.admits)
        while (message := await receive())["type"] != "websocket.disconnect":
            hear(hub, connection, message.get("text"), message.get("bytes"))


def hear(
    hub: Hub, connection: Connection, message: bytes | str | None, binary: bytes | None = None
) -> None:
    """Hand one message to the hub; what is wrong with it is told to the sender alone."""
    if not connection.admits(len(message or binary or b"")):
        return
    value: object = None
    try:
        kind, value = wire.decode(message)
        if hubs.draining:
            return  # it is said again to the process that its sender comes to next
        getattr(hub.listening, kind)(connection, value)
    except Refused as refusal:
        counts.refusals.labels(refusal.code).inc()
        connection.tell(wire.refused(refusal, wire.id_of(value)))
    except Exception:
        logger.exception("A message could not be taken")
        connection.close(BROKEN)

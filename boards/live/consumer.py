"""A board's socket: let in or turned away, then decode, hand over, send. It decides nothing.

A bare ASGI callable, because Channels' consumers visit a thread before every message. It never
waits for the database once the seat is let in.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from boards import door, log
from boards.hands import hand_of
from boards.live import counts, wire
from boards.live.hub import Hub
from boards.live.hubs import hubs
from boards.live.seats import BROKEN, CONNECTIONS, CROWDED, RESTART, Connection
from boards.live.sockets import AsgiSocket
from boards.models import SeatKey, card
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
    key = await _key(scope)
    if key is None:
        return await send({"type": "websocket.close", "code": 4001})
    hub = await hubs.open(key.seat.board_id)
    await send({"type": "websocket.accept"})
    direct = scope.get("extensions", {}).get("coproduce.direct")
    watching = scope["query_string"] == b"watch=1"
    seat = None if watching else key.seat_id
    hand = seat and hand_of(key.seat.board_id, seat)
    connection = Connection(direct or AsgiSocket(send), seat, key.digest, hand)
    if hubs.draining:
        return connection.close(RESTART)
    if hub.room.crowd >= CONNECTIONS:
        return connection.close(CROWDED)
    hub.room.join(connection, None if watching else card(key.seat))
    try:
        if direct:  # from here on a message comes straight in, without a queue
            direct.listen(lambda message: hear(hub, connection, message), connection.admits)
        while (message := await receive())["type"] != "websocket.disconnect":
            hear(hub, connection, message.get("text"), message.get("bytes"))
    finally:
        hub.room.leave(connection)


def hear(
    hub: Hub, connection: Connection, message: bytes | str | None, binary: bytes | None = None
) -> None:
    """Hand one message to the hub; what is wrong with it is told to the sender alone."""
    if not connection.admits(len(message or binary or b"")):
        return
    value: object = None
    try:
        kind, value = wire.decode(message)
        getattr(hub, kind)(connection, value)
    except Refused as refusal:
        counts.refusals.labels(refusal.code).inc()
        connection.tell(wire.refused(refusal, wire.id_of(value)))
    except Exception:
        logger.exception("A message could not be taken")
        connection.close(BROKEN)


async def _key(scope: Scope) -> SeatKey | None:
    """Return the key of the seat that asks to come in, or None where it has no business here."""
    headers = dict(scope["headers"])
    board = scope["url_route"]["kwargs"]["board"]
    if not from_here(headers):
        return None
    held = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    return await log.read(door.key_of, board, held)


def from_here(headers: dict[bytes, bytes]) -> bool:
    """Whether a page of this very site opened the socket: exact scheme, host and port."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    allowed = validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    return allowed and origin in (f"http://{host}", f"https://{host}")

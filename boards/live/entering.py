"""Letting a connection in: whose it is, whether this site asks, and its place in the room."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from boards import door, log
from boards.hands import hand_of
from boards.live.hub import Hub
from boards.live.hubs import hubs
from boards.live.seats import CROWDED, RESTART, Connection, Socket
from boards.models import SeatKey, card

Scope = dict[str, Any]
Asked = asyncio.Future[SeatKey | None]

AT_ONCE = 200  # who are looked up together


class Lookup:
    """Finds the keys that browsers hold; whoever comes meanwhile is looked up with the next."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Mapping[str, str], Asked]] = []
        self._looking: asyncio.Task[None] | None = None

    async def key(self, board: str, cookies: Mapping[str, str]) -> SeatKey | None:
        asked: Asked = asyncio.get_running_loop().create_future()
        if self._looking is None or self._looking.done():
            self._waiting = [(board, cookies, asked)]
            self._looking = asyncio.create_task(self._look())
        else:
            self._waiting.append((board, cookies, asked))
        return await asked

    async def _look(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            try:
                found = await log.read(door.keys_of, [one[:2] for one in some])
            except Exception as trouble:
                for asked in (one[2] for one in some if not one[2].cancelled()):
                    asked.set_exception(trouble)
            else:
                for (_, _, asked), key in zip(some, found, strict=True):
                    if not asked.cancelled():  # who asked is still there
                        asked.set_result(key)


lookup = Lookup()


async def key_in(scope: Scope) -> SeatKey | None:
    """Return the key that this browser holds for the board, or None where it has none."""
    headers = dict(scope["headers"])
    held = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    return await lookup.key(scope["url_route"]["kwargs"]["board"], held)


def from_here(headers: dict[bytes, bytes]) -> bool:
    """Whether a page of this very site asks: exact scheme, host and port."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    allowed = validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    return allowed and origin in (f"http://{host}", f"https://{host}")


@asynccontextmanager
async def entered(
    socket: Socket, key: SeatKey, *, watching: bool
) -> AsyncIterator[tuple[Hub, Connection]]:
    """Be in the board's room for as long as this lasts; closed at once where there is no room."""
    board = key.seat.board_id
    hub = await hubs.open(board)
    seat = None if watching else key.seat_id
    connection = Connection(socket, seat, key.digest, seat and hand_of(board, seat))
    if hubs.draining or hub.room.is_full_for(seat):
        connection.close(RESTART if hubs.draining else CROWDED)
        yield hub, connection
        return
    hub.room.join(connection, None if watching else card(key.seat))
    try:
        yield hub, connection
    finally:
        hub.room.leave(connection)

"""The addresses of a board's live connections: by websocket, and where those are blocked."""

from typing import Any

from channels.routing import URLRouter
from django.urls import path, re_path

from boards.live.consumer import socket
from boards.live.hubs import hubs
from boards.live.streams import say, stream
from boards.live.trying import drops, echo

sockets = URLRouter(
    [
        path("ws/b/<slug:board>/", socket),  # type: ignore[arg-type]
        path("ws/check/", echo),  # type: ignore[arg-type]
    ]
)

streams = [
    path("b/<slug:board>/stream/", stream),  # type: ignore[arg-type]
    path("b/<slug:board>/say/", say),  # type: ignore[arg-type]
    path("check/drops/", drops),  # type: ignore[arg-type]
]
unseen_by_django = [*sockets.routes, *streams]


def with_streams(pages: Any) -> URLRouter:
    """Return what answers every request: the streams, and Django for all else."""

    async def begun(scope: Any, receive: Any, send: Any) -> None:
        hubs.begin()  # what a page changes is rung from here, whether a board is open here or not
        await pages(scope, receive, send)

    return URLRouter([*streams, re_path("", begun)])  # type: ignore[arg-type]

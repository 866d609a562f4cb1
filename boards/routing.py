"""The address of a board's socket."""

from channels.routing import URLRouter
from django.urls import path

from boards.live.consumer import socket

sockets = URLRouter([path("ws/b/<slug:board>/", socket)])  # type: ignore[arg-type]

"""The address other people in the room can use, as words and as a QR code."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def outside(request: HttpRequest, path: str) -> str:
    """Return the whole address of `path` for another device.

    A person who opened the board as "localhost" shows the room the address the server was started
    with, since a phone that reads "localhost" would look for the board in itself.
    """
    seen = request.build_absolute_uri(path)
    told: str = getattr(settings, "ROOM_ADDRESS", "")
    local = urlsplit(seen).hostname in LOOPBACK
    return told.rstrip("/") + path if told and local else seen


def host(request: HttpRequest) -> str:
    """Return what to type into a browser to get here."""
    return urlsplit(outside(request, "/")).netloc

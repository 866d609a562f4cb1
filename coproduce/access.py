"""Notes what was asked for and what became of it, and neither who asked nor of which board.

Of an address only its kind is noted: `/b/<str:board>/history/`. What stands in its places, behind
its question mark, in its headers, and where it came from, is nobody's business.
"""

import logging
from collections.abc import Mapping
from http import HTTPMethod
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import Resolver404, resolve

logger = logging.getLogger(__name__)
METHODS = {str(one) for one in HTTPMethod}
SELDOM = {"/healthz", "/readyz", "/metrics"}  # asked every few seconds: noted where all is not well
OTHER = "other"


def note(protocol: str, action: str, details: Mapping[str, Any]) -> None:
    """Take what Daphne tells its access log."""
    if not logger.isEnabledFor(logging.INFO):
        return
    route = route_of(details["path"])
    if protocol == "websocket":
        logger.info("A socket is %s", action, extra={"told": {"route": route}})
    elif route not in SELDOM or details["status"] != 200:
        logger.info("Answered", extra={"told": {**_answer(details), "route": route}})


def _answer(details: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "method": method_of(details["method"]),
        "status": details["status"],
        "milliseconds": round(1000 * details["time_taken"]),
        "bytes": details["size"],
    }


def method_of(said: str | None) -> str:
    """Return the method; a word of the caller's own is no method."""
    return said if said in METHODS else OTHER


def route_of(address: str) -> str:
    """Return of which kind an address is."""
    path = unquote(address.partition("?")[0])
    if path.startswith(settings.STATIC_URL):
        return f"{settings.STATIC_URL}<file>"
    try:
        return f"/{resolve(path).route}"
    except Resolver404:
        return _live(path.lstrip("/"))


def _live(path: str) -> str:
    """Return the same for what Django does not see: sockets and streams."""
    from boards.routing import unseen_by_django  # has models

    found = (f"/{one.pattern}" for one in unseen_by_django if one.pattern.match(path))
    return next(found, OTHER)

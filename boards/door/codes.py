"""The typed code: forgiving in how it is written, strict in how often it may be wrong."""

import ipaddress
import re
import unicodedata

from django.core.cache import cache

from boards.models import Board

FAILURES, MINUTES = 10, 10
LETTERS = 8
# Spaces, dots, underscores and every dash a keyboard or a chat may put in; and what none can.
BETWEEN = re.compile(r"[\x00\s._\-\u00ad\u2010-\u2015\u2212]")


def shown(code: str) -> str:
    """Return the code as it is shown and said: four letters, a dash, four letters."""
    return f"{code[:4]}-{code[4:]}"


def plain(typed: str) -> str:
    """Return what was meant by what was typed."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()


def board_behind(typed: str) -> Board | None:
    """Return the board whose code was typed, its door open or not."""
    return Board.objects.filter(code=plain(typed)).first()


def too_many(address: str) -> bool:
    """Say whether this address has been wrong too often in the last minutes."""
    failures: int = cache.get(_key(address), 0)
    return failures >= FAILURES


def count_failure(address: str) -> None:
    """Remember a wrong code. A right one is never counted: a room shares one address."""
    cache.add(_key(address), 0, MINUTES * 60)
    try:
        cache.incr(_key(address))
    except ValueError:  # it ran out between the two lines
        cache.set(_key(address), 1, MINUTES * 60)


def _key(address: str) -> str:
    """Return the cache's key for an address; an IPv6 network counts as one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "boards.door.codes.unknown"
    net = 64 if known.version == 6 else 32
    return f"boards.door.codes.{ipaddress.ip_network((known, net), strict=False).network_address}"

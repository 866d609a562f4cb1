"""The messages of the wire: what a client's text says, and what it is answered.

The tables are in docs/wire.md. This is a public interface.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from django.utils.translation import gettext

from boards.live.seats import MESSAGE, Payload
from boards.operations.base import Refused, gettext_noop

VERSION = 1
KINDS = frozenset({"hello", "op", "seen", "now"})


def decode(message: bytes | str | None) -> tuple[str, Any]:
    """Return the kind of a message and what it holds, or raise Refused."""
    if message is None:
        raise Refused("malformed", gettext_noop("This board takes only text."))
    if len(message) > MESSAGE or (isinstance(message, str) and len(message.encode()) > MESSAGE):
        text = gettext_noop("That is too big. %(limit)s KB is the most.")
        raise Refused("too_big", text, limit=MESSAGE // 1024)
    try:
        given = orjson.loads(message)
    except orjson.JSONDecodeError:
        raise Refused("malformed", gettext_noop("That message cannot be read.")) from None
    if not isinstance(given, dict) or len(given) != 1 or not KINDS.issuperset(given):
        text = gettext_noop("A message holds one of hello, op, seen and now.")
        raise Refused("unknown_message", text)
    return next(iter(given.items()))


def seq_in(value: object) -> int:
    """Return a seq that a client names, or raise Refused."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        text = gettext_noop('"%(name)s" must be a whole number, 0 or more.')
        raise Refused("wrong_type", text, "seq", name="seq")
    return value


def op_in(value: object) -> tuple[object, str | None]:
    """Return an act, and the seat for whom it is done where that is not the sender's own."""
    if not isinstance(value, dict) or "for" not in value:
        return value, None
    seat = value["for"]
    if not isinstance(seat, str) or not seat:
        text = gettext_noop('"%(name)s" must be the id of a seat.')
        raise Refused("wrong_type", text, "for", name="for")
    return {key: given for key, given in value.items() if key != "for"}, seat


def hello_in(value: object) -> int:
    """Return the seq up to which a client has everything, or raise Refused."""
    if not isinstance(value, dict) or not isinstance(value.get("v"), int):
        text = gettext_noop("Hello needs a version and a seq.")
        raise Refused("wrong_type", text, "hello")
    if value["v"] != VERSION or isinstance(value["v"], bool):
        text = gettext_noop("This board speaks version %(version)s.")
        raise Refused("version", text, "v", version=VERSION)
    return seq_in(value.get("seq"))


def id_of(value: object) -> str | None:
    """Return the id a client gave its act, as far as it can be given back."""
    given = value.get("id") if isinstance(value, dict) else None
    return given if isinstance(given, str) and len(given) <= 64 else None


def refused(refusal: Refused, id_: str | None = None) -> Payload:
    message = gettext(refusal.message) % refusal.values
    said = {"id": id_, "code": refusal.code, "message": message, "field": refusal.field or None}
    return _payload(
        {"refused": {key: value for key, value in said.items() if key == "id" or value}}
    )


def frame(seq: int, entries: Sequence[bytes], html: str) -> Payload:
    """Return the frame with which the board is at `seq`; `entries` are JSON already."""
    parts = (seq, b",".join(entries), orjson.dumps(html))
    return Payload(b'{"seq":%d,"entries":[%b],"html":%b}' % parts)


def fetch(board: str, since: int) -> Payload:
    """Return where the frame is to be fetched that is too large for a message."""
    return _payload({"fetch": f"/b/{board}/frame.json?since={since}"})


def here(seats: Mapping[str, Mapping[str, Any] | None]) -> Payload:
    return _payload({"here": seats})


def beat(seq: int) -> Payload:
    return _payload({"beat": seq})


def _payload(message: Mapping[str, Any]) -> Payload:
    return Payload(orjson.dumps(message))

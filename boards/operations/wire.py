"""How operations come off the wire and go onto it, and into the log and out again."""

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, fields
from functools import cache
from typing import Any

from boards.operations.base import Operation, Refused, gettext_noop
from boards.operations.fields import wrong
from boards.operations.state import Board

HEX = "[0-9a-fA-F]"
UUID = re.compile(rf"{HEX}{{8}}(-?){HEX}{{4}}\1{HEX}{{4}}\1{HEX}{{4}}\1{HEX}{{12}}")
STAMPS = frozenset(
    {"id", "seq", "seat", "hand", "when"}
)  # what every entry carries besides its fields


@cache
def fields_of(verb: str) -> Mapping[str, Field[Any]]:
    """Return the public fields of a verb: all but the stamps that every entry carries."""
    return {one.name: one for one in fields(Operation.known[verb]) if one.name not in STAMPS}


def _is_operation_id(value: object) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def from_wire(message: object) -> Operation:
    """Make an operation of a client's `{"id", "verb", ...}`, or refuse it, naming the field."""
    if not isinstance(message, dict):
        raise wrong("op", gettext_noop('"%(name)s" must be an object.'))
    if not _is_operation_id(message.get("id")):
        raise Refused("bad_id", gettext_noop("Every act needs an id: a UUID of its own."), "id")
    verb = message.get("verb")
    kind = Operation.known.get(verb) if isinstance(verb, str) else None
    if kind is None:
        text = gettext_noop("This board does not know how to do that.")
        raise Refused("unknown_verb", text, "verb")
    given = {key: value for key, value in message.items() if key not in ("id", "verb")}
    return kind(id=message["id"], **_read(kind, given))


@cache
def _readers(verb: str) -> Mapping[str, Callable[[object, str], Any]]:
    """Return what reads each field that a client may send."""
    fields_ = fields_of(verb).items()
    return {key: one.metadata["read"] for key, one in fields_ if "read" in one.metadata}


@cache
def _needed(verb: str) -> tuple[str, ...]:
    return tuple(key for key in _readers(verb) if fields_of(verb)[key].default is not None)


def _read(kind: type[Operation], given: dict[str, object]) -> dict[str, Any]:
    readers = _readers(kind.verb)
    for key in given:
        if key not in readers:
            text = gettext_noop('"%(name)s" is not part of this act.')
            raise Refused("unknown_field", text, key, name=key)
    for key in _needed(kind.verb):
        if key not in given:
            text = gettext_noop('"%(name)s" is missing.')
            raise Refused("missing_field", text, key, name=key)
    return {key: readers[key](value, key) for key, value in given.items()}


@cache
def private_fields(verb: str) -> frozenset[str]:
    """Return the fields that the log keeps and that are never sent."""
    fields_ = fields_of(verb).items()
    return frozenset(key for key, one in fields_ if one.metadata.get("private"))


def own_fields(operation: Operation, *, sent: bool = False) -> dict[str, Any]:
    """Return the fields of an operation as plain JSON values, without the stamps.

    All of them, for the log; or what may be `sent`.
    """
    left_out = private_fields(operation.verb) if sent else ()
    given = {key: getattr(operation, key) for key in fields_of(operation.verb)}
    return {
        key: _plain(value, sent)
        for key, value in given.items()
        if value is not None and key not in left_out
    }


def _plain(value: Any, sent: bool) -> Any:
    if isinstance(value, Operation):
        return {"verb": value.verb, **own_fields(value, sent=sent)}
    return [_plain(one, sent) for one in value] if isinstance(value, tuple) else value


def to_wire(operation: Operation, board: Board) -> dict[str, Any]:
    """Return an entry as every seat gets it, the board standing as it does after it or later."""
    stamps = {"seq": operation.seq, "id": operation.id, "when": operation.when}
    signed = operation.seat is not None and not operation.veiled(board)
    seat = {"seat": operation.seat} if signed else {}
    return {
        **stamps,
        **seat,
        "verb": operation.verb,
        **own_fields(operation.told(board), sent=True),
    }


def from_log(verb: str, given: Mapping[str, Any], **stamps: Any) -> Operation:
    """Make the operation that an entry of the log holds; old entries never fail to open."""
    known = fields_of(verb)
    loaded = {key: _loaded(known[key], value) for key, value in given.items()}
    return Operation.known[verb](**loaded, **stamps)


def _loaded(one: Field[Any], value: Any) -> Any:
    load = one.metadata.get("load")
    if load is not None:
        return load(value)
    return tuple(value) if isinstance(value, list) else value

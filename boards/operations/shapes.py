"""How plain values from a file are read: each reader names the place where something is wrong.

Places are told as in `ideas.3.text`, counted from 1.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from boards.operations.base import Refused, gettext_noop
from boards.operations.fields import read_text, within, wrong

Plain = dict[str, Any]
Read = Callable[[object, str], Any]

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
SAID = 64  # characters of a strange field's name that are said again


def text_of(limit: int, *, needed: bool = False) -> Read:
    def read(value: object, name: str) -> str:
        text = read_text(value, name)
        if needed and not text.strip():
            raise Refused("empty", gettext_noop("There are no words in it yet."), name)
        return within(text, limit, name)

    return read


def id_of(value: object, name: str) -> str:
    text = read_text(value, name)
    if not ID.fullmatch(text):
        message = gettext_noop("An id has letters, digits, - and _ only, 64 at most.")
        raise Refused("bad_id", message, name)
    return text


def whole_of(least: int, most: int) -> Read:
    def read(value: object, name: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            text = gettext_noop('"%(name)s" must be a whole number from %(least)s to %(most)s.')
            raise Refused("wrong_type", text, name, name=name, least=least, most=most)
        return value

    return read


def list_of(read: Read, refuse_more: Callable[[int, str], None] | None = None) -> Read:
    def read_all(value: object, name: str) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise wrong(name, gettext_noop('"%(name)s" must be a list.'))
        if refuse_more:
            refuse_more(len(value), name)
        return [read(one, f"{name}.{n}") for n, one in enumerate(value, 1)]

    return read_all


def at_most(limit: int, code: str, message: str) -> Callable[[int, str], None]:
    """Refuse more than `limit`, saying how many there may be."""

    def refuse_more(count: int, name: str) -> None:
        if count > limit:
            raise Refused(code, message, name, limit=limit)

    return refuse_more


def object_of(readers: Mapping[str, Read], optional: Iterable[str] = ()) -> Read:
    """Read an object of these fields and no others, in this order; `optional` may be left out."""
    may_lack = frozenset(optional)

    def read(value: object, name: str) -> Plain:
        if not isinstance(value, dict):
            raise wrong(name, gettext_noop('"%(name)s" must be an object.'))
        for key in value:
            if key not in readers:
                place = within_of(name, str(key)[:SAID])
                text = gettext_noop('"%(name)s" is not known to this version.')
                raise Refused("unknown_field", text, place, name=place)
        for key in readers:
            if key not in value and key not in may_lack:
                text, place = gettext_noop('"%(name)s" is missing.'), within_of(name, key)
                raise Refused("missing_field", text, place, name=place)
        given = [key for key in readers if key in value]
        return {key: readers[key](value[key], within_of(name, key)) for key in given}

    return read


def within_of(name: str, key: str) -> str:
    return f"{name}.{key}" if name else key


def refuse_twice(values: Iterable[tuple[str, Hashable]], message: str) -> None:
    """Refuse the first of these (place, value) whose value was there before."""
    seen: set[Hashable] = set()
    for name, value in values:
        if value in seen:
            raise Refused("repeated", message, name)
        seen.add(value)

"""The fields of operations: each says what a client may send in it, or that the hub fills it in."""

from collections.abc import Callable
from dataclasses import field
from typing import Any

from boards.operations.base import Refused, gettext_noop

WORDS = 2000  # characters in an idea or an echo
NAME = 120  # characters in the name of a theme
STATEMENT = 500  # characters in what a theme holds in common, and in why somebody stands somewhere
AT_ONCE = 500  # ideas in one act


def wrong(name: str, what: str) -> Refused:
    return Refused("wrong_type", what, name, name=name)


def read_text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise wrong(name, gettext_noop('"%(name)s" must be words.'))
    if "\0" in value:
        raise Refused("bad_character", gettext_noop("One character here cannot be kept."), name)
    return value


def read_whole(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise wrong(name, gettext_noop('"%(name)s" must be a whole number, 0 or more.'))
    return value


def read_flag(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise wrong(name, gettext_noop('"%(name)s" must be true or false.'))
    return value


def read_names(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise wrong(name, gettext_noop('"%(name)s" must be a list of ids.'))
    if len(value) > AT_ONCE:
        message = gettext_noop("That is too many at once. %(limit)s is the most.")
        raise Refused("too_many", message, name, limit=AT_ONCE)
    if len(set(value)) < len(value):
        raise Refused("repeated", gettext_noop("One idea is named twice."), name)
    return tuple(value)


def words(limit: int, *, private: bool = False, **default: Any) -> Any:
    """A text that says something, of at most `limit` characters.

    What is `private` is kept in the log and never sent: it could tell who said it.
    """

    def read(value: object, name: str) -> str:
        text = read_text(value, name)
        if not text.strip():
            raise Refused("empty", gettext_noop("There are no words in it yet."), name)
        return within(text, limit, name)

    return field(metadata={"read": read, "private": private}, **default)


def within(text: str, limit: int, name: str) -> str:
    """Return `text`, or refuse it for its length."""
    if len(text) > limit:
        message = gettext_noop("That is too long by %(over)s characters. %(limit)s is the most.")
        raise Refused("too_long", message, name, over=len(text) - limit, limit=limit)
    return text


def any_text() -> Any:
    return field(metadata={"read": read_text})


def whole(**default: Any) -> Any:
    return field(metadata={"read": read_whole}, **default)


def name(**default: Any) -> Any:
    """The id of something on the board."""
    return field(metadata={"read": read_text}, **default)


def names(**default: Any) -> Any:
    """The ids of several things of one kind, at most `AT_ONCE`, none twice."""
    return field(metadata={"read": read_names}, **default)


def flag(**default: Any) -> Any:
    return field(metadata={"read": read_flag}, **default)


def one_of(*options: str) -> Any:
    """One word of a few. Private: see `words`."""

    def read(value: object, name: str) -> str:
        if value not in options:
            text = gettext_noop('"%(name)s" must be one of: %(options)s.')
            raise Refused("wrong_type", text, name, name=name, options=", ".join(options))
        return str(value)

    return field(metadata={"read": read, "private": True})


def stamp(default: Any, load: Callable[[Any], Any] | None = None) -> Any:
    """A field that the hub fills in; `load` makes it from what the log keeps."""
    return field(default=default, metadata={"load": load})

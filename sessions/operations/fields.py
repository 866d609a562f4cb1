"""Fields that the operations of a workshop have besides those of a board."""

from dataclasses import field
from typing import Any

from boards.operations.base import Refused, gettext_noop
from sessions.operations.agenda import optional, read_minutes, read_prompts


def word_of(*options: str, **default: Any) -> Any:
    """One word of a few, for everyone to see."""

    def read(value: object, name: str) -> str:
        if value not in options:
            text = gettext_noop('"%(name)s" must be one of: %(options)s.')
            raise Refused("wrong_type", text, name, name=name, options=", ".join(options))
        return str(value)

    return field(metadata={"read": read}, **default)


def minutes(**default: Any) -> Any:
    """How long a phase takes."""
    return field(metadata={"read": read_minutes}, **default)


def prompts(**default: Any) -> Any:
    """Short lines for whoever reads them."""

    def read(value: object, name: str) -> tuple[str, ...]:
        return tuple(read_prompts(value, name))

    return field(metadata={"read": read}, **default)


def written(limit: int, **default: Any) -> Any:
    """A text of at most `limit` characters; it may say nothing."""
    return field(metadata={"read": optional(limit)}, **default)

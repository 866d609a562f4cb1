"""Fields that are kept in the log and never sent: what somebody chose, or who was there."""

from collections.abc import Callable
from dataclasses import field
from typing import Any


def private(read: Callable[[object, str], Any], **default: Any) -> Any:
    """A field that a client may send and nobody gets to see."""
    return field(metadata={"read": read, "private": True}, **default)


def private_stamp(default: Any, load: Callable[[Any], Any] | None = None) -> Any:
    """A field that the hub fills in for the log alone; `load` makes it from what the log keeps."""
    return field(default=default, metadata={"load": load, "private": True})

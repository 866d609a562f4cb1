"""A finished workshop to look through, made up: its log is a file, and no row of the database.

`hour.txt` is what was written by hand, `log.json` what `manage.py make_example` made of it: entries
as a log keeps them.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from boards.models import Card, open_template
from boards.operations.base import Operation
from boards.operations.state import opening
from boards.operations.wire import from_log, own_fields
from boards.past import Past

HERE = Path(__file__).parent
WRITTEN, LOG = HERE / "hour.txt", HERE / "log.json"
STAMPS = ("seq", "id", "seat", "hand", "when")


class Example(NamedTuple):
    """The workshop, and the cards of those who never were there."""

    past: Past
    cards: Mapping[str, Card]


@cache
def kept() -> Example:
    """Return the workshop as its file tells it."""
    told = orjson.loads(LOG.read_bytes())
    entries = [_entry(one) for one in told["entries"]]
    ends = entries[0].when, entries[-1].when
    cards = {
        one["seat"]: _card(number, one, *ends) for number, one in enumerate(told["seats"], start=1)
    }
    return Example(Past.of(opening(told["title"], open_template()), entries), cards)


def _entry(told: dict[str, Any]) -> Operation:
    stamps = {name: told.get(name) for name in STAMPS}
    return from_log(told["verb"], told["fields"], **stamps)


def _card(number: int, told: dict[str, str], came: int, last: int) -> Card:
    hand = f"~{told['seat']}"
    return Card(number, told["name"], told["brings"], hand=hand, came=came, here=last)


def as_file(title: str, seats: list[dict[str, str]], entries: list[Operation]) -> bytes:
    """Return what is kept: an entry a line, so that a change can be read."""
    lines = b",\n".join(orjson.dumps(_told(one)) for one in entries)
    head = orjson.dumps({"title": title, "seats": seats})[:-1]
    return head + b',"entries":[\n' + lines + b"\n]}\n"


def _told(entry: Operation) -> dict[str, Any]:
    stamps = {name: value for name in STAMPS if (value := getattr(entry, name)) is not None}
    return {**stamps, "verb": entry.verb, "fields": own_fields(entry)}

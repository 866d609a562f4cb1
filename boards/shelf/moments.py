"""The moments of a board: each act in plain words, and what was written in one go told once.

Nobody is named for what goes unsigned as things stand now, whenever it was done. What is one go
is told from what everybody can see: it must not say whether two unsigned acts were one person's.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from boards.live.shown import Cards
from boards.operations.base import Operation
from boards.operations.state import Board
from boards.operations.texts import EditText
from boards.past import Past
from boards.views.history import PAUSE, in_words

SAME = 20_000  # ms: what is veiled and told in the same words within them is told once


class Moment(NamedTuple):
    """The board after an entry; `when` in ms since 1970."""

    seq: int
    when: int


def moments(past: Past) -> list[Moment]:
    """Return one for each act, oldest first; of what was done in one go, its end."""
    return [Moment(last.seq, last.when) for last in _ends(past)]


def _ends(past: Past) -> Iterator[Operation]:
    first = last = None
    for act in past.entries:
        if first is None or last is None:
            first = act
        elif not _one_go(first, last, act, past.now):
            yield last
            first = act
        last = act
    if last is not None:
        yield last


def _one_go(first: Operation, last: Operation, act: Operation, now: Board) -> bool:
    """Whether an act goes on with what began with `first`."""
    if last.verb != act.verb or seat_of(last, now) != seat_of(act, now):
        return False
    if isinstance(act, EditText):
        return last.slots() == act.slots() and act.when - last.when < PAUSE
    soon = act.when - first.when < SAME and last.veiled(now) and act.veiled(now)
    return soon and last.sentence(now) == act.sentence(now)


def seat_of(act: Operation, now: Board) -> str | None:
    """Return who signed it, as things stand."""
    return None if act.veiled(now) else act.seat


def told(past: Past, seq: int, cards: Cards) -> dict[str, Any]:
    """Tell what was done last at a moment: the words of the piece that says it."""
    if seq == 0:
        return {"seq": "0", "sentence": gettext("The board was opened"), "clock": ""}
    act = past.entries[seq - 1]
    seat = seat_of(act, past.now)
    return {
        "seq": str(seq),
        "sentence": in_words(act.sentence(past.at(seq))),
        "clock": _clock(act.when, past),
        "card": cards.get(seat) if seat else None,
        # What is nobody's, such as what the room agreed on, is not called unsigned.
        "unsigned": act.hand is not None,
    }


def _clock(when: int, past: Past) -> str:
    """The time of day; with the day, where a board was used on several."""
    local = timezone.localtime(datetime.fromtimestamp(when / 1000, UTC))
    ends = (past.entries[0].when, past.entries[-1].when)
    days = {timezone.localtime(datetime.fromtimestamp(one / 1000, UTC)).date() for one in ends}
    return date_format(local, "H:i" if len(days) == 1 else "j F, H:i")

"""Where a workshop stands, in the line that lists of boards show."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from boards.operations.state import Board, Text, opening
from sessions.operations.clock import MINUTE
from sessions.operations.moving_on import CloseWorkshop, RenewLink
from sessions.operations.state import (
    CLOSED,
    OPEN,
    PLANNED,
    Clock,
    Ended,
    Phase,
    Proposal,
    Workshop,
)
from sessions.shown.whereabouts import in_words

NOW = int(datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp() * 1000)
PHASES = {
    "first": Phase("first", Text("Common ground", "", 0), 20, Text("", "", 0)),
    "second": Phase("second", Text("", "", 0), 25, Text("", "", 0)),
}
SPENT = 8 * MINUTE + 1


def board_with(workshop: Workshop | None) -> Board:
    return replace(opening("Waiting well", []), workshop=workshop)


def room(**now: object) -> Workshop:
    there = Workshop(status=OPEN, phases=PHASES, order=("first", "second"), current="first")
    return replace(there, **{"clock": Clock(NOW - SPENT), **now})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("workshop", "told"),
    [
        (None, ""),
        (Workshop(), ""),
        (room(status=PLANNED, current=None), "A workshop of 45 minutes is planned"),
        (room(), "In “Common ground”, 12 minutes left"),
        (room(clock=Clock(NOW - 20 * MINUTE + 1)), "In “Common ground”, less than a minute left"),
        (room(clock=Clock(NOW - 20 * MINUTE)), "In “Common ground”, time is up"),
        (room(clock=Clock(NOW, paused=NOW)), "In “Common ground”, the time is paused"),
        (room(current="second"), "In “a phase with no name”, 17 minutes left"),
        (room(current=None), "A workshop is on"),
        (room(status=CLOSED, current=None), "The workshop is finished"),
    ],
)
def test_it_says_where_the_room_is(workshop: Workshop | None, told: str) -> None:
    assert in_words(board_with(workshop), NOW) == told


def ended(day: datetime, how: str = "carried") -> Ended:
    when = int(day.timestamp() * 1000)
    return Ended(Proposal("p", CloseWorkshop(), None, None, when, 1), how, when)


def test_it_says_on_which_day_the_room_ended_it() -> None:
    later = datetime(2026, 11, 9, 12, tzinfo=UTC)
    link = replace(ended(later), proposal=Proposal("q", RenewLink(), None, None, 0, 1))
    on_the_third = ended(datetime(2026, 11, 3, 12, tzinfo=UTC))
    closed = room(status=CLOSED, current=None, ended=(on_the_third, link, ended(later, "lapsed")))
    assert in_words(board_with(closed), NOW) == "Finished on 3 November"
    long_ago = replace(closed, ended=(ended(datetime(2025, 11, 3, 12, tzinfo=UTC)),))
    assert in_words(board_with(long_ago), NOW) == "Finished on 3 November 2025"

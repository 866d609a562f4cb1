"""What is kept, in the words of the screen; and the database told of what the room settled."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from boards.models import Board
from sessions.kept import keep_as_agreed, until
from sessions.operations.moving_on import CloseWorkshop, EnterPhase, RenewLink
from sessions.operations.opening import OpenWorkshop
from sessions.operations.settling import SettleKeeping
from sessions.shown.kept import asks, in_words
from tests.boards.operations.room import ADA
from tests.boards.way_in import a_board
from tests.sessions.operations.circle import Circle

NOVEMBER = int(datetime(2026, 11, 3, 10, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def circle() -> Circle:
    """A workshop in its last phase, in November."""
    circle = Circle()
    circle.now = NOVEMBER
    circle.does(ADA, OpenWorkshop(kind="immersive"))
    circle.agrees(EnterPhase(phase="tracking"))
    return circle


def test_a_room_that_has_settled_nothing_is_told_what_holds(circle: Circle) -> None:
    told = "Unless we say otherwise: kept for the team, for 12 months, without names."
    assert in_words(circle.workshop) == told
    circle.agrees(CloseWorkshop())
    assert in_words(circle.workshop) == "Kept for the team until November 2027, without names."


@pytest.mark.parametrize(
    ("settled", "told"),
    [
        ((True, "shelf", 24), "Kept for the team until November 2028, with names."),
        ((True, "seats", 1), "Kept for those with a seat here until December 2026, with names."),
        ((False, "anyone", 3), "Kept for anyone to read until February 2027, without names."),
    ],
)
def test_what_was_settled_is_told_with_its_month(
    circle: Circle, settled: tuple[bool, str, int], told: str
) -> None:
    names, whom, months = settled
    circle.agrees(SettleKeeping(names=names, whom=whom, months=months))
    assert in_words(circle.workshop) == told
    circle.now += 90 * 86_400_000
    circle.agrees(CloseWorkshop())
    assert in_words(circle.workshop) == told


def test_the_room_is_reminded_in_its_last_phase_until_it_has_settled_it(circle: Circle) -> None:
    told = [asks(circle.workshop)]
    circle.agrees(SettleKeeping(names=False, whom="shelf", months=12))
    told.append(asks(circle.workshop))
    circle.agrees(CloseWorkshop())
    told.append(asks(circle.workshop))
    circle.does(ADA, OpenWorkshop(kind="coming_back"))
    told.append(asks(circle.workshop))
    circle.agrees(EnterPhase(phase=circle.workshop.order[-1]))
    told.append(asks(circle.workshop))
    assert told == [True, False, False, False, True]


@pytest.mark.django_db
def test_the_row_of_a_board_is_told_and_no_other(circle: Circle) -> None:
    board, other = a_board(), a_board()
    before = kept(other)
    carried = circle.agrees(SettleKeeping(names=True, whom="anyone", months=1))
    for entry in circle.log:
        keep_as_agreed(board.id, entry)
    assert kept(board) == (True, "anyone", until(carried.when, 1))
    assert kept(other) == before


@pytest.mark.django_db
def test_what_changes_nothing_of_it_tells_nothing(circle: Circle) -> None:
    board = a_board()
    before = kept(board)
    keep_as_agreed(board.id, circle.agrees(RenewLink()))
    keep_as_agreed(board.id, circle.log[0])
    assert kept(board) == before
    assert abs(before[2] - datetime.now(UTC) - timedelta(days=365)) < timedelta(hours=1)


def kept(board: Board) -> tuple[Any, ...]:
    row = Board.objects.get(pk=board.pk)
    return row.keep_names, row.keep_for, row.keep_until

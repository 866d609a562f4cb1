"""The groups that the room is in: pairs, fours or all, each with the names of its people."""

from collections.abc import Iterator

from django.utils.translation import gettext

from boards.live.beside import Part
from boards.live.shown import Cards, said, signed
from boards.operations.state import Board
from sessions.operations.grouping import FOURS, PAIRS
from sessions.operations.state import workshop_of


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    groups, words = workshop_of(board).groups, said()
    yield Part(
        "groups",
        "sessions/pieces/_groups.html",
        {
            "on": bool(groups.seats),
            "size": str(groups.size),
            "called": called(groups.size),
            "groups": [[signed(seat, seats, words) for seat in group] for group in groups.seats],
        },
    )


def called(size: int) -> str:
    said = {PAIRS: gettext("We are in pairs"), FOURS: gettext("We are in fours")}
    return said.get(size, gettext("We are all together"))

"""The pulse for the room: how many dots there are, and from three on how they are spread."""

from collections.abc import Iterator
from typing import Any

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.state import Board
from sessions.operations.dots import AFTER, BEFORE, told
from sessions.operations.state import OPEN, workshop_of


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    workshop = workshop_of(board)
    spreads = {moment: spread(told(workshop.pulse.at(moment))) for moment in (BEFORE, AFTER)}
    words = {"on": workshop.status == OPEN, "bare": not any(one["n"] for one in spreads.values())}
    yield Part("pulse", "sessions/pieces/_pulse.html", {**words, **spreads})


def spread(dots: dict[str, Any]) -> dict[str, Any]:
    """`bins` are ten tenths of the line, in order; there are none of fewer than three dots."""
    return {"placed": str(dots["placed"]), "n": dots["placed"], "bins": dots.get("bins", ())}

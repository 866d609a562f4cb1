"""Take-home messages: where they are written, and the way to one's own as the hour ends."""

from collections.abc import Iterator

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.state import Board
from sessions.operations.kinds import MESSAGES
from sessions.operations.state import AreaPlan, workshop_of
from sessions.shown.pulse import is_last

USUAL: str = MESSAGES["id"]


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    words = {"area": area_of(board), "on": is_last(workshop_of(board))}
    yield Part("keeping", "sessions/pieces/_keeping.html", words)


def area_of(board: Board) -> str:
    """Name the area of the messages; nothing where a board has none.

    It is ours by its id; on an agenda that a room made up for itself it is what the last phase
    has that is not for the common ground.
    """
    workshop = workshop_of(board)
    if USUAL in board.areas:
        return USUAL
    own = workshop.agenda[-1].areas if workshop.order else ()
    apart = [one for one in own if workshop.plans.get(one, AreaPlan()).apart]
    return next((one for one in apart if one in board.areas), "")

"""A quiet round for the room: that it is on, until when, and how many covered cards there are."""

from collections.abc import Iterator

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.state import Board
from sessions.operations.state import workshop_of


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    quiet = workshop_of(board).quiet
    if quiet is None:
        yield Part("quiet", "sessions/pieces/_quiet.html", {"round": ""})
        return
    yield Part(
        "quiet",
        "sessions/pieces/_quiet.html",
        {
            "round": quiet.id,
            "area": quiet.area,
            "ends": str(quiet.ends),
            "minutes": str(quiet.minutes),
            "cards": str(quiet.cards),
            "covers": range(quiet.cards),
            "writers": str(quiet.writers),
            "shared": "" if quiet.shared is None else str(quiet.shared),
        },
    )


def is_on(board: Board) -> bool:
    """Whether people write for themselves just now, so that no screen says who types."""
    return workshop_of(board).quiet is not None

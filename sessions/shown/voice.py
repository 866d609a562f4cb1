"""Voice for the room: only whether it is wanted. The rest is fetched: part of it is private."""

from collections.abc import Iterator

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.state import Board
from sessions.operations.state import workshop_of


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    yield Part("voice", "sessions/pieces/_voice.html", {"on": workshop_of(board).voice})

"""The talking piece: who holds it, and who asks for it, in turn."""

from collections.abc import Iterator

from boards.live.beside import Part
from boards.live.shown import Cards, said, signed
from boards.operations.state import Board
from sessions.operations.state import OPEN, workshop_of


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    workshop, words = workshop_of(board), said()
    piece = workshop.piece
    holder = signed(piece.holder, seats, words) if piece.holder else {"seat": "", "who": ""}
    yield Part(
        "piece",
        "sessions/pieces/_piece.html",
        {
            **holder,
            "since": str(piece.since),
            "asking": [signed(seat, seats, words) for seat in piece.queue],
            "queue": " ".join(piece.queue),
            "on": workshop.status == OPEN or piece.holder is not None,
        },
    )

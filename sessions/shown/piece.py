"""The talking piece: who holds it, and who asks for it, in turn."""

from collections.abc import Iterator

from boards.live.beside import Part
from boards.live.shown import Cards, Shown, called, said
from boards.operations.state import Board
from boards.templatetags.marks import drawn
from sessions.operations.state import workshop_of


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    piece = workshop_of(board).piece
    yield Part(
        "piece",
        "sessions/pieces/_piece.html",
        {
            "holder": person(piece.holder, seats) if piece.holder else None,
            "asking": [person(seat, seats) for seat in piece.queue],
            "queue": " ".join(piece.queue),
        },
    )


def person(seat: str, seats: Cards) -> Shown:
    """A seat with its mark, which is large enough here for two letters of the name."""
    card = seats.get(seat)
    mark = drawn(card.number, card.initials) if card else drawn(0, "")
    return {"seat": seat, "mark": mark, "who": called(card, said())}

"""A seat for somebody who has no phone: it has a name and no key, and anyone here may act for it.

It counts as one of the room from when it is made, or somebody says that they write for it, until
somebody says that its person has left; and in any case for no longer than a workshop takes. A seat
whose person has left is taken away, not deleted: its words stay, and anyone can put it back. Given
a phone (see `handover`) it is a seat like any other, and nobody else's to change.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from boards.door import ATTEMPTS, SEATS_A_BOARD
from boards.models import Board, Seat

MOST = 40  # such seats at one board, so that they never keep anyone from coming in


def seats_of(board: Board) -> list[Seat]:
    return list(board.seats.filter(without_phone=True).order_by("number"))


def seat_for(board: Board, name: str) -> Seat | None:
    """Return a new seat with the next free number; None: there are enough."""
    for _ in range(ATTEMPTS):
        try:
            return _next_seat(board, name)
        except IntegrityError:
            continue  # somebody else took this number in the same instant
    return None


@transaction.atomic
def _next_seat(board: Board, name: str) -> Seat | None:
    number = (board.seats.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > SEATS_A_BOARD or board.seats.filter(without_phone=True).count() >= MOST:
        return None
    now = timezone.now()
    return Seat.objects.create(
        board=board, number=number, name=name, without_phone=True, here_at=now
    )


def find(board: Board, seat: str) -> Seat | None:
    """Return the seat if this board has it and it has no phone: any other is its person's own."""
    return board.seats.filter(pk=seat, without_phone=True).first()


def rename(board: Board, seat: str, name: str) -> Seat | None:
    """Call whoever sits there otherwise; None: this board has no such seat."""
    found = find(board, seat)
    if found is not None:
        found.name = name
        found.save(update_fields=["name"])
    return found


def note(board: Board, seat: str, *, here: bool) -> Seat | None:
    """Note that its person is here, or has left; None: this board has no such seat."""
    found = find(board, seat)
    if found is not None:
        found.here_at = timezone.now() if here else None
        found.save(update_fields=["here_at"])
    return found

"""What is kept: a board, its seats with the keys that open them, its log, and a team's shelves.

Personal words (a name, what somebody brings) live in `Seat` alone, so that they can be erased.
"""

import secrets
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

import regex
from django.db import models
from django.utils import timezone

from boards.hands import hand_of

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
# What a person can read off a wall and type without mistaking one letter for another.
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def short_id(length: int = 8) -> str:
    """Return a new id of `length` letters (5 bits each); unique by chance within one board."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(length))


def new_board_id() -> str:
    return short_id(10)


def new_link() -> str:
    """128 bits: whoever holds it may come in."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """8 of 31 letters, about 40 bits: safe because failures are counted."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


def open_template() -> list[dict[str, str]]:
    return [{"id": "common-ground", "name": "Common ground", "question": ""}]


KEPT = timedelta(days=365)  # how long a board is kept unless its room says otherwise
# For whom it is kept: those who have a seat, the team on whose shelf it stands, or anyone.
SEATS, SHELF, ANYONE = "seats", "shelf", "anyone"


def a_year_from_now() -> datetime:
    return timezone.now() + KEPT


class Board(models.Model):
    """A board as it was opened; everything since then is in its entries."""

    id = models.CharField(primary_key=True, max_length=16, default=new_board_id, editable=False)
    title = models.CharField(max_length=200)
    areas = models.JSONField(default=open_template)
    link = models.CharField(max_length=32, unique=True, default=new_link)
    code = models.CharField(max_length=8, unique=True, default=new_code)
    door_open = models.BooleanField(default=True)
    made = models.DateTimeField(auto_now_add=True)
    # What the room settled, as its log says; see `settle_keeping`.
    keep_until = models.DateTimeField(default=a_year_from_now)
    keep_names = models.BooleanField(default=False)
    keep_for = models.CharField(max_length=8, default=SHELF)

    def __str__(self) -> str:
        return self.id


class Seat(models.Model):
    """A person's place at a board. Every seat can do the same things."""

    id = models.CharField(primary_key=True, max_length=16, default=short_id, editable=False)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60, blank=True)
    brings = models.CharField(max_length=120, blank=True)
    # Whom somebody says they belong to, in their own words: for counting stances, never sent.
    group = models.CharField(max_length=60, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    # When somebody was last connected on it, to some ten minutes; never when they did anything.
    # Null: nobody has been, or whoever was has left the board.
    here_at = models.DateTimeField(null=True)
    # It has no key: anyone at the board may act for whoever sits here. See boards/door/instead.py.
    without_phone = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "number"], name="one_seat_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.number}"


class SeatKey(models.Model):
    """What a browser holds to sit on a seat: the digest of its cookie, never the cookie."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()


class Entry(models.Model):
    """One accepted operation. The two constraints are the arbiter between processes."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="entries")
    seq = models.PositiveIntegerField()
    op_id = models.CharField(max_length=36)
    # Who signed it; of what is unsigned, the glove (see boards/hands.py). Null: it is nobody's.
    seat = models.CharField(max_length=16, null=True)  # noqa: DJ001
    when = models.BigIntegerField(help_text="milliseconds since 1970")
    verb = models.CharField(max_length=40)
    fields = models.TextField(help_text="the operation's fields as JSON")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "seq"], name="one_entry_a_seq"),
            models.UniqueConstraint(fields=["board", "op_id"], name="one_entry_an_operation"),
        ]


class Card(NamedTuple):
    """A seat as the room sees it; and, for counting stances, what nobody sees."""

    number: int
    name: str
    brings: str
    group: str = ""
    hand: str = ""
    came: int = 0  # when the seat was made, in milliseconds since 1970
    here: int = 0  # when somebody was last here on it, to some ten minutes; 0: nobody, or they left
    without_phone: bool = False  # anyone at the board may act for it

    @property
    def initials(self) -> str:
        """Two, as people count letters: an accent or a joined emoji is part of one."""
        return "".join(regex.findall(r"\X", self.name.strip())[:2])


def card(seat: Seat) -> Card:
    hand = hand_of(seat.board_id, seat.id)
    times = milliseconds(seat.made), milliseconds(seat.here_at)
    return Card(seat.number, seat.name, seat.brings, seat.group, hand, *times, seat.without_phone)


def milliseconds(when: datetime | None) -> int:
    """Return a time as the log counts it: since 1970; 0 for none."""
    return int(when.timestamp() * 1000) if when else 0


def cards_of(board: str) -> dict[str, Card]:
    """Return the cards of a board's seats by seat id."""
    return {seat.id: card(seat) for seat in Seat.objects.filter(board=board)}


class Shelf(models.Model):
    """A team's boards. Whoever holds its link can do all that is done to it."""

    id = models.CharField(primary_key=True, max_length=16, default=new_board_id, editable=False)
    name = models.CharField(max_length=200)
    link = models.CharField(max_length=32, unique=True, default=new_link)
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.id


class ShelfKey(models.Model):
    """What a browser holds to open a shelf: the digest of its cookie, never the cookie."""

    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()


class Place(models.Model):
    """A board on a shelf, and what the team says of it there."""

    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="places")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(max_length=200, blank=True)  # the board's own title where there is none
    about = models.TextField(max_length=1000, blank=True)
    tags = models.JSONField(default=list)
    added = models.DateTimeField(auto_now_add=True)
    archived = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["shelf", "board"], name="once_on_a_shelf")
        ]


class PublishedCopy(models.Model):
    """A page that anyone may read who has its link: the board as it stood at `seq`."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="copies")
    link = models.CharField(max_length=32, unique=True, default=new_link)
    seq = models.PositiveIntegerField()
    made = models.DateTimeField(auto_now_add=True)
    taken_back = models.DateTimeField(null=True)


class Indexed(models.Model):
    """How far a board's log was read for the search. Its words are in a table beside this one."""

    board = models.OneToOneField(Board, on_delete=models.CASCADE, related_name="indexed")
    seq = models.PositiveIntegerField()

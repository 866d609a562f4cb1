"""A board's place on a shelf: putting it there, what the team says of it, and taking it off.

Nothing is deleted. What was archived or taken off is put back by anyone who holds the shelf.
"""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from boards.models import ANYONE, SHELF, Board, Place, Shelf
from boards.shelf.declined import Declined

BOARDS = 200  # that stand on one shelf
FOR_SHELVES = (SHELF, ANYONE)  # for whom a board is kept, where it may stand on a shelf
# Since when a place is archived, where it was taken off the shelf. It opens nothing any more, but
# what the team said of the board is still there when somebody puts it back.
OFF = datetime(1970, 1, 1, tzinfo=UTC)

FOR_SEATS = gettext_noop(
    "This board is kept for those who have a seat, so it cannot stand on a shelf. "
    "The room can change that: ask it on the board."
)
FULL = gettext_noop("This shelf is full: %(most)s boards is the most. Take one off it first.")


def may_stand(board: Board) -> bool:
    """Whether its room keeps it for more than those who have a seat."""
    return board.keep_for in FOR_SHELVES


def refuse_for_seats(board: Board) -> None:
    if not may_stand(board):
        raise Declined("for_seats", gettext(FOR_SEATS))


def kept_for_shelves(some: QuerySet[Place]) -> QuerySet[Place]:
    return some.filter(board__keep_for__in=FOR_SHELVES)


def standing(some: QuerySet[Place]) -> QuerySet[Place]:
    """Return those that stand there for whoever holds the shelf, archived or not."""
    return kept_for_shelves(some).exclude(archived=OFF)


def taken_off(shelf: Shelf) -> QuerySet[Place]:
    return kept_for_shelves(shelf.places.filter(archived=OFF)).select_related("board")


def place_of(shelf: Shelf, board_id: str) -> Place | None:
    """Return the place of a board that stands on this shelf."""
    found = standing(shelf.places.filter(board=board_id))
    return found.select_related("board").first()


def called(place: Place) -> str:
    """Return what the team calls the board here; its own title where it gave it no name."""
    return place.name or place.board.title


@transaction.atomic
def put_on(shelf: Shelf, board: Board) -> Place:
    """Return the place of a board, where it stands from now on; or decline."""
    Shelf.objects.select_for_update().get(pk=shelf.pk)  # two at once must not both be the last
    place = shelf.places.filter(board=board).first()
    refuse_for_seats(board)
    if place and place.archived != OFF:
        return place
    if shelf.places.exclude(archived=OFF).count() >= BOARDS:
        raise Declined("shelf_full", gettext(FULL) % {"most": BOARDS})
    return put_back(place) if place else Place.objects.create(shelf=shelf, board=board)


def describe(place: Place, **said: Any) -> None:
    """Keep what the team says of it: `name`, `about` and `tags`, fit already."""
    for field, value in said.items():
        setattr(place, field, value)
    place.save(update_fields=list(said))


def archive(place: Place) -> Place:
    return _since(place, timezone.now())


def take_off(place: Place) -> Place:
    return _since(place, OFF)


def put_back(place: Place) -> Place:
    return _since(place, None)


def _since(place: Place, when: datetime | None) -> Place:
    place.archived = when
    place.save(update_fields=["archived"])
    return place

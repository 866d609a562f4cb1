"""Published copies of a board: made by any seat, taken back by any seat, and put back.

A copy shows the board as it stood at its seq. It opens only while the room keeps the board for
anyone, so that a room which changes its mind does not have to look for them.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from boards.models import ANYONE, Board, PublishedCopy
from boards.shelf.declined import Declined

COPIES = 50  # of one board
NOT_AGREED = gettext_noop(
    "The room has not agreed to share this board with anyone outside it. Ask the room first."
)
ENOUGH = gettext_noop("There are %(most)s copies of this board, and that is the most.")


def may_publish(board: Board) -> bool:
    return board.keep_for == ANYONE


@transaction.atomic
def publish(board: Board, seq: int) -> PublishedCopy:
    """Return the copy of the board as it stands at `seq`: one that is there, or a new one."""
    Board.objects.select_for_update().get(pk=board.pk)  # a second press makes no second copy
    if not may_publish(board):
        raise Declined("not_agreed", gettext(NOT_AGREED))
    there = board.copies.filter(seq=seq, taken_back=None).first()
    if there is None and board.copies.count() >= COPIES:
        raise Declined("too_many_copies", gettext(ENOUGH) % {"most": COPIES})
    return there or PublishedCopy.objects.create(board=board, seq=seq)


def behind_link(link: str) -> PublishedCopy | None:
    """Return the copy whose link this is, taken back or not."""
    return PublishedCopy.objects.select_related("board").filter(link=link).first()


def is_open(copy: PublishedCopy) -> bool:
    return copy.taken_back is None and may_publish(copy.board)


def take_back(copy: PublishedCopy) -> None:
    copy.taken_back = timezone.now()
    copy.save(update_fields=["taken_back"])


def put_back(copy: PublishedCopy) -> None:
    if not may_publish(copy.board):
        raise Declined("not_agreed", gettext(NOT_AGREED))
    copy.taken_back = None
    copy.save(update_fields=["taken_back"])

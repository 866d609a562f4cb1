"""Keeps the index up to date with the logs, and takes boards out of it."""

import logging
import time
from collections.abc import Collection
from typing import NamedTuple

from django.db import DatabaseError, transaction

from boards.models import Board, Indexed
from boards.reading import board_now
from boards.shelf.search.engine import engine
from boards.shelf.search.pieces import columns_of, packed, pieces_of
from boards.shelf.search.standing import forget as ask_anew
from boards.shelf.search.standing import standing

logger = logging.getLogger(__name__)
PATIENCE = 0.3  # seconds that one search reads boards for


class Ready(NamedTuple):
    """The boards that can be searched, by their rows; and how many are still to be read."""

    boards: dict[int, str]
    left: int


def ready(boards: Collection[str]) -> Ready:
    """Bring these boards up to date, for as long as one may wait; at least one of them.

    What is behind is not searched: it might show what was taken back since.
    """
    kept, behind = standing(boards)
    over, left = time.monotonic() + PATIENCE, len(behind)
    for board in behind:
        if row := read_in(board):
            kept[row] = board
        left -= 1
        if time.monotonic() >= over:
            break
    return Ready(kept, left)


def read_in(board: str) -> int | None:
    """Put a board in the index as it stands; return its row, or None if that cannot be now."""
    try:
        now = board_now(board)
        pieces = list(pieces_of(now))
        columns, kept = columns_of(pieces), packed(pieces)  # before anybody has to wait for us
        with transaction.atomic():
            row, _ = Indexed.objects.update_or_create(board_id=board, defaults={"seq": now.seq})
            engine().keep(row.pk, columns, kept)
    except Board.DoesNotExist:
        return None
    except DatabaseError as trouble:  # it is busy, or the board has just gone
        logger.warning("A board was not read for the search: %s", type(trouble).__name__)
        return None
    return row.pk


def forget(board: str) -> None:
    """Take a board out of the index. If it is still there, the next search reads it anew."""
    Indexed.objects.filter(board=board).delete()
    ask_anew(board)


def erase(board: str) -> None:
    """Take a board out of the index so that none of its words stays in the database.

    In SQLite the pages that held them are overwritten; the file beside it (-wal) holds them until
    it is cut off: `PRAGMA wal_checkpoint(TRUNCATE)`, once this is committed. In PostgreSQL all of
    it is left to `boards.sweeping`.
    """
    engine().erasing()
    forget(board)
    engine().erased()

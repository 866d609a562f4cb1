"""Makes a new board of one that was read from a file: whole, in one transaction, or not at all."""

import time
import uuid
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from boards import log
from boards.models import Board
from boards.shelf.board_file import Portable

Sit = Callable[[Board], object]


def make(portable: Portable, sit: Sit | None = None) -> Board:
    """Make the board; its log begins with one entry, of nobody. `sit` gives it its first seats."""
    with transaction.atomic():
        board = Board.objects.create(title=portable.title, areas=portable.areas)
        now = time.time_ns() // 10**6
        entry = replace(portable.layout, id=str(uuid.uuid4()), seq=1, when=now)
        entry.apply(log.opened(board.pk))  # what cannot be opened again is never stored
        (behind,) = log.store([log.Batch(board.pk, [entry], done=lambda outcome: None)])
        if behind:
            raise behind
        if sit:
            sit(board)
    return board

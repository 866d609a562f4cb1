"""Leaves nothing on the disk of what was erased: old pages and rows, journals, a search's words.

It is done in a thread of its own: nobody waits for it, and others may read and write meanwhile.
"""

import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from django.db import DatabaseError, connection

from boards.sweeping import postgres, sqlite

logger = logging.getLogger(__name__)
TRIES, REST = 60, 1.0  # seconds between two tries: somebody may be reading what is old

_sweeper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sweeper")
_lock = Lock()
_next: "Future[bool] | None" = None  # asked for, and not begun


def soon() -> "Future[bool]":
    """Sweep before long; asked for again before it began, it is done once."""
    global _next
    with _lock:
        if _next is None:
            _next = _sweeper.submit(_turn)
        return _next


def finish() -> None:
    """Wait until whatever was asked for is done."""
    _sweeper.submit(int).result()


def _turn() -> bool:
    global _next
    with _lock:
        _next = None
    return sweep()


def sweep() -> bool:
    """Sweep now; return whether nothing is left. Not for within a transaction."""
    broom = postgres.Broom() if connection.vendor == "postgresql" else sqlite.Broom()
    try:
        return any(_swept_after(attempt, broom) for attempt in range(TRIES))
    finally:
        connection.close()


def _swept_after(attempt: int, broom: postgres.Broom | sqlite.Broom) -> bool:
    if attempt:
        time.sleep(REST)
    try:
        return broom.swept()
    except DatabaseError as trouble:
        logger.warning("The database cannot be swept yet: %s", type(trouble).__name__)
        return False

"""Leaves nothing on the disk of what was erased: old pages, the journal, a search's old pieces.

SQLite overwrites what it deletes (`secure_delete`), but copies stay in its journal, and where a
page was once split. So the database is written anew, and the journal emptied, in a thread of its
own: nobody waits for it, and others may read and write meanwhile.
"""

import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from django.db import DatabaseError, connection

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


def _turn() -> bool:
    global _next
    with _lock:
        _next = None
    return sweep()


def sweep() -> bool:
    """Sweep now; return whether nothing is left. Not for within a transaction."""
    try:
        return any(_swept_after(attempt) for attempt in range(TRIES))
    finally:
        connection.close()


def _swept_after(attempt: int) -> bool:
    if attempt:
        time.sleep(REST)
    try:
        return connection.vendor != "sqlite" or _swept()
    except DatabaseError as trouble:
        logger.warning("The database cannot be swept yet: %s", type(trouble).__name__)
        return False


def _swept() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA temp_store=MEMORY")  # no copy lies elsewhere meanwhile
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%fts5%'")
        for (name,) in cursor.fetchall():
            table = connection.ops.quote_name(name)
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy: int = cursor.fetchone()[0]
    return not busy

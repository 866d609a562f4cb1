"""Sweeps PostgreSQL. A row that was erased or written anew lies in its page until VACUUM, which it
would come to only once a fifth of the table is dead; and a word stays in the indexes of the search
for ever, though no row has it any more. So the tables are vacuumed, and those indexes made anew.

No table is locked against readers or writers meanwhile. What no query reads any more may still be
in free room of a page, and in the write-ahead log, until PostgreSQL writes over it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

ONE_AT_A_TIME = 20210302  # the lock for whichever process sweeps
WORDS = "boards_words"  # the table of the search; see migration 0006
# The pages, too, that somebody looks at just now; and the indexes, however few rows are dead.
THOROUGHLY = "VACUUM (ANALYZE, FREEZE, INDEX_CLEANUP ON)"
# Whether somebody who began to look before a transaction has not finished.
_READING = (
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND age(backend_xmin) > age(%s::xid))"
)
# What an index that was being made leaves behind if its process ends.
_HALF_MADE = (
    "SELECT indexrelid::regclass::text FROM pg_index"
    " WHERE indrelid = %s::regclass AND NOT indisvalid"
)


class Broom:
    """Sweeps all that was erased before it was first used."""

    def __init__(self) -> None:
        self._since = ""  # the number that the next transaction would have had

    def swept(self) -> bool:
        """Sweep once; False while another process does, or somebody still reads what was."""
        with connection.cursor() as cursor, _alone(cursor) as alone:
            if self._is_read(cursor) or not alone:
                return False
            ours = connection.introspection.django_table_names(only_existing=True)
            for table in (*ours, WORDS):
                cursor.execute(f"{THOROUGHLY} {connection.ops.quote_name(table)}")
            cursor.execute("VACUUM pg_statistic")  # which knew a few of their values
            _indexed_anew(cursor)
        return True

    def _is_read(self, cursor: CursorWrapper) -> bool:
        if not self._since:
            cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text")
            (self._since,) = cursor.fetchone()
        cursor.execute(_READING, [self._since])
        read: bool = cursor.fetchone()[0]
        return read


def _indexed_anew(cursor: CursorWrapper) -> None:
    cursor.execute(_HALF_MADE, [WORDS])
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP INDEX CONCURRENTLY {name}")
    cursor.execute(f"REINDEX TABLE CONCURRENTLY {WORDS}")


@contextmanager
def _alone(cursor: CursorWrapper) -> Iterator[bool]:
    """Whether no other process sweeps. One that waited for its turn would hold up the indexes."""
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
    (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])

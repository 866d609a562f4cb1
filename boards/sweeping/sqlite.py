"""Sweeps SQLite. It overwrites what it deletes (`secure_delete`), but copies stay in its journal,
and where a page was once split: so the file is written anew, and the journal emptied.
"""

from django.db import connection


class Broom:
    def swept(self) -> bool:
        """Sweep once; return whether nobody still reads what was."""
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

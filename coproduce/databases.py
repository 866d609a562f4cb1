"""Which database keeps the boards: PostgreSQL where DATABASE_URL names one, otherwise SQLite."""

from pathlib import Path
from typing import Any

import environs

Settings = dict[str, Any]

POOL = 8  # connections that one process holds at the most: the log has three of them
PATIENCE = 10  # seconds that somebody waits for one
AGAIN = 0.5  # seconds between two tries to connect while the database is away


def chosen(env: environs.Env, folder: Path) -> Settings:
    """Return the settings of the database; `folder` is where SQLite keeps its file."""
    return postgres(env) if env.str("DATABASE_URL", "") else sqlite(folder)


def sqlite(folder: Path) -> Settings:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "coproduce.sqlite3",
        # One writer at a time, taken at the start: Django's default (deferred) fails half-way
        # under concurrent writers. FULL: what was acknowledged survives a power cut.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=67108864;"
            " PRAGMA secure_delete=ON;",  # what is erased is overwritten
        },
        "TEST": {"NAME": folder / "test.sqlite3"},
    }


def postgres(env: environs.Env) -> Settings:
    """Return what DATABASE_URL says, with a pool; a commit is on disk before it is acknowledged.

    A connection is tried before a page is given it: the database may have started again meanwhile.
    """
    said: Settings = dict(env.dj_db_url("DATABASE_URL", conn_max_age=0, conn_health_checks=True))
    size = env.int("COPRODUCE_POOL", POOL)
    pool = {"min_size": 1, "max_size": size, "timeout": PATIENCE}
    options = {
        "pool": {**pool, "reconnect_timeout": AGAIN, "reconnect_failed": connect_again},
        "options": "-c synchronous_commit=on -c lock_timeout=10s",
        "connect_timeout": PATIENCE,
    }
    return {**said, "OPTIONS": {**options, **said.get("OPTIONS", {})}}


def connect_again(pool: Any) -> None:
    """Go on trying: left to itself, a pool waits twice as long after each try, up to minutes."""
    pool.check()

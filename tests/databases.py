"""A server's database, as another program reads it: SQLite's file, or a PostgreSQL."""

import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Rows = list[tuple[Any, ...]]
FILE = "coproduce.sqlite3"
TEMPLATE = "board_of_no_rows"  # brought up to date once, to be copied


def make_template(address: str) -> None:
    """Bring an empty database up to date, from which the others are copied."""
    _asked(address, f"CREATE DATABASE {TEMPLATE}", ())
    there = {"DATABASE_URL": urlsplit(address)._replace(path=f"/{TEMPLATE}").geturl()}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | there | {"COPRODUCE_DATA": folder}
        subprocess.run(command, check=True, cwd=Path(__file__).parent.parent, env=environment)


_made: dict[Path, str] = {}  # by the folder of the server that it is for


def database_of(folder: Path, address: str) -> str:
    """The address of a database on that PostgreSQL; who keeps one folder keeps one database."""
    if folder not in _made:
        name = f"board_{secrets.token_hex(6)}"
        _asked(address, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}", ())
        _made[folder] = urlsplit(address)._replace(path=f"/{name}").geturl()
    return _made[folder]


def rows(folder: Path, environment: Mapping[str, str], query: str, given: Sequence[Any]) -> Rows:
    """What the database of a server answers; `?` stands for what is given."""
    if address := environment.get("DATABASE_URL"):
        return _asked(address, query.replace("?", "%s"), given)
    disk = sqlite3.connect(folder / FILE, timeout=30)
    try:
        found = disk.execute(query, given).fetchall()
        disk.commit()
        return found
    finally:
        disk.close()


def rows_of(address: str, query: str) -> Rows:
    """What a PostgreSQL answers."""
    return _asked(address, query, ())


def _asked(address: str, query: str, given: Sequence[Any]) -> Rows:
    import psycopg  # only where there is one

    with psycopg.connect(address, autocommit=True) as connection:
        asked = connection.execute(query.encode(), given or None)
        return asked.fetchall() if asked.description else []

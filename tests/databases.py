"""A server's database, as another program reads it: SQLite's file, or a PostgreSQL.

Where there are servers, each server of a test and each worker of pytest has a database and a number
of Redis of its own.
"""

import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Rows = list[tuple[Any, ...]]
FILE = "coproduce.sqlite3"
TEMPLATE = "board_of_no_rows"  # brought up to date once, to be copied
NUMBERS = 16_384  # databases in one Redis; the first counts which have been given away


def make_template(address: str) -> None:
    """Bring an empty database up to date, from which the others are copied."""
    rows_of(address, f"CREATE DATABASE {TEMPLATE}")
    there = {"DATABASE_URL": _at(address, TEMPLATE)}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | there | {"COPRODUCE_DATA": folder}
        subprocess.run(command, check=True, cwd=Path(__file__).parent.parent, env=environment)


_made: dict[Path, dict[str, str]] = {}  # by the folder of the server that it is for


def addresses_of(folder: Path, environment: Mapping[str, str]) -> Mapping[str, str]:
    """Where the server that keeps this folder finds its own database and Redis; empty: nowhere."""
    if folder not in _made:
        wanted = [name for name in MAKERS if environment.get(name)]
        _made[folder] = {name: MAKERS[name](environment[name]) for name in wanted}
    return _made[folder]


def new_database(address: str, template: str = TEMPLATE) -> str:
    """A database on that PostgreSQL; from "template0": one with nothing in it."""
    name = f"board_{secrets.token_hex(6)}"
    rows_of(address, f"CREATE DATABASE {name} TEMPLATE {template}")
    return _at(address, name)


def new_doorbell(address: str) -> str:
    """A Redis that nobody else counts in."""
    import redis  # only where there is one

    with redis.Redis.from_url(_at(address, "0")) as first:
        return _at(address, str(first.incr("given")))


MAKERS = {"DATABASE_URL": new_database, "REDIS_URL": new_doorbell}


def _at(address: str, name: str) -> str:
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def address_of(settings: Mapping[str, Any]) -> str:
    """The address of a database that Django has a connection to."""
    return "postgres://{USER}@{HOST}:{PORT}/{NAME}".format_map(settings)


def rows(folder: Path, environment: Mapping[str, str], query: str, given: Sequence[Any]) -> Rows:
    """What the database of a server answers; `?` stands for what is given."""
    if address := environment.get("DATABASE_URL"):
        return rows_of(address, query.replace("?", "%s"), given)
    disk = sqlite3.connect(folder / FILE, timeout=30)
    try:
        found = disk.execute(query, given).fetchall()
        disk.commit()
        return found
    finally:
        disk.close()


def rows_of(address: str, query: str, given: Sequence[Any] = ()) -> Rows:
    """What a PostgreSQL answers."""
    import psycopg  # only where there is one

    with psycopg.connect(address, autocommit=True) as connection:
        answer = connection.execute(query.encode(), given or None)
        return answer.fetchall() if answer.description else []


@contextmanager
def held(address: str, statement: str) -> Iterator[None]:
    """A transaction of a PostgreSQL that stays open after this statement."""
    import psycopg  # only where there is one

    with psycopg.connect(address) as connection:
        connection.execute(statement.encode())
        yield

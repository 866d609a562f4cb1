"""What is unsafe about the database and Redis: `manage.py check --deploy` says so, as `checks`."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection

MINE = "coproduce.%s"
OLDEST = 15_00_00  # of PostgreSQL, as it numbers itself
ENCRYPTED = {"require", "verify-ca", "verify-full"}
# What PostgreSQL needs so that a commit outlives a power cut.
SURE = {"fsync": {"on"}, "full_page_writes": {"on"}}
SURE["synchronous_commit"] = {"on", "remote_apply", "remote_write", "local"}
# At these its log has no statement, and not what a statement failed for: both hold people's words.
SILENT = {"log_statement": {"none", "ddl"}, "log_min_duration_statement": {"-1"}}
SILENT["log_min_messages"] = {"log", "fatal", "panic"}


@register(Tags.database, deploy=True)
def kept(app_configs: Any, databases: Iterable[str] | None, **kwargs: Any) -> list[CheckMessage]:
    """Whether what was acknowledged survives a power cut, and nobody else gets to read it."""
    if not databases:
        return []
    try:
        return list(journal() if connection.vendor == "sqlite" else server())
    except DatabaseError as trouble:
        return [Error(f"The database cannot be read: {trouble}", id=MINE % "E003")]


def journal() -> Iterator[CheckMessage]:
    """Whether readers keep no writer waiting, too."""
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if mode != "wal" or synchronous < 2:
        yield Error(
            "The database would lose what was acknowledged.",
            hint="It needs a disk on which SQLite can keep a WAL: no network drive.",
            id=MINE % "E004",
        )


def server() -> Iterator[CheckMessage]:
    """What PostgreSQL says of itself."""
    told = settings_of_postgres()
    if int(told["server_version_num"]) < OLDEST:
        yield Error(
            f"PostgreSQL {told['server_version']} is too old.",
            hint="It needs PostgreSQL 15 or later.",
            id=MINE % "E006",
        )
    for name, good in SURE.items():
        if told[name] not in good:
            yield Error(
                f"PostgreSQL would lose what was acknowledged: {name} is {told[name]}.",
                hint=f"Set {name} to on.",
                id=MINE % "E005",
            )
    if any(told[name] not in good for name, good in SILENT.items()):
        yield Warning(
            "PostgreSQL's log would hold what people write.",
            hint="Set log_min_messages to log, log_statement to none,"
            " and log_min_duration_statement to -1.",
            id=MINE % "W009",
        )


def settings_of_postgres() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings")
        return dict(cursor.fetchall())


@register(Tags.security, deploy=True)
def ways_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whether what goes to other machines goes there unseen."""
    return [*way_to_postgres(), *way_to_redis()]


def way_to_postgres() -> Iterator[CheckMessage]:
    there: dict[str, Any] = settings.DATABASES["default"]
    mode = there.get("OPTIONS", {}).get("sslmode", "")
    away = there["ENGINE"].endswith("postgresql") and is_elsewhere(there["HOST"])
    if away and mode not in ENCRYPTED:
        yield Warning(
            "What people write travels to PostgreSQL as anyone between can read it.",
            hint="Add ?sslmode=verify-full to DATABASE_URL.",
            id=MINE % "W010",
        )


def way_to_redis() -> Iterator[CheckMessage]:
    there = urlsplit(settings.REDIS_URL)
    if is_elsewhere(there.hostname or "") and (there.scheme != "rediss" or not there.password):
        yield Warning(
            "Who reaches Redis hears who is where, and can say anything to the rooms.",
            hint="Give REDIS_URL a password, and rediss:// for the way there.",
            id=MINE % "W011",
        )


def is_elsewhere(host: str) -> bool:
    """Whether this is another machine, as far as its name tells: a container's has no dot."""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return "." in host and not host.startswith("/")

"""What is unsafe about an installation: `manage.py check --deploy` says so, and what to do."""

import os
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

LEAST_DAPHNE = (4, 2, 3)  # earlier ones have two known holes
LEAST_SECRET, LEAST_TOKEN = 40, 20  # letters
MINE = "coproduce.%s"


@register(Tags.security, deploy=True)
def installation(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Everything that the settings and the machine say."""
    found = (hosts(), secrecy(), folder(), server(), figures(), pace())
    return [message for messages in found for message in messages]


def hosts() -> Iterator[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning(
            "It answers to any name.",
            hint="Set COPRODUCE_HOSTS to the names that people type.",
            id=MINE % "W001",
        )
    for origin in settings.CSRF_TRUSTED_ORIGINS:
        if origin.startswith("http://") or "*" in origin:
            yield Warning(
                f"Pages of {origin} may open a board.",
                hint="Name exact https addresses in COPRODUCE_ORIGINS, or none.",
                id=MINE % "W002",
            )


def secrecy() -> Iterator[CheckMessage]:
    if len(settings.SECRET_KEY) < LEAST_SECRET:
        yield Error(
            "The secret is too short.",
            hint="Leave COPRODUCE_SECRET out, and a good one is made and kept with the data.",
            id=MINE % "E001",
        )
    if not settings.SECURE:
        yield Warning(
            "Cookies travel on plain http.",
            hint="Put a proxy with TLS in front, and set COPRODUCE_SECURE=true.",
            id=MINE % "W003",
        )
    kept = settings.DATA_DIR / "secret"
    if kept.exists() and kept.stat().st_mode & 0o077:
        yield Warning(
            f"Others on this machine can read {kept}.",
            hint=f"chmod 600 {kept}",
            id=MINE % "W004",
        )


def folder() -> Iterator[CheckMessage]:
    if settings.DATA_DIR.stat().st_mode & 0o007:
        yield Warning(
            f"Others on this machine can look into {settings.DATA_DIR}.",
            hint=f"chmod 750 {settings.DATA_DIR}",
            id=MINE % "W005",
        )
    if settings.DATA_DIR.is_relative_to(Path("/tmp")) and on_sqlite():
        yield Warning(
            "The boards are kept where machines tidy up.",
            hint="Set COPRODUCE_DATA to a folder that is kept and backed up.",
            id=MINE % "W006",
        )


def server() -> Iterator[CheckMessage]:
    parts = tuple(int(part) for part in version("daphne").split(".")[:3])
    if parts < LEAST_DAPHNE:
        yield Error(
            f"Daphne {version('daphne')} has known holes.",
            hint="Run bin/setup: it installs the one that is pinned.",
            id=MINE % "E002",
        )
    if not on_sqlite() and not settings.REDIS_URL:
        yield Warning(
            "PostgreSQL without Redis: several processes would see each other's acts late.",
            hint="Set REDIS_URL, or run one process only.",
            id=MINE % "W007",
        )
    if os.geteuid() == 0:
        yield Warning(
            "It would run as root.",
            hint="Run it as a user of its own, to whom nothing else belongs.",
            id=MINE % "W013",
        )


def figures() -> Iterator[CheckMessage]:
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < LEAST_TOKEN:
        yield Warning(
            "The token for the figures can be guessed.",
            hint=f"Give COPRODUCE_METRICS_TOKEN {LEAST_TOKEN} letters or more, or none.",
            id=MINE % "W012",
        )


def pace() -> Iterator[CheckMessage]:
    if settings.PACE != 1:
        yield Warning(
            f"The boards' time passes {settings.PACE:g} times as fast.",
            hint="Leave COPRODUCE_PACE out: it is for rehearsals.",
            id=MINE % "W008",
        )


def on_sqlite() -> bool:
    return connection.vendor == "sqlite"

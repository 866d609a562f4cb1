"""What the containers are made of and started with, as the files themselves say it."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.house import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
GIVEN = re.compile(r"\$\{(\w+)(?:(:[-+])([^}]*))?\}")


def filled_in(text: str, given: Mapping[str, str]) -> str:
    """The text with `${NAME}`, `${NAME:-else}` and `${NAME:+then}` as compose puts them in."""

    def value(found: re.Match[str]) -> str:
        name, way, other = found.groups()
        here = given.get(name, "")
        if way == ":-":
            return here or other
        if way == ":+":
            return other if here else ""
        return here

    return GIVEN.sub(value, text)


def environment(service: str, **given: str) -> dict[str, str]:
    """What a service is told, for whoever starts it with these settings."""
    told = SERVICES[service].get("environment", {})
    return {name: filled_in(str(value), given) for name, value in told.items()}


def command() -> list[str]:
    """What the image starts with."""
    found = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    told: list[str] = json.loads(found[-1])
    return told


def image(folder: Path) -> Path:
    """Everything that the Dockerfile puts in, except what is installed, for nobody to write to."""
    last = DOCKERFILE.split("\nFROM ")[-1]
    for sources, target in re.findall(r"^COPY (?!--from)(.+) (\S+)$", last, re.MULTILINE):
        for source in sources.split():
            _copy(ROOT / source, folder / target, whole=target.endswith("/"))
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode & ~0o222)
    return folder


def _copy(source: Path, target: Path, *, whole: bool) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        (target if whole else target.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)

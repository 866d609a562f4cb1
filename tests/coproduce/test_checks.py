"""`manage.py check --deploy` names each way in which an installation could be unsafe."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import CheckMessage
from django.db import OperationalError, connection
from django.test import override_settings

from coproduce import checks, database_checks
from tests.serving import ROOT

SAFE = {"COPRODUCE_SECURE": "true", "COPRODUCE_HOSTS": "board.example"}
SAFE |= {"DATABASE_URL": "", "REDIS_URL": ""}
# PostgreSQL's own answers, as the containers' one gives them.
POSTGRES = {"server_version_num": "150014", "server_version": "15.14"}
POSTGRES |= {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
POSTGRES |= {"log_statement": "none", "log_min_duration_statement": "-1"}
POSTGRES |= {"log_min_messages": "log"}


def checked(folder: Path, **settings: str) -> str:
    """What the check says of these settings."""
    environment = os.environ | SAFE | {"COPRODUCE_DATA": str(folder)} | settings
    command = [sys.executable, "manage.py", "check", "--deploy", "--database", "default"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return told.stdout + told.stderr


def codes(messages: Iterable[CheckMessage]) -> list[str]:
    return [str(one.id).removeprefix("coproduce.") for one in messages]


def test_a_safe_installation_passes() -> None:
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:  # not where machines tidy up
        told = checked(Path(folder) / "kept")
    found = set(re.findall(r"\((\w+\.\w\d+)\)", told))
    assert found == ({"coproduce.W013"} if os.geteuid() == 0 else set()), told


UNSAFE = {
    "COPRODUCE_HOSTS": "*",
    "COPRODUCE_ORIGINS": "http://elsewhere.example",
    "COPRODUCE_SECURE": "false",
    "COPRODUCE_PACE": "60",
    "COPRODUCE_METRICS_TOKEN": "guess",
    "COPRODUCE_SECRET": "short",
    "COPRODUCE_DEBUG": "true",
    "REDIS_URL": "redis://redis.example/0",
}


def test_it_warns_about_every_setting_that_is_unsafe() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # where machines do tidy up
        told = checked(Path(folder) / "kept", **UNSAFE)
    for code in ("W001", "W002", "W003", "W006", "W008", "W011", "W012", "E001"):
        assert f"(coproduce.{code})" in told, told
    assert "(security.W018)" in told


def test_it_warns_of_several_processes_that_hear_of_each_other_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checks, "on_sqlite", lambda: False)
    for address, warned in (("", True), ("redis://redis:6379/0", False)):
        with override_settings(REDIS_URL=address):
            assert ("W007" in codes(checks.server())) == warned


def test_it_says_so_where_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", nobody, raising=False)
    assert codes(database_checks.kept(None, ["default"])) == ["E003"]
    assert database_checks.kept(None, None) == []  # it was not asked of the database


@pytest.mark.parametrize(
    ("host", "mode", "found"),
    [
        ("db.example", "", ["W010"]),
        ("db.example", "prefer", ["W010"]),
        ("db.example", "verify-full", []),
        ("postgres", "", []),
    ],
)
def test_the_way_to_postgres_is_hidden(
    monkeypatch: pytest.MonkeyPatch, host: str, mode: str, found: list[str]
) -> None:
    engine = {"ENGINE": "django.db.backends.postgresql", "HOST": host}
    there = {**engine, "OPTIONS": {"sslmode": mode}}
    monkeypatch.setitem(settings.DATABASES, "default", there)
    assert codes(database_checks.way_to_postgres()) == found


def test_it_warns_about_what_others_can_read(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    checked(kept)
    kept.chmod(0o777)
    (kept / "secret").chmod(0o644)
    told = checked(kept)
    assert "coproduce.W004" in told
    assert "coproduce.W005" in told


def test_it_warns_of_a_server_with_known_holes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "version", lambda package: "4.2.2")
    assert "E002" in codes(checks.server())


@pytest.mark.parametrize(("user", "warned"), [(0, True), (10001, False)])
def test_it_warns_of_running_as_root(
    monkeypatch: pytest.MonkeyPatch, user: int, warned: bool
) -> None:
    monkeypatch.setattr("coproduce.checks.os.geteuid", lambda: user)
    assert ("W013" in codes(checks.server())) == warned


class Answers:
    """A SQLite on a disk that keeps no WAL."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)

    def __enter__(self) -> "Answers":
        return self

    def __exit__(self, *_: object) -> None: ...

    def execute(self, query: str) -> "Answers":
        return self

    def fetchone(self) -> tuple[object]:
        return (self.answers.pop(0),)


@pytest.mark.parametrize(
    ("mode", "synchronous", "found"),
    [("wal", 2, []), ("delete", 2, ["E004"]), ("wal", 1, ["E004"])],
)
def test_it_warns_of_a_disk_that_loses_what_was_acknowledged(
    monkeypatch: pytest.MonkeyPatch, mode: str, synchronous: int, found: list[str]
) -> None:
    monkeypatch.setattr(connection, "cursor", lambda: Answers(mode, synchronous), raising=False)
    assert codes(database_checks.journal()) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, []),
        ({"server_version_num": "140011"}, ["E006"]),
        ({"fsync": "off"}, ["E005"]),
        ({"full_page_writes": "off"}, ["E005"]),
        ({"synchronous_commit": "off"}, ["E005"]),
        ({"log_min_messages": "warning"}, ["W009"]),
        ({"log_statement": "all"}, ["W009"]),
        ({"log_min_duration_statement": "500"}, ["W009"]),
    ],
)
def test_it_warns_of_a_postgres_that_loses_or_tells(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], found: list[str]
) -> None:
    monkeypatch.setattr(database_checks, "settings_of_postgres", lambda: POSTGRES | said)
    assert codes(database_checks.server()) == found


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL"), reason="COPRODUCE_SERVERS=on starts what this needs"
)
def test_a_real_postgres_says_all_that_is_asked(tmp_path: Path) -> None:
    told = checked(tmp_path / "kept", DATABASE_URL=os.environ["DATABASE_URL"])
    assert "coproduce.E005" in told  # the tests' own is made for haste
    assert "coproduce.W009" in told


@pytest.mark.parametrize(
    ("host", "elsewhere"),
    [
        *(("localhost", False), ("127.0.0.1", False), ("::1", False), ("postgres", False)),
        *(("/var/run/postgresql", False), ("", False)),
        *(("192.0.2.7", True), ("db.example", True), ("2001:db8::1", True)),
    ],
)
def test_it_knows_which_host_is_another_machine(host: str, elsewhere: bool) -> None:
    assert database_checks.is_elsewhere(host) == elsewhere


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", []),
        ("redis://redis:6379/0", []),
        ("redis://:secret@redis.example/0", ["W011"]),
        ("rediss://redis.example/0", ["W011"]),
        ("rediss://:secret@redis.example/0", []),
    ],
)
def test_the_way_to_redis_is_hidden_and_locked(address: str, found: list[str]) -> None:
    with override_settings(REDIS_URL=address):
        assert codes(database_checks.way_to_redis()) == found


def test_the_documents_tell_each_warning() -> None:
    sources = "".join(
        (ROOT / "coproduce" / f"{one}.py").read_text() for one in ("checks", "database_checks")
    )
    given = set(re.findall(r'MINE % "(\w+)"', sources))
    told = re.findall(r"^\| `([EW]\d{3})` \|", (ROOT / "docs" / "running.md").read_text(), re.M)
    assert set(told) == given
    assert len(told) == len(given)

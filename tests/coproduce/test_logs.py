"""What one line of the log says, and what it never says."""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from coproduce import access, logs
from tests.house import APPS, ROOT, modules
from tests.serving import Server

WORDS = "My mum is not a bed number"


def line(name: str, words: str, *given: object, **more: Any) -> dict[str, Any]:
    """The line of one record, read as JSON."""
    record = logging.LogRecord(name, logging.ERROR, "here.py", 7, words, given, None, "done")
    vars(record).update(more)
    written = logs.Lines().format(record)
    assert "\n" not in written
    said: dict[str, Any] = json.loads(written)
    return said


def caught(trouble: Exception) -> Exception:
    """The exception with the way it came."""
    try:
        raise trouble
    except Exception as found:
        return found


def of(trouble: Exception) -> Any:
    return type(trouble), trouble, trouble.__traceback__


def test_a_line_says_when_how_bad_who_and_what() -> None:
    said = line("boards.live.hub", "The hub of board %s is read afresh", "b1")
    assert list(said) == ["time", "level", "logger", "event"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", said["time"])
    assert said["event"] == "The hub of board b1 is read afresh"
    assert (said["level"], said["logger"]) == ("error", "boards.live.hub")


def test_of_an_exception_it_says_the_kind_and_the_way_and_no_words() -> None:
    first = caught(KeyError(WORDS))
    second = caught(ValueError(WORDS))
    second.__cause__ = first
    said = line("boards.log", "It failed", exc_info=of(second))
    kinds = [one["kind"] for one in said["trouble"]]
    assert kinds == ["builtins.ValueError", "builtins.KeyError"]
    assert re.fullmatch(r"tests/coproduce/test_logs\.py:\d+ caught", said["trouble"][0]["way"][0])
    assert WORDS not in json.dumps(said)


def test_it_gives_the_code_that_the_system_has_for_it() -> None:
    said = line("boards.log", "It failed", exc_info=of(ConnectionRefusedError(111, WORDS)))
    assert said["trouble"] == [
        {"kind": "builtins.ConnectionRefusedError", "code": "ECONNREFUSED", "way": []}
    ]


def test_an_endless_row_of_exceptions_comes_to_an_end() -> None:
    trouble = caught(ValueError(WORDS))
    trouble.__context__ = caught(KeyError(WORDS))
    trouble.__context__.__context__ = trouble
    assert len(line("boards", "It failed", exc_info=of(trouble))["trouble"]) == logs.LONGEST


@pytest.mark.parametrize(
    ("template", "given", "event"),
    [
        ("Exception inside application: %s", [WORDS], "Exception inside application: ..."),
        ("%(what)s of %5.2f and %r", [{"what": WORDS}], "... of ... and ..."),
        (WORDS, [], "here.done"),  # put together before it was logged
    ],
)
def test_of_what_others_log_it_says_what_stands_in_their_source(
    template: str, given: list[object], event: str
) -> None:
    assert line("daphne.server", template, *given)["event"] == event


def test_why_a_database_cannot_be_reached_is_said() -> None:
    said = line("psycopg.pool", "error connecting in %r: %s", "pool-1", "connection refused")
    assert said["event"] == "error connecting in 'pool-1': connection refused"


def test_words_that_do_not_fit_are_left_out() -> None:
    assert line("boards.log", "It was %d", WORDS)["event"] == "It was ..."


def test_of_a_request_it_says_the_kind() -> None:
    request = RequestFactory().post(f"/j/{WORDS}/?q={WORDS}")
    said = line("django.request", "%s: %s", "Gone", request.path, request=request, status_code=410)
    assert (said["method"], said["route"], said["status"]) == ("POST", "/j/<str:link>/", 410)
    assert said["event"] == "Gone"
    assert WORDS not in json.dumps(said)


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("/", "/"),
        ("/b/abc/history/?at=5", "/b/<str:board>/history/"),
        ("/%62/abc/", "/b/<str:board>/"),
        ("/ws/b/abc/", "/ws/b/<slug:board>/"),
        ("/b/abc/say/?stream=secret", "/b/<slug:board>/say/"),
        ("/static/css/idea.css", "/static/<file>"),
        ("/words/of/mine/", "other"),
        ("http://elsewhere.example/words", "other"),
        ("", "other"),
    ],
)
def test_of_an_address_it_knows_the_kind(address: str, route: str) -> None:
    assert access.route_of(address) == route


def test_a_method_of_somebodys_own_is_not_said() -> None:
    assert access.method_of("GET") == "GET"
    assert access.method_of("WORDS") == access.method_of(None) == "other"


def test_our_own_loggers_are_given_words_that_stand_in_the_source() -> None:
    """What they say goes out as it is: so it is never put together from what people wrote."""
    calls = re.compile(r"\blogger\.(?:debug|info|warning|error|exception|critical)\(\s*(.)")
    openings = [
        (name, opening)
        for name, _ in modules(*APPS)
        for opening in calls.findall((ROOT / name).read_text())
    ]
    assert openings
    assert [one for one in openings if one[1] != '"'] == []


def started(folder: Path, *command: str, **settings: str) -> str:
    """What a process says that cannot start."""
    environment = os.environ | {"COPRODUCE_LOG": "json", "COPRODUCE_DATA": str(folder)} | settings
    told = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert told.returncode != 0
    return told.stderr


UP_TO_DATE = ["-c", "from coproduce.start import up_to_date; up_to_date()"]


def test_what_keeps_it_from_starting_is_said_in_words(folder: Path) -> None:
    (folder / "coproduce.sqlite3").mkdir()
    said = json.loads(started(folder, *UP_TO_DATE, DATABASE_URL=""))
    assert said["trouble"][0]["kind"] == "django.db.utils.OperationalError"
    assert said["words"] == "unable to open database file"


def test_other_words_are_left_out_there_too(folder: Path) -> None:
    broken = f"from coproduce.logs import catch_all; catch_all(); raise KeyError('{WORDS}')"
    said = json.loads(started(folder, "-c", broken))
    assert said["trouble"][0]["kind"] == "builtins.KeyError"
    assert "words" not in said
    assert WORDS not in json.dumps(said)


def test_plain_text_stays_what_a_terminal_gets(running: Server) -> None:
    assert "Coproduce is at" in running.said()
    assert "{" not in running.said()

"""What every test can ask for: a folder, the database, a real server."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from tests import databases, servers
from tests.serving import Server

# Before Django reads its settings: no test ever touches the boards of whoever runs it.
_folder = tempfile.mkdtemp(prefix="coproduce-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_worker = os.environ.get("PYTEST_XDIST_WORKER")
_wanted = os.environ.get(servers.WANTED)
for name in [name for name in os.environ if name.startswith("COPRODUCE_")]:
    if name != servers.WANTED:
        del os.environ[name]
if not (_wanted and _worker):  # a worker is told of those that the run has started
    for name in databases.MAKERS:
        os.environ.pop(name, None)
os.environ["COPRODUCE_DATA"] = _folder
os.environ["DJANGO_SETTINGS_MODULE"] = "coproduce.settings"
# The run's own PostgreSQL and Redis, where they are wanted: started once, for all its workers.
_addresses = ExitStack()
if _wanted and not _worker:
    os.environ |= _addresses.enter_context(servers.servers())
    atexit.register(_addresses.close)
# Here and not later: test modules import models while they are collected.
django.setup()
if _wanted:  # pytest-django has read a worker's settings before this file, as they were for the run
    settings.CACHES["default"]["LOCATION"] = databases.new_doorbell(settings.REDIS_URL)


# What decides whether work may land must not be a throw of dice; everywhere else chance may look.
hypothesis.settings.register_profile("fixed", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("fixed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Why a story was told twice: it passed in the end, and would be forgotten."""
    for report in terminalreporter.getreports("rerun"):
        terminalreporter.section(f"told twice: {report.nodeid}")
        terminalreporter.line(report.longreprtext)
        for title, words in report.sections:
            terminalreporter.line(f"--- {title}\n{words}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A worker's own database in PostgreSQL is copied, not made step by step."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.TEMPLATE


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """PostgreSQL's go with their server: some thread may have a hand on one to the very end."""
    return connection.vendor == "postgresql"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for what one server keeps."""
    empty = tmp_path / "kept"
    empty.mkdir()
    return empty


@pytest.fixture
def database(transactional_db: None) -> Iterator[None]:
    """The database, with real transactions: the log writes from a thread of its own.

    What waits is stored before the test is over: a thread that is forbidden the database in the
    middle of a transaction would keep the tables locked against the tests that follow. And what was
    erased is swept: the indexes of the next test's words would be made anew under its eyes.
    """
    from boards import log, sweeping

    yield
    log.writer.stop()
    sweeping.finish()


@pytest.fixture
def running(folder: Path) -> Iterator[Server]:
    """A real server that a test may kill and start again."""
    server = Server(folder)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def server(running: Server) -> str:
    """The address of a real server: "http://127.0.0.1:PORT"."""
    return running.address

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

from tests import servers
from tests.serving import Server

# Before Django reads its settings: no test ever touches the boards of whoever runs it.
_folder = tempfile.mkdtemp(prefix="coproduce-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("COPRODUCE_")]:
    if name != servers.WANTED:
        del os.environ[name]
os.environ["COPRODUCE_DATA"] = _folder
os.environ["DJANGO_SETTINGS_MODULE"] = "coproduce.settings"
# The run's own PostgreSQL and Redis, where they are wanted: started once, for all its workers.
_addresses = ExitStack()
if os.environ.get(servers.WANTED) and not os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ |= _addresses.enter_context(servers.servers())
    atexit.register(_addresses.close)
# Here and not later: test modules import models while they are collected.
django.setup()


# What decides whether work may land must not be a throw of dice; everywhere else chance may look.
hypothesis.settings.register_profile("fixed", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("fixed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for what one server keeps."""
    empty = tmp_path / "kept"
    empty.mkdir()
    return empty


@pytest.fixture
def database(transactional_db: None) -> None:
    """The database, with real transactions: the log writes from a thread of its own."""


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

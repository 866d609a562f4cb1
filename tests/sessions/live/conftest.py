"""A server for the tests of a workshop, and rooms in it, as the boards' own tests have them.

Only one way of writing to sockets: that both say the same is for the boards' tests to show.
"""

from collections.abc import Iterator

import pytest

from tests.boards.live.conftest import another_room, direct_room, room
from tests.faults.rooms import House
from tests.serving import Server

__all__ = ["another_room", "direct_room", "room"]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("hours") / "kept"
    folder.mkdir()
    server = Server(folder, COPRODUCE_DIRECT="on")
    server.start()
    yield House(server)
    server.kill()


@pytest.fixture(scope="session")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server on which a minute takes a second."""
    folder = tmp_path_factory.mktemp("quick") / "kept"
    folder.mkdir()
    server = Server(folder, COPRODUCE_PACE="60")
    server.start()
    yield House(server)
    server.kill()

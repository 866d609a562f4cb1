"""Servers that many tests share, each test with a board of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from boards import door, log
from boards.live import hub as hub_module
from tests.faults.rooms import House, Room
from tests.serving import Server


@pytest.fixture(scope="session", params=["direct", "plain"])
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A server, once with sockets written to directly and once by ASGI's ordinary `send`."""
    folder: Path = tmp_path_factory.mktemp(request.param) / "kept"
    folder.mkdir()
    server = Server(folder, COPRODUCE_DIRECT="on" if request.param == "direct" else "off")
    server.start()
    house = House(server)
    yield house
    server.kill()


@pytest.fixture
def room(house: House) -> Iterator[Room]:
    """A board nobody has been to. Whatever happens on it, the server has nothing to complain of."""
    before = house.complaints()
    yield house.room()
    assert house.complaints() == before


@pytest.fixture
def another_room(house: House) -> Room:
    """A second board on the same server."""
    return house.room()


@pytest.fixture
def direct_room(house: House, room: Room) -> Room:
    """A board on a server that writes to sockets directly: the one that people get."""
    if house.server.environment["COPRODUCE_DIRECT"] == "off":
        pytest.skip("only the direct way guards against this")
    return room


@pytest.fixture
def board(database: None) -> str:
    """A board in this process's own database."""
    return door.start("Waiting well").pk


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hubs of this process wait for hardly anything."""
    monkeypatch.setattr(log, "RETRY", 0.01)
    monkeypatch.setattr(hub_module, "RECOUNT", 0.01)

"""A new link and code: made when the room has agreed, once, and told only to who asks for it."""

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.rooms import House, Room
from tests.faults.screen import Screen
from tests.serving import Server
from tests.sessions.live.asking import RENEWING, asks, verbs


@pytest.fixture
def own_house(tmp_path: Path) -> Iterator[House]:
    """A server that may be killed."""
    (tmp_path / "kept").mkdir()
    server = Server(tmp_path / "kept")
    server.start()
    yield House(server)
    server.kill()


def way_in(room: Room) -> tuple[str, str]:
    """Link and code, as they are on disk."""
    query = "SELECT link, code FROM boards_board WHERE id = ?"
    [(link, code)] = room.server.rows(query, [room.board])
    return link, code


def opens(room: Room, link: str) -> bool:
    """Whether a stranger with this link comes to the door."""
    line = http.client.HTTPConnection("127.0.0.1", room.server.port, timeout=30)
    line.request("GET", f"/j/{link}/")
    to = line.getresponse().headers["Location"]
    line.close()
    return to == f"/b/{room.board}/door/"


async def test_the_way_in_changes_when_the_room_agrees_and_not_before(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        old = way_in(room)
        proposal = await asks(ada, RENEWING)
        await ben.does("answer_proposal", proposal=proposal, answer="not_yet")
        assert way_in(room) == old
        assert opens(room, old[0])
        await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await ben.until(lambda: "carry_proposal" in verbs(ben))
        new = way_in(room)
        assert new[0] != old[0]
        assert new[1] != old[1]
        assert not opens(room, old[0])
        assert opens(room, new[0])
        assert new[0] in room.get(f"/b/{room.board}/invite/", 1).decode()


async def test_what_was_taken_back_changes_nothing(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1):
        old = way_in(room)
        await ada.does("withdraw_proposal", proposal=await asks(ada, RENEWING))
        assert way_in(room) == old


async def test_it_is_renewed_once_however_often_the_server_is_killed(own_house: House) -> None:
    room = own_house.room()
    server, old = room.server, way_in(room)
    ada, ben = [await Screen(room, n).hello() for n in range(2)]
    proposal = await asks(ada, RENEWING)
    await again(server, ada, ben)
    assert way_in(room) == old
    assert opens(room, old[0])
    await ben.does("answer_proposal", proposal=proposal, answer="fine")
    await ben.until(lambda: "carry_proposal" in verbs(ben))
    new = way_in(room)
    assert new[0] != old[0]
    await again(server, ada, ben)
    assert way_in(room) == new
    assert opens(room, new[0])
    assert [row[3] for row in room.log()].count("carry_proposal") == 1
    for screen in (ada, ben):
        await screen.leave()
    # Nobody is told the link but who opens the invitation.
    told = b"".join([*ada.raw, *ben.raw]).decode() + server.said() + repr(room.log())
    assert not [secret for secret in (*old, *new) if secret in told]


async def again(server: Server, *screens: Screen) -> None:
    """Kill the server and start it; everyone comes back."""
    server.kill()
    for screen in screens:
        await screen.leave()
    server.start()
    for screen in screens:
        await screen.hello()


async def test_each_time_the_room_agrees_there_is_another(room: Room) -> None:
    async with Screen(room, 0) as ada:
        seen = {way_in(room)}
        for turn in (1, 2):
            await asks(ada, RENEWING)
            await ada.until(lambda turn=turn: verbs(ada).count("carry_proposal") == turn)  # type: ignore[misc]
            seen.add(way_in(room))
        assert len(seen) == 3

"""The proxy's own configuration, in front of two processes: who comes in, where to, and as whom."""

import asyncio
import json
import re
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from tests.boards.live.test_streams import Stream
from tests.browser.people import until
from tests.coproduce.visitor import Visitor
from tests.deploy.proxied import ADDRESSES, NAME, Proxied, machine, outside, proxied
from tests.faults.rooms import Room, made
from tests.faults.screen import Screen, all_equal, new_id

pytestmark = pytest.mark.xdist_group("proxy")
ROOMS = 40  # that all of so many go to one of two processes will not happen
WRONG = 10  # codes, until one has to wait


Found = dict[str, str]


@pytest.fixture(scope="module")
def there() -> Iterator[Found]:
    with machine() as found:
        yield found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, there: Found) -> Iterator[Proxied]:
    """Plain HTTP, for a room's own network."""
    with proxied(tmp_path_factory.mktemp("plain"), there) as house:
        yield house


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory, there: Found) -> Iterator[Proxied]:
    """A name with TLS, by an authority of the proxy's own."""
    with proxied(tmp_path_factory.mktemp("named"), there, NAME, ADDRESSES[:1]) as house:
        yield house


@pytest.fixture
def room(plain: Proxied) -> Room:
    return made(plain, 1)[0]  # type: ignore[arg-type]


def of(house: Proxied, seat: str = "", source: str = "127.0.0.1") -> Visitor:
    """Somebody at the door of the named house."""
    name, _, value = seat.partition("=")
    cookies = {name: value} if seat else {}
    return Visitor(house.tls_port, NAME, source, house.trusted(), cookies)


def test_pages_come_with_all_that_guards_them(named: Proxied) -> None:
    answer = of(named).gets("/")
    assert answer.status == 200
    assert int(answer.headers["Strict-Transport-Security"].partition("=")[2]) >= 31_536_000
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Server"] is None  # nobody needs to know
    came = of(named).posts("/start/", {"title": "Waiting well"})
    seat = next(one for one in came.headers.get_all("Set-Cookie") or () if "seat-" in one)
    assert {"Secure", "HttpOnly"} <= {part.strip() for part in seat.split(";")}


def test_who_comes_by_plain_http_is_sent_to_the_name(named: Proxied) -> None:
    answer = Visitor(named.port, NAME).gets("/check/")
    assert answer.status == 308
    assert answer.headers["Location"].startswith(f"https://{NAME}")


async def test_a_socket_a_stream_and_a_form_pass_through_tls(named: Proxied) -> None:
    room = json.loads(named.manage("make_board", "--title", "T", "--seats", "1", "--json"))
    cookie = room["seats"][0]["cookie"]
    ada = of(named, cookie)
    async with connect(
        f"wss://{NAME}:{named.tls_port}/ws/b/{room['board']}/",
        host="127.0.0.1",
        ssl=named.trusted(),
        origin=ada.site,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie},
        proxy=None,
    ) as socket:
        await socket.send('{"hello": {"v": 1, "seq": 0}}')
        op = {"id": new_id(), "verb": "add_idea", "text": "Through the proxy"}
        await socket.send(json.dumps({"op": op}))
        async with asyncio.timeout(20):
            while op["id"] not in str(await socket.recv()):
                pass
    path = f"/b/{room['board']}/seat/"
    answer = await asyncio.to_thread(ada.posts, path, {"name": "Ada", "brings": ""})
    assert answer.status in {200, 302}
    line = ada.line()
    line.request("GET", f"/b/{room['board']}/stream/", headers={"Cookie": cookie})
    stream = line.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream"
    assert stream.readline().startswith(b":")  # at once, while it stays open
    line.close()


def test_what_is_for_inside_is_not_answered_outside(plain: Proxied) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        assert Visitor(plain.port).gets(path).status == 404
    assert plain.processes[0].asked("/healthz") == "up\n"


async def test_all_seats_of_a_board_are_with_one_process(plain: Proxied) -> None:
    """By socket and by stream, and what is said by POST; and not all boards with the same."""
    used, here = set(), []
    for room in made(plain, ROOMS):  # type: ignore[arg-type]
        before = [one.connections() for one in plain.processes]
        here += [await Screen(room, n).hello() for n in range(2)]
        stream = await asyncio.to_thread(Stream, room, 2)
        assert await asyncio.to_thread(stream.says, {"hello": {"v": 1, "seq": 0}}) == 204
        after = [one.connections() for one in plain.processes]
        more = [now - then for now, then in zip(after, before, strict=True)]
        assert sorted(more) == [0, 3]
        used.add(more.index(3))
        if len(used) == 2:
            break
    for screen in here:
        await screen.leave()
    assert len(used) == 2


async def test_who_is_with_a_process_that_ends_goes_on_with_the_other(
    plain: Proxied, room: Room
) -> None:
    ada, ben = await Screen(room, 0).hello(), await Screen(room, 1).hello()
    await ada.does("add_idea", text="Before")
    theirs = next(one for one in plain.processes if one.connections() >= 2)
    ending = asyncio.create_task(asyncio.to_thread(theirs.ends))
    assert [await one.until_closed() for one in (ada, ben)] == [4012, 4012]
    for screen in (ada, ben):
        await back(screen)
    assert await ending == 0
    await ada.does("add_idea", text="After")
    await all_equal([ada, ben], 2)
    other = next(one for one in plain.processes if one is not theirs)
    assert other.connections() >= 2
    plain.start(theirs)
    await asyncio.to_thread(plain.wait)
    for screen in (ada, ben):
        await screen.leave()


async def back(screen: Screen) -> None:
    """Come back as a browser does: again and again, until it is let in to stay."""
    async with asyncio.timeout(20):
        while True:
            try:
                await screen.hello()
            except (OSError, AssertionError, TimeoutError):
                await screen.leave()
                await asyncio.sleep(0.1)
            else:
                return


async def test_nobody_can_pass_for_somebody_else_at_the_door(plain: Proxied) -> None:
    """Wrong codes are counted by where they come from, whatever a caller says of that."""
    guessing, typing = Visitor(plain.port, source="127.0.0.31"), "127.0.0.32"
    for n in range(WRONG):
        lies = {"X-Forwarded-For": typing if n % 2 else f"192.0.2.{n}", "X-Real-IP": typing}
        lies |= {"Forwarded": f"for={typing}", "X-Forwarded-Port": "1", "Client-IP": typing}
        assert guessing.posts("/join/", {"code": "AAAA-AAAA"}, **lies).status == 403
    told = {"X-Forwarded-For": "192.0.2.200"}
    assert guessing.posts("/join/", {"code": "AAAA-AAAA"}, **told).status == 429
    other = Visitor(plain.port, source=typing)
    assert other.posts("/join/", {"code": "AAAA-AAAA"}).status == 403


def test_the_processes_log_lines_and_nobodys_address(plain: Proxied) -> None:
    Visitor(plain.port, source="127.0.0.33").gets("/b/nosuchbord/?Waxwing")
    lines = [line for one in plain.processes for line in one.log.read_text().splitlines()]
    assert [json.loads(line) for line in lines]
    assert not re.search(r"127\.0\.0\.3\d", "".join(lines))
    assert "Waxwing" not in "".join(lines)


@contextmanager
def hangs_up(address: str, port: int) -> Iterator[None]:
    """Somebody in the place of a process, who takes every connection and says nothing on it."""
    with socket.create_server((address, port)) as taking:
        threading.Thread(target=_hang_up, args=[taking], daemon=True).start()
        yield


def _hang_up(taking: socket.socket) -> None:
    with suppress(OSError):
        while True:
            taking.accept()[0].close()


def test_the_proxy_says_of_a_trouble_neither_what_was_asked_nor_by_whom(plain: Proxied) -> None:
    guest, kept = Visitor(plain.port, source="127.0.0.34"), list(plain.names.addresses)
    guest.cookies["seat-Godwit"] = "Godwit"
    with hangs_up("127.0.0.4", plain.inside):
        plain.names.addresses[:] = ["127.0.0.4"]
        until(lambda: guest.posts("/j/Waxwing/?Bittern", {}).status == 502, "the trouble")
        plain.names.addresses[:] = kept
    until(lambda: guest.gets("/").status == 200, "the way back")
    said = plain.log.read_text()
    assert [line for line in map(json.loads, said.splitlines()) if line.get("status") == 502]
    for word in ("Waxwing", "Bittern", "Godwit", "127.0.0.34"):
        assert word not in said


@pytest.mark.parametrize(
    "given",
    [
        {"COPRODUCE_NAME": "http://"},
        {"COPRODUCE_NAME": NAME},
        {"COPRODUCE_NAME": NAME, "COPRODUCE_TLS": "tls internal"},
    ],
)
def test_every_way_to_set_it_is_a_sound_configuration(
    given: dict[str, str], plain: Proxied, tmp_path: Path
) -> None:
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config"]
    told = outside() | given | {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    file = plain.image / "deploy" / "Caddyfile"
    done = subprocess.run([*command, file], env=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "not formatted" not in done.stderr

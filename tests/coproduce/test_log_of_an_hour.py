"""All that people can do, and all that can go wrong: the log has none of their words in it."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from boards.routing import unseen_by_django
from boards.shelf.report.formats import FORMATS
from tests.boards.live import test_equal_seats as on_a_board
from tests.boards.live.test_streams import Stream
from tests.coproduce import mistaken
from tests.coproduce.visitor import Visitor
from tests.faults.rooms import House, Room
from tests.faults.screen import Message, Screen, new_id
from tests.house import texts
from tests.serving import Server
from tests.sessions.live import test_equal_seats as in_a_workshop

pytestmark = pytest.mark.xdist_group("an hour")

# What people write, type and send, each in another place; none is a word of the project's own.
TITLE, NAME, BRINGS, IDEA, TYPED = "Titmouse", "Nightjar", "Bittern", "Wheatear", "Whimbrel"
ASKED, FILE, INSIDE, PATH, HEADER = "Quailhen", "Fieldfare", "Waxwing", "Pipitbird", "Hoopoe"
METHOD, CODE, TOKEN, LINK = "CHIFFCHAFF", "ZZZZ-ZZZZ", "Dotterel", "Godwit"
WRITTEN = {TITLE, NAME, BRINGS, IDEA, TYPED, ASKED, FILE, INSIDE, PATH, HEADER, METHOD, TOKEN, LINK}
SOURCE = "127.0.0.77"  # where somebody's browser is
SPOKEN_IN = {"text", "insert", "note", "name", "why", "prompts", "question"}
CSRF = "csrftoken"


class Heard(Screen):
    """A screen whose person says the same as the others', with a word of their own in it."""

    async def op(self, verb: str, **fields: Any) -> str:
        return await super().op(verb, **with_words(fields))


def with_words(given: dict[str, Any]) -> dict[str, Any]:
    told = dict(given)
    for name, value in given.items():
        if isinstance(value, dict):
            told[name] = with_words(value)
        elif name in SPOKEN_IN and isinstance(value, str) and value.strip():
            told[name] = f"{value} {IDEA}"
        elif name in SPOKEN_IN and isinstance(value, list):
            told[name] = [f"{one} {IDEA}" for one in value]
    return told


@dataclass
class Hour:
    """A server that is looked at from outside, and every secret that was given out on it."""

    server: Server
    secrets: set[str] = field(default_factory=set)

    def visitor(self, seat: str = "") -> Visitor:
        name, _, value = seat.partition("=")
        return Visitor(self.server.port, source=SOURCE, cookies={name: value} if seat else {})

    def keeps(self, visitor: Visitor) -> None:
        self.secrets |= {one for one in visitor.cookies.values() if one}

    def lines(self) -> list[Message]:
        return [json.loads(one) for one in self.server.said().splitlines()]


class Mistaken(Server):
    module = mistaken.__name__


@pytest.fixture(scope="module")
def hour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hour]:
    """A server after an hour in which everything was done and everything went wrong."""
    folder = tmp_path_factory.mktemp("hour") / "kept"
    folder.mkdir()
    server = Mistaken(folder, COPRODUCE_LOG="json", COPRODUCE_METRICS_TOKEN=TOKEN)
    server.start()
    try:
        yield an_hour_on(server)
    finally:
        server.kill()


def an_hour_on(server: Server) -> Hour:
    hour, house = Hour(server), House(server)
    rooms = [house.room() for _ in range(4)]
    hour.secrets |= {seat.cookie.partition("=")[2] for room in rooms for seat in room.seats}
    comes_in(hour)
    asyncio.run(everything_is_done(rooms))
    every_address_is_tried(hour, rooms[2])
    what_is_odd(hour)
    asyncio.run(everything_goes_wrong(hour, rooms[3]))
    server.stop()
    return hour


def comes_in(hour: Hour) -> None:
    """Start a board, come in by its link and by its code, be wrong, and start a shelf."""
    ada, ben, cem = hour.visitor(), hour.visitor(), hour.visitor()
    board = ada.posts("/start/", {"title": TITLE}).headers["Location"]
    link, code = hour.server.rows("SELECT link, code FROM boards_board WHERE title = ?", [TITLE])[0]
    hour.secrets |= {link, code}
    assert ben.gets(f"/j/{link}/").headers["Location"] == f"{board}door/"
    hour.keeps(ben)
    assert ben.posts(f"{board}door/", {"name": NAME, "brings": BRINGS}).status == 302
    for typed in [CODE] * 12:
        assert cem.posts("/join/", {"code": typed}).status in {403, 429}
    assert ada.posts(f"{board}door/renew/", {}).status < 500
    shelf = ada.posts("/shelves/", {"name": TITLE}).headers["Location"]
    assert ada.posts(f"{shelf}boards/", {"board": board.split("/")[2]}).status == 302
    assert ada.gets(f"/search/?q={TITLE}").status == 200
    table = f"text\n{INSIDE}\n".encode()
    for name, raw in (("board.json", b'{"title": "' + INSIDE.encode()), (f"{FILE}.csv", table)):
        assert ada.uploads("/bring/", {"title": TITLE}, name, raw).status == 422
    for visitor in (ada, ben, cem):
        hour.keeps(visitor)
    kept = hour.server.rows("SELECT link FROM boards_board UNION SELECT link FROM boards_shelf")
    hour.secrets |= {link for (link,) in kept}


async def everything_is_done(rooms: list[Room]) -> None:
    """Each verb, done and refused, on a board and in a workshop."""
    async with Heard(rooms[0], 20) as host, Heard(rooms[0], 0) as ada:
        names = await on_a_board.some_ground(host)
        await on_a_board.does_all(ada, names)
    async with Heard(rooms[1], 20) as host, Heard(rooms[1], 0) as ada:
        walk = in_a_workshop.Walk(ada, host)
        for step in in_a_workshop.steps:
            await step(walk)


def patterns(of: Any, before: str = "/") -> Iterator[str]:
    """Every address, with the names of what stands in its places."""
    for one in of:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield before + str(one.pattern)


ROUTES = sorted(set(patterns(get_resolver().url_patterns)))
PLACE = re.compile(r"<\w+:(\w+)>")
FIELDS = sorted({name for _, text in texts() for name in re.findall(r'\bname="([a-z_]+)"', text)})


def filled(route: str, room: Room) -> list[str]:
    """Addresses of this kind: with what there is, and with what somebody makes up."""
    there = {"board": room.board, "act": "open", "copy": "1"}
    made_up = PLACE.sub(lambda found: there.get(found[1], PATH), route)
    files = [made_up.replace(PATH, file) for file in FORMATS] if "<str:file>" in route else []
    return [quote(path) for path in (made_up, *files)]


def every_address_is_tried(hour: Hour, room: Room) -> None:
    """Every page, asked for and sent a form, with and without a seat, with words everywhere."""
    form = {name: f"{TYPED} {name}" for name in FIELDS}
    seats = iter([one.cookie for one in room.seats] * 20)
    for route in ROUTES:
        for path in filled(route, room):
            for seat in ("", next(seats)):
                visitor = hour.visitor(seat)
                told = {"User-Agent": HEADER, "Referer": f"{visitor.site}/{HEADER}"}
                assert visitor.gets(f"{path}?q={ASKED}&tag={ASKED}", **told).status < 501
                assert visitor.posts(f"{path}?q={ASKED}", form, **told).status < 501
                hour.keeps(visitor)


def what_is_odd(hour: Hour) -> None:
    """What a person's browser would not say."""
    odd = hour.visitor()
    assert odd.gets("/", Host=f"{HEADER}.example").status == 400
    assert odd.gets("/", Cookie=f"{HEADER}={HEADER}; sessionid={HEADER}").status == 200
    assert odd.asks("POST", "/start/", f"title={TYPED}".encode()).status == 403  # no token
    assert odd.posts("/start/", {}, Origin=f"http://{HEADER}.example").status == 403
    assert odd.asks(METHOD, f"/j/{LINK}/").status == 403
    assert odd.gets(f"/{PATH}/{PATH}?{PATH}").status == 404
    assert odd.gets(f"/%ff{PATH}").status == 404
    assert odd.gets(f"/b/{PATH}/stream/").status == 403
    assert odd.gets(f"/static/{PATH}.css").status == 404
    assert odd.gets("/metrics", Authorization=f"Bearer {TOKEN}").status == 200
    assert odd.gets("/metrics", Authorization=f"Bearer {HEADER}").status == 404
    assert odd.gets("/", **{"X-Odd": "\x0bWaxwing"}).status == 400


async def everything_goes_wrong(hour: Hour, room: Room) -> None:
    """Stumble in every place there is, each time over somebody's words."""
    said = {place: f"{IDEA}, a mistake in {place}" for place in mistaken.PLACES}
    async with Screen(room, 0) as ada:
        await ada.is_refused("add_idea", text=said["act"])
        await ada.send({"now": {"background": said["background"]}})
        await ada.does("add_idea", text="Well")
    for place in ("frame", "store"):
        ada = await Screen(room, 1).hello()
        await ada.op("add_idea", text=said[place])
        assert await ada.until_closed() == 4012
    ada = await Screen(room, 2).hello()
    await ada.send({"now": {"holds": said["message"]}})
    assert await ada.until_closed() == 4000
    seated = hour.visitor(room.seats[0].cookie)
    assert seated.gets("/search/?q=" + said["view"].replace(" ", "+")).status == 500
    sent = (f"{FILE}.csv", said["form"].encode())
    assert seated.uploads("/bring/", {"title": TITLE}, *sent).status == 500
    stream = await asyncio.to_thread(Stream, room, 3)
    op = {"id": new_id(), "verb": "add_idea", "text": said["stream"]}
    assert await asyncio.to_thread(stream.says, {"op": op}) == 500


# What is found in the log afterwards.


def test_each_line_is_one_event(hour: Hour) -> None:
    assert len(hour.lines()) > 2 * len(ROUTES)
    for line in hour.lines():
        assert {"time", "level", "logger", "event"} <= set(line)


def test_nothing_of_a_board_and_nobodys_name_or_secret_is_in_it(hour: Hour) -> None:
    said = hour.server.said().casefold()
    assert hour.secrets
    found = [one for one in WRITTEN | hour.secrets | {CODE, SOURCE} if one.casefold() in said]
    assert found == []


def test_it_was_really_done(hour: Hour) -> None:
    """Every kind of address was asked for, and every mistake was made and is in the log."""
    routes = {line.get("route") for line in hour.lines() if line["logger"] == "coproduce.access"}
    live = {f"/{one.pattern}" for one in unseen_by_django} - {"/ws/check/", "/check/drops/"}
    quiet = {"/healthz", "/readyz"}  # all was well
    assert routes >= ({*ROUTES, *live} - quiet)
    assert {200, 302, 400, 403, 404, 405, 422, 429, 500} <= {
        one.get("status") for one in hour.lines()
    }


@pytest.mark.parametrize(
    ("logger", "event"),
    [
        ("boards.live.batch", "add_idea failed"),
        ("boards.live.hub", "The hub of board"),
        ("boards.log", "A batch of"),
        ("boards.live.consumer", "A message could not be taken"),
        ("django.request", ""),
        ("daphne.server", "Exception inside application: ..."),
        ("coproduce.logs", "Nobody caught this"),
        ("asyncio", ""),
        ("elsewhere", "It was ..."),
        ("elsewhere", "mistaken.in_the_background"),
        ("boards", "It was ..."),
        ("django.security.DisallowedHost", ""),
        ("django.security.csrf", ""),
        ("coproduce.server", "Listening on port"),
        ("coproduce.server", "Told to end"),
    ],
)
def test_what_went_wrong_is_in_it(hour: Hour, logger: str, event: str) -> None:
    own = [line["event"] for line in hour.lines() if line["logger"] == logger]
    assert [one for one in own if one.startswith(event)], own


def test_what_was_stumbled_over_is_told_by_kind_and_way(hour: Hour) -> None:
    troubles = [one for line in hour.lines() for one in line.get("trouble", ())]
    ways = {step.rpartition(" ")[2] for one in troubles for step in one["way"]}
    assert {"stumble", "_fails", "_shouts", "__del__"} <= ways


def test_the_database_on_disk_has_the_words(hour: Hour) -> None:
    """They were really written: a canary that never sang would prove nothing."""
    kept = json.dumps(hour.server.rows("SELECT verb, fields FROM boards_entry"))
    assert kept.count(IDEA) > 20

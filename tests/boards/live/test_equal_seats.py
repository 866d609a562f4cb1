"""Every seat can do the same things, and is sent the same bytes."""

import asyncio
import json
import urllib.parse
import urllib.request
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from tests.faults.rooms import House, Room
from tests.faults.screen import Message, Screen, all_equal
from tests.verbs import verbs_of

OWN = ("id", "when", "seat", "until")  # what an entry says of who and when
Act = Callable[[Screen], Awaitable[dict[str, Any]]]


async def some_ground(screen: Screen) -> dict[str, str]:
    """A board on which each verb has something to work on; the names of what lies there."""
    ideas = [await screen.does("add_idea", text=text) for text in ("One", "Two", "3", "4", "5")]
    one, two, three, four, five = (entry["idea"] for entry in ideas)
    theme = (await screen.does("gather", ideas=[one, two]))["theme"]
    other = (await screen.does("gather", ideas=[three, four]))["theme"]
    merged = (await screen.does("gather", ideas=[one, two]))["theme"]
    await screen.does("merge_themes", theme=merged, into=theme)
    await screen.does("set_aside", idea=five)
    areas = json.loads(await asyncio.to_thread(screen.room.export))["areas"]
    here, there = (area["id"] for area in areas)
    return {
        "here": here,
        **{"one": one, "two": two, "three": three, "four": four, "five": five, "there": there},
        **{"theme": theme, "other": other, "merged": merged, "ground": str(screen.seq)},
    }


def acts(at: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """For each verb: what is done, and then what is refused."""
    splice = {"base": int(at["ground"]), "at": 0, "remove": 1, "insert": "Ah"}
    return {
        "add_idea": [{"text": "New"}, {"text": " "}],
        "edit_idea": [{"idea": at["one"], **splice}, {"idea": at["one"], **splice, "at": 99}],
        "move_idea": [{"idea": at["three"], "area": at["there"]}] * 2,
        "place_along": [{"idea": at["one"], "at": 500}] * 2,
        "take_off_line": [{"idea": at["one"]}] * 2,
        "set_aside": [{"idea": at["four"]}] * 2,
        "put_back": [{"idea": at["five"]}] * 2,
        "echo_idea": [{"idea": at["one"], "text": "Me too"}, {"idea": "none", "text": "Me too"}],
        "withdraw_echo": [{"idea": at["one"], "echo": "mine"}] * 2,
        "gather": [{"ideas": [at["one"], at["three"]]}, {"ideas": [at["one"]]}],
        "name_theme": [
            {"theme": at["theme"], **splice, "remove": 0},
            {"theme": at["theme"], **splice, "at": 99},
        ],
        "place_idea": [{"idea": at["five"], "theme": at["other"]}, {"idea": "", "theme": "none"}],
        "let_go": [{"idea": at["five"], "theme": at["other"]}] * 2,
        "order_theme": [{"theme": at["other"], "before": at["theme"]}, {"theme": "none"}],
        "merge_themes": [{"theme": at["other"], "into": at["theme"]}] * 2,
        "part_themes": [{"theme": at["merged"], "ideas": [at["one"]]}] * 2,
        "write_statement": [
            {"theme": at["theme"], **splice, "remove": 0},
            {"theme": at["theme"], **splice, "at": 99},
        ],
        "write_promise": [
            {"theme": at["theme"], **splice, "remove": 0},
            {"theme": at["theme"], **splice, "at": 99},
        ],
        "write_outcome": [
            {"theme": at["theme"], **splice, "remove": 0},
            {"theme": at["theme"], **splice, "at": 99},
        ],
        "sign_idea": [{"idea": "mine", "signed": False}] * 2,
        "take_stance": [
            {"theme": at["theme"], "stance": "agree", "why": "It helps"},
            {"theme": at["theme"], "stance": "maybe"},
        ],
        "withdraw_stance": [{"theme": at["theme"]}] * 2,
        "belongs_too": [{"idea": at["three"], "theme": at["theme"]}] * 2,
        "bring_ideas": [{"ideas": [at["one"], at["three"]], "theme": at["theme"]}, {"ideas": []}],
        "split_theme": [
            {"theme": at["theme"], "ideas": [at["one"], at["three"]]},
            {"theme": at["theme"], "ideas": [at["one"]]},
        ],
        "dissolve_theme": [{"theme": at["merged"]}] * 2,
        "restore_theme": [{"theme": at["merged"], "ideas": []}] * 2,
        "bring_back": [{"theme": at["other"]}] * 2,
        "turn_offers": [{"on": True}] * 2,
        "keep_longer": [{}, {"until": 5}],
        "undo": [{}, {"entry": 1}],
        "withdraw_words": [{"idea": "mine"}] * 2,
    }


OF_FILES = {"lay_out", "take_in_list"}  # the server makes them of a file; a seat is refused both


def test_no_verb_is_left_out() -> None:
    nowhere = dict.fromkeys(("one", "three", "four", "five", "there", "theme", "other"), "")
    assert set(acts({**nowhere, "merged": "", "ground": "0"})) == set(verbs_of("boards")) - OF_FILES


async def does_all(screen: Screen, at: dict[str, str]) -> list[Message]:
    """Do everything once, and try everything that is refused; what the server says to each."""
    answers: list[Message] = []
    for verb, (done, refused) in acts(at).items():
        if verb == "withdraw_echo":
            mine = next(one for one in screen.entries.values() if one["verb"] == "echo_idea")
            done = refused = {**done, "echo": mine["echo"]}
        if verb in ("sign_idea", "withdraw_words"):
            own = (one for one in screen.entries.values() if one.get("seat") == screen.seat.id)
            idea = next(one["idea"] for one in own if one["verb"] == "add_idea")
            done = refused = {**done, "idea": idea}
        if verb == "withdraw_words":
            entry = await comes_back(screen, verb, **done)
        else:
            entry = await screen.does(verb, **done)
        answers.append({**entry, "pieces": pieces(screen, entry["seq"])})
        code = await screen.is_refused(verb, **refused)
        answers.append({**screen.refusals[-1], "code": code})
    return answers


async def comes_back(screen: Screen, verb: str, **fields: Any) -> Message:
    """Everybody is sent away as words go from the log; the act is acknowledged on coming back."""
    act = await screen.op(verb, **fields)
    while not await sent_away(screen, act):
        await asyncio.sleep(0.2)  # the board asks us to be slower
        act = await screen.op(verb, **fields)
    await screen.hello()
    return next(one for one in screen.entries.values() if one["id"] == act)


async def sent_away(screen: Screen, act: str) -> bool:
    """Wait until it is; False where the act came too fast."""
    with suppress(AssertionError):  # the connection ends without it
        await screen.until(lambda: screen.refused(act) != "")
    if screen.closed is None:
        assert screen.refused(act) == "too_fast"
        return False
    assert screen.closed == 4012
    return True


def pieces(screen: Screen, seq: int) -> list[str]:
    """The places on the screen that the frame of this seq touched."""
    frame = next(one for one in screen.frames if one["seq"] == seq and one["entries"])
    return [part.split('"')[1] for part in frame["html"].split("<hx-partial ")[1:]]


def without_chance(answers: list[Message], names: dict[str, str]) -> str:
    """The answers as text, with what differs by chance (ids, times) and the seat left out."""
    minted = [one[key] for one in answers for key in ("idea", "theme", "echo", "new") if key in one]
    names = names | {f"minted {n}": id_ for n, id_ in enumerate(dict.fromkeys(minted))}
    kept = [{k: v for k, v in one.items() if k not in OWN} for one in answers]
    text = json.dumps(kept, sort_keys=True)
    for name, id_ in names.items():
        text = text.replace(f'"{id_}"', f'"<{name}>"').replace(f"-{id_}", f"-<{name}>")
    told = [
        {**one, "pieces": sorted(one["pieces"])} if "pieces" in one else one
        for one in json.loads(text)
    ]
    return json.dumps(told, indent=1)


async def outcome_for(room: Room, seat: int, prepare: Callable[[], None] | None = None) -> str:
    """Everything that happens to this kind of seat, told without who and when."""
    if prepare:
        await asyncio.to_thread(prepare)
    host = await Screen(room, 20).hello()
    names = await some_ground(host)
    screen = await Screen(room, seat).hello()
    answers = await does_all(screen, names)
    assert {one["seat"] for one in answers if "seat" in one} == {room.seats[seat].id}
    assert await host.until_closed() == 4012
    await all_equal([await host.hello(), screen], screen.seq)
    await host.leave()
    await screen.leave()
    return without_chance(answers, names)


def post(room: Room, cookie: str, path: str, **words: str) -> dict[str, str]:
    """Send a form as a page of the board would; the cookies it is answered with."""
    address = f"{room.server.address}{path}"
    with opened(urllib.request.Request(address, headers={"Cookie": cookie})) as page:
        token = page.headers["Set-Cookie"].split("csrftoken=")[1].split(";")[0]
    form = urllib.parse.urlencode({**words, "csrfmiddlewaretoken": token}).encode()
    headers = {"Cookie": f"{cookie}; csrftoken={token}", "HX-Request": "true"}
    with opened(urllib.request.Request(address, data=form, headers=headers)) as answer:
        given = [one.split(";")[0].partition("=") for one in answer.headers.get_all("Set-Cookie")]
    return {name: value for name, _, value in given}


def opened(request: urllib.request.Request) -> Any:
    return urllib.request.urlopen(request, timeout=20)


async def test_every_kind_of_seat_can_do_the_same(house: House) -> None:
    """The first seat (who made the board), any other, one called Facilitator, one that is here
    twice, and one that came long after."""
    rooms = [house.room() for _ in range(5)]
    signed = rooms[2].seats[3].cookie

    def call_it_facilitator() -> None:
        post(rooms[2], signed, f"/b/{rooms[2].board}/seat/", name="Facilitator", brings="the keys")

    async def doubled() -> str:
        async with Screen(rooms[3], 4):
            return await outcome_for(rooms[3], 4)

    first, *others = await asyncio.gather(
        outcome_for(rooms[0], 0),
        outcome_for(rooms[1], 7),
        outcome_for(rooms[2], 3, call_it_facilitator),
        doubled(),
        outcome_for(rooms[4], 26),
    )
    for other in others:
        assert other == first


async def test_equal_permissions_are_identical_bytes(room: Room) -> None:
    """Five seats of different kinds, a projector among them, while all of them act."""
    seats = [await Screen(room, n).connect() for n in (0, 1, 1, 2)]
    seats.append(await Screen(room, 3).connect(watch=True))
    for one in seats:
        await one.send({"hello": {"v": 1, "seq": 0}})
        await one.until(lambda one=one: len(one.here) == 3)  # type: ignore[misc]
    began = [len(one.raw) for one in seats]
    names = await some_ground(seats[0])
    for one in seats[1:4]:
        await one.send({"now": {"holds": names["one"]}})
        await one.does("add_idea", text="Nurse, neighbour, carer: the same bytes")
        await one.does("echo_idea", idea=names["one"], text="Me too")
        await one.does("undo")
    await all_equal(seats, max(one.seq for one in seats))
    same = [frames_of(one.raw[start:]) for one, start in zip(seats, began, strict=True)]
    assert len(same[0]) >= 19
    for other in same[1:]:
        assert other == same[0]
    for one in seats:
        await one.leave()


def frames_of(raw: list[bytes]) -> list[bytes]:
    return [message for message in raw if message.startswith(b'{"seq"')]

"""A canary sings in every place where words can be written; once it is erased, nothing has it.

With a real server that goes on running: on its disk, in its pages, frames and exports, and in what
it prints, there is nothing left; and the others keep what they wrote.
"""

import asyncio
import json
import re
import time
from typing import Any

import pytest

from boards.operations.blanking import SIGN
from boards.operations.wire import fields_of
from boards.shelf.search.words import folded
from tests.boards.live.test_equal_seats import post
from tests.faults.rooms import Room, is_sound, made
from tests.faults.screen import Message, Screen
from tests.remains import forms, places
from tests.serving import Server
from tests.verbs import SPOKEN

CANARY, NAME = "Zaunk\u00f6nigslied", "Gr\u00fcnfinkin"
INDEXED = folded(CANARY)  # as the search keeps it
OTHERS = "Hausrotschwanz"  # what somebody else writes, and keeps
WORDS = {  # the verbs in which somebody writes, and by which of their fields
    "add_idea": {"text"},
    "edit_idea": {"insert"},
    "echo_idea": {"text"},
    "name_theme": {"insert"},
    "write_statement": {"insert"},
    "write_promise": {"insert"},
    "write_outcome": {"insert"},
    "take_stance": {"why"},
    "plan_workshop": {"agenda"},
    "open_workshop": {"agenda"},
    "add_phase": {"name", "question", "prompts"},
    "edit_phase": {"prompts"},
    "name_phase": {"insert"},
    "ask_in_phase": {"insert"},
    "propose": {"what"},
    "answer_proposal": {"note"},
    "write_quietly": {"text"},
    "change_quietly": {"text"},
}
SEARCH = f"/search/?q={CANARY[:5]}"
AGENDA = {
    "name": CANARY,
    "phases": [
        {
            "id": "sing",
            "name": f"We sing {CANARY}",
            "minutes": 5,
            "question": f"Who sings {CANARY}?",
            "prompts": [f"Say {CANARY}"],
            "areas": [
                {
                    "id": "nest",
                    "name": f"Nest {CANARY}",
                    "question": f"Where, {CANARY}?",
                    "words": [f"{one} {CANARY}" for one in ("to", "between", "with")],
                    "seeds": [f"A fear of {CANARY}"],
                }
            ],
        },
        {"id": "after", "name": "Afterwards", "minutes": 5},
    ],
}


def takes_words(verb: str) -> set[str]:
    """The fields of a verb in which a client may say words, and not only an id."""
    reads = {name: one.metadata.get("read") for name, one in fields_of(verb).items()}
    return {
        name
        for name, read in reads.items()
        if read and (name in ("insert", "agenda", "what") or _reads_words(read))
    }


def _reads_words(read: Any) -> bool:
    if read.__name__ == "read_text":  # an id
        return False
    for said in (CANARY, [CANARY]):
        try:
            if CANARY in str(read(said, "field")) and read.__name__ != "read_names":
                return True
        except Exception:
            continue
    return False


def test_no_verb_in_which_one_can_write_is_left_out() -> None:
    assert {verb: found for verb in SPOKEN if (found := takes_words(verb))} == WORDS


async def gone(server: Server, *words: str) -> None:
    """Wait until nothing on the disk has them: it is swept in a thread that nobody waits for."""
    until = time.monotonic() + 30
    while found := await asyncio.to_thread(places, server, *words):
        assert time.monotonic() < until, found
        await asyncio.sleep(0.1)


async def letter_by_letter(screen: Screen, verb: str, words: str, **on: str) -> None:
    for at, letter in enumerate(words):
        await screen.does(verb, **on, base=screen.seq, at=at, remove=0, insert=letter)


async def agreed(wren: Screen, host: Screen, **what: Any) -> Message:
    """Somebody asks the room, the other says fine, and it comes about."""
    asked = await wren.does("propose", what=what)
    await host.until(lambda: host.seq >= asked["seq"])
    note = {"note": f"Fine, {OTHERS}"}
    await host.does("answer_proposal", proposal=asked["proposal"], answer="fine", **note)
    await wren.until(lambda: any(is_end(one, asked) for one in wren.entries.values()))
    return next(one for one in wren.entries.values() if is_end(one, asked))


def is_end(entry: Message, asked: Message) -> bool:
    return (entry["verb"], entry.get("proposal")) == ("carry_proposal", asked["proposal"])


async def sings_on_the_ground(wren: Screen, host: Screen) -> dict[str, str]:
    """Ideas, changes, answers, themes and stances; and what others did about them."""
    own = (await wren.does("add_idea", text=f"I sing {CANARY}"))["idea"]
    secret = (await wren.does("add_idea", text=f"Nobody knows {CANARY}", unsigned=True))["idea"]
    base = wren.seq
    await host.until(lambda: host.seq >= base)
    theirs = (await host.does("add_idea", text=f"{OTHERS} at dawn"))["idea"]
    cut = {"base": base, "at": 2, "remove": 12}
    await host.does("edit_idea", idea=own, **cut, insert="hum")
    await host.does("undo")  # which says again what was taken out
    await host.does("edit_idea", idea=own, base=base, at=0, remove=0, insert=f"{OTHERS}: ")
    await wren.until(lambda: wren.seq >= host.seq)
    at = {"base": wren.seq, "at": len(OTHERS), "remove": 0}
    await wren.does("edit_idea", idea=theirs, **at, insert=f" and {CANARY}")
    await host.until(lambda: host.seq >= wren.seq)
    await host.does("echo_idea", idea=own, text=f"Me too, {OTHERS}")
    await wren.does("echo_idea", idea=theirs, text=f"As in {CANARY}")
    taken = (await wren.does("echo_idea", idea=theirs, text=f"Not {CANARY}"))["echo"]
    await wren.does("withdraw_echo", idea=theirs, echo=taken)
    theme = (await host.does("gather", ideas=[own, theirs]))["theme"]
    await wren.until(lambda: wren.seq >= host.seq)
    await letter_by_letter(wren, "name_theme", CANARY, theme=theme)
    said = f"We hold {CANARY}"
    await wren.does("write_statement", theme=theme, base=wren.seq, at=0, remove=0, insert=said)
    await host.until(lambda: host.seq >= wren.seq)
    end = {"base": host.seq, "at": len(said), "remove": 0}
    await host.does("write_statement", theme=theme, **end, insert=f" {OTHERS}")
    for verb in ("write_promise", "write_outcome"):
        place = {"theme": theme, "base": host.seq, "at": 0, "remove": 0}
        await wren.does(verb, **place, insert=f"After {CANARY}")
        await host.does(verb, **place, insert=f"{OTHERS}: ")
    before = host.seq
    away = {"base": before, "at": len(OTHERS), "remove": len(f" and {CANARY}")}
    await host.does("edit_idea", idea=theirs, **away, insert="")
    away = {"base": host.seq, "at": 0, "remove": len(said) + 3}
    await host.does("write_statement", theme=theme, **away, insert="")
    await wren.does("take_stance", theme=theme, stance="agree", why=f"For {CANARY}")
    await wren.does("take_stance", theme=theme, stance="not_for_me")
    await wren.does("undo")
    await wren.does("set_aside", idea=secret)
    return {"own": own, "theirs": theirs, "theme": theme, "then": str(before)}


async def sings_in_the_hour(wren: Screen, host: Screen, at: dict[str, str]) -> None:
    """The agenda, the quiet round, proposals, and a way back to an earlier moment."""
    await wren.does("plan_workshop", agenda=AGENDA)
    laid = await wren.does("open_workshop", agenda=AGENDA)
    after = laid["agenda"]["phases"][1]["id"]
    more = {"question": f"And {CANARY}?", "prompts": [f"More {CANARY}"]}
    phase = (await wren.does("add_phase", name=f"Again {CANARY}", minutes=5, **more))["phase"]
    await wren.does("edit_phase", phase=phase, prompts=[f"Less {CANARY}", "Breathe"])
    await host.until(lambda: host.seq >= wren.seq)
    await host.does("edit_phase", phase=phase, prompts=["Nothing"])
    await host.does("undo")  # which says the prompts again
    await wren.until(lambda: wren.seq >= host.seq)
    for verb in ("name_phase", "ask_in_phase"):
        splice = {"base": wren.seq, "at": 0, "remove": 0, "insert": f"{CANARY} "}
        await wren.does(verb, phase=after, **splice)
    asked = await host.does("propose", what={"verb": "enter_phase", "phase": after})
    await wren.until(lambda: wren.seq >= asked["seq"])
    answer = {"answer": "not_yet", "note": f"Not before {CANARY}"}
    await wren.does("answer_proposal", proposal=asked["proposal"], **answer)
    await host.does("withdraw_proposal", proposal=asked["proposal"])
    await agreed(wren, host, verb="open_quiet_round", minutes=1)
    await wren.does("write_quietly", text=f"Quietly {CANARY}")
    await host.does("write_quietly", text=f"Quietly {OTHERS}")
    cards = (await asyncio.to_thread(wren.room.get, f"/b/{wren.room.board}/quiet/")).decode()
    sheet = re.findall(r'data-card="(\w+)"', cards)[0]
    await wren.does("change_quietly", sheet=sheet, text=f"More quietly {CANARY}")
    await wren.does("write_quietly", text=f"Dropped {CANARY}")
    await agreed(wren, host, verb="reveal_early")
    await agreed(wren, host, verb="restore_board", to=int(at["then"]))


async def a_singing_room(server: Server) -> tuple[Room, Screen, Screen, dict[str, str]]:
    room = (await asyncio.to_thread(made, server, 1))[0]
    card = {"name": NAME, "brings": f"{CANARY} and tea", "group": f"Friends of {CANARY}"}
    await asyncio.to_thread(post, room, room.seats[0].cookie, f"/b/{room.board}/seat/", **card)
    wren, host = await Screen(room, 0).hello(), await Screen(room, 1).hello()
    at = await sings_on_the_ground(wren, host)
    await sings_in_the_hour(wren, host, at)
    return room, wren, host, at


def pages(room: Room, at: dict[str, str]) -> str:
    """Everything that a seat can read of the board over HTTP."""
    paths = ["", "projector/", "export.json", "frame.json?since=0", "seat/", "invite/", "quiet/"]
    paths += [f"ideas/{at[one]}/history/" for one in ("own", "theirs")]
    paths += [f"themes/{at['theme']}/history/", "moments/", "keep/", "offers/", "agendas/"]
    paths += ["history/", f"history/moment.json?since=0&to={at['then']}", "replay/", "report/"]
    paths += [f"along/{one}" for one in ("board.json", "ideas.csv", "report.md")]
    asked = [f"/b/{room.board}/{path}" for path in paths] + [SEARCH]
    return "\n".join(room.get(path, 1).decode() for path in asked)


async def test_a_person_leaves_with_their_words_and_nothing_has_them(running: Server) -> None:
    room, wren, host, at = await a_singing_room(running)
    before = await asyncio.to_thread(state_of, room)
    assert places(running, CANARY)
    assert CANARY in await asyncio.to_thread(pages, room, at)
    hits = (await asyncio.to_thread(room.get, SEARCH, 1)).decode()
    assert all(said in hits for said in ("What we said we would do", "What has happened since"))
    assert places(running, INDEXED)
    leaving = f"/b/{room.board}/leave/"
    await asyncio.to_thread(leaves, room, leaving)
    assert await wren.until_closed() in (4001, 4012)
    assert await host.until_closed() == 4012
    await gone(running, CANARY, INDEXED, NAME)
    assert is_sound(running)

    fresh = await Screen(room, 1).hello()
    told = "\n".join(message.decode() for message in fresh.raw) + await asyncio.to_thread(
        pages, room, at
    )
    for word in (CANARY, NAME):
        assert not any(form in told.encode() for form in forms(word))
    now = await asyncio.to_thread(state_of, room)
    assert fresh.as_exported() == now
    assert [one["id"] for one in now["ideas"]] == [one["id"] for one in before["ideas"]]
    assert len(room.log()) == now["seq"]
    assert [row[0] for row in room.log()] == list(range(1, now["seq"] + 1))

    kept = {one["id"]: one for one in now["ideas"]}
    assert kept[at["own"]]["withdrawn"]
    assert any(one["text"] == f"Quietly {OTHERS}" for one in kept.values())
    theme = next(one for one in now["themes"] if one["id"] == at["theme"])
    assert theme["statement"] == f"{SIGN * len('We hold ' + CANARY)} {OTHERS}"
    assert all(OTHERS in theme[one] and SIGN in theme[one] for one in ("promise", "outcome"))
    theirs = kept[at["theirs"]]["text"]
    assert (theirs[: len(OTHERS)], theirs[-8:]) == (OTHERS, " at dawn")
    assert SIGN * len(CANARY) in theirs
    await fresh.does("add_idea", text="We go on")
    assert await asyncio.to_thread(running.manage, "make_board", "--title", "Another")
    await fresh.leave()
    running.stop()
    assert not places(running, CANARY, INDEXED, NAME)


def state_of(room: Room) -> Message:
    """What the export says to the second seat, without what no entry tells."""
    state = json.loads(room.get(f"/b/{room.board}/export.json", 1))
    return {key: state[key] for key in ("seq", "ideas", "themes")}


def leaves(room: Room, path: str) -> None:
    post(room, room.seats[0].cookie, path, take="words")


async def test_a_board_is_erased_beside_its_server(running: Server) -> None:
    room, wren, host, _ = await a_singing_room(running)
    other = (await asyncio.to_thread(made, running, 1))[0]
    await (await Screen(other, 0).hello()).does("add_idea", text=OTHERS)
    said = await asyncio.to_thread(running.manage, "erase", "--board", room.board)
    assert said == "1 board erased.\n"
    assert await host.until_closed() == 4001
    assert await wren.until_closed() == 4001
    await gone(running, CANARY, INDEXED, NAME, room.board)
    assert OTHERS in state_of(other)["ideas"][0]["text"]
    with pytest.raises(Exception, match="403"):
        room.export()


async def test_one_idea_is_withdrawn_and_the_room_goes_on(running: Server) -> None:
    room = (await asyncio.to_thread(made, running, 1))[0]
    wren, host = await Screen(room, 0).hello(), await Screen(room, 1).hello()
    idea = (await wren.does("add_idea", text=f"I sing {CANARY}", unsigned=True))["idea"]
    await host.does("edit_idea", idea=idea, base=1, at=0, remove=1, insert=OTHERS)
    id_ = await wren.op("withdraw_words", idea=idea)
    assert await wren.until_closed() == 4012
    assert await host.until_closed() == 4012
    await wren.hello()
    assert id_ in wren.acknowledged
    assert "These words were withdrawn." in wren.frames[-1]["html"]
    assert "seat" not in wren.entries[3]
    await host.hello()
    assert await host.is_refused("edit_idea", idea=idea, base=3, at=0, remove=0, insert="x")
    await gone(running, CANARY, OTHERS)
    for one in (wren, host):
        await one.leave()


async def test_a_name_goes_from_every_screen_and_from_the_disk(running: Server) -> None:
    room = (await asyncio.to_thread(made, running, 1))[0]
    await asyncio.to_thread(post, room, room.seats[0].cookie, f"/b/{room.board}/seat/", name=NAME)
    host, wren = await Screen(room, 1).hello(), await Screen(room, 0).hello()
    await wren.does("add_idea", text=OTHERS)
    path = f"/b/{room.board}/leave/"
    await asyncio.to_thread(post, room, room.seats[0].cookie, path, take="name")
    assert await wren.until_closed() == 4001
    await host.until(lambda: "seat 1" in host.frames[-1]["html"])
    assert NAME not in host.frames[-1]["html"]
    assert state_of(room)["ideas"][0]["text"] == OTHERS
    await gone(running, NAME)
    await host.leave()

"""What two and three people wrote at once in a recorded session ends as one text everywhere.

The recordings are kept as they were made: whatever becomes of the code, it must make of them what
it made then. `python -m tests.editing` records new ones.
"""

import asyncio
from typing import Any

import pytest

from boards.operations.ideas import AddIdea, EditIdea
from boards.operations.state import fold
from tests.boards.operations.plain_fold import spliced
from tests.boards.operations.room import Room as PureRoom
from tests.editing.keyboard import difference, joined
from tests.editing.playing import made, played
from tests.editing.recorder import Recorder
from tests.editing.recording import GOLDEN, Recording, lived
from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal
from tests.serving import Server

PATHS = sorted(GOLDEN.glob("editing-*.json"))
RECORDINGS = [Recording.read(path) for path in PATHS]
each = pytest.mark.parametrize("recording", RECORDINGS, ids=[path.stem for path in PATHS])


def test_there_is_one_of_two_and_one_of_three_writers() -> None:
    assert {recording.writers for recording in RECORDINGS} == {2, 3}
    assert all(len(recording.sent) >= 2000 for recording in RECORDINGS)


@each
def test_much_of_it_crossed_and_its_characters_are_of_every_width(recording: Recording) -> None:
    crossed = [n for n, (_, base, *_) in enumerate(recording.sent) if base < n]
    assert len(crossed) > len(recording.sent) / 4
    written = "".join(insert for *_, insert in recording.sent)
    assert {"👍", "\u200d", "\u0301", "\u0302", "ש", "م", "\u200f", "\n"} <= set(written)


@each
def test_every_screen_ends_with_the_text_of_the_log(recording: Recording) -> None:
    room, sent = lived(recording)
    assert sent == recording.sent
    assert {writer.screen for writer in room.writers} == {room.text} == {recording.out}


@each
def test_the_operations_make_the_same_text_of_it(recording: Recording) -> None:
    room = PureRoom()
    idea = room.does("0", AddIdea(text=recording.text)).idea
    for who, base, at, remove, insert in recording.sent:
        splice: dict[str, Any] = {"at": at, "remove": remove, "insert": insert}
        room.does(str(who), EditIdea(idea=idea, base=base + 1, **splice))
    assert room.board.ideas[idea].text.said == recording.out
    assert fold(room.start, room.log) == room.board


async def test_over_the_wire_the_log_all_screens_and_a_fresh_load_are_the_same(
    running: Server,
) -> None:
    rooms = [await asyncio.to_thread(made, running) for _ in RECORDINGS]
    await asyncio.gather(*map(over_the_wire, rooms, RECORDINGS))
    assert not House(running).complaints()


async def over_the_wire(room: Room, recording: Recording) -> None:
    screens = await played(room, recording)
    last = len(recording.sent) + 1
    async with Screen(room, recording.writers) as fresh:
        await all_equal([*screens, fresh], last)
    texts = {idea["text"] for one in [*screens, fresh] for idea in one.board.ideas.values()}
    assert texts == {recording.out}
    on_disk(room, recording)
    for screen in screens:
        await screen.leave()


def on_disk(room: Room, recording: Recording) -> None:
    """What the log holds is what was sent, in the recorded order, and makes the same text."""
    edits = [fields for *_, verb, fields in room.log() if verb == "edit_idea"]
    told = [(one["base"] - 1, one["at"], one["remove"], one["insert"]) for one in edits]
    assert told == [sent[1:] for sent in recording.sent]
    splices = [splice for one in edits for splice in one["splices"]]
    assert spliced(recording.text, splices) == recording.out


# The recorder itself


@pytest.mark.parametrize("writers", [2, 3])
def test_a_session_can_be_recorded_anew(writers: int) -> None:
    made = Recorder(writers, seed=5, many=60).record()
    assert len(made.sent) >= 60
    assert lived(made)[0].text == made.out


def test_a_key_is_told_by_the_caret() -> None:
    assert difference("aaa", "aaaa", 2) == (1, 0, "a")
    assert difference("aaa", "aa", 1) == (1, 1, "")
    assert joined((3, 0, "ab"), (5, 0, "c")) == (3, 0, "abc")
    assert joined((3, 0, "ab"), (4, 2, "")) == (3, 1, "a")
    assert joined((3, 0, "ab"), (7, 0, "c")) is None

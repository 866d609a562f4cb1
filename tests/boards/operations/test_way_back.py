"""The way back: the board looks as it looked, nothing is lost, and anyone can fold it."""

import os
import re
from collections import Counter
from dataclasses import replace

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.operations.arranging import MergeThemes
from boards.operations.dividing import SplitTheme
from boards.operations.ideas import AddIdea, EditIdea, SetAside
from boards.operations.placing import BelongsToo
from boards.operations.state import Board, Text
from boards.operations.themes import Gather, NameTheme
from boards.operations.way_back import difference, way_back
from boards.operations.wire import to_wire
from boards.shelf.export import as_json
from tests.boards.operations.going_back import gone_back, look, sent, taken_back
from tests.boards.operations.plain_fold import PlainBoard
from tests.boards.operations.random_acts import SEQUENCES, WORDS, Draw, play
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.house import ROOT

EXAMPLES = int(os.environ.get("EXAMPLES", "300"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TABLE = {*re.findall(r"^\| `(\w+)` \| ", (ROOT / "docs/wire.md").read_text(), re.MULTILINE)}
MOMENTS = st.integers(0, 60)


def crowded() -> Room:
    """Nine ideas in three themes, some in two or three of them, some aside; one theme is gone."""
    room = Room()
    for words in ("tea", "biscuits", "a chair", "a window", "music", "quiet", "sun", "rain", "us"):
        room.does(ADA, AddIdea(text=words))
    room.does(ADA, Gather(ideas=("id1", "id2", "id3", "id4")))
    room.does(BEN, Gather(ideas=("id5", "id6", "id7")))
    room.does(CORA, Gather(ideas=("id8", "id9")))
    for idea, theme in (("id1", "id11"), ("id6", "id10"), ("id1", "id12"), ("id2", "id12")):
        room.does(BEN, BelongsToo(idea=idea, theme=theme))
    for seat, idea in ((ADA, "id3"), (BEN, "id7")):
        room.does(seat, SetAside(idea=idea))
    room.does(CORA, SplitTheme(theme="id10", ideas=("id1", "id2")))
    room.does(ADA, NameTheme(theme="id13", base=room.board.seq, at=0, remove=0, insert="Ease"))
    room.does(BEN, MergeThemes(theme="id13", into="id11"))
    return room


def hour_of(draws: list[Draw]) -> tuple[Room, list[Board]]:
    """A room after all that was drawn, and its board at every seq since it was crowded."""
    room = crowded()
    boards = [room.start, room.board]
    for draw in draws:
        if play(room, draw):
            boards.append(room.board)
    return room, boards


def underneath(board: Board, then: Board) -> object:
    """What lies in the tray, and the words of themes that had gone, of all that was there then."""
    tray = [
        (one.id, one.text.said, one.area, one.themes, one.along)
        for one in board.ideas.values()
        if one.aside and one.id in then.ideas
    ]
    said = {one.id for one in then.themes.values() if one.name.said or one.statement.said}
    gone = [
        (one.id, one.name.said, one.statement.said)
        for one in board.themes.values()
        if one.id in said and not one.stands
    ]
    return tray, sorted(gone)


@many
@given(SEQUENCES, MOMENTS)
def test_the_board_looks_as_it_looked(draws: list[Draw], moment: int) -> None:
    _, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    after = gone_back(now, then)
    assert look(after) == look(then, without=taken_back(now))
    known = replace(after, themes={one: after.themes[one] for one in then.themes})
    assert underneath(known, then) == underneath(then, then)
    assert way_back(after, then) == ()


@many
@given(SEQUENCES, MOMENTS)
def test_nothing_is_lost(draws: list[Draw], moment: int) -> None:
    _, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    after = gone_back(now, then)
    for idea in now.ideas.values():
        kept = after.ideas[idea.id]
        assert_kept(idea.text, kept.text)
        assert (kept.seat, kept.hand, kept.stances) == (idea.seat, idea.hand, idea.stances)
        told = [replace(one, aside=False) for one in kept.echoes]
        assert told == [replace(one, aside=False) for one in idea.echoes]
        assert kept.aside or idea.id in then.ideas
    for theme in now.themes.values():
        rest = after.themes[theme.id]
        assert_kept(theme.name, rest.name)
        assert_kept(theme.statement, rest.statement)
        assert rest.stances == theme.stances
        assert rest.shown or rest.can_return or not theme.shown
    assert after.workshop == now.workshop


def assert_kept(text: Text, after: Text) -> None:
    """Every wording that there ever was can still be read."""
    assert (after.first, after.since) == (text.first, text.since)
    assert after.edits[: len(text.edits)] == text.edits


@many
@given(SEQUENCES, MOMENTS)
def test_a_client_that_knows_only_the_tables_has_the_same_board(
    draws: list[Draw], moment: int
) -> None:
    room, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    plain = PlainBoard()
    for entry in room.log:
        plain.take(orjson.loads(orjson.dumps(to_wire(entry, room.board))))
    for operation in way_back(now, then):
        assert operation.verb in TABLE
        plain.take(sent(operation))
    state = orjson.loads(as_json(gone_back(now, then)))
    for one in (*state["ideas"], *state["themes"]):
        one.get("stances", {}).pop("why", None)  # no entry says why: that could tell who
    assert list(plain.ideas.values()) == state["ideas"]
    assert plain.themes == state["themes"]


@many
@given(SEQUENCES, MOMENTS)
def test_it_is_as_short_as_what_differs(draws: list[Draw], moment: int) -> None:
    _, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    lies = sum(len(one.themes) for one in then.ideas.values())
    answers = sum(len(one.answers) for one in now.ideas.values())
    most = 5 * len(now.ideas) + lies + 5 * len(now.themes) + answers + 2
    assert len(way_back(now, then)) <= most


@many
@given(SEQUENCES, MOMENTS)
def test_the_room_can_go_forth_again(draws: list[Draw], moment: int) -> None:
    _, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    back = gone_back(now, then)
    assert look(gone_back(back, now)) == look(now, without=taken_back(back))


@many
@given(WORDS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), WORDS)), st.data())
def test_letters_in_flight_are_all_there(
    first: str, edits: list[tuple[int, int, str]], choose: st.DataObject
) -> None:
    """Letters written on any words from before the way back stand among the words of then."""
    room = Room()
    idea = room.does(ADA, AddIdea(text=first + "x")).idea
    boards = [room.board]
    for at, remove, insert in edits:
        length = len(room.board.ideas[idea].text.said)
        start = at % (length + 1)
        cut = remove % (length - start + 1)
        base = room.board.seq
        room.does(ADA, EditIdea(idea=idea, base=base, at=start, remove=cut, insert=insert))
        boards.append(room.board)
    then = choose.draw(st.sampled_from(boards))
    room.board = gone_back(room.board, then)
    for letter in "ABCDE":
        text = room.board.ideas[idea].text
        base = choose.draw(st.integers(text.since, room.board.seq))
        later = text.edits_after(base)
        length = len(text.said) - sum(len(put) - gone for _, gone, put in later)
        at = choose.draw(st.integers(0, length))
        room.does(BEN, EditIdea(idea=idea, base=base, at=at, remove=0, insert=letter))
    said = room.board.ideas[idea].text.said
    assert Counter(said) == Counter(then.ideas[idea].text.said + "ABCDE")
    assert "".join(one for one in said if one not in "ABCDE") == then.ideas[idea].text.said


@many
@given(WORDS, WORDS, WORDS, WORDS)
def test_a_splice_takes_only_what_differs(head: str, now: str, then: str, tail: str) -> None:
    at, remove, insert = difference(head + now + tail, head + then + tail)
    whole = head + now + tail
    assert whole[:at] + insert + whole[at + remove :] == head + then + tail
    assert (remove, len(insert)) <= (len(now), len(then))

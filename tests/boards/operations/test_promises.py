"""What we said we would do about a theme, and what has happened: no words of either are lost."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from boards.operations.arranging import MergeThemes
from boards.operations.base import Operation
from boards.operations.dividing import DissolveTheme, SplitTheme
from boards.operations.fields import STATEMENT
from boards.operations.ideas import AddIdea
from boards.operations.placing import LetGo
from boards.operations.promises import WriteOutcome, WritePromise
from boards.operations.returning import BringBack
from boards.operations.state import Theme
from boards.operations.themes import Gather, WriteStatement
from boards.operations.undo import Undo
from boards.operations.way_back import by_the_room, way_back
from boards.shelf.export import as_json
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.boards.operations.test_ideas import refusal

Edit = type[WritePromise] | type[WriteOutcome]
both = pytest.mark.parametrize("edit", [WritePromise, WriteOutcome], ids=["promise", "outcome"])
ONE, TWO = "id5", "id6"


@pytest.fixture
def room() -> Room:
    """Four ideas in two themes."""
    room = Room()
    for words in ("tea", "biscuits", "a chair", "a window"):
        room.does(ADA, AddIdea(text=words))
    room.does(ADA, Gather(ideas=("id1", "id2")))
    room.does(ADA, Gather(ideas=("id3", "id4")))
    return room


def write(room: Room, seat: str, edit: Edit, words: str, theme: str = ONE, **where: int) -> None:
    place: dict[str, Any] = {"base": room.board.seq, "at": 0, "remove": 0, **where}
    room.does(seat, edit(theme=theme, insert=words, **place))


def said(room: Room, edit: Edit, theme: str = ONE) -> str:
    found = room.board.themes[theme]
    return (found.promise if edit is WritePromise else found.outcome).said


@both
def test_two_write_at_once_and_both_keep_every_letter(room: Room, edit: Edit) -> None:
    base = room.board.seq
    write(room, ADA, edit, "We ask", base=base)
    write(room, BEN, edit, " for a room", base=base)
    assert said(room, edit) == "We ask for a room"


def test_each_of_a_themes_texts_is_its_own(room: Room) -> None:
    write(room, ADA, WritePromise, "We ask")
    write(room, BEN, WriteOutcome, "They said yes")
    room.does(CORA, WriteStatement(theme=ONE, base=8, at=0, remove=0, insert="We rest"))
    theme = room.board.themes[ONE]
    assert [text.said for text in theme.texts] == ["", "We rest", "We ask", "They said yes"]


@both
def test_it_refuses_too_many_words_and_a_theme_that_never_was(room: Room, edit: Edit) -> None:
    words: dict[str, Any] = {"base": room.board.seq, "at": 0, "remove": 0}
    long = edit(theme=ONE, insert="x" * (STATEMENT + 1), **words)
    assert refusal(room, ADA, long) == "too_long"
    assert refusal(room, ADA, edit(theme="moon", insert="x", **words)) == "no_such_theme"
    assert refusal(room, ADA, edit(theme=ONE, insert="x", **{**words, "at": 1})) == "out_of_range"


@both
def test_undo_takes_back_ones_own_words_and_leaves_others(room: Room, edit: Edit) -> None:
    write(room, ADA, edit, "We ask")
    write(room, BEN, edit, ", all of us", at=6)
    room.does(ADA, Undo())
    assert said(room, edit) == ", all of us"


@both
@pytest.mark.parametrize(
    "going", [MergeThemes(theme=ONE, into=TWO), DissolveTheme(theme=ONE)], ids=["merge", "dissolve"]
)
def test_a_theme_that_goes_keeps_them_and_brings_them_back(
    room: Room, edit: Edit, going: Operation
) -> None:
    write(room, ADA, edit, "We ask")
    base = room.board.seq
    room.does(BEN, going)
    write(room, CORA, edit, " soon", base=base, at=6)
    room.does(BEN, BringBack(theme=ONE))
    assert said(room, edit) == "We ask soon"


@both
def test_an_empty_theme_that_has_them_is_seen_and_can_come_back(room: Room, edit: Edit) -> None:
    write(room, ADA, edit, "We ask")
    for idea in ("id1", "id2"):
        room.does(ADA, LetGo(idea=idea, theme=ONE))
    assert room.board.themes[ONE].shown
    room.does(BEN, DissolveTheme(theme=ONE))
    assert room.board.themes[ONE].can_return
    room.does(CORA, BringBack(theme=ONE))
    assert said(room, edit) == "We ask"


@both
def test_what_is_split_off_says_nothing_of_it_yet(room: Room, edit: Edit) -> None:
    write(room, ADA, edit, "We ask", theme=TWO)
    three = room.does(ADA, AddIdea(text="a door")).idea
    four = room.does(ADA, AddIdea(text="a lamp")).idea
    theme = room.does(ADA, Gather(ideas=(three, four, "id3"))).theme
    write(room, ADA, edit, "We build", theme=theme)
    new = room.does(BEN, SplitTheme(theme=theme, ideas=(three, four))).new
    assert (said(room, edit, theme), said(room, edit, new)) == ("We build", "")


@both
def test_the_way_back_says_what_was_said_then(room: Room, edit: Edit) -> None:
    write(room, ADA, edit, "We ask")
    then = room.board
    write(room, BEN, edit, "No: ")
    now = room.board
    for operation in way_back(now, then):
        by_room = replace(operation, seq=now.seq + 1, seat=None, hand=None)
        now = by_the_room(by_room, now).apply(now)
    assert now.themes[ONE].texts[2:] != then.themes[ONE].texts[2:]  # the words of now stay beneath
    assert [one.said for one in now.themes[ONE].texts] == [
        one.said for one in then.themes[ONE].texts
    ]


def test_an_export_has_them_only_where_there_are_words(room: Room) -> None:
    before = orjson.loads(as_json(room.board))
    assert [set(theme) for theme in before["themes"]] == [{"id", "name", "ideas"}] * 2
    write(room, ADA, WritePromise, "We ask")
    write(room, ADA, WriteOutcome, "They said yes", theme=TWO)
    one, two = orjson.loads(as_json(room.board))["themes"]
    assert (one["promise"], two["outcome"]) == ("We ask", "They said yes")
    assert "outcome" not in one
    assert "promise" not in two


def test_a_theme_of_an_older_log_says_nothing_of_either() -> None:
    theme = Theme.at("t", 3)
    assert not theme.has_words
    assert [text.since for text in theme.texts] == [3] * 4

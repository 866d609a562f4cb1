"""Undo: one's own last act, and never another person's."""

import pytest

from boards.operations.arranging import MergeThemes, OrderTheme
from boards.operations.echoes import EchoIdea
from boards.operations.ideas import AddIdea, EditIdea, MoveIdea, SetAside
from boards.operations.placing import LetGo, PlaceIdea
from boards.operations.themes import Gather, NameTheme
from boards.operations.undo import Undo
from boards.operations.wire import to_wire
from tests.boards.operations.room import ADA, BEN, Room
from tests.boards.operations.test_ideas import refusal
from tests.boards.operations.test_themes import themes


@pytest.fixture
def room() -> Room:
    room = Room()
    for words in ("tea", "biscuits", "a chair", "a window"):
        room.does(ADA, AddIdea(text=words))
    return room


def test_it_takes_back_what_one_did_last_then_what_one_did_before(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2", "id3"))).theme
    room.does(ADA, LetGo(idea="id2", theme=theme))
    room.does(ADA, Undo())
    assert themes(room) == {theme: ("id1", "id2", "id3")}
    room.does(ADA, Undo())
    assert themes(room) == {}
    assert room.board.counts.in_the_open == 4


def test_it_leaves_what_others_did_alone(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    room.does(BEN, PlaceIdea(idea="id3", theme=theme))
    room.does(ADA, Undo())
    assert room.board.themes[theme].ideas == ("id3",)


def test_it_refuses_what_somebody_else_has_decided_since(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    room.does(BEN, LetGo(idea="id1", theme=theme))
    assert refusal(room, ADA, Undo()) == "overtaken"
    room.does(BEN, Undo())
    room.does(ADA, Undo())
    assert themes(room) == {}


def test_it_refuses_to_hide_an_idea_that_others_have_answered(room: Room) -> None:
    idea = room.does(BEN, AddIdea(text="quiet")).idea
    room.does(ADA, EchoIdea(idea=idea, text="Me too"))
    assert refusal(room, BEN, Undo()) == "overtaken"


def test_an_idea_that_is_taken_back_is_set_aside_and_not_lost(room: Room) -> None:
    idea = room.does(BEN, AddIdea(text="quiet")).idea
    room.does(BEN, Undo())
    assert room.board.ideas[idea].aside
    assert room.board.ideas[idea].text.said == "quiet"


def test_it_refuses_when_there_is_nothing_of_ones_own(room: Room) -> None:
    assert refusal(room, BEN, Undo()) == "nothing_to_undo"
    for _ in range(4):
        room.does(ADA, Undo())
    assert refusal(room, ADA, Undo()) == "nothing_to_undo"


def test_it_refuses_another_persons_act_by_name(room: Room) -> None:
    assert refusal(room, BEN, Undo(entry=1)) == "not_yours"
    assert refusal(room, BEN, Undo(entry=99)) == "nothing_to_undo"


def test_it_takes_out_only_the_characters_one_wrote(room: Room) -> None:
    base = room.board.seq
    room.does(ADA, EditIdea(idea="id1", base=base, at=3, remove=0, insert=" and cake"))
    room.does(BEN, EditIdea(idea="id1", base=base + 1, at=8, remove=0, insert="coffee "))
    room.does(ADA, Undo())
    assert room.board.ideas["id1"].text.said == "teacoffee "


def test_it_brings_back_words_that_one_took_out(room: Room) -> None:
    base = room.board.seq
    room.does(ADA, EditIdea(idea="id2", base=base, at=0, remove=8, insert="cake"))
    room.does(ADA, Undo())
    assert room.board.ideas["id2"].text.said == "biscuits"


def test_it_parts_what_was_merged(room: Room) -> None:
    first = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    second = room.does(ADA, Gather(ideas=("id3", "id4"))).theme
    room.does(BEN, MergeThemes(theme=first, into=second))
    room.does(BEN, Undo())
    assert themes(room) == {first: ("id1", "id2"), second: ("id3", "id4")}


@pytest.mark.parametrize("later", [1, 2])
def test_it_puts_themes_back_in_their_order(room: Room, later: int) -> None:
    first = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    room.does(ADA, Gather(ideas=("id3", "id4")))
    order = list(room.board.themes)
    room.does(
        BEN, OrderTheme(theme=first) if later == 1 else MoveIdea(idea="id1", area="agreements")
    )
    room.does(BEN, Undo())
    assert list(room.board.themes) == order
    assert room.board.ideas["id1"].area == "common-ground"


def test_an_answer_is_taken_back_after_others_have_answered(room: Room) -> None:
    room.does(ADA, EchoIdea(idea="id1", text="Me too"))
    room.does(BEN, EchoIdea(idea="id1", text="And I"))
    room.does(ADA, Undo())
    assert [echo.text for echo in room.board.ideas["id1"].answers] == ["And I"]


def test_it_is_told_as_plain_operations(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2", "id3"))).theme
    act = room.does(BEN, LetGo(idea="id2", theme=theme))
    entry = to_wire(room.does(BEN, Undo()), room.board)
    assert entry["entry"] == act.seq
    assert entry["does"] == [
        {"verb": "place_idea", "idea": "id2", "theme": theme},
        {"verb": "place_idea", "idea": "id3", "theme": theme},
    ]


def test_naming_is_taken_back_where_the_theme_has_other_words_by_now(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    room.does(ADA, NameTheme(theme=theme, base=5, at=0, remove=0, insert="Waiting"))
    room.does(BEN, NameTheme(theme=theme, base=6, at=7, remove=0, insert=" well"))
    room.does(ADA, Undo())
    assert room.board.themes[theme].name.said == " well"


def test_setting_aside_is_taken_back_into_the_theme(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    room.does(BEN, SetAside(idea="id1"))
    room.does(BEN, Undo())
    assert room.board.ideas["id1"].place == f"theme:{theme}"

"""Themes: gathered, named, filled, ordered, merged and parted."""

import pytest

from boards.operations.arranging import MergeThemes, OrderTheme, PartThemes
from boards.operations.fields import NAME
from boards.operations.ideas import AddIdea, MoveIdea, SetAside
from boards.operations.placing import LetGo, PlaceIdea
from boards.operations.themes import THEMES, Gather, NameTheme
from boards.operations.undo import Undo
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.boards.operations.test_ideas import refusal


@pytest.fixture
def room() -> Room:
    """Six ideas lie in the open: id1 to id6."""
    room = Room()
    for words in ("tea", "biscuits", "a chair", "a window", "quiet", "a clock"):
        room.does(ADA, AddIdea(text=words))
    return room


def themes(room: Room) -> dict[str, tuple[str, ...]]:
    return {theme.id: theme.ideas for theme in room.board.themes.values() if theme.shown}


def test_two_ideas_make_a_theme(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    assert themes(room) == {theme: ("id1", "id2")}
    assert room.board.counts.in_the_open == 4


def test_it_refuses_a_theme_of_one_idea(room: Room) -> None:
    assert refusal(room, ADA, Gather(ideas=("id1",))) == "too_few"
    assert refusal(room, ADA, Gather(ideas=())) == "too_few"


def test_it_refuses_to_gather_what_is_not_here_or_set_aside(room: Room) -> None:
    assert refusal(room, ADA, Gather(ideas=("id1", "moon"))) == "no_such_idea"
    room.does(BEN, SetAside(idea="id2"))
    assert refusal(room, ADA, Gather(ideas=("id1", "id2"))) == "already_aside"


def test_it_refuses_more_themes_than_a_board_holds(room: Room) -> None:
    for _ in range(THEMES):
        room.does(ADA, Gather(ideas=("id1", "id2")))
    assert refusal(room, ADA, Gather(ideas=("id1", "id2"))) == "themes_full"


def test_an_idea_is_in_one_theme_and_the_later_act_stands(room: Room) -> None:
    first = room.does(ADA, Gather(ideas=("id1", "id2", "id3"))).theme
    second = room.does(BEN, Gather(ideas=("id4", "id5"))).theme
    room.does(ADA, PlaceIdea(idea="id1", theme=second))
    assert themes(room) == {first: ("id2", "id3"), second: ("id4", "id5", "id1")}


def test_an_idea_is_put_before_another(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2", "id3"))).theme
    room.does(BEN, PlaceIdea(idea="id4", theme=theme, before="id2"))
    room.does(CORA, PlaceIdea(idea="id3", theme=theme, before="id1"))
    assert themes(room) == {theme: ("id3", "id1", "id4", "id2")}
    strange = PlaceIdea(idea="id5", theme=theme, before="id6")
    assert refusal(room, ADA, strange) == "not_in_theme"
    itself = PlaceIdea(idea="id1", theme=theme, before="id1")
    assert refusal(room, ADA, itself) == "not_in_theme"


def test_an_idea_is_let_go_into_the_open(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    room.does(BEN, LetGo(idea="id1", theme=theme))
    assert room.board.ideas["id1"].place == "open:common-ground"
    assert refusal(room, CORA, LetGo(idea="id1", theme=theme)) == "not_in_theme"


def test_an_empty_theme_is_shown_only_when_somebody_named_it(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    for idea in ("id1", "id2"):
        room.does(ADA, LetGo(idea=idea, theme=theme))
    assert not room.board.themes[theme].shown
    name = NameTheme(theme=theme, base=room.board.seq, at=0, remove=0, insert="Waiting well")
    room.does(BEN, name)
    assert room.board.themes[theme].shown


def test_a_theme_is_named_by_two_at_once(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    base = room.board.seq
    room.does(ADA, NameTheme(theme=theme, base=base, at=0, remove=0, insert="Waiting"))
    room.does(BEN, NameTheme(theme=theme, base=base, at=0, remove=0, insert=" well"))
    assert room.board.themes[theme].name.said == "Waiting well"


def test_it_refuses_a_name_of_121_characters(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    base = room.board.seq
    long = NameTheme(theme=theme, base=base, at=0, remove=0, insert="x" * (NAME + 1))
    assert refusal(room, ADA, long) == "too_long"


def test_themes_change_places(room: Room) -> None:
    first = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    second = room.does(ADA, Gather(ideas=("id3", "id4"))).theme
    third = room.does(ADA, Gather(ideas=("id5", "id6"))).theme
    room.does(BEN, OrderTheme(theme=third, before=first))
    assert list(room.board.themes) == [third, first, second]
    room.does(BEN, OrderTheme(theme=third))
    assert list(room.board.themes) == [first, second, third]
    assert refusal(room, BEN, OrderTheme(theme=first, before=first)) == "repeated"
    assert refusal(room, BEN, OrderTheme(theme=first, before="moon")) == "no_such_theme"


def test_merged_themes_keep_their_ideas_and_part_again(room: Room) -> None:
    first = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    second = room.does(ADA, Gather(ideas=("id3", "id4"))).theme
    room.does(BEN, MergeThemes(theme=second, into=first))
    assert themes(room) == {first: ("id1", "id2", "id3", "id4")}
    assert refusal(room, ADA, MergeThemes(theme=first, into=first)) == "repeated"
    assert refusal(room, ADA, MergeThemes(theme=first, into=second)) == "no_such_theme"
    assert refusal(room, ADA, PlaceIdea(idea="id5", theme=second)) == "no_such_theme"
    room.does(CORA, PartThemes(theme=second, ideas=("id3", "id4")))
    assert themes(room) == {first: ("id1", "id2"), second: ("id3", "id4")}


def test_words_for_a_theme_that_is_merged_meanwhile_are_kept_underneath(room: Room) -> None:
    first = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    second = room.does(ADA, Gather(ideas=("id3", "id4"))).theme
    base = room.board.seq
    room.does(BEN, MergeThemes(theme=second, into=first))
    room.does(ADA, NameTheme(theme=second, base=base, at=0, remove=0, insert="Waiting well"))
    assert second not in themes(room)
    room.does(BEN, Undo())
    assert room.board.themes[second].name.said == "Waiting well"
    assert themes(room)[second] == ("id3", "id4")


def test_moving_to_another_area_keeps_the_theme(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    room.does(BEN, MoveIdea(idea="id1", area="agreements"))
    assert themes(room) == {theme: ("id1", "id2")}

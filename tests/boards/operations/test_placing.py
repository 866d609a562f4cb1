"""An idea may belong in two themes, several move in one act, themes are divided: all undoable."""

import pytest

from boards.operations.arranging import MergeThemes
from boards.operations.base import Operation, Refused
from boards.operations.dividing import DissolveTheme, RestoreTheme, SplitTheme
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.placing import BelongsToo, BringIdeas, LetGo, PlaceIdea
from boards.operations.themes import Gather, NameTheme
from boards.operations.undo import Undo
from tests.boards.operations.room import ADA, BEN, Room

FIRST, SECOND = "id7", "id8"


@pytest.fixture
def room() -> Room:
    """Six ideas; 1, 2 and 3 in the first theme, 4 and 5 in the second."""
    room = Room()
    for number in range(1, 7):
        room.does(ADA, AddIdea(text=str(number)))
    room.does(ADA, Gather(ideas=("id1", "id2", "id3")))
    room.does(ADA, Gather(ideas=("id4", "id5")))
    return room


def lying(room: Room) -> dict[str, str]:
    """The numbers of the ideas in each theme that stands, in order."""
    return {
        theme.id: "".join(str(room.board.ideas[one].number) for one in theme.ideas)
        for theme in room.board.themes.values()
        if theme.stands
    }


def test_an_idea_belongs_in_two_themes_and_leaves_one_of_them(room: Room) -> None:
    room.does(ADA, BelongsToo(idea="id1", theme=SECOND, before="id5"))
    assert lying(room) == {FIRST: "123", SECOND: "415"}
    assert room.board.ideas["id1"].themes == (FIRST, SECOND)
    room.does(BEN, LetGo(idea="id1", theme=FIRST))
    assert lying(room) == {FIRST: "23", SECOND: "415"}
    room.does(BEN, Undo())
    assert lying(room) == {FIRST: "123", SECOND: "415"}
    assert room.board.ideas["id1"].themes == (FIRST, SECOND)


def test_moving_it_out_of_one_theme_leaves_it_in_the_other(room: Room) -> None:
    room.does(ADA, BelongsToo(idea="id1", theme=SECOND))
    third = room.does(ADA, Gather(ideas=("id6", "id5"))).theme
    room.does(BEN, PlaceIdea(idea="id1", theme=third, out_of=SECOND))
    assert lying(room) == {FIRST: "123", SECOND: "4", third: "651"}
    room.does(BEN, PlaceIdea(idea="id1", theme=SECOND))
    assert lying(room) == {FIRST: "23", SECOND: "41", third: "65"}


def test_several_come_in_one_act_and_go_back_in_one(room: Room) -> None:
    before = lying(room)
    room.does(ADA, BringIdeas(ideas=("id6", "id2", "id4"), theme=SECOND))
    assert lying(room) == {FIRST: "13", SECOND: "5624"}
    room.does(ADA, Undo())
    assert lying(room) == before
    room.does(ADA, BringIdeas(ideas=("id1", "id5", "id6")))
    assert lying(room) == {FIRST: "23", SECOND: "4"}
    room.does(ADA, Undo())
    assert lying(room) == before


def test_what_was_chosen_in_any_order_goes_back_to_its_place(room: Room) -> None:
    before = lying(room)
    for act in (Gather(ideas=("id3", "id1")), BringIdeas(ideas=("id2", "id3", "id1"))):
        room.does(ADA, act)
        room.does(ADA, Undo())
        assert before.items() <= lying(room).items()
    room.does(ADA, SplitTheme(theme=FIRST, ideas=("id3", "id2")))
    room.does(ADA, Undo())
    assert before.items() <= lying(room).items()


def test_it_refuses_to_take_ideas_out_of_where_somebody_merged_them(room: Room) -> None:
    new = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    room.does(BEN, MergeThemes(theme=new, into=SECOND))
    with pytest.raises(Refused, match="overtaken"):
        room.does(ADA, Undo())
    assert lying(room) == {FIRST: "3", SECOND: "4512"}


def test_a_large_act_is_taken_back_in_one_act_for_each_idea() -> None:
    room = Room()
    ideas = tuple(room.does(ADA, AddIdea(text=str(n))).idea for n in range(60))
    room.does(ADA, Gather(ideas=ideas))
    room.does(BEN, Gather(ideas=ideas[10:40]))
    undo = room.does(BEN, Undo())
    assert len(undo.does) == 30
    assert next(iter(room.board.themes.values())).ideas == ideas


def test_the_later_of_two_moves_stands_and_nothing_is_doubled(room: Room) -> None:
    room.does(ADA, PlaceIdea(idea="id6", theme=FIRST))
    room.does(BEN, PlaceIdea(idea="id6", theme=SECOND))
    assert lying(room) == {FIRST: "123", SECOND: "456"}
    with pytest.raises(Refused, match="overtaken"):
        room.does(ADA, Undo())
    room.does(ADA, PlaceIdea(idea="id6", theme=FIRST))
    assert lying(room) == {FIRST: "1236", SECOND: "45"}


def test_a_theme_is_split_beside_itself_and_put_back(room: Room) -> None:
    new = room.does(ADA, SplitTheme(theme=FIRST, ideas=("id1", "id3"))).new
    assert list(lying(room).items()) == [(FIRST, "2"), (new, "13"), (SECOND, "45")]
    room.does(ADA, Undo())
    assert lying(room)[FIRST] == "123"


def test_a_dissolved_theme_keeps_its_words_and_comes_back(room: Room) -> None:
    room.does(ADA, BelongsToo(idea="id1", theme=SECOND))
    base = room.board.seq
    room.does(ADA, NameTheme(theme=FIRST, base=base, at=0, remove=0, insert="Waiting"))
    room.does(BEN, DissolveTheme(theme=FIRST))
    assert lying(room) == {SECOND: "451"}
    assert room.board.themes[FIRST].name.said == "Waiting"
    room.does(ADA, PlaceIdea(idea="id2", theme=SECOND))
    room.does(BEN, Undo())
    assert lying(room) == {FIRST: "13", SECOND: "4512"}


def test_a_merge_of_themes_that_share_an_idea_is_taken_back_whole(room: Room) -> None:
    room.does(ADA, BelongsToo(idea="id1", theme=SECOND))
    room.does(BEN, MergeThemes(theme=FIRST, into=SECOND))
    assert lying(room) == {SECOND: "45123"}
    room.does(BEN, Undo())
    assert lying(room) == {FIRST: "123", SECOND: "451"}


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (Gather(ideas=("id1",)), "too_few"),
        (Gather(ideas=("id1", "elsewhere")), "no_such_idea"),
        (PlaceIdea(idea="id1", theme="elsewhere"), "no_such_theme"),
        (PlaceIdea(idea="id1", theme=SECOND, out_of=SECOND), "not_in_theme"),
        (BelongsToo(idea="id1", theme=FIRST), "already_there"),
        (BelongsToo(idea="id1", theme=SECOND, before="id2"), "not_in_theme"),
        (BringIdeas(ideas=()), "too_few"),
        (BringIdeas(ideas=("id1",), theme="elsewhere"), "no_such_theme"),
        (SplitTheme(theme=FIRST, ideas=("id1",)), "too_few"),
        (SplitTheme(theme=FIRST, ideas=("id1", "id4")), "not_in_theme"),
        (SplitTheme(theme=FIRST, ideas=("id1", "id2", "id3")), "all_of_it"),
        (DissolveTheme(theme="elsewhere"), "no_such_theme"),
        (RestoreTheme(theme=FIRST, ideas=()), "no_such_theme"),
        (MergeThemes(theme=FIRST, into=FIRST), "repeated"),
    ],
)
def test_it_refuses_what_does_not_fit_and_changes_nothing(
    room: Room, act: Operation, code: str
) -> None:
    before = room.board
    with pytest.raises(Refused) as refused:
        room.does(ADA, act)
    assert (refused.value.code, room.board) == (code, before)
    assert refused.value.message


def test_it_refuses_a_circle_of_merges(room: Room) -> None:
    third = room.does(ADA, Gather(ideas=("id6", "id5"))).theme
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    room.does(ADA, MergeThemes(theme=SECOND, into=third))
    before = room.board
    for theme, into in ((third, FIRST), (third, SECOND), (FIRST, third)):
        with pytest.raises(Refused, match="no_such_theme"):
            room.does(ADA, MergeThemes(theme=theme, into=into))
    assert room.board == before


def test_it_refuses_to_move_what_is_set_aside(room: Room) -> None:
    room.does(ADA, SetAside(idea="id1"))
    for act in (
        BelongsToo(idea="id1", theme=SECOND),
        BringIdeas(ideas=("id1",)),
        SplitTheme(theme=FIRST, ideas=("id1", "id2")),
    ):
        with pytest.raises(Refused, match="already_aside"):
            room.does(ADA, act)

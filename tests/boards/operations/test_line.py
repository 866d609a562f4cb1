"""The line: ideas are placed along it, moved on and taken off, by anyone, and all of it undone."""

from uuid import uuid4

import orjson
import pytest

from boards.live import frames
from boards.operations.arranging import MergeThemes
from boards.operations.base import Operation, Refused
from boards.operations.ideas import AddIdea, EditIdea, MoveIdea, PutBack, SetAside
from boards.operations.line import END, PlaceAlong, TakeOffLine
from boards.operations.placing import BelongsToo, LetGo
from boards.operations.signing import SignIdea
from boards.operations.themes import Gather
from boards.operations.undo import Undo
from boards.operations.wire import from_wire
from boards.shelf.export import as_json
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.boards.operations.test_ideas import refusal


@pytest.fixture
def room() -> Room:
    """Three ideas, none of them on the line yet."""
    room = Room()
    for words in ("They tell us when", "They ask us first", "We plan it together"):
        room.does(ADA, AddIdea(text=words))
    return room


def along(room: Room) -> list[int | None]:
    """The place of each idea, by number."""
    return [idea.along for idea in room.board.ideas.values()]


def test_anyone_places_ideas_along_the_line_and_moves_them_on(room: Room) -> None:
    assert along(room) == [None, None, None]
    room.does(ADA, PlaceAlong(idea="id1", at=0))
    room.does(BEN, PlaceAlong(idea="id2", at=480))
    room.does(CORA, PlaceAlong(idea="id3", at=END))
    room.does(ADA, PlaceAlong(idea="id2", at=620))
    assert along(room) == [0, 620, 1000]


def test_two_ideas_may_have_one_place(room: Room) -> None:
    room.does(ADA, PlaceAlong(idea="id1", at=500))
    room.does(BEN, PlaceAlong(idea="id2", at=500))
    assert along(room) == [500, 500, None]


def test_an_idea_is_taken_off_the_line_and_comes_onto_it_again(room: Room) -> None:
    room.does(ADA, PlaceAlong(idea="id1", at=0))
    room.does(BEN, TakeOffLine(idea="id1"))
    assert along(room)[0] is None
    room.does(CORA, PlaceAlong(idea="id1", at=0))
    assert along(room)[0] == 0


def test_an_idea_keeps_its_place_wherever_else_it_goes(room: Room) -> None:
    room.does(ADA, PlaceAlong(idea="id1", at=300))
    theme = room.does(BEN, Gather(ideas=("id1", "id2"))).theme
    other = room.does(BEN, Gather(ideas=("id2", "id3"))).theme
    acts: list[Operation] = [
        BelongsToo(idea="id1", theme=other),
        MergeThemes(theme=theme, into=other),
        LetGo(idea="id1", theme=other),
        EditIdea(idea="id1", base=room.board.seq, at=0, remove=4, insert="You"),
        MoveIdea(idea="id1", area="agreements"),
        SetAside(idea="id1"),
        PutBack(idea="id1"),
    ]
    for act in acts:
        room.does(BEN, act)
        assert along(room)[0] == 300
    room.does(ADA, SignIdea(idea="id1", signed=False))
    assert along(room)[0] == 300


def test_it_lies_in_its_theme_as_before(room: Room) -> None:
    theme = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    counts = room.board.counts
    room.does(BEN, PlaceAlong(idea="id1", at=300))
    assert room.board.ideas["id1"].place == f"theme:{theme}"
    assert room.board.counts == counts


def test_taking_it_back_goes_to_the_place_before_and_then_off_the_line(room: Room) -> None:
    room.does(ADA, PlaceAlong(idea="id1", at=0))
    room.does(ADA, PlaceAlong(idea="id1", at=700))
    room.does(ADA, TakeOffLine(idea="id1"))
    after = []
    for _ in range(3):
        room.does(ADA, Undo())
        after.append(along(room)[0])
    assert after == [700, 0, None]


def test_it_refuses_to_take_back_what_somebody_has_moved_since(room: Room) -> None:
    room.does(ADA, PlaceAlong(idea="id1", at=100))
    room.does(BEN, PlaceAlong(idea="id1", at=900))
    assert refusal(room, ADA, Undo()) == "overtaken"
    room.does(BEN, Undo())
    room.does(ADA, Undo())
    assert along(room)[0] is None


def test_it_refuses_to_take_back_an_idea_that_somebody_has_placed(room: Room) -> None:
    idea = room.does(BEN, AddIdea(text="Nobody asks")).idea
    room.does(ADA, PlaceAlong(idea=idea, at=100))
    assert refusal(room, BEN, Undo()) == "overtaken"


def test_what_became_of_its_theme_is_no_reason_to_keep_its_place(room: Room) -> None:
    room.does(ADA, PlaceAlong(idea="id1", at=100))
    room.does(BEN, Gather(ideas=("id1", "id2")))
    room.does(ADA, Undo())
    assert along(room)[0] is None
    assert room.board.ideas["id1"].themes


def test_it_refuses_what_does_not_fit(room: Room) -> None:
    assert refusal(room, ADA, PlaceAlong(idea="nobody", at=1)) == "no_such_idea"
    assert refusal(room, ADA, TakeOffLine(idea="nobody")) == "no_such_idea"
    assert refusal(room, ADA, TakeOffLine(idea="id1")) == "not_on_line"
    room.does(ADA, PlaceAlong(idea="id1", at=1))
    assert refusal(room, BEN, PlaceAlong(idea="id1", at=1)) == "already_there"


def test_it_refuses_to_move_what_is_set_aside(room: Room) -> None:
    room.does(ADA, PlaceAlong(idea="id1", at=1))
    room.does(BEN, SetAside(idea="id1"))
    for act in (PlaceAlong(idea="id1", at=2), TakeOffLine(idea="id1"), Undo()):
        assert refusal(room, ADA, act) == "already_aside"
    assert along(room)[0] == 1


@pytest.mark.parametrize(
    ("at", "code"),
    [
        *((-1, "off_the_line"), (END + 1, "off_the_line"), (2**62, "off_the_line")),
        *((1.0, "wrong_type"), (True, "wrong_type"), ("1", "wrong_type"), (None, "wrong_type")),
    ],
)
def test_it_refuses_what_is_no_place_on_the_line(room: Room, at: object, code: str) -> None:
    said = {"id": str(uuid4()), "verb": "place_along", "idea": "id1", "at": at}
    with pytest.raises(Refused) as refused:
        room.does(ADA, from_wire(said))
    assert (refused.value.code, refused.value.field) == (code, "at")
    assert along(room)[0] is None


def test_the_export_says_where_only_of_what_is_on_the_line(room: Room) -> None:
    room.does(ADA, PlaceAlong(idea="id1", at=0))
    ideas = orjson.loads(as_json(room.board))["ideas"]
    assert [one.get("along") for one in ideas] == [0, None, None]
    assert "along" not in ideas[1]


def test_its_piece_says_where_in_each_place_it_is_shown(room: Room) -> None:
    bare = frames.render(room.board, ["idea:id1"], {})
    act = room.does(ADA, PlaceAlong(idea="id1", at=0))
    assert act.pieces(room.board) == ["idea:id1"]
    assert ' data-along="0"' in frames.render(room.board, ["idea:id1"], {})
    theme = room.does(BEN, Gather(ideas=("id2", "id3"))).theme
    room.does(BEN, Gather(ideas=("id1", "id2")))
    room.does(BEN, BelongsToo(idea="id1", theme=theme))
    assert frames.render(room.board, ["idea:id1"], {}).count(' data-along="0"') == 2
    room.does(ADA, TakeOffLine(idea="id1"))
    assert "data-along" not in bare + frames.render(room.board, ["idea:id1"], {})


def test_who_places_their_own_unsigned_idea_does_so_unsigned(room: Room) -> None:
    own = room.does(ADA, AddIdea(text="Nobody asked me", unsigned=True)).idea
    assert room.does(ADA, PlaceAlong(idea=own, at=100)).seat is None
    assert room.does(BEN, PlaceAlong(idea=own, at=200)).seat == BEN
    assert room.does(ADA, TakeOffLine(idea=own)).seat is None
    room.does(ADA, SignIdea(idea=own, signed=True))
    assert room.does(ADA, PlaceAlong(idea=own, at=300)).seat == ADA
    assert not room.log[-1].veiled(room.board)

"""What the way back amounts to, in the words of the wire."""

import pytest

from boards.operations.arranging import MergeThemes, OrderTheme
from boards.operations.base import Operation
from boards.operations.dividing import DissolveTheme
from boards.operations.echoes import EchoIdea, WithdrawEcho
from boards.operations.ideas import AddIdea, EditIdea, MoveIdea, PutBack, SetAside
from boards.operations.line import PlaceAlong
from boards.operations.offering import TurnOffers
from boards.operations.placing import BelongsToo, BringIdeas, LetGo, PlaceIdea
from boards.operations.returning import BringBack
from boards.operations.signing import SignIdea
from boards.operations.stances import TakeStance
from boards.operations.themes import Gather, NameTheme, WriteStatement
from boards.operations.way_back import way_back
from tests.boards.operations.going_back import gone_back, look, sent
from tests.boards.operations.plain_fold import Entry
from tests.boards.operations.room import ADA, BEN, CORA, Room


@pytest.fixture
def room() -> Room:
    """Six ideas; three of them in a theme, `id7`, and one of these in `id8` too, with another."""
    room = Room()
    for words in ("tea", "biscuits", "a chair", "a window", "music", "quiet"):
        room.does(ADA, AddIdea(text=words))
    room.does(ADA, Gather(ideas=("id1", "id2", "id3")))
    room.does(BEN, Gather(ideas=("id4", "id5")))
    room.does(BEN, BelongsToo(idea="id1", theme="id8"))
    room.does(ADA, NameTheme(theme="id7", base=room.board.seq, at=0, remove=0, insert="Comfort"))
    return room


def way(room: Room, *acts: Operation) -> list[Entry]:
    """What the way back to before these acts of Ben's amounts to."""
    then = room.board
    for act in acts:
        room.does(BEN, act)
    done = [sent(operation) for operation in way_back(room.board, then)]
    assert look(gone_back(room.board, then)) == look(then)
    return done


def test_nothing_has_to_be_done_where_nothing_differs(room: Room) -> None:
    assert way(room) == []
    assert way(room, SetAside(idea="id1"), PutBack(idea="id1")) == []
    out = [LetGo(idea="id1", theme="id7"), LetGo(idea="id1", theme="id8")]
    again = [PlaceIdea(idea="id1", theme="id7", before="id2"), BelongsToo(idea="id1", theme="id8")]
    assert way(room, *out, *again) == []


def test_what_is_a_persons_own_stays_as_it_stands(room: Room) -> None:
    then = room.board
    room.does(ADA, SignIdea(idea="id1", signed=False))
    room.does(CORA, TakeStance(theme="id7", stance="not_for_me"))
    assert way_back(room.board, then) == ()
    echo = room.does(CORA, EchoIdea(idea="id1", text="Me too")).echo
    then = room.board
    room.does(CORA, WithdrawEcho(idea="id1", echo=echo))
    assert way_back(room.board, then) == ()


@pytest.mark.parametrize(
    ("act", "back"),
    [
        (AddIdea(text="later"), {"verb": "set_aside", "idea": "id9"}),
        (SetAside(idea="id1"), {"verb": "put_back", "idea": "id1"}),
        (
            MoveIdea(idea="id6", area="agreements"),
            {"verb": "move_idea", "idea": "id6", "area": "common-ground"},
        ),
        (PlaceAlong(idea="id1", at=0), {"verb": "take_off_line", "idea": "id1"}),
        (
            EchoIdea(idea="id1", text="Me too"),
            {"verb": "withdraw_echo", "idea": "id1", "echo": "id9"},
        ),
        (
            PlaceIdea(idea="id6", theme="id7", before="id2"),
            {"verb": "bring_ideas", "ideas": ["id6"]},
        ),
        (LetGo(idea="id3", theme="id7"), {"verb": "place_idea", "idea": "id3", "theme": "id7"}),
        (
            LetGo(idea="id2", theme="id7"),
            {"verb": "place_idea", "idea": "id2", "theme": "id7", "before": "id3"},
        ),
        (
            PlaceIdea(idea="id3", theme="id7", before="id1", out_of="id7"),
            {"verb": "place_idea", "idea": "id3", "theme": "id7", "out_of": "id7"},
        ),
        (LetGo(idea="id1", theme="id8"), {"verb": "belongs_too", "idea": "id1", "theme": "id8"}),
        (
            BringIdeas(ideas=("id2", "id3")),
            {"verb": "bring_ideas", "ideas": ["id2", "id3"], "theme": "id7"},
        ),
        (OrderTheme(theme="id7"), {"verb": "order_theme", "theme": "id8"}),
        (TurnOffers(on=True), {"verb": "turn_offers", "on": False}),
    ],
)
def test_one_act_is_taken_back_by_one(room: Room, act: Operation, back: Entry) -> None:
    assert way(room, act) == [back]


def test_a_merged_theme_stands_again_as_it_stood(room: Room) -> None:
    assert way(room, MergeThemes(theme="id7", into="id8")) == [
        {"verb": "bring_back", "theme": "id7", "ideas": []},
        {"verb": "bring_ideas", "ideas": ["id1", "id2", "id3"], "theme": "id7"},
        {"verb": "belongs_too", "idea": "id1", "theme": "id8"},
    ]


def test_an_idea_belongs_again_in_all_the_themes_that_it_was_in(room: Room) -> None:
    room.does(CORA, Gather(ideas=("id6", room.does(CORA, AddIdea(text="later")).idea)))
    for idea in ("id2", "id1"):
        room.does(BEN, BelongsToo(idea=idea, theme="id10"))
    out = [BringIdeas(ideas=("id1",)), LetGo(idea="id2", theme="id10")]
    assert way(room, *out) == [
        {"verb": "place_idea", "idea": "id1", "theme": "id7", "before": "id2"},
        {"verb": "belongs_too", "idea": "id1", "theme": "id8"},
        {"verb": "belongs_too", "idea": "id2", "theme": "id10"},
        {"verb": "belongs_too", "idea": "id1", "theme": "id10"},
    ]


def test_a_theme_that_came_since_goes_with_all_it_holds_and_can_be_brought_back(
    room: Room,
) -> None:
    then = room.board
    late = room.does(CORA, AddIdea(text="later")).idea
    theme = room.does(CORA, Gather(ideas=(late, "id6"))).theme
    room.board = gone_back(room.board, then)
    assert look(room.board) == look(then)
    assert room.board.themes[theme].can_return
    room.does(BEN, BringBack(theme=theme))
    room.does(BEN, PutBack(idea=late))
    assert room.board.themes[theme].ideas == (late, "id6")


def test_a_theme_that_was_brought_back_since_goes_where_it_had_gone(room: Room) -> None:
    room.does(ADA, MergeThemes(theme="id7", into="id8"))
    then = room.board
    room.does(BEN, BringBack(theme="id7"))
    room.does(BEN, WriteStatement(theme="id7", base=12, at=0, remove=0, insert="We rest"))
    room.board = gone_back(room.board, then)
    assert look(room.board) == look(then)
    assert room.board.themes["id7"].merged_into == "id8"
    assert room.does(CORA, BringBack(theme="id7")).ideas == ("id1", "id2", "id3")


def test_it_goes_there_even_where_that_has_gone_since(room: Room) -> None:
    room.does(ADA, MergeThemes(theme="id7", into="id8"))
    then = room.board
    for act in (BringBack(theme="id7"), DissolveTheme(theme="id8")):
        room.does(BEN, act)
    after = gone_back(room.board, then)
    assert after.themes["id7"].merged_into == "id8"


def test_a_theme_that_had_gone_is_called_as_it_was(room: Room) -> None:
    room.does(ADA, DissolveTheme(theme="id7"))
    then, base = room.board, room.board.seq
    room.does(BEN, NameTheme(theme="id7", base=base, at=0, remove=7, insert="Ease"))
    assert gone_back(room.board, then).themes["id7"].name.said == "Comfort"
    room.does(BEN, BringBack(theme="id7"))
    for act in (
        NameTheme(theme="id7", base=base + 1, at=0, remove=4, insert=""),
        BringIdeas(ideas=("id1", "id2", "id3")),
    ):
        room.does(BEN, act)
    after = gone_back(room.board, then)
    assert look(after) == look(then)
    assert after.themes["id7"].name.said == "Comfort"
    assert after.themes["id7"].can_return


def test_a_theme_that_has_been_named_since_it_went_keeps_its_name(room: Room) -> None:
    room.does(ADA, DissolveTheme(theme="id8"))
    then = room.board
    room.does(BEN, BringBack(theme="id8"))
    room.does(BEN, BringIdeas(ideas=("id1", "id4", "id5"), theme="id7"))
    base = room.board.seq
    room.does(BEN, NameTheme(theme="id8", base=base, at=0, remove=0, insert="Later"))
    after = gone_back(room.board, then)
    assert look(after) == look(then)
    assert after.themes["id8"].can_return


def test_a_theme_that_nobody_sees_is_left_alone(room: Room) -> None:
    out = [LetGo(idea=one, theme="id10") for one in ("id6", "id9")]
    assert way(room, AddIdea(text="later"), Gather(ideas=("id6", "id9")), *out) == [
        {"verb": "set_aside", "idea": "id9"}
    ]


def test_what_came_since_and_lies_aside_in_a_theme_leaves_it(room: Room) -> None:
    late = [AddIdea(text="later"), PlaceIdea(idea="id9", theme="id7"), SetAside(idea="id9")]
    assert [one["verb"] for one in way(room, *late)] == ["put_back", "bring_ideas", "set_aside"]


def test_what_lies_aside_is_moved_and_lies_aside_again(room: Room) -> None:
    room.does(ADA, SetAside(idea="id2"))
    then = room.board
    room.does(BEN, DissolveTheme(theme="id7"))
    after = gone_back(room.board, then)
    assert after.themes["id7"].ideas == ("id1", "id2", "id3")
    assert after.ideas["id2"].aside


def test_words_read_as_they_did_and_what_is_alike_is_left_alone(room: Room) -> None:
    base = room.board.seq
    assert way(room, EditIdea(idea="id3", base=base, at=2, remove=5, insert="soft chair")) == [
        {
            **{"verb": "edit_idea", "idea": "id3", "base": base + 1},
            **{"at": 2, "remove": 5, "insert": "", "splices": [[2, 5, ""]]},
        }
    ]


def test_in_a_room_of_hundreds_ideas_are_brought_together(room: Room) -> None:
    """A theme of 500 ideas that was dissolved is put together in three acts, not in 500."""
    room = Room()
    ideas = tuple(room.does(ADA, AddIdea(text="x")).idea for _ in range(600))
    theme = room.does(ADA, Gather(ideas=ideas[:500])).theme
    room.does(ADA, BringIdeas(ideas=ideas[500:], theme=theme))
    then = room.board
    room.does(BEN, DissolveTheme(theme=theme))
    done = way_back(room.board, then)
    assert [one.verb for one in done] == ["bring_back", "bring_ideas", "bring_ideas"]
    assert gone_back(room.board, then).themes[theme].ideas == ideas

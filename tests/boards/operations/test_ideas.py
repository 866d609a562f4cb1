"""Ideas: written, changed, moved, set aside, put back, answered."""

import pytest

from boards.operations.base import Refused
from boards.operations.echoes import EchoIdea, WithdrawEcho
from boards.operations.fields import WORDS
from boards.operations.ideas import IDEAS, AddIdea, EditIdea, MoveIdea, PutBack, SetAside
from boards.operations.state import Text
from tests.boards.operations.room import ADA, BEN, CORA, Room, board_after


def refusal(room: Room, seat: str, act: object) -> str:
    before = room.board
    with pytest.raises(Refused) as refused:
        room.does(seat, act)  # type: ignore[type-var]
    assert room.board is before
    return refused.value.code


def test_ideas_are_numbered_in_the_order_they_are_written() -> None:
    board = board_after(AddIdea(text="A quiet room"), AddIdea(text="Tea"))
    assert [(idea.number, idea.text.said) for idea in board.ideas.values()] == [
        (1, "A quiet room"),
        (2, "Tea"),
    ]


def test_an_idea_lies_in_the_first_area_unless_said() -> None:
    board = board_after(AddIdea(text="Tea"), AddIdea(text="First names", area="agreements"))
    assert [idea.place for idea in board.ideas.values()] == [
        "open:common-ground",
        "open:agreements",
    ]


def test_it_refuses_an_area_of_another_board() -> None:
    assert refusal(Room(), ADA, AddIdea(text="Tea", area="elsewhere")) == "no_such_area"


def test_it_refuses_more_ideas_than_a_board_holds() -> None:
    room = Room()
    for _ in range(IDEAS):
        room.does(ADA, AddIdea(text="Tea"))
    assert refusal(room, ADA, AddIdea(text="One more")) == "board_full"


def test_two_people_writing_in_one_idea_keep_every_character() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="quiet room")).idea
    base = room.board.seq
    room.does(BEN, EditIdea(idea=idea, base=base, at=0, remove=0, insert="a "))
    room.does(CORA, EditIdea(idea=idea, base=base, at=10, remove=0, insert=" with tea"))
    assert room.board.ideas[idea].text.said == "a quiet room with tea"


def test_the_first_words_stay_underneath() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="tea")).idea
    room.does(BEN, EditIdea(idea=idea, base=1, at=0, remove=3, insert="coffee"))
    text = room.board.ideas[idea].text
    assert (text.said, text.first) == ("coffee", "tea")


def test_it_refuses_words_from_before_the_idea_or_after_the_board() -> None:
    room = Room()
    room.does(ADA, AddIdea(text="first"))
    idea = room.does(ADA, AddIdea(text="second")).idea
    for base in (1, 3):
        edit = EditIdea(idea=idea, base=base, at=0, remove=0, insert="x")
        assert refusal(room, BEN, edit) == "bad_base"


def test_it_refuses_a_place_outside_the_words_as_they_stood() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="tea")).idea
    room.does(BEN, EditIdea(idea=idea, base=1, at=3, remove=0, insert=" and biscuits"))
    edit = EditIdea(idea=idea, base=1, at=4, remove=0, insert="x")
    assert refusal(room, ADA, edit) == "out_of_range"


def test_it_refuses_writing_more_than_an_idea_holds() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="x" * WORDS)).idea
    edit = EditIdea(idea=idea, base=1, at=0, remove=0, insert="y")
    assert refusal(room, ADA, edit) == "too_long"


def test_what_is_set_aside_is_kept_and_comes_back_to_its_place() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="tea")).idea
    room.does(BEN, SetAside(idea=idea))
    assert (room.board.ideas[idea].place, room.board.counts.aside) == ("aside", 1)
    assert refusal(room, CORA, SetAside(idea=idea)) == "already_aside"
    room.does(CORA, PutBack(idea=idea))
    assert (room.board.ideas[idea].place, room.board.counts.aside) == ("open:common-ground", 0)
    assert refusal(room, ADA, PutBack(idea=idea)) == "not_aside"


def test_an_idea_moves_between_areas() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="tea")).idea
    room.does(BEN, MoveIdea(idea=idea, area="agreements"))
    assert room.board.ideas[idea].area == "agreements"
    assert refusal(room, ADA, MoveIdea(idea=idea, area="agreements")) == "already_there"
    assert refusal(room, ADA, MoveIdea(idea=idea, area="moon")) == "no_such_area"
    assert refusal(room, ADA, MoveIdea(idea="nobody", area="agreements")) == "no_such_idea"


def test_an_idea_is_heard_when_somebody_else_has_answered_it() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="tea")).idea
    room.does(ADA, EchoIdea(idea=idea, text="I mean it"))
    assert not room.board.ideas[idea].heard
    assert room.board.counts.unheard == 1
    room.does(BEN, EchoIdea(idea=idea, text="Me too"))
    assert room.board.ideas[idea].heard
    assert room.board.counts.unheard == 0


def test_only_who_gave_an_answer_takes_it_back() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="tea")).idea
    echo = room.does(BEN, EchoIdea(idea=idea, text="Me too")).echo
    assert refusal(room, ADA, WithdrawEcho(idea=idea, echo=echo)) == "not_yours"
    room.does(BEN, WithdrawEcho(idea=idea, echo=echo))
    assert room.board.ideas[idea].answers == ()
    assert refusal(room, BEN, WithdrawEcho(idea=idea, echo=echo)) == "no_such_echo"


def test_edits_after_a_moment_are_found_in_order() -> None:
    text = Text("abc", "abc", 1).edited(4, ((0, 0, "x"),)).edited(7, ((1, 0, "y"), (2, 1, "")))
    assert text.edits_after(1) == [(0, 0, "x"), (1, 0, "y"), (2, 1, "")]
    assert text.edits_after(4) == [(1, 0, "y"), (2, 1, "")]
    assert text.edits_after(7) == []

"""Signed or not: who wrote something may say so, and change it; the board tells nobody else."""

import pytest

from boards.operations.base import Operation, Refused
from boards.operations.echoes import EchoIdea, WithdrawEcho
from boards.operations.ideas import AddIdea, EditIdea, SetAside
from boards.operations.signing import SignIdea
from boards.operations.undo import Undo
from boards.operations.wire import to_wire
from tests.boards.operations.room import ADA, BEN, Room


@pytest.fixture
def room() -> Room:
    return Room()


def says_who(room: Room, *acts: Operation) -> list[str | None]:
    return [to_wire(act, room.board).get("seat") for act in acts]


def test_an_unsigned_idea_has_a_hand_and_no_seat(room: Room) -> None:
    act = room.does(ADA, AddIdea(text="Nobody knows", unsigned=True))
    idea = room.board.ideas[act.idea]
    assert (idea.seat, idea.hand, act.seat) == (None, "~ada", None)


def test_what_its_writer_alone_does_with_it_is_unsigned_too(room: Room) -> None:
    act = room.does(ADA, AddIdea(text="Nobody knows", unsigned=True))
    edit = EditIdea(idea=act.idea, base=1, at=0, remove=0, insert="x")
    own, other = room.does(ADA, edit), room.does(BEN, edit)
    answer = room.does(ADA, EchoIdea(idea=act.idea, text="I mean it"))
    back = room.does(ADA, WithdrawEcho(idea=act.idea, echo=answer.echo))
    assert says_who(room, act, own, other, answer, back) == [None, None, BEN, None, None]


def test_taking_back_an_unsigned_idea_is_unsigned_and_setting_it_aside_is_not(room: Room) -> None:
    act = room.does(ADA, AddIdea(text="Nobody knows", unsigned=True))
    undo = room.does(ADA, Undo())
    again = room.does(ADA, AddIdea(text="Again", unsigned=True))
    aside = room.does(ADA, SetAside(idea=again.idea))
    assert says_who(room, act, undo, aside) == [None, None, ADA]


def test_an_undo_that_amounts_to_nothing_names_nobody(room: Room) -> None:
    act = room.does(ADA, AddIdea(text="Words", unsigned=True))
    edit = room.does(ADA, EditIdea(idea=act.idea, base=1, at=0, remove=0, insert="xyz"))
    room.does(BEN, EditIdea(idea=act.idea, base=2, at=0, remove=3, insert=""))
    undo = room.does(ADA, Undo(entry=edit.seq))
    assert undo.does == ()
    assert says_who(room, undo) == [None]


def test_signing_changes_who_earlier_entries_are_sent_as_signed_by(room: Room) -> None:
    act = room.does(ADA, AddIdea(text="Signed"))
    answer = room.does(ADA, EchoIdea(idea=act.idea, text="I mean it"))
    off = room.does(ADA, SignIdea(idea=act.idea, signed=False))
    assert says_who(room, act, answer, off) == [None, None, None]
    assert room.board.ideas[act.idea].echoes[0].seat is None
    on = room.does(ADA, SignIdea(idea=act.idea, signed=True))
    assert says_who(room, act, answer, on) == [ADA, ADA, ADA]
    undo = room.does(ADA, Undo())
    assert says_who(room, act, answer, on, undo) == [None] * 4
    assert undo.resigns()


def test_somebody_elses_answer_makes_an_unsigned_idea_heard_and_ones_own_does_not(
    room: Room,
) -> None:
    idea = room.does(ADA, AddIdea(text="Nobody knows", unsigned=True)).idea
    room.does(ADA, EchoIdea(idea=idea, text="I mean it"))
    assert not room.board.ideas[idea].heard
    room.does(BEN, EchoIdea(idea=idea, text="Me too", unsigned=True))
    assert room.board.ideas[idea].heard


def test_it_refuses_an_unsigned_answer_to_ones_own_signed_idea(room: Room) -> None:
    idea = room.does(ADA, AddIdea(text="Signed")).idea
    with pytest.raises(Refused, match="signed_here"):
        room.does(ADA, EchoIdea(idea=idea, text="Me too", unsigned=True))


def test_it_refuses_to_sign_for_another(room: Room) -> None:
    idea = room.does(ADA, AddIdea(text="Nobody knows", unsigned=True)).idea
    for signed in (True, False):
        with pytest.raises(Refused, match="not_yours"):
            room.does(BEN, SignIdea(idea=idea, signed=signed))
    with pytest.raises(Refused, match="already_there"):
        room.does(ADA, SignIdea(idea=idea, signed=False))

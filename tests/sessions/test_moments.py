"""Earlier moments: each act one can ask to go back before, told as history tells it."""

from boards.operations.ideas import AddIdea, EditIdea, SetAside
from boards.operations.themes import Gather
from sessions.views.moments import told_of
from tests.boards.operations.room import ADA, BEN, Room


def test_each_act_is_a_moment_and_what_was_written_in_one_go_is_one() -> None:
    room = Room()
    first = room.does(ADA, AddIdea(text="A calm room")).idea
    second = room.does(BEN, AddIdea(text="Nobody asked me", unsigned=True)).idea
    for at in range(3):
        room.does(BEN, EditIdea(idea=first, base=room.board.seq, at=at, remove=0, insert="x"))
    room.does(ADA, Gather(ideas=(first, second)))
    room.does(ADA, SetAside(idea=first))
    told = told_of(room.board)
    assert [one["to"] for one in told] == [6, 5, 2, 1, 0]
    assert [one["sentence"] for one in told][-2:] == ["Idea 2 was written", "Idea 1 was written"]
    assert [one["seat"] for one in told] == [ADA, ADA, BEN, None, ADA]

"""What the log says of who did something unsigned: nothing that ties it to them, or to the rest."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import override_settings

from boards import log
from boards.hands import hand_of
from boards.models import Board, Entry, Seat, short_id
from boards.operations.base import Operation
from boards.operations.echoes import EchoIdea, WithdrawEcho
from boards.operations.ideas import AddIdea, EditIdea
from boards.operations.signing import SignIdea
from boards.operations.spread import Spread
from boards.operations.stances import TakeStance, WithdrawStance
from boards.operations.state import advance
from boards.operations.themes import Gather
from boards.operations.undo import Undo
from tests.boards.operations.room import Act

pytestmark = pytest.mark.usefixtures("database")


class Kept:
    """A board in the database, and people whose acts are logged as a hub would log them."""

    def __init__(self) -> None:
        self.row = Board.objects.create(title="Waiting well")
        self.ada, self.ben = (
            Seat.objects.create(board=self.row, number=number).pk for number in (1, 2)
        )

    def does(self, seat: str, act: Act) -> Act:
        board = log.board(self.row.pk)
        hand = hand_of(self.row.pk, seat)
        given = replace(act, id=short_id(32), seq=board.seq + 1, seat=seat, hand=hand, when=5)
        stamped = given.stamped(board, short_id)
        advance(board, stamped)
        assert log.store([log.Batch(self.row.pk, [stamped], lambda _: None)]) == [None]
        return stamped

    def kept(self, *acts: Operation) -> set[str | None]:
        """What the log says of who did these."""
        rows = Entry.objects.filter(board=self.row, seq__in=[act.seq for act in acts])
        return set(rows.values_list("seat", flat=True))


@pytest.fixture
def room() -> Iterator[Kept]:
    yield Kept()
    hand_of.cache_clear()


def test_it_ties_no_idea_to_another_and_no_stance_to_anything(room: Kept) -> None:
    ada, ben = room.ada, room.ben
    first, second = (room.does(ada, AddIdea(text=text, unsigned=True)) for text in ("A", "B"))
    signed = room.does(ada, AddIdea(text="C"))
    taken_off = room.does(ada, SignIdea(idea=signed.idea, signed=False))
    put_right = room.does(
        ada, EditIdea(idea=first.idea, base=first.seq, at=0, remove=0, insert="An ")
    )
    others = room.does(ben, AddIdea(text="D")).idea
    echo = room.does(ada, EchoIdea(idea=others, text="Yes", unsigned=True))
    withdrawn = room.does(ada, WithdrawEcho(idea=others, echo=echo.echo))
    theme = room.does(ben, Gather(ideas=(first.idea, second.idea))).theme
    stance = room.does(ada, TakeStance(theme=theme, stance="agree"))
    back = room.does(ada, Undo())
    elsewhere = room.does(ada, TakeStance(idea=others, stance="agree"))
    undone = room.does(ada, Undo())
    together = [
        (first, put_right),
        (second,),
        (taken_off,),
        (echo, withdrawn),
        (stance, back),
        (elsewhere, undone),
    ]
    kept = [room.kept(*acts) for acts in together]
    assert [len(one) for one in kept] == [1] * len(together)  # so that any key can fold them
    assert len(set().union(*kept)) == len(together)
    assert not set().union(*kept) & {ada, ben, hand_of(room.row.pk, ada)}


def test_what_is_taken_back_tells_of_itself_alone(room: Kept) -> None:
    ideas = [room.does(room.ada, AddIdea(text=text, unsigned=True)) for text in ("A", "B")]
    undone = [room.does(room.ada, Undo()) for _ in ideas]
    assert {one.seat for one in undone} == {None}
    assert len(room.kept(*ideas, *undone)) == 4


def test_who_did_it_can_still_change_it(room: Kept) -> None:
    idea = room.does(room.ada, AddIdea(text="Mine", unsigned=True))
    room.does(room.ben, AddIdea(text="Another"))
    assert log.entries(room.row.pk)[0] == idea
    undone = room.does(room.ada, Undo())
    assert undone.entry == idea.seq
    room.does(room.ada, SignIdea(idea=idea.idea, signed=True))
    assert log.board(room.row.pk).ideas[idea.idea].seat == room.ada


def test_a_log_that_keeps_hands_belongs_to_whoever_did_it(room: Kept) -> None:
    idea = room.does(room.ben, AddIdea(text="Tea"))
    then = room.does(room.ada, TakeStance(idea=idea.idea, stance="agree"))
    old = Entry.objects.filter(board=room.row, seq=then.seq)
    assert old.update(seat=hand_of(room.row.pk, room.ada)) == 1
    assert log.entries(room.row.pk)[1] == then
    room.does(room.ada, TakeStance(idea=idea.idea, stance="not_for_me"))
    assert log.board(room.row.pk).ideas[idea.idea].spread == Spread(0, 0, 1)
    room.does(room.ada, WithdrawStance(idea=idea.idea))
    assert log.board(room.row.pk).ideas[idea.idea].spread == Spread()


def test_with_another_key_the_board_opens_as_it_was(room: Kept) -> None:
    own = room.does(room.ada, AddIdea(text="Tea", unsigned=True)).idea
    room.does(room.ada, SignIdea(idea=own, signed=True))
    room.does(room.ada, SignIdea(idea=own, signed=False))
    echo = room.does(room.ben, EchoIdea(idea=own, text="Yes", unsigned=True)).echo
    room.does(room.ben, WithdrawEcho(idea=own, echo=echo))
    for stance in ("agree", "live_with"):
        room.does(room.ben, TakeStance(idea=own, stance=stance))
    room.does(room.ben, Undo())
    before = log.board(room.row.pk).ideas[own]
    hand_of.cache_clear()
    with override_settings(SECRET_KEY="another"):
        after = log.board(room.row.pk).ideas[own]
    assert (after.seat, after.spread, after.answers) == (None, before.spread, ())
    assert after.hand not in {None, before.hand}

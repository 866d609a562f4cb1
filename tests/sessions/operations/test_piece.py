"""The talking piece: asked for, passed on and laid down, and never taken from anybody."""

import pytest

from boards.operations.base import Operation, Refused
from boards.operations.undo import Undo
from boards.operations.wire import to_wire
from sessions.operations.holding import Piece
from sessions.operations.piece import AskForPiece, LayPiece, PassPiece, RestPiece, StopAsking
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.circle import DEV, Circle
from tests.sessions.operations.hour import SECOND, sent


@pytest.fixture
def circle() -> Circle:
    """Ada holds the piece; Ben, then Cora, have asked for it."""
    circle = Circle()
    for seat in (ADA, BEN, CORA):
        circle.does(seat, AskForPiece())
    return circle


def piece(circle: Circle) -> Piece:
    return circle.workshop.piece


def refused(circle: Circle, seat: str, act: Operation) -> str:
    """The code with which it is refused; nothing has changed."""
    before = circle.board
    with pytest.raises(Refused) as refusal:
        circle.does(seat, act)
    assert circle.board == before
    return refusal.value.code


def test_whoever_asks_while_it_lies_free_has_it_at_once(circle: Circle) -> None:
    assert (piece(circle).holder, piece(circle).since) == (ADA, circle.now)
    assert piece(circle).queue == (BEN, CORA)


def test_it_goes_to_whoever_asked_first(circle: Circle) -> None:
    circle.now += 30 * SECOND
    act = circle.does(ADA, PassPiece())
    assert (act.to, piece(circle).holder, piece(circle).queue) == (BEN, BEN, (CORA,))
    assert (piece(circle).held, piece(circle).since) == ({ADA: 30 * SECOND}, circle.now)


def test_those_who_have_held_it_least_come_first(circle: Circle) -> None:
    circle.now += 30 * SECOND
    circle.does(ADA, PassPiece(to=CORA))
    circle.does(ADA, AskForPiece())
    circle.now += 10 * SECOND
    circle.does(CORA, PassPiece(to=BEN))
    circle.does(CORA, AskForPiece())  # she asks after Ada, and has held it less
    assert piece(circle).queue == (CORA, ADA)
    assert circle.does(BEN, PassPiece()).to == CORA


def test_who_has_left_is_passed_over_and_keeps_their_turn(circle: Circle) -> None:
    circle.here.remove(BEN)
    assert circle.does(ADA, PassPiece()).to == CORA
    assert piece(circle).queue == (BEN,)


def test_it_lies_free_when_nobody_asks(circle: Circle) -> None:
    for seat in (BEN, CORA):
        circle.does(seat, StopAsking())
    act = circle.does(ADA, PassPiece())
    assert (act.to, piece(circle).holder) == (None, None)


def test_it_is_passed_to_somebody_who_has_not_asked(circle: Circle) -> None:
    circle.here.append(DEV)
    circle.does(ADA, PassPiece(to=DEV))
    assert (piece(circle).holder, piece(circle).queue) == (DEV, (BEN, CORA))


def test_laid_down_it_is_for_anyone_and_those_who_ask_keep_their_turn(circle: Circle) -> None:
    circle.does(ADA, LayPiece())
    assert (piece(circle).holder, piece(circle).queue) == (None, (BEN, CORA))
    circle.does(CORA, AskForPiece())  # she has asked before, and takes it up
    assert (piece(circle).holder, piece(circle).queue) == (CORA, (BEN,))


def test_the_room_lays_it_down_when_its_holder_has_left(circle: Circle) -> None:
    circle.here.remove(ADA)
    circle.now += 5 * SECOND
    circle.room_does(RestPiece())
    assert (piece(circle).holder, piece(circle).held) == (None, {ADA: 5 * SECOND})


def test_a_clock_that_was_put_back_takes_no_time_from_anybody(circle: Circle) -> None:
    circle.now -= 30 * SECOND
    circle.does(ADA, PassPiece())
    assert piece(circle).held == {ADA: 0}


def test_nobody_can_take_it(circle: Circle) -> None:
    assert refused(circle, BEN, PassPiece(to=BEN)) == "not_yours"
    assert refused(circle, BEN, PassPiece()) == "not_yours"
    assert refused(circle, BEN, LayPiece()) == "not_yours"
    circle.here.remove(ADA)
    assert refused(circle, BEN, RestPiece()) == "only_the_room"


def test_it_refuses_to_pass_it_to_somebody_who_has_left_or_never_was(circle: Circle) -> None:
    circle.here.remove(BEN)
    assert refused(circle, ADA, PassPiece(to=BEN)) == "not_here"
    assert refused(circle, ADA, PassPiece(to="nobody")) == "not_here"
    assert refused(circle, ADA, PassPiece(to=ADA)) == "already_there"


def test_it_refuses_to_ask_twice_or_to_stop_asking_what_was_not_asked(circle: Circle) -> None:
    assert refused(circle, ADA, AskForPiece()) == "already_there"
    assert refused(circle, BEN, AskForPiece()) == "already_asked"
    assert refused(circle, ADA, StopAsking()) == "not_asking"


def test_it_refuses_to_lay_it_down_for_a_holder_who_is_here(circle: Circle) -> None:
    with pytest.raises(Refused, match="still_here"):
        circle.room_does(RestPiece())
    circle.does(ADA, LayPiece())
    with pytest.raises(Refused, match="already_there"):
        circle.room_does(RestPiece())


@pytest.mark.parametrize("act", [AskForPiece(), StopAsking(), PassPiece(), LayPiece()])
def test_it_refuses_a_screen_without_a_seat(circle: Circle, act: Operation) -> None:
    with pytest.raises(Refused, match="no_seat"):
        circle.room_does(act)


def test_passing_is_not_taken_back(circle: Circle) -> None:
    circle.does(ADA, PassPiece())
    assert refused(circle, ADA, Undo()) == "nothing_to_undo"


def test_the_entry_says_to_whom_and_never_who_was_there(circle: Circle) -> None:
    act = circle.does(ADA, PassPiece())
    told = to_wire(act, circle.board)
    assert (told["seat"], told["to"], "room" in told) == (ADA, BEN, False)
    assert circle.folded() == circle.board
    with pytest.raises(Refused, match="unknown_field"):
        sent("pass_piece", room=[BEN])

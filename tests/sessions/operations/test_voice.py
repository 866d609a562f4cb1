"""How evenly a room speaks: worked examples, and what holds for every room."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.operations.base import Operation, Refused
from boards.operations.echoes import EchoIdea
from boards.operations.ideas import MoveIdea
from boards.operations.state import advance
from boards.operations.themes import Gather
from boards.operations.undo import Undo
from boards.operations.wire import to_wire
from sessions.operations.evenness import contribution, evenness, petals
from sessions.operations.moving_on import CloseWorkshop
from sessions.operations.opening import OpenWorkshop, PlanWorkshop
from sessions.operations.piece import AskForPiece
from sessions.operations.revealing import RevealEarly
from sessions.operations.state import OPEN
from sessions.operations.voice import TurnVoice, without_voice
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.circle import Circle, gathered, writing

HANDS = ("~ada", "~ben", "~cora")
NUMBERS = st.one_of(st.just(0.0), st.floats(0.001, 1000))
SHARES = st.dictionaries(st.text(max_size=2), NUMBERS, min_size=2, max_size=20)


# Evenness, by hand: ln 2 = 0.6931, ln 3 = 1.0986, ln 4 = 1.3863.


@pytest.mark.parametrize(
    ("shares", "figure"),
    [
        ((1, 1), 1.0),
        ((5, 5, 5, 5), 1.0),
        ((1, 0), 0.0),
        ((0, 7, 0), 0.0),
        # Half and half of three: H = ln 2, so J = 0.6931 / 1.0986.
        ((1, 1, 0), 0.6309),
        # A half and two quarters: H = 0.5 x 0.6931 + 2 x 0.25 x 1.3863 = 1.0397; 1.0397 / 1.0986.
        ((2, 1, 1), 0.9464),
        # 3/4 and 1/4: H = 0.75 x 0.2877 + 0.25 x 1.3863 = 0.5623; 0.5623 / 0.6931.
        ((3, 1), 0.8113),
        # A half, a quarter and two eighths: H = 1.75 x 0.6931 = 1.2130; 1.2130 / 1.3863 = 7/8.
        ((4, 2, 1, 1), 0.875),
    ],
)
def test_evenness_as_worked_out_by_hand(shares: tuple[float, ...], figure: float) -> None:
    named = {f"seat {n}": share for n, share in enumerate(shares)}
    assert evenness(named) == pytest.approx(figure, abs=0.00005)


@pytest.mark.parametrize("shares", [{}, {"a": 1.0}, {"a": 0.0, "b": 0.0}])
def test_there_is_no_figure_where_there_is_nothing_to_compare(shares: dict[str, float]) -> None:
    assert evenness(shares) is None


@given(SHARES)
def test_evenness_lies_between_0_and_1(shares: dict[str, float]) -> None:
    figure = evenness(shares)
    assert (figure is None) == (not any(shares.values()))
    assert figure is None or 0 <= figure <= 1


@given(SHARES, st.floats(0.01, 100), st.randoms())
def test_evenness_asks_neither_who_nor_how_much(
    shares: dict[str, float], by: float, chance: Random
) -> None:
    sizes = list(shares.values())
    chance.shuffle(sizes)
    other = {seat: size * by for seat, size in zip(shares, sizes, strict=True)}
    assert evenness(other) == pytest.approx(evenness(shares), abs=1e-9)


@given(st.integers(2, 30), st.floats(0.001, 1000))
def test_equal_shares_are_1_and_one_voice_is_0(seats: int, share: float) -> None:
    named = {str(n): share for n in range(seats)}
    assert evenness(named) == pytest.approx(1)
    assert evenness({**dict.fromkeys(named, 0.0), "0": share}) == 0


@given(SHARES)
def test_giving_to_whoever_said_least_never_makes_it_less_even(shares: dict[str, float]) -> None:
    most, least = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    half = (shares[most] - shares[least]) / 2
    evened = {**shares, most: shares[most] - half, least: shares[least] + half}
    assert (evenness(evened) or 0) >= (evenness(shares) or 0) - 1e-9


# Contribution.


def test_each_kind_that_was_used_counts_the_same() -> None:
    circle = gathered()
    ideas = [circle.idea(ADA) for _ in range(3)] + [circle.idea(BEN)]
    circle.does(CORA, EchoIdea(idea=ideas[0], text="Yes"))
    circle.does(BEN, Gather(ideas=(ideas[0], ideas[1])))
    circle.does(CORA, MoveIdea(idea=ideas[2], area="agreements"))
    held = {"~ada": 30.0, "~ben": 10.0}
    # Ideas 3/4 1/4 0, echoes 0 0 1, moves 0 1/2 1/2, piece 3/4 1/4 0: the mean of the four.
    assert contribution(circle.log, HANDS, held) == pytest.approx(
        {"~ada": 1.5 / 4, "~ben": 1 / 4, "~cora": 1.5 / 4}
    )
    # Without the piece, the mean of three.
    assert contribution(circle.log, HANDS, {}) == pytest.approx(
        {"~ada": 0.75 / 3, "~ben": 0.75 / 3, "~cora": 1.5 / 3}
    )


def test_nobody_has_contributed_yet() -> None:
    shares = contribution([], HANDS, {})
    assert shares == {"~ada": 0, "~ben": 0, "~cora": 0}
    assert evenness(shares) is None
    assert contribution([], (), {}) == {}


def test_what_is_unsigned_counts_for_whoever_did_it() -> None:
    circle = gathered()
    circle.idea(BEN, unsigned=True)
    assert contribution(circle.log, HANDS, {})["~ben"] == 1


def test_what_was_taken_back_does_not_count() -> None:
    circle = gathered()
    circle.idea(BEN)
    circle.idea(ADA)
    circle.does(ADA, Undo())
    assert contribution(circle.log, HANDS, {})["~ben"] == 1


def test_what_was_written_quietly_counts_from_the_reveal_on() -> None:
    circle = writing()
    circle.idea(ADA)
    circle.writes(BEN, "One", unsigned=True)
    assert contribution(circle.log, HANDS, {})["~ben"] == 0
    circle.agrees(RevealEarly())
    assert contribution(circle.log, HANDS, {})["~ben"] == 0.5


def test_those_who_are_not_in_the_room_are_left_out_of_the_whole() -> None:
    circle = gathered()
    circle.idea(ADA)
    circle.idea(CORA)
    assert contribution(circle.log, ("~ada", "~ben"), {}) == {"~ada": 1, "~ben": 0}


def test_petals_have_no_names_and_no_order_of_seats() -> None:
    assert petals({"a": 0.1, "b": 0.6, "c": 0.3}) == [0.6, 0.3, 0.1]
    assert petals({"c": 0.6, "a": 0.3, "b": 0.1}) == [0.6, 0.3, 0.1]
    assert petals({"a": 0.5249, "b": 0.33, "c": 0.1451}) == [0.52, 0.33, 0.15]
    assert petals({"a": 0.5, "b": 0.5}) == []


# Whether it is shown.


def test_it_is_off_until_the_room_wants_it() -> None:
    circle = gathered()
    assert not circle.workshop.voice
    told = to_wire(circle.does(BEN, TurnVoice(on=True)), circle.board)
    assert (circle.workshop.voice, told["on"], told["seat"]) == (True, True, BEN)
    circle.does(BEN, Undo())
    assert not circle.workshop.voice


def test_it_refuses_what_is_so_already() -> None:
    with pytest.raises(Refused, match="already_there"):
        Circle().does(ADA, TurnVoice(on=False))


def test_it_refuses_to_show_it_while_no_workshop_is_on() -> None:
    circle = Circle()
    with pytest.raises(Refused, match="not_open"):
        circle.does(ADA, TurnVoice(on=True))
    circle.does(ADA, PlanWorkshop(kind="immersive"))
    with pytest.raises(Refused, match="not_open"):
        circle.does(ADA, TurnVoice(on=True))


def test_a_log_in_which_it_was_shown_before_a_workshop_began_still_opens() -> None:
    circle = Circle()
    early = TurnVoice(on=True, id="early", seq=1, when=circle.now, seat=ADA, hand="~ada")
    circle.board = advance(circle.board, early)
    circle.log.append(early)
    assert circle.workshop.voice
    circle.does(ADA, OpenWorkshop(kind="open_board"))
    assert not circle.workshop.voice
    again = TurnVoice(on=False, id="again", seq=3, when=circle.now, seat=ADA, hand="~ada")
    circle.board = advance(circle.board, again)
    circle.log.append(again)
    assert circle.folded() == circle.board


STEPS: dict[str, Operation] = {
    "on": TurnVoice(on=True),
    "off": TurnVoice(on=False),
    "open": OpenWorkshop(kind="open_board"),
    "undo": Undo(),
}
ORDERS = st.lists(st.sampled_from([*STEPS, "close"]), max_size=12)


@given(ORDERS)
def test_it_is_off_whenever_no_workshop_is_on_and_when_one_begins(order: list[str]) -> None:
    circle = Circle()
    for step in order:
        try:
            circle.agrees(CloseWorkshop()) if step == "close" else circle.does(BEN, STEPS[step])
        except Refused:
            continue
        assert not circle.workshop.voice or circle.workshop.status == OPEN
        assert not (step == "open" and circle.workshop.voice)
    assert circle.folded() == circle.board


def test_nobody_takes_back_the_end_of_it_once_the_workshop_has_closed() -> None:
    circle = gathered()
    circle.does(BEN, TurnVoice(on=True))
    circle.does(BEN, TurnVoice(on=False))
    circle.agrees(CloseWorkshop())
    with pytest.raises(Refused, match="overtaken"):
        circle.does(BEN, Undo())
    assert not circle.workshop.voice


def test_nothing_of_it_is_kept_when_the_workshop_closes() -> None:
    circle = gathered()
    before = circle.workshop
    circle.does(ADA, TurnVoice(on=True))
    circle.does(ADA, AskForPiece())
    circle.does(BEN, AskForPiece())
    assert without_voice(circle.workshop) == before

"""Where a room stands: counted, shown from three on, and never with who."""

import pytest

from boards.operations.base import Refused
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.spread import Spread, Stance, enough, lowest, outlook, reasons
from boards.operations.stances import TakeStance, WithdrawStance
from boards.operations.themes import Gather
from boards.operations.undo import Undo
from boards.operations.wire import to_wire
from tests.boards.operations.room import ADA, BEN, CORA, Room


@pytest.fixture
def room() -> Room:
    room = Room()
    ideas = [room.does(ADA, AddIdea(text=text)).idea for text in ("One", "Two")]
    room.does(ADA, Gather(ideas=tuple(ideas)))
    return room


@pytest.fixture
def theme(room: Room) -> str:
    return next(iter(room.board.themes))


def test_a_seat_stands_in_one_place_and_may_change_it(room: Room, theme: str) -> None:
    room.does(ADA, TakeStance(theme=theme, stance="agree"))
    room.does(ADA, TakeStance(theme=theme, stance="not_for_me", why="Not yet"))
    assert room.board.themes[theme].spread == Spread(0, 0, 1)
    room.does(ADA, Undo())
    assert room.board.themes[theme].spread == Spread(1, 0, 0)
    room.does(ADA, WithdrawStance(theme=theme))
    assert room.board.themes[theme].spread == Spread()


def test_an_entry_tells_the_spread_from_three_on_and_nothing_else(room: Room, theme: str) -> None:
    told = [
        to_wire(room.does(seat, TakeStance(theme=theme, stance="agree", why="Yes")), room.board)
        for seat in (ADA, BEN, CORA)
    ]
    assert [entry["spread"] for entry in told] == [
        {"spoken": 1},
        {"spoken": 2},
        {"spoken": 3, "agree": 3, "live_with": 0, "not_for_me": 0},
    ]
    assert not {"seat", "hand", "stance", "why"} & {key for entry in told for key in entry}


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ({}, "missing_field"),
        ({"theme": "id3", "idea": "id1"}, "missing_field"),
        ({"theme": "elsewhere"}, "no_such_theme"),
        ({"idea": "elsewhere"}, "no_such_idea"),
    ],
)
def test_it_refuses_a_stance_on_nothing(room: Room, on: dict[str, str], code: str) -> None:
    before = room.board
    with pytest.raises(Refused) as refused:
        room.does(ADA, TakeStance(stance="agree", **on))  # type: ignore[arg-type]
    assert (refused.value.code, room.board) == (code, before)


def test_it_refuses_a_stance_on_what_is_set_aside(room: Room) -> None:
    room.does(BEN, SetAside(idea="id1"))
    with pytest.raises(Refused, match="already_aside"):
        room.does(ADA, TakeStance(idea="id1", stance="agree"))


def test_it_refuses_to_withdraw_what_was_not_said(room: Room, theme: str) -> None:
    room.does(BEN, TakeStance(theme=theme, stance="agree"))
    with pytest.raises(Refused, match="no_such_stance"):
        room.does(ADA, WithdrawStance(theme=theme))


def test_two_thirds_are_enough_and_never_fewer_than_three() -> None:
    assert [enough(seats) for seats in (1, 3, 4, 5, 6, 12, 18, 20)] == [3, 3, 3, 4, 4, 8, 12, 14]


@pytest.mark.parametrize(
    ("now", "seats", "look"),
    [
        (Spread(), 20, "quiet"),
        (Spread(13, 0, 0), 20, "growing"),
        (Spread(10, 4, 0), 20, "common"),
        (Spread(13, 0, 1), 20, "open"),
        (Spread(2, 0, 0), 2, "growing"),
        (Spread(1, 2, 0), 3, "common"),
    ],
)
def test_a_theme_is_common_ground_or_held_open_once_enough_have_spoken(
    now: Spread, seats: int, look: str
) -> None:
    assert outlook(now, seats) == look


def stances(**answers: str) -> dict[str, Stance]:
    return {hand: Stance(answer, f"{hand} says so") for hand, answer in answers.items()}


def test_others_stances_keep_a_theme_from_being_taken_back(room: Room, theme: str) -> None:
    room.does(BEN, TakeStance(theme=theme, stance="agree"))
    with pytest.raises(Refused, match="overtaken"):
        room.does(ADA, Undo())


def test_reasons_stand_by_answer_and_letters_and_are_shown_from_three_on() -> None:
    two = stances(c="agree", b="not_for_me")
    assert reasons(two) == []
    assert reasons(two | stances(a="agree")) == [
        ("agree", "a says so"),
        ("agree", "c says so"),
        ("not_for_me", "b says so"),
    ]


def test_the_lowest_group_is_told_only_of_groups_of_three_who_have_spoken() -> None:
    answers = stances(a="agree", b="not_for_me", c="live_with", d="agree", e="agree", f="agree")
    staff, carers = dict.fromkeys("def", "Staff"), dict.fromkeys("abc", "Carers")
    assert lowest(answers, staff | carers) == ("Carers", 2, 3)
    assert lowest(answers, staff | {"a": "Carers", "b": "Carers"}) == ("Staff", 3, 3)
    assert lowest(answers, {"a": "Carers", "b": "Carers"}) is None
    assert lowest(answers, staff | carers | {"z": "Carers"}) == ("Carers", 2, 3)
    # What is left over would tell where one or two stand.
    del answers["c"]
    assert lowest(answers, staff) is None

"""A theme that was merged or dissolved comes back, to anyone, with all that still lies there."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.operations.arranging import MergeThemes, PartThemes
from boards.operations.base import Refused
from boards.operations.dividing import DissolveTheme
from boards.operations.going import chain, within
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.placing import BelongsToo, LetGo, PlaceIdea
from boards.operations.returning import BringBack
from boards.operations.stances import TakeStance
from boards.operations.state import Board
from boards.operations.themes import Gather, NameTheme, WriteStatement
from boards.operations.undo import Undo
from tests.boards.operations.random_acts import WORDS, Draw, play
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.boards.operations.test_fold import look, many
from tests.boards.operations.test_ideas import refusal
from tests.boards.operations.test_placing import lying

FIRST, SECOND, THIRD = "id7", "id8", "id9"

ARRANGING = ["gather", "gather", "too", "too", "too", "place", "place_from", "order"]
LATER = ["name", "state", "too", "place", "let_go", "echo", "aside", "merge", "dissolve", "undo"]


def draws(seats: list[str], kinds: list[str]) -> st.SearchStrategy[Draw]:
    return st.builds(
        Draw,
        seat=st.sampled_from(seats),
        kind=st.sampled_from(kinds),
        one=st.integers(0, 12),
        two=st.integers(0, 12),
        back=st.integers(0, 3),
        words=WORDS,
    )


BEFORE = st.lists(draws([ADA, BEN, CORA], ARRANGING), min_size=4, max_size=14)
GOES = draws([ADA], ["merge", "dissolve"])
SINCE = st.lists(draws([BEN, CORA], LATER), max_size=5)


def with_ideas(count: int = 6) -> Room:
    room = Room()
    for number in range(1, count + 1):
        room.does(ADA, AddIdea(text=str(number)))
    return room


@pytest.fixture
def room() -> Room:
    """Six ideas, two in each of three themes that are named."""
    room = with_ideas()
    for ideas in (("id1", "id2"), ("id3", "id4"), ("id5", "id6")):
        room.does(ADA, Gather(ideas=ideas))
    for theme, name in ((FIRST, "Rest"), (SECOND, "Food"), (THIRD, "Light")):
        base = room.board.seq
        room.does(ADA, NameTheme(theme=theme, base=base, at=0, remove=0, insert=name))
    return room


def test_anyone_brings_back_a_theme_that_somebody_else_merged(room: Room) -> None:
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    assert room.board.counts.gone == 1
    back = room.does(CORA, BringBack(theme=FIRST))
    assert (back.ideas, back.out_of, back.both) == (("id1", "id2"), SECOND, None)
    assert lying(room) == {FIRST: "12", SECOND: "34", THIRD: "56"}
    assert room.board.themes[FIRST].name.said == "Rest"
    assert room.board.counts.gone == 0


def test_what_has_gone_elsewhere_since_stays_there(room: Room) -> None:
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    room.does(BEN, PlaceIdea(idea="id1", theme=THIRD))
    room.does(CORA, BringBack(theme=FIRST))
    assert lying(room) == {FIRST: "2", SECOND: "34", THIRD: "561"}
    room.does(ADA, DissolveTheme(theme=THIRD))
    room.does(BEN, PlaceIdea(idea="id6", theme=SECOND))
    room.does(CORA, BringBack(theme=THIRD))
    assert lying(room) == {FIRST: "2", SECOND: "346", THIRD: "51"}


def test_what_is_set_aside_meanwhile_comes_along_and_stays_aside(room: Room) -> None:
    room.does(ADA, DissolveTheme(theme=FIRST))
    room.does(BEN, SetAside(idea="id1"))
    room.does(CORA, BringBack(theme=FIRST))
    assert lying(room)[FIRST] == "12"
    assert room.board.ideas["id1"].aside


def test_a_theme_comes_back_from_the_end_of_a_chain(room: Room) -> None:
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    room.does(ADA, MergeThemes(theme=SECOND, into=THIRD))
    assert lying(room) == {THIRD: "563412"}
    assert (chain(room.board, FIRST), within(room.board, THIRD)) == (
        [SECOND, THIRD],
        [THIRD, SECOND, FIRST],
    )
    room.does(BEN, BringBack(theme=FIRST))
    assert lying(room) == {FIRST: "12", THIRD: "5634"}
    room.does(CORA, BringBack(theme=SECOND))
    assert lying(room) == {FIRST: "12", SECOND: "34", THIRD: "56"}


def test_the_middle_of_a_chain_takes_along_what_was_in_it(room: Room) -> None:
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    room.does(ADA, MergeThemes(theme=SECOND, into=THIRD))
    room.does(BEN, BringBack(theme=SECOND))
    assert lying(room) == {SECOND: "3412", THIRD: "56"}
    room.does(CORA, BringBack(theme=FIRST))
    assert lying(room) == {FIRST: "12", SECOND: "34", THIRD: "56"}


def test_a_theme_comes_back_from_one_that_was_dissolved(room: Room) -> None:
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    room.does(BEN, DissolveTheme(theme=SECOND))
    room.does(CORA, BringBack(theme=FIRST))
    assert lying(room) == {FIRST: "12", THIRD: "56"}
    room.does(CORA, Undo())
    assert lying(room) == {THIRD: "56"}
    room.does(BEN, BringBack(theme=SECOND))
    assert lying(room) == {SECOND: "3412", THIRD: "56"}


def test_what_belonged_in_both_stays_in_both(room: Room) -> None:
    room.does(ADA, BelongsToo(idea="id1", theme=THIRD))
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    room.does(ADA, MergeThemes(theme=SECOND, into=THIRD))
    back = room.does(BEN, BringBack(theme=FIRST))
    assert back.both == ("id1",)
    assert lying(room) == {FIRST: "12", THIRD: "56134"}
    assert room.board.ideas["id1"].themes == (FIRST, THIRD)


def test_bringing_back_is_undone_also_where_more_has_come_after_it(room: Room) -> None:
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    room.does(BEN, PlaceIdea(idea="id5", theme=SECOND))
    room.does(CORA, BringBack(theme=FIRST))
    room.does(CORA, Undo())
    assert lying(room) == {SECOND: "34125", THIRD: "6"}
    assert room.board.themes[FIRST].merged_into == SECOND
    room.does(BEN, BringBack(theme=FIRST))
    assert lying(room) == {FIRST: "12", SECOND: "345", THIRD: "6"}


def test_it_refuses_to_undo_a_return_that_others_have_built_on(room: Room) -> None:
    room.does(ADA, DissolveTheme(theme=FIRST))
    room.does(CORA, BringBack(theme=FIRST))
    room.does(BEN, TakeStance(theme=FIRST, stance="agree"))
    assert refusal(room, CORA, Undo()) == "overtaken"
    assert refusal(room, ADA, Undo()) == "overtaken"


def test_it_refuses_to_bring_back_what_is_here_or_left_nothing(room: Room) -> None:
    assert refusal(room, BEN, BringBack(theme=FIRST)) == "already_there"
    assert refusal(room, BEN, BringBack(theme="moon")) == "no_such_theme"
    new = room.does(ADA, Gather(ideas=("id1", "id3"))).theme
    room.does(ADA, MergeThemes(theme=new, into=SECOND))
    for idea in ("id1", "id3"):
        room.does(BEN, PlaceIdea(idea=idea, theme=THIRD))
    assert refusal(room, BEN, BringBack(theme=new)) == "nothing_left"


def test_only_what_left_something_is_counted_among_those_that_went(room: Room) -> None:
    new = room.does(ADA, Gather(ideas=("id1", "id2"))).theme
    for idea in ("id1", "id2"):
        room.does(ADA, LetGo(idea=idea, theme=new))
    room.does(ADA, DissolveTheme(theme=new))
    assert room.board.counts.gone == 0
    base = room.board.seq - 1
    late = room.does(BEN, WriteStatement(theme=new, base=base, at=0, remove=0, insert="We rest"))
    assert "counts" in late.pieces(room.board)
    assert room.board.counts.gone == 1


def test_taking_merged_themes_apart_is_undone_in_order(room: Room) -> None:
    room.does(ADA, MergeThemes(theme=FIRST, into=SECOND))
    room.does(BEN, PlaceIdea(idea="id5", theme=SECOND))
    room.does(CORA, PartThemes(theme=FIRST, ideas=("id2", "id1")))
    assert lying(room)[FIRST] == "21"
    room.does(CORA, Undo())
    assert lying(room)[SECOND] == "34125"


def left_alone(boards: list[Board]) -> Iterator[str]:
    """The ideas that no act between these boards has moved."""
    for idea in boards[0].ideas:
        if all(a.ideas[idea].themes == b.ideas[idea].themes for a, b in pairwise(boards)):
            yield idea


@many
@given(BEFORE, GOES, SINCE)
def test_undo_puts_each_idea_back_in_the_order_of_its_themes(
    first: list[Draw], goes: Draw, since: list[Draw]
) -> None:
    room = with_ideas()
    for draw in first:
        play(room, draw)
    before = room.board
    act = play(room, goes)
    boards = [room.board]
    for draw in since:
        play(room, draw)
        boards.append(room.board)
    if act is None:
        return
    try:
        room.does(ADA, Undo(entry=act.seq))
    except Refused:
        assert room.board is boards[-1]  # somebody has changed it since
        return
    for idea in left_alone(boards):
        assert room.board.ideas[idea].themes == before.ideas[idea].themes


COMES_BACK = draws([CORA], ["bring_back"])
GOING = ["merge", "merge", "dissolve", "too", "place", "bring_back", "gather", "aside"]


@many
@given(BEFORE, st.lists(draws([ADA, BEN], GOING), min_size=1, max_size=8), COMES_BACK)
def test_undo_of_bringing_back_restores_what_stood_before(
    first: list[Draw], then: list[Draw], back: Draw
) -> None:
    room = with_ideas()
    for draw in (*first, *then):
        play(room, draw)
    before = room.board
    if play(room, back) is None:
        return
    assert set(room.board.ideas) == set(before.ideas)
    room.does(CORA, Undo())
    assert look(room.board) == look(before)
    assert room.board.counts == before.counts

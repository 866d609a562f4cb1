"""Pairs, fours and all: evenly split, kept together, and reading only what the room agreed to."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.operations.base import Operation, Refused
from boards.operations.wire import to_wire
from sessions.operations.grouping import ALL, FOURS, PAIRS, grouped
from sessions.operations.groups import EndGroups, MakeGroups, ShareInGroups, sheets_for
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.circle import DEV, Circle, gathered, hand_of, writing
from tests.sessions.operations.hour import sent

SEATS = st.lists(st.integers(0, 40).map("s{}".format), unique=True, max_size=24)
SIZE = st.sampled_from((PAIRS, FOURS, ALL))
many = settings(max_examples=400, deadline=None)


def split(seats: str, size: int, before: str = "") -> str:
    """Groups of people with names of one letter: `split("abcd", 2)` is "ab cd"."""
    return " ".join("".join(group) for group in grouped(seats, size, before.split()))


@pytest.mark.parametrize(
    ("seats", "pairs", "fours"),
    [
        ("", "", ""),
        ("a", "a", "a"),
        ("ab", "ab", "ab"),
        ("abc", "abc", "abc"),
        ("abcd", "ab cd", "abcd"),
        ("abcde", "abc de", "abcde"),
        ("abcdef", "ab cd ef", "abc def"),
        ("abcdefg", "abc de fg", "abcd efg"),
        ("abcdefgh", "ab cd ef gh", "abcd efgh"),
        ("abcdefghi", "abc de fg hi", "abcde fghi"),
        ("abcdefghij", "ab cd ef gh ij", "abcd efg hij"),
    ],
)
def test_a_room_is_split_evenly(seats: str, pairs: str, fours: str) -> None:
    assert split(seats, PAIRS) == pairs
    assert split(seats, FOURS) == fours
    assert split(seats, ALL) == seats


@pytest.mark.parametrize(
    ("pairs", "fours"),
    [
        ("ab cd ef gh", "abcd efgh"),
        ("abc de fg", "abc defg"),
        ("ab cd efg hi", "abefg cdhi"),
        ("ag bf ch de", "agbf chde"),
        ("ab cd ef", "abc def"),  # one pair has to part, or four would be beside two
    ],
)
def test_fours_are_made_of_whole_pairs(pairs: str, fours: str) -> None:
    assert split("".join(sorted(pairs.replace(" ", ""))), FOURS, pairs) == fours


@pytest.mark.parametrize(
    ("before", "leaves", "after"),
    [
        ("ab cd ef", "d", "abc ef"),  # c, left alone, joins others
        ("ab cd ef", "ab", "cd ef"),
        ("abc de", "a", "bc de"),
        ("ab cde", "b", "ac de"),  # a is alone: one of three goes over
        ("ab", "b", "a"),
    ],
)
def test_when_somebody_leaves_the_other_pairs_stay(before: str, leaves: str, after: str) -> None:
    here = "".join(seat for seat in before.replace(" ", "") if seat not in leaves)
    now = split(here, PAIRS, before)
    assert sorted("".join(sorted(group)) for group in now.split()) == after.split()


def test_whoever_comes_joins_a_pair_and_two_make_one() -> None:
    assert split("abcdx", PAIRS, "ab cd") == "abx cd"
    assert split("abcdxy", PAIRS, "ab cd") == "ab cd xy"
    assert split("abcdexy", PAIRS, "abc de") == "abc de xy"


def test_a_group_that_fits_whole_comes_before_several_that_do_together() -> None:
    assert "efgh" in split("abcdefghij", FOURS, "ab cd efgh ij").split()


def ground(groups: Sequence[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups}


@many
@given(SEATS, SIZE, st.lists(st.tuples(SEATS, SIZE), max_size=3))
def test_everyone_is_in_one_group_and_nobody_is_alone(
    seats: list[str], size: int, earlier: list[tuple[list[str], int]]
) -> None:
    before: tuple[tuple[str, ...], ...] = ()
    for here, other in earlier:
        before = grouped(here, other, before)
    groups = grouped(seats, size, before)
    assert sorted(seat for group in groups for seat in group) == sorted(seats)
    sizes = [len(group) for group in groups]
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
    if len(seats) > 1:
        assert min(sizes) >= 2
    if size == ALL:
        assert len(groups) == bool(seats)
    else:  # a room of five or less has one four at most
        assert all(abs(len(group) - size) <= 1 for group in groups) or len(seats) < size
    assert grouped(seats, size, before) == groups
    assert ground(grouped(seats, size, groups)) == ground(groups)


@many
@given(SEATS)
def test_at_most_one_pair_is_parted_to_make_fours(seats: list[str]) -> None:
    pairs = grouped(seats, PAIRS)
    fours = grouped(seats, FOURS, pairs)
    parted = [pair for pair in pairs if not any({*pair} <= {*four} for four in fours)]
    assert len(parted) == (len(seats) > 2 and len(seats) % 4 == 2)


@many
@given(SEATS, st.sampled_from((PAIRS, FOURS)), st.data())
def test_one_person_who_comes_or_goes_touches_few_groups(
    seats: list[str], size: int, data: st.DataObject
) -> None:
    """A pair is touched, and one more; where the number of fours changes, more have to give."""
    before = grouped(seats, size)
    gone = data.draw(st.sampled_from([None, *seats]))
    here = [seat for seat in seats if seat != gone] if gone else [*seats, "new"]
    after = grouped(here, size, before)
    kept = ground(before) & ground(after)
    if len(before) == len(after) or size == PAIRS:
        assert len(before) - len(kept) <= 2


# As acts.


def refused(circle: Circle, seat: str, act: Operation) -> str:
    before = circle.board
    with pytest.raises(Refused) as refusal:
        circle.does(seat, act)
    assert circle.board == before
    return refusal.value.code


FOUR = (ADA, BEN, CORA, DEV)


def test_the_entry_says_who_is_with_whom() -> None:
    circle = gathered(*FOUR)
    told = to_wire(circle.does(ADA, MakeGroups(size=PAIRS)), circle.board)
    assert (told["size"], told["groups"]) == (2, [[ADA, BEN], [CORA, DEV]])
    assert "room" not in told
    assert circle.workshop.groups.of(CORA) == (CORA, DEV)
    assert circle.workshop.groups.of("nobody") == ()
    assert circle.folded() == circle.board


def test_the_room_itself_may_make_them_anew_when_somebody_leaves() -> None:
    circle = gathered(*FOUR)
    circle.does(ADA, MakeGroups(size=PAIRS))
    circle.here.remove(DEV)
    circle.room_does(MakeGroups(size=PAIRS))
    assert circle.workshop.groups.seats == ((ADA, BEN, CORA),)


def test_made_anew_they_go_by_who_was_together_and_not_by_who_came_first() -> None:
    circle = gathered(*FOUR)
    circle.does(ADA, MakeGroups(size=PAIRS))
    circle.here = [ADA, CORA, BEN, DEV]
    assert refused(circle, ADA, MakeGroups(size=PAIRS)) == "already_there"


def test_groups_are_ended() -> None:
    circle = gathered(*FOUR)
    circle.does(ADA, MakeGroups(size=PAIRS))
    circle.does(BEN, EndGroups())
    assert circle.workshop.groups.seats == ()
    assert refused(circle, BEN, EndGroups()) == "no_groups"


def test_it_refuses_groups_that_are_so_already_and_groups_of_nobody() -> None:
    circle = gathered(*FOUR)
    circle.does(ADA, MakeGroups(size=PAIRS))
    assert refused(circle, ADA, MakeGroups(size=PAIRS)) == "already_there"
    circle.here.clear()
    assert refused(circle, ADA, MakeGroups(size=FOURS)) == "nobody_here"


@pytest.mark.parametrize("size", [1, 3, 5, -2, "2", True, False, None, 2.0])
def test_it_refuses_other_sizes(size: object) -> None:
    with pytest.raises(Refused, match="wrong_type"):
        sent("make_groups", size=size)
    assert sent("make_groups", size=0)


# Who reads what in a quiet round.


@pytest.fixture
def circle() -> Circle:
    """Ada and Ben, Cora and Dev are pairs; each has written a card."""
    circle = writing(*FOUR)
    circle.does(ADA, MakeGroups(size=PAIRS))
    for seat in FOUR:
        circle.writes(seat, f"By {seat}", unsigned=True)
    return circle


def reads(circle: Circle, seat: str) -> list[str]:
    return [sheet.text for sheet in sheets_for(circle.workshop, seat, hand_of)]


def test_being_in_a_group_opens_nobodys_cards(circle: Circle) -> None:
    assert reads(circle, ADA) == ["By ada"]
    assert refused(circle, ADA, ShareInGroups()) == "needs_consent"


def test_once_the_room_agrees_a_pair_reads_its_own_and_nothing_else(circle: Circle) -> None:
    circle.agrees(ShareInGroups())
    assert reads(circle, ADA) == reads(circle, BEN) == ["By ada", "By ben"]
    assert reads(circle, "late") == []


def test_what_was_agreed_for_pairs_does_not_hold_for_fours(circle: Circle) -> None:
    circle.agrees(ShareInGroups())
    pair = reads(circle, ADA)
    circle.does(BEN, MakeGroups(size=FOURS))
    assert reads(circle, ADA) == pair
    circle.agrees(ShareInGroups())
    assert len(reads(circle, ADA)) == 4


def test_nobody_reads_others_by_making_groups_anew(circle: Circle) -> None:
    circle.agrees(ShareInGroups())
    pair = reads(circle, ADA)
    for here in (["ada", "cora"], ["ada", "dev"], ["ada", "ben"]):
        circle.here = here
        circle.does(ADA, EndGroups())
        circle.does(ADA, MakeGroups(size=PAIRS))
        assert set(reads(circle, ADA)) <= set(pair)


def test_when_groups_end_each_reads_their_own_again(circle: Circle) -> None:
    circle.agrees(ShareInGroups())
    circle.does(ADA, EndGroups())
    assert reads(circle, ADA) == ["By ada"]


def test_it_refuses_to_share_without_groups_or_round_or_for_all(circle: Circle) -> None:
    circle.agrees(ShareInGroups())
    with pytest.raises(Refused, match="already_there"):
        circle.agrees(ShareInGroups())
    circle.does(ADA, MakeGroups(size=ALL))
    with pytest.raises(Refused, match="reveal_instead"):
        circle.agrees(ShareInGroups())
    circle.does(ADA, EndGroups())
    with pytest.raises(Refused, match="no_groups"):
        circle.agrees(ShareInGroups())
    with pytest.raises(Refused, match="no_round"):
        gathered().agrees(ShareInGroups())


def test_without_a_round_there_is_nothing_to_read() -> None:
    assert reads(gathered(), ADA) == []

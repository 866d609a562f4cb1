"""Two or three people write in one text at once: everyone keeps every character they typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.operations.splice import (
    Edit,
    Splice,
    applied,
    carried,
    carried_all,
    carry,
    inverse,
)
from tests.boards.operations.splice_vectors import ALPHABETS, DISTINCT
from tests.boards.operations.writers import Room, Step

texts = (
    st.sampled_from(ALPHABETS)
    .flatmap(lambda pieces: st.lists(st.sampled_from(pieces)))
    .map("".join)
)


def splices_of(text: str, inserts: st.SearchStrategy[str] = texts) -> st.SearchStrategy[Splice]:
    """Any splice that fits `text`."""
    return st.integers(0, len(text)).flatmap(
        lambda at: st.tuples(st.just(at), st.integers(0, len(text) - at), inserts)
    )


@st.composite
def rows_of(draw: st.DrawFn, text: str) -> tuple[Splice, ...]:
    """Any splices in a row that fit `text`."""
    row: tuple[Splice, ...] = ()
    for _ in range(draw(st.integers(0, 4))):
        row += (draw(splices_of(applied(text, row))),)
    return row


class Crossing:
    """Two people who each changed the same text before they saw what the other did."""

    def __init__(self, text: str, first: Splice, second: Splice) -> None:
        self.text, self.first, self.second = text, first, second

    def ways(self) -> tuple[str, str]:
        """The text as it comes out on the screen of the one, and on the screen of the other."""
        first, second = Edit.of(self.first), Edit.of(self.second)
        return (
            applied(applied(self.text, [self.first]), carry(second, first).splices()),
            applied(applied(self.text, [self.second]), carry(first, second, True).splices()),
        )


@st.composite
def crossings(draw: st.DrawFn) -> Crossing:
    text = draw(texts)
    return Crossing(text, draw(splices_of(text)), draw(splices_of(text)))


@st.composite
def distinct_crossings(draw: st.DrawFn) -> Crossing:
    """A crossing in which no character comes twice, so that each can be told from all others."""
    characters = draw(st.permutations(DISTINCT))
    text = "".join(characters[: draw(st.integers(0, 12))])
    ours, theirs = ("".join(characters[n : n + draw(st.integers(0, 3))]) for n in (20, 30))
    return Crossing(
        text, draw(splices_of(text, st.just(ours))), draw(splices_of(text, st.just(theirs)))
    )


# The rules, one by one


def after(text: str, first: Splice, second: Splice) -> str:
    """The text once both have arrived, `first` having reached the log first."""
    one, other = Crossing(text, first, second).ways()
    assert one == other
    return one


def test_of_two_insertions_at_one_place_the_one_logged_first_stands_first() -> None:
    ada, ben = (8, 0, "and warm "), (8, 0, "and calm ")
    assert after("waiting well", ada, ben) == "waiting and warm and calm well"
    assert after("waiting well", ben, ada) == "waiting and calm and warm well"


def test_what_is_written_inside_a_removed_stretch_survives() -> None:
    ada, ben = (0, 13, ""), (5, 0, "and her ")
    assert (
        after("the nurse is always late", ada, (10, 0, "who is new ")) == "who is new always late"
    )
    assert after("my mum calls", (0, 6, "Mother"), (3, 0, "own ")) == "Motherown  calls"
    assert after("ring twice then wait", ben, ada) == "and her en wait"


def test_a_removal_is_carried_as_two_round_what_came_into_it() -> None:
    assert carried((2, 6, ""), [(5, 0, "XY")]) == ((2, 3, ""), (4, 3, ""))


def test_a_removal_stays_one_where_somebody_removed_its_middle() -> None:
    assert carried((2, 6, ""), [(4, 2, "")]) == ((2, 4, ""),)


def test_what_two_removed_is_removed_once() -> None:
    assert after("one two three", (0, 8, ""), (4, 9, "")) == ""
    assert carried((4, 4, ""), [(0, 8, "")]) == ()


def test_what_replaces_a_stretch_stands_at_its_left_end() -> None:
    assert carried((4, 3, "her"), [(5, 0, "XY")]) == ((4, 1, "her"), (9, 2, ""))
    assert after("ask him today", (4, 3, "her"), (4, 3, "them")) == "ask herthem today"


def test_an_edit_that_changes_nothing_is_no_splice() -> None:
    assert carried((3, 0, ""), []) == ()


def test_places_are_code_points_and_never_cut_one_in_two() -> None:
    family = "👩\u200d👧"
    assert after(family, (0, 1, "👨"), (3, 0, "!")) == "👨\u200d👧!"
    assert after("שלום", (4, 0, "!"), (0, 0, "«")) == "«שלום!"


@pytest.mark.parametrize("splice", [(-1, 0, "x"), (0, -1, "x"), (4, 0, "x"), (2, 2, "")])
def test_it_refuses_a_splice_outside_the_text(splice: Splice) -> None:
    with pytest.raises(ValueError, match="outside a text of 3"):
        applied("abc", [splice])


@given(texts.flatmap(lambda text: st.tuples(st.just(text), rows_of(text))), st.integers(1, 9))
def test_what_was_outside_the_text_is_outside_after_carrying(
    written: tuple[str, tuple[Splice, ...]], beyond: int
) -> None:
    text, row = written
    for splice in ((len(text) + beyond, 0, "x"), (len(text), beyond, "")):
        with pytest.raises(ValueError, match="outside"):
            applied(applied(text, row), carried(splice, row))


# Whatever two people write


@given(crossings())
def test_two_screens_end_the_same(crossing: Crossing) -> None:
    one, other = crossing.ways()
    assert one == other


@given(distinct_crossings())
def test_everything_written_stays_and_everything_removed_is_gone(crossing: Crossing) -> None:
    out = crossing.ways()[0]
    edits = (crossing.first, crossing.second)
    gone = {c for at, remove, _ in edits for c in crossing.text[at : at + remove]}
    assert [c for c in out if c in crossing.text] == [c for c in crossing.text if c not in gone]
    assert sorted(out) == sorted({*crossing.text, *edits[0][2], *edits[1][2]} - gone)
    assert all(insert in out for _, _, insert in edits)


@given(st.data())
def test_two_rows_of_splices_end_the_same(data: st.DataObject) -> None:
    text = data.draw(texts)
    first, second = data.draw(rows_of(text)), data.draw(rows_of(text))
    one = applied(applied(text, first), carried_all(second, first))
    assert one == applied(applied(text, second), carried_all(first, second, first=True))
    for splice in second[:1]:
        whole = carried(splice, first)
        in_parts = carried_all(Edit.of(splice).splices(), first)
        assert applied(applied(text, first), whole) == applied(applied(text, first), in_parts)


# Whatever three people write, however late it arrives

THREE = 3


@st.composite
def stories(draw: st.DrawFn, inserts: st.SearchStrategy[str] = texts) -> list[Step]:
    who = st.integers(0, THREE - 1)
    writing = st.tuples(st.just("write"), who, st.integers(0, 30), st.integers(0, 4), inserts)
    passing = st.tuples(st.sampled_from(["send", "log", "read"]), who)
    return draw(st.lists(st.one_of(writing, passing, passing), max_size=40))


@given(texts, stories())
@settings(deadline=None)
def test_three_writers_end_with_one_text(text: str, story: list[Step]) -> None:
    room = Room.of(THREE, text).live(story)
    assert {writer.screen for writer in room.writers} == {room.text}


@given(stories(st.integers(0, 3).map(lambda length: "x" * length)))
@settings(deadline=None)
def test_three_writers_lose_no_character(story: list[Step]) -> None:
    characters = iter(DISTINCT)
    text = "".join(next(characters) for _ in range(8))
    signed = [
        (*step[:4], "".join(next(characters) for _ in str(step[4]))) if len(step) > 2 else step
        for step in story
    ]
    room = Room.of(THREE, text).live(signed)
    written = {*text, *(c for step in signed if len(step) > 2 for c in str(step[4]))}
    removed = {c for writer in room.writers for c in writer.removed}
    assert sorted(room.text) == sorted(written - removed)


# Taking back


@given(texts.flatmap(lambda text: st.tuples(st.just(text), rows_of(text))))
def test_an_inverse_restores_the_text(written: tuple[str, tuple[Splice, ...]]) -> None:
    text, row = written
    assert applied(applied(text, row), inverse(text, row)) == text


@given(st.data())
def test_an_inverse_keeps_everything_written_later(data: st.DataObject) -> None:
    characters = iter(data.draw(st.permutations(DISTINCT)))

    def some(most: int) -> str:
        return "".join(next(characters) for _ in range(data.draw(st.integers(0, most))))

    text = some(12)
    own = data.draw(splices_of(text, st.just(some(3))))
    now = applied(text, [own])
    later: list[Splice] = []
    for _ in range(data.draw(st.integers(0, 4))):
        later.append(data.draw(splices_of(now, st.just(some(3)))))
        now = applied(now, later[-1:])
    back = carried_all(inverse(text, [own]), later)
    put_back = text[own[0] : own[0] + own[1]]
    assert sorted(applied(now, back)) == sorted(({*now} - {*own[2]}) | {*put_back})


def test_taking_back_a_removal_that_was_carried_as_two() -> None:
    theirs = (5, 0, "XY")
    text = applied("0123456789", [theirs])
    own = carried((2, 6, ""), [theirs])
    assert applied(text, own) == "01XY89"
    assert applied("01XY89!", carried_all(inverse(text, own), [(6, 0, "!")])) == text + "!"

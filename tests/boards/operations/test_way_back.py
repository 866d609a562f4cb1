"""The way back: the board looks as it looked, nothing is lost, and anyone can fold it."""

import os
import re
from collections import Counter
from dataclasses import replace

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.operations.arranging import MergeThemes, OrderTheme
from boards.operations.base import Operation
from boards.operations.dividing import DissolveTheme, SplitTheme
from boards.operations.echoes import EchoIdea, WithdrawEcho
from boards.operations.ideas import AddIdea, EditIdea, MoveIdea, PutBack, SetAside
from boards.operations.line import PlaceAlong
from boards.operations.offering import TurnOffers
from boards.operations.placing import BelongsToo, BringIdeas, LetGo, PlaceIdea
from boards.operations.returning import BringBack
from boards.operations.signing import SignIdea
from boards.operations.stances import TakeStance
from boards.operations.state import Board, Text
from boards.operations.themes import Gather, NameTheme, WriteStatement
from boards.operations.way_back import by_the_room, difference, way_back
from boards.operations.wire import own_fields, to_wire
from boards.shelf.export import as_json
from tests.boards.operations.plain_fold import Entry, PlainBoard
from tests.boards.operations.random_acts import SEQUENCES, WORDS, Draw, play
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.house import ROOT

EXAMPLES = int(os.environ.get("EXAMPLES", "300"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TABLE = {*re.findall(r"^\| `(\w+)` \| ", (ROOT / "docs/wire.md").read_text(), re.MULTILINE)}
MOMENTS = st.integers(0, 60)


def gone_back(now: Board, then: Board) -> Board:
    """The board after the room went back, as one entry of nobody's."""
    seq, board = now.seq + 1, now
    for operation in way_back(now, then):
        done = replace(operation, seq=seq, seat=None, hand=None, when=seq * 1000)
        board = by_the_room(done, board).apply(board)
    return replace(board, seq=seq)


def sent(operation: Operation) -> Entry:
    """An act of the way as everyone gets it, inside the entry."""
    entry: Entry = {"verb": operation.verb, **own_fields(operation, sent=True)}
    told: Entry = orjson.loads(orjson.dumps(entry))
    return told


def crowded() -> Room:
    """Nine ideas in three themes, some in two or three of them, some aside; one theme is gone."""
    room = Room()
    for words in ("tea", "biscuits", "a chair", "a window", "music", "quiet", "sun", "rain", "us"):
        room.does(ADA, AddIdea(text=words))
    room.does(ADA, Gather(ideas=("id1", "id2", "id3", "id4")))
    room.does(BEN, Gather(ideas=("id5", "id6", "id7")))
    room.does(CORA, Gather(ideas=("id8", "id9")))
    for idea, theme in (("id1", "id11"), ("id6", "id10"), ("id1", "id12"), ("id2", "id12")):
        room.does(BEN, BelongsToo(idea=idea, theme=theme))
    for seat, idea in ((ADA, "id3"), (BEN, "id7")):
        room.does(seat, SetAside(idea=idea))
    room.does(CORA, SplitTheme(theme="id10", ideas=("id1", "id2")))
    room.does(ADA, NameTheme(theme="id13", base=room.board.seq, at=0, remove=0, insert="Ease"))
    room.does(BEN, MergeThemes(theme="id13", into="id11"))
    return room


def hour_of(draws: list[Draw]) -> tuple[Room, list[Board]]:
    """A room after all that was drawn, and its board at every seq since it was crowded."""
    room = crowded()
    boards = [room.start, room.board]
    for draw in draws:
        if play(room, draw):
            boards.append(room.board)
    return room, boards


def taken_back(board: Board) -> set[str]:
    """The answers that their writers have taken back."""
    return {one.id for idea in board.ideas.values() for one in idea.echoes if one.aside}


def look(board: Board, without: set[str] | None = None) -> object:
    """What a person sees, but for where people stand and who signed what.

    `without` some answers.
    """
    ideas = [
        (
            *(idea.id, idea.text.said, idea.area, idea.themes, idea.along),
            [(one.id, one.text) for one in idea.answers if one.id not in (without or ())],
        )
        for idea in board.ideas.values()
        if not idea.aside
    ]
    themes = [
        (theme.id, theme.name.said, theme.statement.said, theme.ideas)
        for theme in board.themes.values()
        if theme.shown
    ]
    return ideas, themes, board.offers


def underneath(board: Board, then: Board) -> object:
    """What lies in the tray, and the words of themes that had gone, of all that was there then."""
    tray = [
        (one.id, one.text.said, one.area, one.themes, one.along)
        for one in board.ideas.values()
        if one.aside and one.id in then.ideas
    ]
    said = {one.id for one in then.themes.values() if one.name.said or one.statement.said}
    gone = [
        (one.id, one.name.said, one.statement.said)
        for one in board.themes.values()
        if one.id in said and not one.stands
    ]
    return tray, sorted(gone)


@many
@given(SEQUENCES, MOMENTS)
def test_the_board_looks_as_it_looked(draws: list[Draw], moment: int) -> None:
    _, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    after = gone_back(now, then)
    assert look(after) == look(then, without=taken_back(now))
    known = replace(after, themes={one: after.themes[one] for one in then.themes})
    assert underneath(known, then) == underneath(then, then)
    assert way_back(after, then) == ()


@many
@given(SEQUENCES, MOMENTS)
def test_nothing_is_lost(draws: list[Draw], moment: int) -> None:
    _, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    after = gone_back(now, then)
    for idea in now.ideas.values():
        kept = after.ideas[idea.id]
        assert_kept(idea.text, kept.text)
        assert (kept.seat, kept.hand, kept.stances) == (idea.seat, idea.hand, idea.stances)
        told = [replace(one, aside=False) for one in kept.echoes]
        assert told == [replace(one, aside=False) for one in idea.echoes]
        assert kept.aside or idea.id in then.ideas
    for theme in now.themes.values():
        rest = after.themes[theme.id]
        assert_kept(theme.name, rest.name)
        assert_kept(theme.statement, rest.statement)
        assert rest.stances == theme.stances
        assert rest.shown or rest.can_return or not theme.shown
    assert after.workshop == now.workshop


def assert_kept(text: Text, after: Text) -> None:
    """Every wording that there ever was can still be read."""
    assert (after.first, after.since) == (text.first, text.since)
    assert after.edits[: len(text.edits)] == text.edits


@many
@given(SEQUENCES, MOMENTS)
def test_a_client_that_knows_only_the_tables_has_the_same_board(
    draws: list[Draw], moment: int
) -> None:
    room, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    plain = PlainBoard()
    for entry in room.log:
        plain.take(orjson.loads(orjson.dumps(to_wire(entry, room.board))))
    for operation in way_back(now, then):
        assert operation.verb in TABLE
        plain.take(sent(operation))
    state = orjson.loads(as_json(gone_back(now, then)))
    for one in (*state["ideas"], *state["themes"]):
        one.get("stances", {}).pop("why", None)  # no entry says why: that could tell who
    assert list(plain.ideas.values()) == state["ideas"]
    assert plain.themes == state["themes"]


@many
@given(SEQUENCES, MOMENTS)
def test_it_is_as_short_as_what_differs(draws: list[Draw], moment: int) -> None:
    _, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    lies = sum(len(one.themes) for one in then.ideas.values())
    answers = sum(len(one.answers) for one in now.ideas.values())
    most = 5 * len(now.ideas) + lies + 5 * len(now.themes) + answers + 2
    assert len(way_back(now, then)) <= most


@many
@given(SEQUENCES, MOMENTS)
def test_the_room_can_go_forth_again(draws: list[Draw], moment: int) -> None:
    _, boards = hour_of(draws)
    now, then = boards[-1], boards[moment % len(boards)]
    back = gone_back(now, then)
    assert look(gone_back(back, now)) == look(now, without=taken_back(back))


@many
@given(WORDS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), WORDS)), st.data())
def test_letters_in_flight_are_all_there(
    first: str, edits: list[tuple[int, int, str]], choose: st.DataObject
) -> None:
    """Letters written on any words from before the way back stand among the words of then."""
    room = Room()
    idea = room.does(ADA, AddIdea(text=first + "x")).idea
    boards = [room.board]
    for at, remove, insert in edits:
        length = len(room.board.ideas[idea].text.said)
        start = at % (length + 1)
        cut = remove % (length - start + 1)
        base = room.board.seq
        room.does(ADA, EditIdea(idea=idea, base=base, at=start, remove=cut, insert=insert))
        boards.append(room.board)
    then = choose.draw(st.sampled_from(boards))
    room.board = gone_back(room.board, then)
    for letter in "ABCDE":
        text = room.board.ideas[idea].text
        base = choose.draw(st.integers(text.since, room.board.seq))
        later = text.edits_after(base)
        length = len(text.said) - sum(len(put) - gone for _, gone, put in later)
        at = choose.draw(st.integers(0, length))
        room.does(BEN, EditIdea(idea=idea, base=base, at=at, remove=0, insert=letter))
    said = room.board.ideas[idea].text.said
    assert Counter(said) == Counter(then.ideas[idea].text.said + "ABCDE")
    assert "".join(one for one in said if one not in "ABCDE") == then.ideas[idea].text.said


@many
@given(WORDS, WORDS, WORDS, WORDS)
def test_a_splice_takes_only_what_differs(head: str, now: str, then: str, tail: str) -> None:
    at, remove, insert = difference(head + now + tail, head + then + tail)
    whole = head + now + tail
    assert whole[:at] + insert + whole[at + remove :] == head + then + tail
    assert (remove, len(insert)) <= (len(now), len(then))


# What it amounts to, in the words of the wire.


@pytest.fixture
def room() -> Room:
    """Six ideas; three of them in a theme, `id7`, and one of these in `id8` too, with another."""
    room = Room()
    for words in ("tea", "biscuits", "a chair", "a window", "music", "quiet"):
        room.does(ADA, AddIdea(text=words))
    room.does(ADA, Gather(ideas=("id1", "id2", "id3")))
    room.does(BEN, Gather(ideas=("id4", "id5")))
    room.does(BEN, BelongsToo(idea="id1", theme="id8"))
    room.does(ADA, NameTheme(theme="id7", base=room.board.seq, at=0, remove=0, insert="Comfort"))
    return room


def way(room: Room, *acts: Operation) -> list[Entry]:
    """What the way back to before these acts of Ben's amounts to."""
    then = room.board
    for act in acts:
        room.does(BEN, act)
    done = [sent(operation) for operation in way_back(room.board, then)]
    assert look(gone_back(room.board, then)) == look(then)
    return done


def test_nothing_has_to_be_done_where_nothing_differs(room: Room) -> None:
    assert way(room) == []
    assert way(room, SetAside(idea="id1"), PutBack(idea="id1")) == []
    out = [LetGo(idea="id1", theme="id7"), LetGo(idea="id1", theme="id8")]
    again = [PlaceIdea(idea="id1", theme="id7", before="id2"), BelongsToo(idea="id1", theme="id8")]
    assert way(room, *out, *again) == []


def test_what_is_a_persons_own_stays_as_it_stands(room: Room) -> None:
    then = room.board
    room.does(ADA, SignIdea(idea="id1", signed=False))
    room.does(CORA, TakeStance(theme="id7", stance="not_for_me"))
    assert way_back(room.board, then) == ()
    echo = room.does(CORA, EchoIdea(idea="id1", text="Me too")).echo
    then = room.board
    room.does(CORA, WithdrawEcho(idea="id1", echo=echo))
    assert way_back(room.board, then) == ()


@pytest.mark.parametrize(
    ("act", "back"),
    [
        (AddIdea(text="later"), {"verb": "set_aside", "idea": "id9"}),
        (SetAside(idea="id1"), {"verb": "put_back", "idea": "id1"}),
        (
            MoveIdea(idea="id6", area="agreements"),
            {"verb": "move_idea", "idea": "id6", "area": "common-ground"},
        ),
        (PlaceAlong(idea="id1", at=0), {"verb": "take_off_line", "idea": "id1"}),
        (
            EchoIdea(idea="id1", text="Me too"),
            {"verb": "withdraw_echo", "idea": "id1", "echo": "id9"},
        ),
        (
            PlaceIdea(idea="id6", theme="id7", before="id2"),
            {"verb": "bring_ideas", "ideas": ["id6"]},
        ),
        (LetGo(idea="id3", theme="id7"), {"verb": "place_idea", "idea": "id3", "theme": "id7"}),
        (
            LetGo(idea="id2", theme="id7"),
            {"verb": "place_idea", "idea": "id2", "theme": "id7", "before": "id3"},
        ),
        (
            PlaceIdea(idea="id3", theme="id7", before="id1", out_of="id7"),
            {"verb": "place_idea", "idea": "id3", "theme": "id7", "out_of": "id7"},
        ),
        (LetGo(idea="id1", theme="id8"), {"verb": "belongs_too", "idea": "id1", "theme": "id8"}),
        (
            BringIdeas(ideas=("id2", "id3")),
            {"verb": "bring_ideas", "ideas": ["id2", "id3"], "theme": "id7"},
        ),
        (OrderTheme(theme="id7"), {"verb": "order_theme", "theme": "id8"}),
        (TurnOffers(on=True), {"verb": "turn_offers", "on": False}),
    ],
)
def test_one_act_is_taken_back_by_one(room: Room, act: Operation, back: Entry) -> None:
    assert way(room, act) == [back]


def test_a_merged_theme_stands_again_as_it_stood(room: Room) -> None:
    assert way(room, MergeThemes(theme="id7", into="id8")) == [
        {"verb": "bring_back", "theme": "id7", "ideas": []},
        {"verb": "bring_ideas", "ideas": ["id1", "id2", "id3"], "theme": "id7"},
        {"verb": "belongs_too", "idea": "id1", "theme": "id8"},
    ]


def test_an_idea_belongs_again_in_all_the_themes_that_it_was_in(room: Room) -> None:
    room.does(CORA, Gather(ideas=("id6", room.does(CORA, AddIdea(text="later")).idea)))
    for idea in ("id2", "id1"):
        room.does(BEN, BelongsToo(idea=idea, theme="id10"))
    out = [BringIdeas(ideas=("id1",)), LetGo(idea="id2", theme="id10")]
    assert way(room, *out) == [
        {"verb": "place_idea", "idea": "id1", "theme": "id7", "before": "id2"},
        {"verb": "belongs_too", "idea": "id1", "theme": "id8"},
        {"verb": "belongs_too", "idea": "id2", "theme": "id10"},
        {"verb": "belongs_too", "idea": "id1", "theme": "id10"},
    ]


def test_a_theme_that_came_since_goes_with_all_it_holds_and_can_be_brought_back(
    room: Room,
) -> None:
    then = room.board
    late = room.does(CORA, AddIdea(text="later")).idea
    theme = room.does(CORA, Gather(ideas=(late, "id6"))).theme
    room.board = gone_back(room.board, then)
    assert look(room.board) == look(then)
    assert room.board.themes[theme].can_return
    room.does(BEN, BringBack(theme=theme))
    room.does(BEN, PutBack(idea=late))
    assert room.board.themes[theme].ideas == (late, "id6")


def test_a_theme_that_was_brought_back_since_goes_where_it_had_gone(room: Room) -> None:
    room.does(ADA, MergeThemes(theme="id7", into="id8"))
    then = room.board
    room.does(BEN, BringBack(theme="id7"))
    room.does(BEN, WriteStatement(theme="id7", base=12, at=0, remove=0, insert="We rest"))
    room.board = gone_back(room.board, then)
    assert look(room.board) == look(then)
    assert room.board.themes["id7"].merged_into == "id8"
    assert room.does(CORA, BringBack(theme="id7")).ideas == ("id1", "id2", "id3")


def test_it_goes_there_even_where_that_has_gone_since(room: Room) -> None:
    room.does(ADA, MergeThemes(theme="id7", into="id8"))
    then = room.board
    for act in (BringBack(theme="id7"), DissolveTheme(theme="id8")):
        room.does(BEN, act)
    after = gone_back(room.board, then)
    assert after.themes["id7"].merged_into == "id8"


def test_a_theme_that_had_gone_is_called_as_it_was(room: Room) -> None:
    room.does(ADA, DissolveTheme(theme="id7"))
    then, base = room.board, room.board.seq
    room.does(BEN, NameTheme(theme="id7", base=base, at=0, remove=7, insert="Ease"))
    assert gone_back(room.board, then).themes["id7"].name.said == "Comfort"
    room.does(BEN, BringBack(theme="id7"))
    for act in (
        NameTheme(theme="id7", base=base + 1, at=0, remove=4, insert=""),
        BringIdeas(ideas=("id1", "id2", "id3")),
    ):
        room.does(BEN, act)
    after = gone_back(room.board, then)
    assert look(after) == look(then)
    assert after.themes["id7"].name.said == "Comfort"
    assert after.themes["id7"].can_return


def test_a_theme_that_has_been_named_since_it_went_keeps_its_name(room: Room) -> None:
    room.does(ADA, DissolveTheme(theme="id8"))
    then = room.board
    room.does(BEN, BringBack(theme="id8"))
    room.does(BEN, BringIdeas(ideas=("id1", "id4", "id5"), theme="id7"))
    base = room.board.seq
    room.does(BEN, NameTheme(theme="id8", base=base, at=0, remove=0, insert="Later"))
    after = gone_back(room.board, then)
    assert look(after) == look(then)
    assert after.themes["id8"].can_return


def test_a_theme_that_nobody_sees_is_left_alone(room: Room) -> None:
    out = [LetGo(idea=one, theme="id10") for one in ("id6", "id9")]
    assert way(room, AddIdea(text="later"), Gather(ideas=("id6", "id9")), *out) == [
        {"verb": "set_aside", "idea": "id9"}
    ]


def test_what_came_since_and_lies_aside_in_a_theme_leaves_it(room: Room) -> None:
    late = [AddIdea(text="later"), PlaceIdea(idea="id9", theme="id7"), SetAside(idea="id9")]
    assert [one["verb"] for one in way(room, *late)] == ["put_back", "bring_ideas", "set_aside"]


def test_what_lies_aside_is_moved_and_lies_aside_again(room: Room) -> None:
    room.does(ADA, SetAside(idea="id2"))
    then = room.board
    room.does(BEN, DissolveTheme(theme="id7"))
    after = gone_back(room.board, then)
    assert after.themes["id7"].ideas == ("id1", "id2", "id3")
    assert after.ideas["id2"].aside


def test_words_read_as_they_did_and_what_is_alike_is_left_alone(room: Room) -> None:
    base = room.board.seq
    assert way(room, EditIdea(idea="id3", base=base, at=2, remove=5, insert="soft chair")) == [
        {
            **{"verb": "edit_idea", "idea": "id3", "base": base + 1},
            **{"at": 2, "remove": 5, "insert": "", "splices": [[2, 5, ""]]},
        }
    ]


def test_in_a_room_of_hundreds_ideas_are_brought_together(room: Room) -> None:
    """A theme of 500 ideas that was dissolved is put together in three acts, not in 500."""
    room = Room()
    ideas = tuple(room.does(ADA, AddIdea(text="x")).idea for _ in range(600))
    theme = room.does(ADA, Gather(ideas=ideas[:500])).theme
    room.does(ADA, BringIdeas(ideas=ideas[500:], theme=theme))
    then = room.board
    room.does(BEN, DissolveTheme(theme=theme))
    done = way_back(room.board, then)
    assert [one.verb for one in done] == ["bring_back", "bring_ideas", "bring_ideas"]
    assert gone_back(room.board, then).themes[theme].ideas == ideas

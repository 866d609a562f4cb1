"""The room goes back to an earlier moment: as one entry, through the log, and on from there."""

import os
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.operations.base import Refused
from boards.operations.echoes import EchoIdea
from boards.operations.ideas import AddIdea, EditIdea, PutBack
from boards.operations.placing import BelongsToo
from boards.operations.state import Board, fold
from boards.operations.themes import Gather, NameTheme
from boards.operations.undo import Undo
from boards.operations.wire import own_fields, to_wire
from boards.shelf.export import as_json
from sessions.operations.carrying import CarryProposal
from sessions.operations.moving_on import RestoreBoard
from tests.boards.operations.going_back import look, taken_back
from tests.boards.operations.plain_fold import PlainBoard
from tests.boards.operations.random_acts import SEQUENCES, Draw, play
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.hour import Hour, opened, through_the_log

EXAMPLES = int(os.environ.get("EXAMPLES", "300"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_at(hour: Hour, seq: int) -> Board:
    return fold(hour.start, hour.log[:seq])


def goes_back(hour: Hour, to: int) -> CarryProposal:
    """The room agrees to go back to the seq `to`; the hub lets it go by the board of then."""
    asked = hour.proposes(ADA, RestoreBoard(to=to))
    carry = CarryProposal(proposal=asked)
    assert carry.needs(hour.board) == to
    return hour.room_does(carry.going_by(as_at(hour, to), hour.board))


@pytest.fixture
def hour() -> Hour:
    """Three ideas, in the open."""
    hour = opened()
    for words in ("tea", "a chair", "quiet"):
        hour.does(BEN, AddIdea(text=words))
    return hour


def ideas(hour: Hour) -> list[str]:
    return [one.id for one in hour.board.ideas.values() if one.text.said in ("tea", "a chair")]


def test_all_that_came_since_is_told_in_one_entry(hour: Hour) -> None:
    then, (tea, chair) = hour.board, ideas(hour)
    late = hour.does(BEN, AddIdea(text="later")).idea
    theme = hour.does(CORA, Gather(ideas=(tea, late))).theme
    hour.does(CORA, NameTheme(theme=theme, base=hour.board.seq, at=0, remove=0, insert="Rest"))
    hour.does(CORA, EditIdea(idea=chair, base=hour.board.seq, at=0, remove=1, insert="one soft"))
    base = hour.board.seq + 1
    entry = goes_back(hour, then.seq)
    assert look(hour.board) == look(then)
    sent = orjson.loads(orjson.dumps(to_wire(entry, hour.board)))
    assert "seat" not in sent
    assert sent["does"] == [
        {
            "verb": "restore_board",
            "to": then.seq,
            "does": [
                {
                    **{"verb": "edit_idea", "idea": chair, "base": base},
                    **{"at": 0, "remove": 8, "insert": "a", "splices": [[0, 8, "a"]]},
                },
                {"verb": "dissolve_theme", "theme": theme},
                {"verb": "set_aside", "idea": late},
            ],
        }
    ]


def test_it_comes_back_from_the_log_as_it_went_in(hour: Hour) -> None:
    (tea, chair), to = ideas(hour), hour.board.seq
    theme = hour.does(CORA, Gather(ideas=(tea, chair))).theme
    other = hour.does(CORA, Gather(ideas=tuple(hour.board.ideas))).theme
    hour.does(ADA, BelongsToo(idea=tea, theme=theme))
    hour.does(CORA, EchoIdea(idea=tea, text="Me too", unsigned=True))
    back = goes_back(hour, to)
    forth = goes_back(hour, back.seq - 1)
    for entry in (back, forth):
        assert through_the_log(entry) == entry
        assert own_fields(through_the_log(entry)) == own_fields(entry)
    assert hour.folded() == hour.board
    assert hour.board.ideas[tea].themes == (other, theme)


def test_it_is_of_the_history_of_all_that_it_changed(hour: Hour) -> None:
    (tea, chair), to = ideas(hour), hour.board.seq
    theme = hour.does(CORA, Gather(ideas=(tea, chair))).theme
    before = hour.board
    entry = goes_back(hour, to)
    assert entry.concerns("theme", theme)
    assert not entry.concerns("idea", "id1")
    pieces = list(entry.pieces(before))
    assert {f"theme:{theme}", f"idea:{tea}", "order", "counts"} <= {*pieces}
    assert len(pieces) == len({*pieces})


def test_what_anybody_does_next_goes_on_from_there(hour: Hour) -> None:
    to = hour.board.seq
    late = hour.does(BEN, AddIdea(text="later")).idea
    goes_back(hour, to)
    hour.does(CORA, PutBack(idea=late))
    assert not hour.board.ideas[late].aside
    assert hour.folded() == hour.board


def test_it_refuses_to_take_back_what_the_room_has_gone_back_on(hour: Hour) -> None:
    tea, chair = ideas(hour)
    to = hour.board.seq
    hour.does(BEN, Gather(ideas=(tea, chair)))
    hour.does(BEN, EchoIdea(idea=chair, text="Me too"))
    goes_back(hour, to)
    with pytest.raises(Refused, match="overtaken"):
        hour.does(BEN, Undo())


def test_words_that_are_back_are_not_brought_back_once_more(hour: Hour) -> None:
    chair = hour.does(BEN, AddIdea(text="a soft chair")).idea
    to = hour.board.seq
    hour.does(BEN, EditIdea(idea=chair, base=to, at=2, remove=5, insert=""))
    goes_back(hour, to)
    with pytest.raises(Refused, match="overtaken"):
        hour.does(BEN, Undo())
    assert hour.board.ideas[chair].text.said == "a soft chair"


def test_with_the_past_unread_nothing_moves(hour: Hour) -> None:
    then = hour.board
    hour.does(BEN, AddIdea(text="later"))
    before = look(hour.board)
    hour.room_does(CarryProposal(proposal=hour.proposes(ADA, RestoreBoard(to=then.seq))))
    assert look(hour.board) == before


def folded_plainly(hour: Hour) -> PlainBoard:
    """The board as a client has it that knows the table, and looks into what the room did."""
    plain = PlainBoard()
    for entry in hour.log:
        told: dict[str, Any] = orjson.loads(orjson.dumps(to_wire(entry, hour.board)))
        acts = [told] if entry.verb in dir(plain) else []
        if isinstance(entry, CarryProposal):
            acts = [act for inner in told["does"] for act in inner["does"]]
        for act in acts:
            plain.take(act)
    return plain


@many
@given(SEQUENCES, SEQUENCES, st.integers(0, 60))
def test_whoever_reads_the_log_has_the_same_board(
    draws: list[Draw], after: list[Draw], moment: int
) -> None:
    hour = Hour()
    hour.does(ADA, AddIdea(text="x"))
    for draw in draws:
        play(hour, draw)
    to = moment % hour.board.seq
    then, withdrawn = as_at(hour, to), taken_back(hour.board)
    goes_back(hour, to)
    assert look(hour.board) == look(then, without=withdrawn)
    for draw in after:
        play(hour, draw)
    assert hour.folded() == hour.board
    plain, state = folded_plainly(hour), orjson.loads(as_json(hour.board))
    for one in (*state["ideas"], *state["themes"]):
        one.get("stances", {}).pop("why", None)
    assert list(plain.ideas.values()) == state["ideas"]
    assert plain.themes == state["themes"]

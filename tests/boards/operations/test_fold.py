"""Promises that hold for every sequence of acts, tried on thousands of random ones."""

import os
from collections import Counter

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.operations.base import Operation
from boards.operations.ideas import AddIdea, EditIdea
from boards.operations.state import Board, Counts, fold
from boards.operations.undo import Undo
from boards.operations.wire import from_log, own_fields, to_wire
from boards.shelf.export import as_json
from tests.boards.operations.plain_fold import PlainBoard
from tests.boards.operations.random_acts import DRAWS, SEQUENCES, Draw, play
from tests.boards.operations.room import Room
from tests.verbs import SPOKEN

EXAMPLES = int(os.environ.get("EXAMPLES", "1000"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def room_after(draws: list[Draw]) -> Room:
    room = Room()
    for draw in draws:
        play(room, draw)
    return room


def through_the_log(operation: Operation) -> Operation:
    """The operation as it comes back from disk."""
    kept = orjson.loads(orjson.dumps(own_fields(operation)))
    stamps = {name: getattr(operation, name) for name in ("id", "seq", "seat", "hand", "when")}
    return from_log(operation.verb, kept, **stamps)


@many
@given(SEQUENCES)
def test_the_folded_log_is_the_live_board(draws: list[Draw]) -> None:
    room = room_after(draws)
    assert fold(room.start, [through_the_log(entry) for entry in room.log]) == room.board


@many
@given(SEQUENCES)
def test_a_client_that_knows_only_the_tables_has_the_same_board(draws: list[Draw]) -> None:
    room, plain = room_after(draws), PlainBoard()
    for entry in room.log:
        plain.take(orjson.loads(orjson.dumps(to_wire(entry, room.board))))
    state = orjson.loads(as_json(room.board))
    for one in (*state["ideas"], *state["themes"]):
        one.get("stances", {}).pop("why", None)  # no entry says why: that could tell who
    assert list(plain.ideas.values()) == state["ideas"]
    assert plain.themes == state["themes"]


@many
@given(SEQUENCES)
def test_every_idea_knows_where_it_lies_and_is_counted_there(draws: list[Draw]) -> None:
    board = room_after(draws).board
    held = {(theme.id, idea) for theme in board.themes.values() for idea in theme.ideas}
    known = [(theme, idea.id) for idea in board.ideas.values() for theme in idea.themes]
    assert sorted(held) == sorted(known)
    assert all(len(one.ideas) == len({*one.ideas}) for one in board.themes.values())
    assert not any(theme.ideas for theme in board.themes.values() if not theme.stands)
    counted = Counts()
    for idea in board.ideas.values():
        counted = counted.moved(idea, +1)
    assert (counted.aside, counted.unheard) == (board.counts.aside, board.counts.unheard)
    assert counted.in_the_open == board.counts.in_the_open


def look(board: Board) -> object:
    """What a person sees: not what is set aside, and not a theme that says nothing."""
    ideas = {
        idea.id: (
            *(idea.text.said, idea.area, idea.themes, idea.seat, idea.stances),
            idea.along,
            [(echo.text, echo.seat) for echo in idea.answers],
        )
        for idea in board.ideas.values()
        if not idea.aside
    }
    themes = [
        (theme.id, theme.name.said, theme.statement.said, theme.ideas, theme.stances)
        for theme in board.themes.values()
        if theme.shown
    ]
    return ideas, themes, board.offers


@many
@given(SEQUENCES, DRAWS)
def test_the_inverse_of_an_act_restores_what_stood_before(draws: list[Draw], last: Draw) -> None:
    room = room_after(draws)
    before = room.board
    act = play(room, last)
    if act is None or isinstance(act, Undo) or not act.inverse(before):
        return
    room.does(last.seat, Undo())
    assert look(room.board) == look(before)


@many
@given(SEQUENCES, st.data())
def test_letters_that_crossed_are_all_there(draws: list[Draw], choose: st.DataObject) -> None:
    """Letters written at places that were out of date are all still there, once each."""
    room = Room()
    idea = room.does("ada", AddIdea(text="start")).idea
    for letter in "abcdefgh":
        text = room.board.ideas[idea].text
        base = choose.draw(st.integers(text.since, room.board.seq))
        later = text.edits_after(base)
        length = len(text.said) - sum(len(put) - gone for _, gone, put in later)
        at = choose.draw(st.integers(0, length))
        room.does("ada", EditIdea(idea=idea, base=base, at=at, remove=0, insert=letter))
    said = room.board.ideas[idea].text.said
    assert Counter(said) == Counter("start" + "abcdefgh")


@pytest.mark.parametrize("verb", sorted(SPOKEN))
def test_every_operation_tells_itself_and_what_it_permits(verb: str) -> None:
    kind = SPOKEN[verb]
    assert kind.permits
    assert kind.sentence is not Operation.sentence

"""Promises that hold for every workshop, tried on random ones."""

import os

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings

from boards.operations.base import Operation
from boards.operations.undo import Undo
from boards.operations.wire import to_wire
from sessions.operations import (
    answers,
    carrying,
    clock,
    moving_on,
    opening,
    ordering,
    phases,
    wording,
)
from sessions.operations import proposals as asking
from sessions.operations.clock import remaining
from sessions.operations.consent import Consented
from sessions.operations.state import OPEN
from tests.sessions.operations.hour import Hour, opened
from tests.sessions.operations.random_hours import DRAWS, HOURS, Draw, play

EXAMPLES = int(os.environ.get("EXAMPLES", "300"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

HOME = (answers, asking, carrying, clock, moving_on, opening, ordering, phases, wording)


def hour_after(draws: list[Draw]) -> Hour:
    hour = opened()
    for draw in draws:
        play(hour, draw)
    return hour


def ours() -> list[type[Operation]]:
    names = {one.__name__ for one in HOME}
    known = sorted(Operation.known.items())
    return [kind for _, kind in known if kind.__module__ in names]


def consented() -> list[type[Consented]]:
    return [kind for _, kind in sorted(Operation.known.items()) if issubclass(kind, Consented)]


@many
@given(HOURS)
def test_the_folded_log_is_the_live_board(draws: list[Draw]) -> None:
    hour = hour_after(draws)
    assert hour.folded() == hour.board


@many
@given(HOURS)
def test_a_workshop_always_makes_sense(draws: list[Draw]) -> None:
    workshop = hour_after(draws).workshop
    assert len(set(workshop.order)) == len(workshop.order)
    assert set(workshop.order) <= set(workshop.phases)
    assert (workshop.current is None) == (workshop.clock is None)
    assert workshop.current is None or workshop.current in workshop.order
    assert workshop.status == OPEN or workshop.current is None
    for one in workshop.proposals:
        assert not one.fine & one.not_yet
        assert one.fine | one.not_yet <= one.seen


def look(hour: Hour) -> object:
    """What a person sees of the agenda; a pause that is undone has taken its time."""
    workshop = hour.workshop
    told = [
        (one.id, one.name.said, one.minutes, one.question.said, one.prompts)
        for one in workshop.agenda
    ]
    paused = workshop.clock is not None and workshop.clock.paused is not None
    return told, workshop.current, workshop.status, paused, remaining(workshop, hour.now)


@many
@given(HOURS, DRAWS)
@example([], Draw("ada", "extend", 1, 0, 1_800_000, ""))
def test_the_inverse_of_an_act_restores_what_stood_before(draws: list[Draw], last: Draw) -> None:
    hour = hour_after(draws)
    hour.now += last.later
    before, seen = hour.board, look(hour)
    act = play(hour, Draw(last.seat, last.kind, last.one, last.two, 0, last.words))
    if act is None or isinstance(act, Undo) or not act.inverse(before):
        return
    hour.does(last.seat, Undo())
    assert look(hour) == seen


@many
@given(HOURS)
def test_no_entry_tells_who_answered_and_every_entry_tells_itself(draws: list[Draw]) -> None:
    hour = hour_after(draws)
    for entry in hour.log:
        told = orjson.loads(orjson.dumps(to_wire(entry, hour.board)))
        assert not {"hand", "answer"} & set(told)
        assert "~" not in orjson.dumps(told).decode()
        if isinstance(entry, answers.Unsigned):
            assert "seat" not in told
        assert entry.sentence(hour.board).text


@pytest.mark.parametrize("kind", ours())
def test_every_act_of_a_workshop_says_what_it_permits(kind: type[Operation]) -> None:
    assert kind.permits
    assert kind.sentence is not Operation.sentence


@pytest.mark.parametrize("kind", consented())
def test_what_needs_consent_has_a_question(kind: type[Consented]) -> None:
    assert kind.question is not Consented.question

"""Promises that hold in every hour, however the room shares power; tried on many random ones."""

import os
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from boards.operations.base import Operation
from boards.operations.spread import LEAST
from boards.operations.state import Board, advance
from boards.operations.wire import own_fields, to_wire
from sessions.operations.evenness import contribution
from sessions.operations.pulse import OnPulse
from sessions.operations.quiet import OwnSheet, WriteQuietly
from sessions.operations.state import workshop_of
from tests.sessions.operations.circle import Circle, gathered, hand_of, writing
from tests.sessions.operations.random_rounds import SEATS, SEQUENCES, Draw, play

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PIECES = {"piece", "quiet", "groups", "pulse", "voice"}
PIECES |= {"idea", "counts", "proposal", "phase", "areas"}


def hour_after(draws: list[Draw]) -> Circle:
    circle = gathered(*SEATS)
    for draw in draws:
        play(circle, draw)
    return circle


def sent(entry: Operation, before: Board, after: Board) -> bytes:
    """All that leaves the server of an entry: the frame, the pieces it touched, its sentence."""
    told = (to_wire(entry, after), list(entry.pieces(before)), entry.sentence(after))
    return orjson.dumps(told, default=str)


class Kept:
    """A workshop in a quiet round, and all that left the server of it until the reveal."""

    def __init__(self) -> None:
        self.circle = writing(*SEATS)
        self.board, self.log = self.circle.board, list(self.circle.log)
        self.bytes: list[bytes] = []

    def plays(self, draw: Draw, **how: Any) -> bool:
        """Do what was drawn; say whether the round is still on, and take it in if it is."""
        play(self.circle, draw, **how)
        if workshop_of(self.circle.board).quiet is None:
            return False
        for entry in self.circle.log[len(self.log) :]:
            before, self.board = self.board, advance(self.board, entry)
            self.bytes.append(sent(entry, before, self.board))
            self.log.append(entry)
        return True

    def all(self) -> bytes:
        """What was sent as it happened, and what those get who come later."""
        later = orjson.dumps([to_wire(entry, self.board) for entry in self.log])
        return b"".join([*self.bytes, later])


@many
@given(SEQUENCES)
def test_the_folded_log_is_the_live_board(draws: list[Draw]) -> None:
    circle = hour_after(draws)
    assert circle.folded() == circle.board


@many
@given(SEQUENCES)
def test_nothing_that_is_written_quietly_is_sent_before_the_reveal(draws: list[Draw]) -> None:
    kept = Kept()
    for draw in draws:
        if not kept.plays(draw, quietly="secret{}".format):
            break
    wire = kept.all()
    assert b"secret" not in wire
    assert not any(hand_of(seat).encode() in wire for seat in SEATS)
    for one in (entry for entry in kept.log if isinstance(entry, WriteQuietly | OwnSheet)):
        assert f'"{one.sheet}"'.encode() not in wire
        told = sent(one, kept.board, kept.board)
        assert not any(seat.encode() in told for seat in SEATS)


TURN = dict(zip(SEATS, (*SEATS[1:], SEATS[0]), strict=True))


@many
@given(SEQUENCES)
def test_until_the_reveal_nobody_can_tell_who_wrote_or_what(draws: list[Draw]) -> None:
    """With the writers changed round and other words, every byte is the same."""
    one, other = Kept(), Kept()
    for draw in draws:
        on = one.plays(draw, quietly="short {}".format)
        also = other.plays(draw, quietly="quite a long one, {}".format, writers=TURN.__getitem__)
        assert on == also
        if not on:
            break
    assert one.all() == other.all()


@many
@given(SEQUENCES)
def test_the_pulse_is_never_told_of_fewer_than_three(draws: list[Draw]) -> None:
    circle = gathered(*SEATS)
    for draw in draws:
        before = len(circle.log)
        play(circle, draw)
        for entry in circle.log[before:]:
            does = (entry, *getattr(entry, "does", ()))
            for act in (one for one in does if isinstance(one, OnPulse)):
                dots = workshop_of(circle.board).pulse.at(act.moment)
                told = own_fields(act, sent=True)
                assert told.keys() == {"moment", "spread"}
                assert told["spread"]["placed"] == len(dots)
                assert ("bins" in told["spread"]) == (len(dots) >= LEAST)


@many
@given(SEQUENCES)
def test_the_piece_is_in_one_hand_and_its_holder_never_waits_for_it(draws: list[Draw]) -> None:
    circle = gathered(*SEATS)
    for draw in draws:
        held_by = circle.workshop.piece.holder
        before = len(circle.log)
        play(circle, draw)
        piece = circle.workshop.piece
        assert piece.holder not in piece.asking
        assert len({*piece.asking}) == len(piece.asking)
        assert all(time >= 0 for time in piece.held.values())
        [entry] = circle.log[before:] if len(circle.log) == before + 1 else [None]
        if held_by and piece.holder != held_by:  # only its holder, or the room, lets it go
            assert entry is not None
            assert entry.seat in (held_by, None)


@many
@given(SEQUENCES)
def test_shares_add_up_to_all_there_is(draws: list[Draw]) -> None:
    circle = hour_after(draws)
    held = {hand_of(seat): time for seat, time in circle.workshop.piece.held.items()}
    shares = contribution(circle.log, map(hand_of, SEATS), held)
    assert sum(shares.values()) == pytest.approx(1) or not any(shares.values())
    assert all(share >= 0 for share in shares.values())


@many
@given(SEQUENCES)
def test_every_act_names_its_pieces_and_tells_itself(draws: list[Draw]) -> None:
    circle = hour_after(draws)
    board = circle.start
    for entry in circle.log:
        before, board = board, advance(board, entry)
        assert entry.sentence(circle.board).text
        named = [*entry.pieces(before)]
        assert named
        assert {name.split(":")[0] for name in named} <= PIECES

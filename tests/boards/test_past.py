"""Any moment of a board, and from one to another: it is what a fold to it shows, and no more."""

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards import log, past
from boards.live import frames
from boards.models import Card
from boards.operations.base import Operation
from boards.operations.echoes import EchoIdea
from boards.operations.ideas import AddIdea, EditIdea
from boards.operations.signing import SignIdea
from boards.operations.stances import TakeStance
from boards.operations.state import Board, fold
from boards.past import Past
from boards.shelf import stepping
from boards.shelf.moments import moments, told
from boards.shelf.stepping import as_told_now, step
from tests.boards.operations.random_acts import SEQUENCES, Draw, play
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.boards.way_in import a_board

CARDS = {
    seat: Card(n, seat.title(), "", hand=f"~{seat}", came=1, here=1)
    for n, seat in enumerate((ADA, BEN, CORA), 1)
}
PARTIAL = re.compile(r'<hx-partial hx-target="#([^"]+)"[^>]*>(.*?)</hx-partial>', re.S)


def screen_of(board: Board) -> dict[str, str]:
    """Every piece of a board as a newcomer gets it, by its element."""
    return dict(PARTIAL.findall(frames.render(board, frames.whole(board), CARDS, past=True)))


def played(draws: list[Draw]) -> Room:
    room = Room()
    for draw in draws:
        play(room, draw)
    return room


@settings(deadline=None)  # however slow the machine
@given(SEQUENCES)
def test_each_moment_is_what_a_fold_to_it_shows(draws: list[Draw]) -> None:
    room = played(draws)
    with patch.object(past, "EVERY", 7):
        kept = Past.of(room.start, room.log)
        for seq in range(len(room.log) + 1):
            then = fold(room.start, room.log[:seq])
            assert kept.at(seq) == then
            shown = screen_of(as_told_now(kept.at(seq), kept.now))
            assert shown == screen_of(as_told_now(then, room.board))
    assert kept.now == room.board


@settings(deadline=None)  # however slow the machine
@given(SEQUENCES, st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_a_screen_that_steps_shows_what_a_newcomer_sees(draws: list[Draw], ways: list[int]) -> None:
    room = played(draws)
    kept = Past.of(room.start, room.log)
    at, screen = kept.now.seq, screen_of(kept.now)
    for way in ways:
        to = way % (kept.now.seq + 1)
        given_ = step(kept, at, to, CARDS)
        screen = {key: piece for key, piece in screen.items() if key not in given_["gone"]}
        screen |= dict(PARTIAL.findall(given_["html"]))
        del screen["told-act"]
        assert screen == screen_of(as_told_now(kept.at(to), kept.now))
        at = to


def test_one_step_sends_only_what_differs() -> None:
    room = Room()
    for n in range(30):
        room.does(ADA, AddIdea(text=f"Idea of turn {n}"))
    room.does(BEN, EchoIdea(idea="id4", text="Yes"))
    kept = Past.of(room.start, room.log)
    sent = dict(PARTIAL.findall(step(kept, 30, 31, CARDS)["html"]))
    assert [one for one in sent if one.startswith("idea-")] == ["idea-id4"]
    assert step(kept, 30, 28, CARDS)["gone"] == ["idea-id29", "idea-id30"]


def test_whoever_took_their_name_off_is_named_at_no_moment() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="Nobody asked me")).idea
    room.does(ADA, EchoIdea(idea=idea, text="Not once"))
    room.does(BEN, EchoIdea(idea=idea, text="Nor me"))
    room.does(ADA, SignIdea(idea=idea, signed=False))
    kept = Past.of(room.start, room.log)
    for since in range(5):
        for to in range(5):
            html = step(kept, since, to, CARDS)["html"]
            assert "Ada" not in html
            assert f'data-seat="{ADA}"' not in html
    assert "Ben" in step(kept, 0, 3, CARDS)["html"]


def test_why_people_stand_there_is_told_of_no_earlier_moment() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="A calm room")).idea
    for seat, why in ((ADA, "It is kind"), (BEN, "We can afford it"), (CORA, "I sleep then")):
        room.does(seat, TakeStance(idea=idea, stance="agree", why=why))
    room.does(ADA, TakeStance(idea=idea, stance="live_with", why="It is far"))
    kept = Past.of(room.start, room.log)
    assert "It is kind" not in step(kept, 0, 4, CARDS)["html"]
    assert "3 agree" in step(kept, 0, 4, CARDS)["html"]
    assert "It is far" in step(kept, 0, 5, CARDS)["html"]


def told_words(room: Room) -> list[tuple[str, str]]:
    kept = Past.of(room.start, room.log)
    words = (told(kept, one.seq, CARDS) for one in moments(kept))
    return [(one["sentence"], one["card"].name if one["card"] else "") for one in words]


def test_each_act_is_told_and_what_was_written_in_one_go_once() -> None:
    room = Room()
    idea = room.does(ADA, AddIdea(text="Tea")).idea
    for at in range(3):
        room.does(BEN, EditIdea(idea=idea, base=room.board.seq, at=at, remove=0, insert="x"))
    room.does(ADA, EditIdea(idea=idea, base=room.board.seq, at=0, remove=0, insert="y"))
    changed = "The words of idea 1 changed"
    assert told_words(room) == [("Idea 1 was written", "Ada"), (changed, "Ben"), (changed, "Ada")]


@pytest.mark.parametrize("other", [BEN, ADA])
def test_one_go_does_not_say_whether_two_unsigned_acts_are_one_persons(other: str) -> None:
    room = Room()
    idea = room.does(CORA, AddIdea(text="Tea")).idea
    room.does(ADA, TakeStance(idea=idea, stance="agree"))
    room.does(other, TakeStance(idea=idea, stance="live_with"))
    assert [name for _, name in told_words(room)] == ["Cora", ""]


def test_before_the_first_act_the_board_is_as_it_was_opened() -> None:
    room = Room()
    room.does(ADA, AddIdea(text="Tea"))
    kept = Past.of(room.start, room.log)
    assert told(kept, 0, CARDS)["sentence"] == "The board was opened"
    assert 'id="told-act"' in stepping.told(kept, 0, CARDS)


# What is kept of a board's log.


def stored(board: str, acts: list[Operation]) -> None:
    assert log.store([log.Batch(board, acts, lambda _: None)]) == [None]


@pytest.mark.django_db
def test_a_past_is_read_on_and_forgotten_when_its_log_is_another_one() -> None:
    board, room = a_board(), Room()
    for n in range(6):
        room.does(ADA, AddIdea(text=f"Idea of turn {n}", area="common-ground"))
    stored(board.id, room.log[:2])
    assert past.past_of(board.id).now.seq == 2
    stored(board.id, room.log[2:])
    assert past.past_of(board.id).now == log.board(board.id)
    assert past.past_of(board.id) is past.past_of(board.id)

    board.entries.all().delete()
    assert past.past_of(board.id).now.seq == 0
    other = Room()
    for n in range(7):
        other.does(BEN, AddIdea(text=f"Another {n}", id=f"other{n}"))
    stored(board.id, other.log)
    assert past.past_of(board.id).now == log.board(board.id)


@pytest.mark.django_db
def test_few_pasts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "KEPT", 2)
    boards = [a_board().id for _ in range(4)]
    for one in boards:
        past.past_of(one)
    assert [one for one in boards if one in past._pasts] == boards[2:]
    past.forget(boards[3])
    assert boards[3] not in past._pasts

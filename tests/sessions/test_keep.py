"""Take-home messages: one's own, signed and unsigned, to print or to keep; and nobody else's."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from boards import log
from boards.door import instead
from boards.hands import hand_of
from boards.live.batch import Waiting, decide
from boards.models import Board, Entry
from boards.operations.wire import from_wire
from sessions.shown.keeping import area_of
from tests.boards.way_in import a_board, seated_at, words_of

pytestmark = pytest.mark.django_db


def does(board: Board, seat: str, verb: str, **fields: Any) -> None:
    """Do one act as a seat."""
    said = from_wire({"id": str(uuid.uuid4()), "verb": verb, **fields})
    by = (seat, hand_of(board.id, seat))
    batch = decide(log.board(board.id), [Waiting(None, said, instead=by)], {})
    assert not batch.refused
    assert log.store([log.Batch(board.id, batch.accepted, lambda _: None)]) == [None]


@pytest.fixture
def board() -> Board:
    """A board in its last phase, with Ada and Ben."""
    board = a_board("Waiting <well>")
    seated_at(board, "Nobody")
    does(board, board.seats.get().id, "open_workshop", kind="immersive")
    return board


def sits(board: Board, name: str) -> tuple[Client, str]:
    return seated_at(board, name), board.seats.get(name=name).id


def leaves(board: Board, seat: str, text: str, **more: Any) -> None:
    does(board, seat, "add_idea", text=text, area="messages", **more)


def test_one_keeps_what_one_wrote_oneself_signed_or_not(board: Board) -> None:
    (ada, hers), (ben, his) = sits(board, "Ada"), sits(board, "Ben")
    leaves(board, hers, "I will ring <first>")
    leaves(board, his, "Of Ben")
    leaves(board, hers, "And listen\nlonger", unsigned=True)
    does(board, hers, "add_idea", text="Not a message")
    page = ada.get(f"/b/{board.id}/keep/")
    words = words_of(page)
    assert "Waiting <well>" in words
    assert "I will ring <first>" in words
    assert "And listen longer" in words
    assert "Of Ben" not in words
    assert "Not a message" not in words
    assert date_format(timezone.localtime(), "j F Y") in words
    assert "no-store" in page.headers["Cache-Control"]
    other = words_of(ben.get(f"/b/{board.id}/keep/"))
    assert "Of Ben" in other
    assert "listen" not in other


def test_it_can_be_kept_as_plain_text(board: Board) -> None:
    ada, hers = sits(board, "Ada")
    leaves(board, hers, "I will ring <first>")
    leaves(board, hers, "And listen\nlonger", unsigned=True)
    answer = ada.get(f"/b/{board.id}/keep/keep.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Waiting <well>"
    assert lines[2:] == ["", "I will ring <first>", "", "And listen", "longer", ""]


def test_what_is_set_aside_is_not_kept_and_the_page_says_where_to_write(board: Board) -> None:
    ada, hers = sits(board, "Ada")
    leaves(board, hers, "Never mind")
    idea = list(log.board(board.id).ideas)[-1]
    does(board, hers, "set_aside", idea=idea)
    assert "You have not written one yet." in words_of(ada.get(f"/b/{board.id}/keep/"))
    assert ada.get(f"/b/{board.id}/keep/keep.txt").status_code == 200


def test_of_somebody_without_a_phone_anyone_keeps_what_she_signed(board: Board) -> None:
    ada, hers = sits(board, "Ada")
    rose, ben = instead.seat_for(board, "Rose"), sits(board, "Ben")[1]
    assert rose is not None
    leaves(board, rose.id, "Of Rose")
    leaves(board, rose.id, "Hers alone", unsigned=True)
    leaves(board, hers, "Of Ada")
    leaves(board, ben, "Of Ben")
    assert "Messages that Rose signed" in words_of(ada.get(f"/b/{board.id}/keep/"))
    words = words_of(ada.get(f"/b/{board.id}/keep/?for={rose.id}"))
    assert "Of Rose" in words
    assert not any(one in words for one in ("Hers alone", "Of Ada", "Of Ben"))
    # Of somebody who has a phone nothing is told: it is one's own page.
    assert "Of Ben" not in words_of(ada.get(f"/b/{board.id}/keep/?for={ben}"))


def test_the_day_is_the_day_on_which_the_last_was_written(board: Board) -> None:
    ada, hers = sits(board, "Ada")
    leaves(board, hers, "Long ago")
    then = datetime(2026, 3, 4, 12, tzinfo=UTC)
    Entry.objects.filter(verb="add_idea").update(when=int(then.timestamp() * 1000))
    assert "4 March 2026" in words_of(ada.get(f"/b/{board.id}/keep/"))


def test_a_board_without_an_area_for_them_has_none_to_keep() -> None:
    board = a_board()
    browser = seated_at(board)
    assert area_of(log.board(board.id)) == ""
    assert "You have not written one yet." in words_of(browser.get(f"/b/{board.id}/keep/"))


def test_on_an_agenda_of_ones_own_it_is_what_is_apart_in_the_last_phase(board: Board) -> None:
    own = a_board("Ours")
    browser = seated_at(own)
    area = {"name": "What I take", "question": "", "words": [], "seeds": [], "gathers": False}
    phase = {"name": "End", "minutes": 5, "question": "", "prompts": []}
    areas = [{**area, "name": "Here", "apart": False}, {**area, "apart": True}]
    agenda = {"phases": [{**phase, "areas": areas}]}
    does(own, own.seats.get().id, "open_workshop", agenda=agenda)
    now = log.board(own.id)
    assert now.areas[area_of(now)].name == "What I take"
    assert browser.get(f"/b/{own.id}/keep/").status_code == 200

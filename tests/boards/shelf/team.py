"""A team and its shelf: what the tests of shelves do again and again."""

import uuid
from typing import Any

from django.test import Client

from boards import door, log
from boards.hands import hand_of
from boards.live.batch import Waiting, decide
from boards.models import Board, Shelf
from boards.operations.wire import from_wire
from boards.shelf import shelves


def a_shelf(name: str = "Ward 4") -> Shelf:
    return shelves.start(name, door.new_secret())


def holding(shelf: Shelf, browser: Client | None = None) -> Client:
    """A browser that holds the shelf, by its link."""
    browser = browser or Client()
    answer = browser.get(f"/shelf/{shelf.link}/")
    assert answer.headers["Location"] == f"/shelves/{shelf.id}/"
    return browser


def does(board: Board, seat: str, verb: str, **fields: Any) -> None:
    """Do one act as a seat."""
    said = from_wire({"id": str(uuid.uuid4()), "verb": verb, **fields})
    by = (seat, hand_of(board.id, seat))
    batch = decide(log.board(board.id), [Waiting(None, said, instead=by)], {})
    assert not batch.refused
    assert log.store([log.Batch(board.id, batch.accepted, lambda _: None)]) == [None]


def writes(board: Board, seat: str, verb: str, words: str, **of: str) -> None:
    """Write words into an empty text, such as a theme's name."""
    base = log.board(board.id).seq
    does(board, seat, verb, base=base, at=0, remove=0, insert=words, **of)


def kept_for(board: Board, whom: str) -> None:
    """What the room settled."""
    board.keep_for = whom
    board.save(update_fields=["keep_for"])

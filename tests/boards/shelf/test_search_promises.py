"""What was promised of a theme and what came of it, in the index: as it goes, and as it came."""

import pytest
from django.core.management import call_command
from django.db import connection

from boards.models import Board, Indexed
from tests.boards.shelf.sitting import Sitting
from tests.boards.shelf.test_search import rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", ["write_promise", "write_outcome"])
def test_what_was_promised_is_gone_once_it_is_changed_taken_back_or_withdrawn(
    verb: str, database: None
) -> None:
    room = Sitting()
    theme = room.theme("A calm place")
    room.writes(verb, theme, "Benches")
    assert room.found("benches")
    room.writes(verb, theme, "Chairs", remove=7)
    assert room.found("chairs")
    assert not room.found("benches")
    room.does("undo")
    assert room.found("benches")
    assert not room.found("chairs")
    room.does("withdraw_words", all=True)
    assert not Indexed.objects.exists()  # in the very transaction, whoever searches next
    for word in ("benches", "chairs", "calm"):
        assert not room.found(word)


def test_an_index_of_the_version_before_is_made_anew(database: None) -> None:
    room = Sitting("Biscuits")
    room.writes("write_promise", room.theme("Kettles"), "Benches")
    assert room.found("benches")
    try:
        call_command("migrate", "boards", "0006_search", verbosity=0)
        assert (Indexed.objects.count(), rows()) == (0, 0)
        with connection.cursor() as cursor:  # as it was read before
            of = Indexed.objects.create(board=room.board, seq=room.now.seq).pk
            cursor.execute(OLD[connection.vendor], [of, "[]"])
    finally:
        call_command("migrate", "boards", verbosity=0)
    assert (Indexed.objects.count(), rows()) == (0, 0)
    assert room.finds("benches") == [("promise", "Benches")]
    Board.objects.filter(pk=room.board.id).delete()
    assert rows() == 0  # the trigger is there again


OLD = {
    "sqlite": "INSERT INTO boards_words (rowid, ideas, pieces) VALUES (%s, 'benches', %s)",
    "postgresql": "INSERT INTO boards_words (id, words, pieces) VALUES (%s, 'benches', %s)",
}

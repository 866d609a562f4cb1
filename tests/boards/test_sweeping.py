"""What is erased in PostgreSQL is swept from its pages, its indexes, and what its planner knows."""

import pytest
from django.db import connection

from boards import sweeping
from boards.models import Board
from boards.shelf.search import index
from boards.sweeping.postgres import ONE_AT_A_TIME, Broom
from tests import databases
from tests.boards.shelf.sitting import Sitting
from tests.remains import in_postgres
from tests.where import NEEDS_SERVERS

pytestmark = [NEEDS_SERVERS, pytest.mark.usefixtures("database")]

WORDS = (b"zwargel", b"quoxive", b"vyndrek", b"jimquezz")
READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM boards_board"


@pytest.fixture
def room() -> Sitting:
    """A board that was read for the search, beside others."""
    for n in range(3):
        other = Sitting(f"Kettle {n}")
        other.idea("Chairs and kettles")
        assert other.found("chairs")
    room = Sitting("Zwargel quoxive")
    idea = room.idea("Vyndrek")
    assert room.found("vyndrek")
    room.does("edit_idea", idea=idea, base=room.now.seq, at=0, remove=7, insert="Jimquezz")
    assert room.found("jimquezz")
    return room


def address() -> str:
    return databases.address_of(connection.settings_dict)


def held(word: bytes) -> list[str]:
    return in_postgres(address(), (word, word.capitalize()))


def erase(room: Sitting) -> None:
    index.erase(room.board.id)
    Board.objects.filter(pk=room.board.id).delete()


def test_nothing_of_an_erased_board_stays_in_a_table_an_index_or_a_dump(room: Sitting) -> None:
    for word in WORDS:
        assert {"boards_words", "boards_words_words"} <= set(held(word))
    erase(room)
    assert sweeping.sweep()
    assert [held(word) for word in WORDS] == [[]] * len(WORDS)
    assert "boards_words_words" in held(b"kettle")


def test_the_planner_is_told_nobodys_words(room: Sitting) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'boards_seat'")
        told = {name for (name,) in cursor.fetchall()}
        assert "number" in told
        assert not told & {"name", "brings", "group"}
    for word in (*WORDS, b"kettle"):
        places = held(word)
        assert places
        assert "pg_statistic" not in places


def test_it_waits_for_whoever_still_reads_what_was(room: Sitting) -> None:
    broom = Broom()
    with databases.held(address(), READING):
        erase(room)
        assert not broom.swept()
        Sitting("Afterwards")
        assert not broom.swept()
    assert broom.swept()


def test_it_leaves_the_broom_to_the_process_that_has_it(room: Sitting) -> None:
    broom = Broom()
    with databases.held(address(), f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"):
        erase(room)
        assert not broom.swept()
    assert broom.swept()
    assert held(b"vyndrek") == []


def test_an_index_that_was_left_half_made_goes(room: Sitting) -> None:
    half = "CREATE INDEX half ON boards_words USING gin (words)"
    databases.rows_of(address(), half)
    invalid = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'half'::regclass"
    databases.rows_of(address(), invalid)
    erase(room)
    assert Broom().swept()
    assert held(b"vyndrek") == []

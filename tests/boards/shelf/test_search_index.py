"""The index of the search: it keeps up with the logs, and what goes from a board goes from it."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from boards.models import Board, Indexed
from boards.shelf.search import index, standing
from boards.shelf.search.finding import find
from tests.boards.shelf.searching import found_boards, searched
from tests.boards.shelf.sitting import Sitting, both
from tests.boards.way_in import words_of

pytestmark = pytest.mark.django_db


def test_one_search_reads_only_so_many_boards_and_says_how_many_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "PATIENCE", 0.0)
    rooms = [Sitting(f"Biscuits {n}") for n in range(3)]
    browser = both(*rooms)
    answers = [words_of(searched(browser, "biscuits")) for _ in range(3)]
    assert "2 boards are still being read. Search again in a moment." in answers[0]
    assert "1 board is still being read." in answers[1]
    assert "still being read" not in answers[2]
    assert len(found_boards(browser, "biscuits")) == 3


def test_what_is_behind_and_not_read_yet_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Sitting("Biscuits"), Sitting("Kettles")
    idea = other.idea("Chairs")
    other.does("echo_idea", idea=idea, text="Withdrawn later")
    seen = sorted([one.board.id, other.board.id])
    assert find("withdrawn", seen).boards
    other.does("withdraw_echo", idea=idea, echo=other.now.ideas[idea].echoes[0].id)
    monkeypatch.setattr(index, "read_in", lambda board: None)
    assert not find("withdrawn", seen).boards


def test_a_search_reads_only_the_boards_that_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Sitting("Biscuits"), Sitting("Kettles")
    read, seen = list[str](), [one.board.id, other.board.id]
    find("biscuits", seen)
    real = index.read_in

    def counted(board: str) -> int | None:
        read.append(board)
        return real(board)

    monkeypatch.setattr(index, "read_in", counted)
    find("biscuits", seen)
    assert read == []
    other.idea("Chairs")
    find("biscuits", seen)
    assert read == [other.board.id]


def test_what_is_remembered_of_the_logs_is_what_they_say() -> None:
    rooms = [Sitting(f"Board {n}") for n in range(3)]
    seen = [room.board.id for room in rooms]
    index.ready(seen)
    for room in (rooms[0], rooms[1], rooms[0]):
        room.idea("Chairs")
        _, behind = standing.standing(seen)
        assert behind == [room.board.id]
        index.ready(seen)
        rows, behind = standing.standing(seen)
        assert (sorted(rows.values()), behind) == (sorted(seen), [])
    Board.objects.filter(pk=seen[0]).delete()
    index.ready(seen)
    assert not find("board 0", seen).left


def test_an_entry_is_read_that_was_stored_later_than_one_with_a_higher_number() -> None:
    early, late = Sitting("Biscuits"), Sitting("Kettles")
    seen = [early.board.id, late.board.id]
    index.ready(seen)
    newest = early.does("add_idea", text="Chairs").seq
    number = early.board.entries.get(seq=newest).pk
    early.board.entries.filter(pk=number).update(id=number + 2)
    assert standing.standing(seen)[1] == [early.board.id]
    index.ready(seen)
    late.idea("Soup")
    late.board.entries.update(id=number + 1)
    assert standing.standing(seen)[1] == [late.board.id]
    assert late.found("soup")


def test_a_command_brings_all_boards_up_to_date() -> None:
    for n in range(3):
        Sitting(f"Biscuits {n}").idea("Chairs")
    assert printed() == "3 boards were read, 0 were up to date.\n"
    assert printed() == "0 boards were read, 3 were up to date.\n"
    assert not standing.standing(Indexed.objects.values_list("board", flat=True))[1]


def printed() -> str:
    out = io.StringIO()
    call_command("index_boards", stdout=out)
    return out.getvalue()


# Going.


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


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM boards_words")
        return int(cursor.fetchone()[0])


def test_a_board_that_is_deleted_takes_its_words_along(database: None) -> None:
    room, other = Sitting("Biscuits"), Sitting("Kettles")
    seen = [room.board.id, other.board.id]
    find("biscuits", seen)
    before = rows()
    Board.objects.filter(pk=room.board.id).delete()
    assert rows() == before - 1
    assert not find("biscuits", seen).boards
    assert find("kettles", seen).boards


def test_a_board_that_is_forgotten_is_read_anew() -> None:
    room = Sitting("Biscuits")
    assert room.found("biscuits")
    index.forget(room.board.id)
    assert not Indexed.objects.exists()
    assert room.found("biscuits")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the file of SQLite")
def test_nothing_of_an_erased_board_stays_in_the_file(database: None) -> None:
    room, others = Sitting("Zwargel quoxive"), [Sitting(f"Kettle {n}") for n in range(3)]
    idea = room.idea("Vyndrek splauf")
    for other in others:
        other.idea("Chairs and kettles")
        assert other.found("chairs")
    assert room.found("vyndrek")
    room.does("edit_idea", idea=idea, base=room.now.seq, at=0, remove=7, insert="Jimquezz")
    assert room.found("jimquezz")
    words = (b"zwargel", b"quoxive", b"vyndrek", b"splauf", b"jimquezz")
    assert not set(words) - held(words)
    index.erase(room.board.id)
    Board.objects.filter(pk=room.board.id).delete()
    assert held(words) == set()
    assert others[0].found("kettle")


def held(words: tuple[bytes, ...]) -> set[bytes]:
    """Which of these words the database's file holds, whole or as FTS5 writes them: in heads and
    tails, since of words that begin alike it keeps the beginning once."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert cursor.fetchone()[0] == 0
    file = Path(connection.settings_dict["NAME"]).read_bytes().lower()
    return {word for word in words if word in file or word[2:] in file}


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


def test_what_deletes_the_row_deletes_the_words() -> None:
    assert all(one.seq >= 0 for one in Indexed.objects.all())
    first, second = Sitting("Biscuits"), Sitting("Kettles")
    assert first.found("biscuits")
    assert second.found("kettles")
    kept = rows()
    with connection.cursor() as cursor:  # as something would that knows nothing of the search
        cursor.execute("DELETE FROM boards_indexed")
    assert kept - rows() == 2


def test_pages_of_the_index_grow_no_second_row_for_a_board() -> None:
    room = Sitting()
    counted = []
    for n in range(3):
        room.idea(f"Chairs {n}")
        assert room.found("chairs")
        counted.append(rows())
    assert all(one == other for one, other in pairwise(counted))

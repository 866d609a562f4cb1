"""The table for a spreadsheet: whole words, real rows, and nothing that is taken for a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.shelf.lists import rows_of
from boards.shelf.report.plain import UNSEEN
from boards.shelf.report.table import COLUMNS, as_table, bare, guarded
from tests.boards.operations.room import ADA
from tests.boards.shelf.report.bad_words import BAD, FORMULAS, a_board_of
from tests.boards.shelf.report.told import Told, a_workshop, cards

SIGNS = "=+-@＝＋－＠"
STARTS = SIGNS + "\t\r\n"


def rows(made: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_it_begins_with_the_mark_that_tells_a_spreadsheet_it_is_utf_8() -> None:
    made = as_table(a_workshop(), cards())
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.endswith(b"\r\n")
    assert list(rows(made)[0]) == COLUMNS


def test_each_idea_is_a_row_that_says_what_the_board_says() -> None:
    board = a_workshop()
    found = {row["number"]: row for row in rows(as_table(board, cards()))}
    assert len(found) == len(board.ideas)
    for idea in board.ideas.values():
        row = found[str(idea.number)]
        assert row["text"] == idea.text.said
        assert row["area"] == board.areas[idea.area].name
        assert row["themes"] == "; ".join(board.themes[one].name.said for one in idea.themes)
        assert row["answers"] == str(len(idea.answers))
        assert row["set_aside"] == ("yes" if idea.aside else "")
        assert row["along"] == ("" if idea.along is None else str(idea.along))


@pytest.mark.parametrize(("spoken", "shown"), [(2, ""), (3, "3")])
def test_stances_are_counted_from_three_on(spoken: int, shown: str) -> None:
    from boards.operations.stances import TakeStance
    from tests.boards.shelf.report.told import CAST

    room = Told()
    idea = room.idea(ADA, "Tea")
    for seat in CAST[:spoken]:
        room.room.does(seat, TakeStance(idea=idea, stance="agree"))
    assert rows(as_table(room.room.board, cards()))[0]["agree"] == shown


def test_names_stand_in_it_only_where_the_room_keeps_them() -> None:
    assert "Quill" not in as_table(a_workshop(), cards()).decode()
    kept = rows(as_table(a_workshop(), cards(), names=True))
    assert {row["signed"] for row in kept} >= {"Ada Quill", "Ben Marsh", ""}


@pytest.mark.parametrize("words", BAD, ids=lambda words: ascii(words[:24]))
def test_no_cell_is_taken_for_a_formula_and_each_is_read_back(words: str) -> None:
    taken = a_board_of(words)
    made = as_table(taken.board, taken.cards, names=True)
    for row in csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.strip(' \u00a0\u200b"\v\f\r\n').startswith(tuple(SIGNS))
    seeded = [row for row in rows(made) if bare(row["text"]) == UNSEEN.sub("\ufffd", words)]
    assert len(seeded) >= 4 or UNSEEN.search(words)


@given(st.text())
def test_any_cell_is_read_back_as_it_was(words: str) -> None:
    kept = guarded(words)
    assert not kept.startswith(tuple(STARTS))
    assert UNSEEN.sub("\ufffd", bare(kept)) == UNSEEN.sub("\ufffd", words)


@pytest.mark.parametrize("words", ["Plain words", "3 - 1", "a=b", "e-mail", "“-”"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert guarded(words) == words


def test_our_own_reader_of_lists_reads_the_words(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "ideas.csv"
    file.write_bytes(as_table(a_workshop(), cards()))
    texts = [idea.text.said for idea in a_workshop().ideas.values()]
    assert [row.text for row in rows_of(file)] == texts


def test_every_formula_of_the_corpus_is_guarded() -> None:
    assert [words for words in FORMULAS if guarded(words) == words and words[0] != "a"] == []

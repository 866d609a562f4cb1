"""In which order boards are found, few or many."""

import pytest
from django.db import connection

from boards.models import Board
from boards.shelf.search import index, postgres, sqlite
from boards.shelf.search.finding import find
from tests.boards.shelf.searching import found_boards
from tests.boards.shelf.sitting import Sitting, both

pytestmark = pytest.mark.django_db
FEW_OR_MANY = pytest.mark.parametrize("few", [sqlite.FEW, 0])  # as if there were more than a few


def test_titles_weigh_most_then_themes_what_was_promised_ideas_and_answers() -> None:
    titled, themed, promised, written, answered = (Sitting(f"Board {n}") for n in range(5))
    Board.objects.filter(pk=titled.board.id).update(title="Kettle")
    themed.theme("Kettle")
    promised.writes("write_promise", promised.theme("Another"), "Kettle")
    for one in (titled, written, answered):
        one.theme("Another")
    written.idea("Kettle")
    answered.does("echo_idea", idea=answered.idea("A thing"), text="Kettle")
    every = both(answered, written, promised, themed, titled)
    order = ["Kettle", "Board 1", "Board 2", "Board 3", "Board 4"]
    assert found_boards(every, "kettle") == order


@FEW_OR_MANY
def test_a_theme_by_that_name_comes_before_many_ideas(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "FEW", few)
    themed, written = Sitting("Board 0"), Sitting("Board 1")
    for n in range(20):
        written.idea(f"A kettle for {n}")
    themed.theme("Kettles")
    themed.idea("A tap")
    written.idea("A tap")
    every = both(written, themed)
    assert found_boards(every, "kettle") == ["Board 0", "Board 1"]
    assert found_boards(every, "tap kettle") == ["Board 0", "Board 1"]


@FEW_OR_MANY
def test_each_board_that_one_may_see_is_on_one_page(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "FEW", few)
    rooms = [Sitting(f"{('Biscuits', 'Kettles')[n % 2]} {n:02}") for n in range(14)]
    for room in rooms[1::2]:
        room.idea("Biscuits")
    index.ready([Sitting("Biscuits of others").board.id])
    seen = [room.board.id for room in rooms]
    pages = [[one.id for one in find("biscuits", seen, page).boards] for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 4, 0]
    assert sorted(one for page in pages for one in page) == sorted(seen)
    assert sorted(pages[0][:7]) == sorted(seen[::2])


def test_of_a_word_that_is_nearly_everywhere_the_newest_boards_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL: COPRODUCE_SERVERS=on starts it")
    older, newer = Sitting("Older"), Sitting("Newer")
    index.ready([older.board.id])
    for _ in range(3):
        older.idea("A kettle by the window")
    newer.idea("A kettle, and much else that makes a board long")
    every = both(older, newer)
    assert found_boards(every, "kettle") == ["Older", "Newer"]
    monkeypatch.setattr(postgres, "FEW", 1)
    assert found_boards(every, "kettle") == ["Newer", "Older"]

"""What is known of other processes, also of one that has died: nobody is kept out or slowed."""

import asyncio
from typing import Any

import pytest

from boards.live import hub as hub_module
from boards.live import hubs as hubs_module
from boards.live.doorbell import Nobody, both
from boards.live.elsewhere import GONE, MISSED, Elsewhere
from boards.live.hubs import Hubs
from boards.live.seats import CROWDED, LINES, PEOPLE
from tests.boards.live.at_a_hub import Person, hub_of, quiet

pytestmark = pytest.mark.usefixtures("impatient")


class Noted(Nobody):
    """A doorbell that others hear."""

    shared = True

    def __init__(self) -> None:
        self.rung_for: list[tuple[str, Any]] = []

    def ring(self, board: str, said: Any) -> None:
        self.rung_for.append((board, said))


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Noted:
    noted = Noted()
    for module in (hub_module, hubs_module):
        monkeypatch.setattr(module, "doorbell", noted)
    return noted


async def test_what_a_page_changes_is_rung_where_no_board_is_open(bell: Noted) -> None:
    hubs = Hubs()
    hubs.begin()
    await asyncio.to_thread(hubs.refresh, "ground")
    await asyncio.to_thread(hubs.moved_on, "ground", 7)
    await asyncio.sleep(0)
    assert bell.rung_for == [("ground", {"cards": True}), ("ground", {"seq": 7})]


@pytest.mark.usefixtures("database")
async def test_others_are_told_at_once_that_words_were_withdrawn(board: str, bell: Noted) -> None:
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    ada.does("add_idea", text="A canary sings")
    await quiet(hub)
    ada.does("withdraw_words", idea=ada.line.entries[1]["idea"])
    await quiet(hub)
    assert [said for _, said in bell.rung_for if "seq" in said] == [{"seq": 1}, {"seq": 2}]


@pytest.mark.usefixtures("database")
async def test_others_look_where_a_page_has_erased_something(board: str, bell: Noted) -> None:
    hubs = Hubs()
    hubs.begin()
    await asyncio.to_thread(hubs.forget, board)
    await asyncio.sleep(0)
    assert bell.rung_for == [(board, {"look": True})]


def test_what_two_rings_say_together_is_the_newer() -> None:
    held, gone = {"ada": {"holds": "idea"}}, {"ada": {"holds": None}}
    assert both({"now": held}, {"now": gone}) == {"now": gone}
    assert both({"now": held}, {"whole": gone}) == {"whole": gone}
    assert both({"whole": held}, {"now": gone, "seq": 3}) == {"whole": held, "now": gone, "seq": 3}
    assert both({"said": [1]}, {"said": [2]}) == {"said": [1, 2]}


def test_a_seat_counts_at_a_process_only_while_that_is_heard_of() -> None:
    elsewhere = Elsewhere(heard_myself=100)
    elsewhere.says("one", {"ada": {}, "ben": {}}, 100)
    elsewhere.says("two", {"ada": {}}, 100)
    assert elsewhere.times("ada", 101) == 2
    elsewhere.says("two", {"ada": {}}, 100 + MISSED)
    assert elsewhere.times("ada", 101 + MISSED) == 1
    assert elsewhere.times("ben", 101 + MISSED) == 0


def test_who_was_at_a_process_that_died_is_here_until_it_is_surely_gone() -> None:
    elsewhere = Elsewhere(heard_myself=100)
    elsewhere.says("one", {"ada": {}}, 100)
    elsewhere.heard_myself = 100 + GONE
    assert not elsewhere.forget(100 + GONE)
    assert list(elsewhere) == ["ada"]
    assert elsewhere.forget(101 + GONE)
    assert list(elsewhere) == []


@pytest.mark.usefixtures("database")
async def test_a_room_that_lost_its_processes_all_fits_in_again(board: str) -> None:
    hub = await hub_of(board)
    seats = [f"seat{n}" for n in range(PEOPLE)]
    for process in ("one", "two", "three"):  # each held the whole room in turn, and died
        hub.room.hears(process, {"whole": {seat: {} for seat in seats}})
    for seat in seats:
        assert not hub.room.is_full_for(seat)
        Person(hub, seat).hello()
    assert hub.room.is_full_for("one more")


@pytest.mark.usefixtures("database")
async def test_a_room_whose_lines_all_broke_unnoticed_fits_in_again(board: str) -> None:
    """A router that starts again says goodbye for nobody: for a while all lines look whole."""
    hub = await hub_of(board)
    for seat in (f"seat{n}" for n in range(PEOPLE)):
        Person(hub, seat).hello()
    for seat in (f"seat{n}" for n in range(PEOPLE)):
        assert not hub.room.is_full_for(seat)
        Person(hub, seat).hello()
    assert hub.room.is_full_for("one more")
    assert hub.room.is_full_for(None)


@pytest.mark.usefixtures("database")
async def test_a_seat_with_too_many_lines_loses_its_oldest(board: str) -> None:
    hub = await hub_of(board)
    lines = [Person(hub, "ada").hello() for _ in range(LINES + 1)]
    assert [one.line.code for one in lines] == [CROWDED, *[None] * LINES]


@pytest.mark.usefixtures("database")
async def test_what_somebody_held_at_a_process_that_died_they_hold_no_more(board: str) -> None:
    """Their page says all of it anew, and each process passes on that it is nothing."""
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    ada.says(now={"holds": None, "over": None, "writes": None, "at": None})
    nothing = {"holds": None, "over": None, "writes": None, "at": None}
    assert hub.room.presence.doing(["ada"]) == {"ada": nothing}

"""Agendas to start from, and what the bar and the agenda are told: in words, and in stretches."""

import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boards import log
from boards.models import Board
from boards.operations.base import Operation
from boards.operations.laying import FromElsewhere
from boards.operations.wire import from_wire
from boards.shelf.taking_in import take_in
from sessions.operations.carrying import OfTheRoom
from sessions.operations.clock import PauseTime
from sessions.operations.consent import Consented
from sessions.operations.opening import PlanWorkshop
from sessions.operations.ordering import RemovePhase
from sessions.operations.phases import AddPhase
from sessions.operations.piece import RestPiece
from sessions.shown import hour as shown
from tests.boards.way_in import a_board, seated_at, words_of
from tests.house import ROOT
from tests.sessions.operations.hour import EXPLORING, TEN, Hour, opened


def bar(hour: Hour) -> dict[str, Any]:
    return shown.hour(hour.workshop, hour.board)


def agenda(hour: Hour) -> dict[str, Any]:
    return shown.agenda(hour.workshop, hour.board)


# What is shown.


def test_a_board_without_a_workshop_has_no_time() -> None:
    told = bar(Hour())
    assert (told["status"], told["phase"], told["began"]) == ("", "", "")
    assert told["stretches"] == []


def test_the_stretches_are_as_wide_as_their_minutes_and_fill_the_bar() -> None:
    stretches = bar(opened())["stretches"]
    wide = [float(one["width"]) for one in stretches]
    assert wide[1] == pytest.approx(3 * wide[0], abs=0.02)
    assert wide[2] == pytest.approx(2 * wide[0], abs=0.02)
    assert float(stretches[-1]["x"]) + wide[-1] == pytest.approx(100, abs=0.05)
    assert [one["state"] for one in stretches] == ["now", "next", "next"]


def test_fifty_phases_still_fit_the_bar() -> None:
    hour = opened("open_board")
    for n in range(50):
        hour.does("ada", AddPhase(name=f"Phase {n}", minutes=240, areas=()))
    stretches = bar(hour)["stretches"]
    assert all(float(one["width"]) > 1 for one in stretches)
    assert float(stretches[-1]["x"]) + float(stretches[-1]["width"]) < 100.3
    assert {one["state"] for one in stretches} == {"next"}  # the room is in none of them


def test_before_it_begins_nothing_has_passed() -> None:
    hour = Hour()
    hour.does("ada", PlanWorkshop(kind="immersive"))
    assert [one["state"] for one in bar(hour)["stretches"]] == ["next"] * 3
    assert agenda(hour)["current"] is None


def test_the_client_is_given_what_the_time_is_made_of() -> None:
    hour = opened()
    hour.now += 90_000
    hour.does("ben", PauseTime())
    told = bar(hour)
    assert (told["began"], told["minutes"], told["extra"]) == (str(TEN), "10", "0")
    assert told["paused"] == str(TEN + 90_000)
    assert agenda(hour)["paused"]


def test_a_phase_that_was_taken_off_is_kept_to_be_put_back() -> None:
    hour = opened()
    hour.does("ada", RemovePhase(phase="exploring"))
    told = agenda(hour)
    assert [one["id"] for one in told["phases"]] == ["preparing", "tracking"]
    assert [one["id"] for one in told["gone"]] == ["exploring"]
    assert told["following"]["id"] == "tracking"


def test_earlier_phases_have_passed() -> None:
    hour = opened()
    hour.board = EXPLORING.apply(hour.board)
    assert [one["state"] for one in bar(hour)["stretches"]] == ["past", "now", "next"]


# Where it is asked for.


@pytest.fixture
def board(db: None) -> Board:
    return a_board("Secret: a ward at night")


def done(board: Board, verb: str, **fields: Any) -> None:
    said = from_wire({"id": str(uuid.uuid4()), "verb": verb, **fields})
    assert take_in(board.id, [said]) == [None]


def agendas(board: Board, browser: Client) -> Any:
    return browser.get(reverse("workshops:agendas", args=[board.id]))


def test_a_browser_is_offered_the_agendas_of_its_own_boards_alone(board: Board) -> None:
    done(board, "plan_workshop", kind="half_an_hour")
    done(board, "edit_phase", phase="exploring", minutes=25)
    bare, open_one, new = a_board("No agenda"), a_board("Open"), a_board("New")
    done(open_one, "open_workshop", kind="open_board")
    browser = seated_at(new)
    assert words_of(agendas(new, browser)) == ""
    for one in (board, bare, open_one):
        seated_at(one, browser=browser)
    answer = agendas(new, browser)
    assert "Secret: a ward at night 3 phases, 40 minutes." in words_of(answer)
    assert answer.content.count(b"<label") == 1


def test_an_agenda_that_is_offered_can_be_begun_as_it_is(board: Board) -> None:
    done(board, "plan_workshop", kind="immersive")
    done(board, "name_phase", phase="preparing", base=1, at=0, remove=0, insert='"Tea" & ')
    new = a_board("New")
    browser = seated_at(board, browser=seated_at(new))
    found = re.search(r'data-agenda="([^"]*)"', agendas(new, browser).content.decode())
    assert found
    text = found[1].replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
    done(new, "open_workshop", agenda=json.loads(text))
    phases = log.board(new.id).workshop.agenda  # type: ignore[attr-defined]
    assert phases[0].name.said == '"Tea" & Preparing the ground'
    assert [one.minutes for one in phases] == [10, 30, 20]


def test_nobody_without_a_seat_is_told_anything(board: Board) -> None:
    done(board, "plan_workshop", kind="immersive")
    for browser in (Client(), seated_at(a_board("Another"))):
        answer = agendas(board, browser)
        assert answer.status_code == 403
        assert "ward" not in answer.content.decode()


# What the page believes of the acts.


def test_the_page_offers_undo_for_what_can_be_taken_back_and_for_nothing_else() -> None:
    source = (ROOT / "static/js/sentences.js").read_text()
    final = set(
        re.findall(r'"(\w+)"', source.partition("FINAL = new Set([")[2].partition("]);")[0])
    )
    never = {verb for verb, kind in Operation.known.items() if kind.inverse is Operation.inverse}
    # What the room does together, or by itself, is no page's own act.
    kinds = (Consented, FromElsewhere, OfTheRoom, RestPiece)
    of_the_room = {verb for verb in never if issubclass(Operation.known[verb], kinds)}
    assert final == never - of_the_room - {"undo"}

"""The page for those who lead: open to everyone, of no board, in words that can be translated."""

import dataclasses
import html
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.functional import Promise

from boards.door import codes
from sessions import leading
from sessions.leading_after import STAYS
from sessions.operations.kinds import HALF_AN_HOUR, IMMERSIVE, KINDS
from tests.boards.way_in import a_board, seated_at, without_chance, words_of

PHASES = KINDS[IMMERSIVE]["phases"]


@pytest.fixture(scope="module")
def answer() -> Any:
    return Client().get("/leading/")


@pytest.fixture(scope="module")
def page(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_it_is_read_without_a_seat(answer: Any) -> None:
    assert answer.status_code == 200
    assert not answer.cookies
    assert Client().head("/leading/").status_code == 200


def test_it_takes_nothing() -> None:
    assert Client().post("/leading/", {"idea": "Tea"}).status_code == 405


def test_it_names_every_phase_with_its_minutes_and_its_question(answer: Any) -> None:
    said = words_of(answer)
    for phase in PHASES:
        assert re.search(rf"{phase['name']} {phase['minutes']} minutes", said)
        assert phase["question"] in said


def test_it_says_how_long_the_phases_are_in_half_an_hour(answer: Any) -> None:
    short = [phase["minutes"] for phase in KINDS[HALF_AN_HOUR]["phases"]]
    assert [str(minutes) for minutes in short] == re.findall(
        r"\d+", words_of(answer).split("half an hour? ")[1].split(".")[0]
    )


def test_the_picture_of_the_hour_is_as_long_as_the_hour(page: str) -> None:
    whole = sum(phase["minutes"] for phase in PHASES)
    drawn = re.findall(r'<rect x="(\d+)"', page)[: len(PHASES)]
    assert f'viewBox="0 0 {whole} 2"' in page
    assert [int(at) for at in drawn] == [
        sum(phase["minutes"] for phase in PHASES[:n]) for n in range(len(PHASES))
    ]


def test_it_has_a_guide_for_every_phase_and_no_other() -> None:
    assert [*leading.GUIDES] == [phase["id"] for phase in PHASES]


def test_its_headings_are_in_order(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower <= higher + 1 for higher, lower in pairwise(levels))


def test_every_link_within_it_leads_somewhere(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    links = re.findall(r'href="#([^"]+)"', page)
    assert len(links) > len(PHASES)
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_it_prints_as_it_stands(page: str) -> None:
    """Nothing has to run or to be opened first, and what is on paper cannot be pressed."""
    assert not re.search(r"<(script|details|button|form|input|img|iframe)\b", page)
    assert "hidden" not in re.sub(r"aria-hidden", "", page)


@pytest.mark.django_db
def test_it_is_the_same_for_everyone_and_says_nothing_of_a_board() -> None:
    board = a_board("Nobody outside may read this")
    seated, outside = seated_at(board, "Ada").get("/leading/"), Client().get("/leading/")
    assert without_chance(seated) == without_chance(outside)
    for secret in (board.title, board.id, board.link, board.code, codes.shown(board.code)):
        assert secret not in seated.content.decode()


@pytest.mark.django_db
def test_one_comes_to_it_from_home_and_from_a_board() -> None:
    board = a_board()
    assert 'href="/leading/"' in Client().get("/").content.decode()
    assert 'href="/leading/"' in seated_at(board).get(f"/b/{board.id}/").content.decode()


def sentences(value: Any) -> Iterator[Any]:
    """Everything that the page may say, wherever it is declared."""
    if dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            if one.name != "id":
                yield from sentences(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from sentences(one)
    else:
        yield value


def test_all_of_it_can_be_translated() -> None:
    parts = (leading.BEFORE, leading.BEING_TWO, leading.MOVING_ON, *leading.GUIDES.values())
    last = (leading.HAPPENINGS, leading.ENDING, leading.AFTERWARDS, STAYS)
    said = [*sentences((*parts, *last))]
    assert len(said) > 80
    assert all(isinstance(one, Promise) for one in said)


def test_it_says_how_to_close_keep_come_back_and_take_along(page: str) -> None:
    headings = re.findall(r'<h3 id="([^"]+)"', page.split('id="stays"')[1])
    assert headings == ["close", "shelf", "back", "along"]


def test_what_it_says_to_press_is_what_the_board_says() -> None:
    templates = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    there = "".join(one.read_text() for one in templates if one.name != "leading.html").casefold()
    quoted = {words for said in sentences(STAYS) for words in re.findall("“([^”]+)”", str(said))}
    assert len(quoted) > 8
    assert [words for words in quoted if f'translate "{words.casefold()}"' not in there] == []


def test_it_says_it_calmly(answer: Any) -> None:
    assert "!" not in words_of(answer)


def test_it_gives_no_powers(answer: Any) -> None:
    said = words_of(answer)
    assert "It gives you no powers" in said
    assert not re.search(r"\b(admin|owner|moderat|facilitator|host|remove|ban|mute)", said.lower())

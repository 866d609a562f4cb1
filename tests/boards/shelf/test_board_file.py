"""A board taken along as a file and brought in again is the same board, to the byte."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given

from boards.operations.base import Refused
from boards.operations.echoes import EchoIdea
from boards.operations.ideas import AddIdea, EditIdea
from boards.operations.laying import LayOut, TakeInList
from boards.operations.stances import TakeStance
from boards.operations.state import Board, advance, fold, opening
from boards.operations.themes import Gather
from boards.operations.undo import Undo
from boards.operations.way_back import by_the_room, way_back
from boards.operations.wire import from_log, from_wire, own_fields, to_wire
from boards.shelf import board_file
from boards.shelf.export import as_json, as_portable
from boards.shelf.trouble import Unreadable
from tests.boards.operations.plain_fold import PlainBoard
from tests.boards.operations.random_acts import SEQUENCES, Draw, play
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.boards.operations.test_fold import many, room_after

GOLDEN = sorted((Path(__file__).resolve().parents[2] / "golden").glob("log-*.json"))


def brought_in(data: bytes) -> Room:
    """A room whose log begins with what the file holds, as it comes back from the log."""
    portable, room = board_file.read(data), Room()
    room.start = opening(portable.title, portable.areas)
    entry = replace(portable.layout, id="op1", seq=1, when=1000)
    kept = orjson.loads(orjson.dumps(own_fields(entry)))
    room.log = [from_log(entry.verb, kept, id="op1", seq=1, seat=None, hand=None, when=1000)]
    room.board = fold(room.start, room.log)
    room._ids = iter(range(10_000, 20_000))  # type: ignore[assignment]
    return room


@many
@given(SEQUENCES)
def test_it_comes_in_as_it_went_out(draws: list[Draw]) -> None:
    board = room_after(draws).board
    came = brought_in(as_portable(board)).board
    assert as_portable(came) == as_portable(board)
    assert brought_in(as_json(board)).board == came


@many
@given(SEQUENCES, SEQUENCES)
def test_people_go_on_with_it_as_with_any_board(draws: list[Draw], later: list[Draw]) -> None:
    """Acts, undo and the way back work on it; whoever folds the entries alone has the same."""
    room = brought_in(as_portable(room_after(draws).board))
    then = room.board
    for draw in later:
        play(room, draw)
    numbers = [idea.number for idea in room.board.ideas.values()]
    assert numbers == sorted({*numbers})
    assert fold(room.start, room.log) == room.board
    plain = PlainBoard()
    for entry in room.log:
        plain.take(orjson.loads(orjson.dumps(to_wire(entry, room.board))))
    state = orjson.loads(as_json(room.board))
    for one in (*plain.ideas.values(), *plain.themes, *state["ideas"], *state["themes"]):
        one.get("stances", {}).pop("why", None)
    assert (list(plain.ideas.values()), plain.themes) == (state["ideas"], state["themes"])
    back = room.board
    for act in way_back(room.board, then):
        back = by_the_room(act, back).apply(back)
    assert shown(back) >= shown(then)
    again = as_portable(room.board)
    assert as_portable(brought_in(again).board) == again


def shown(board: Board) -> set[tuple[str, str, tuple[str, ...]]]:
    ideas = ((one.id, one.text.said, one.themes) for one in board.ideas.values() if not one.aside)
    return {*ideas}


def test_numbers_go_on_after_the_highest() -> None:
    room = brought_in(file(ideas=[an_idea("a", 7), an_idea("b", 3)]))
    assert [one.number for one in room.board.ideas.values()] == [3, 7]
    assert room.does(ADA, AddIdea(text="Next")).number == 8


def test_words_are_edited_from_where_they_began() -> None:
    room = brought_in(file(ideas=[an_idea("a", 1, text="Tea at night")]))
    room.does(ADA, EditIdea(idea="a", base=1, at=0, remove=3, insert="Soup"))
    room.does(BEN, EditIdea(idea="a", base=1, at=12, remove=0, insert="!"))
    assert room.board.ideas["a"].text.said == "Soup at night!"
    assert room.board.ideas["a"].text.first == "Tea at night"
    room.does(ADA, Undo())
    assert room.board.ideas["a"].text.said == "Tea at night!"


def test_an_idea_that_was_answered_has_been_heard() -> None:
    echoes = [{"id": "e", "text": "Me too."}, {"id": "f", "text": "Me too."}]
    room = brought_in(file(ideas=[an_idea("a", 1, echoes=echoes), an_idea("b", 2)]))
    assert [one.heard for one in room.board.ideas.values()] == [True, False]
    assert len({one.hand for one in room.board.ideas["a"].echoes}) == 2
    room.does(ADA, EchoIdea(idea="b", text="Yes"))
    assert room.board.ideas["b"].heard


def test_several_themes_hold_one_idea() -> None:
    room = brought_in(file(ideas=[an_idea("a", 1)], themes=[a_theme("t", "a"), a_theme("u", "a")]))
    assert room.board.ideas["a"].themes == ("t", "u")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_an_export_of_any_version_comes_in(path: Path) -> None:
    export = json.loads(path.read_text())["export"]
    came = json.loads(as_json(brought_in(orjson.dumps(export)).board))
    assert {**came, "seq": 0} == {**export, "seq": 0}


def an_idea(id_: str, number: float, **more: Any) -> dict[str, Any]:
    plain = {"id": id_, "number": number, "text": "Tea", "area": "open", "aside": False}
    return {**plain, "echoes": [], **more}


def a_theme(id_: str, *ideas: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "name": "Rest", "ideas": [*ideas], **more}


AREA = {"id": "open", "name": "Common ground", "question": ""}


def file(**more: Any) -> bytes:
    plain = {"format": "coproduce-board", "version": 1, "title": "Waiting well"}
    return orjson.dumps({**plain, "areas": [AREA], "ideas": [], "themes": [], **more})


def stood(**counts: Any) -> bytes:
    return file(ideas=[an_idea("a", 1, stances=counts)])


ALL = {"agree": 1, "live_with": 1, "not_for_me": 1}
WHY = {"stance": "agree", "text": "Yes"}
REFUSED = [
    (b"", "empty", ""),
    (b" \n ", "empty", ""),
    (b"PK\x03\x04 and more", "packed", ""),
    (b"{" + b" " * 5 * 1024 * 1024, "too_big", ""),
    (b"x" * 10 * 1024 * 1024, "too_big", ""),
    (b'{"seq": 1,\n "title"', "no_json", ""),
    (b'{"seq": NaN}', "no_json", ""),
    (b'{"seq": Infinity}', "no_json", ""),
    (b'{"seq": 1' + b"0" * 5000 + b"}", "no_json", ""),
    (b'{"title": "\\ud800"}', "no_json", ""),
    (b'{"title": "\xff"}', "no_json", ""),
    (b"[" * 100_000, "no_json", ""),
    (b"[" * 500 + b"]" * 500, "too_deep", ""),
    (b'{"seq": 1, "title": "One", "title": "Two"}', "repeated", "title"),
    (b"[]", "no_board", ""),
    (b'"board"', "no_board", ""),
    (b'{"title": "One"}', "no_board", ""),
    (file(format="another"), "no_board", ""),
    (file(version=2), "newer", "version"),
    (file(version=0), "wrong_type", "version"),
    (file(version=1.0), "wrong_type", "version"),
    (file(version=True), "wrong_type", "version"),
    (file(seq=4), "unknown_field", "seq"),
    (file(owner="Ada"), "unknown_field", "owner"),
    (file(title=""), "empty", "title"),
    (file(title="x" * 201), "too_long", "title"),
    (file(title="two\nlines"), "bad_character", "title"),
    (file(title=7), "wrong_type", "title"),
    (file(areas=[]), "too_few", "areas"),
    (file(areas=[AREA, AREA]), "repeated", "areas.2.id"),
    (file(areas=[{**AREA, "id": "no way"}]), "bad_id", "areas.1.id"),
    (file(areas=[{**AREA, "colour": "red"}]), "unknown_field", "areas.1.colour"),
    (file(areas=[{**AREA, "id": str(n)} for n in range(201)]), "areas_full", "areas"),
    (file(ideas={}), "wrong_type", "ideas"),
    (file(ideas=[7]), "wrong_type", "ideas.1"),
    (file(ideas=[{}]), "missing_field", "ideas.1.id"),
    (file(ideas=[an_idea("a", 1, seat="ada")]), "unknown_field", "ideas.1.seat"),
    (file(ideas=[an_idea("a b", 1)]), "bad_id", "ideas.1.id"),
    (file(ideas=[an_idea("x" * 65, 1)]), "bad_id", "ideas.1.id"),
    (file(ideas=[an_idea("a", 1), an_idea("a", 2)]), "repeated", "ideas.2.id"),
    (file(ideas=[an_idea("a", 1), an_idea("b", 1)]), "repeated", "ideas.2.number"),
    (file(ideas=[an_idea("a", 1)], themes=[a_theme("a")]), "repeated", "themes.1.id"),
    (file(ideas=[an_idea("a", 0)]), "wrong_type", "ideas.1.number"),
    (file(ideas=[an_idea("a", -1)]), "wrong_type", "ideas.1.number"),
    (file(ideas=[an_idea("a", 2**60)]), "wrong_type", "ideas.1.number"),
    (file(ideas=[an_idea("a", 1.5)]), "wrong_type", "ideas.1.number"),
    (file(ideas=[an_idea("a", 1, text="x" * 2001)]), "too_long", "ideas.1.text"),
    (file(ideas=[an_idea("a", 1, text="a\0b")]), "bad_character", "ideas.1.text"),
    (file(ideas=[an_idea("a", 1, area="none")]), "no_such_area", "ideas.1.area"),
    (file(ideas=[an_idea("a", 1, aside="no")]), "wrong_type", "ideas.1.aside"),
    (file(ideas=[an_idea("a", 1, along=1001)]), "wrong_type", "ideas.1.along"),
    (file(ideas=[an_idea("a", 1, along=-1)]), "wrong_type", "ideas.1.along"),
    (
        file(ideas=[an_idea("a", 1, echoes=[{"id": "a", "text": "Yes"}])]),
        "repeated",
        "ideas.1.echoes.1.id",
    ),
    (
        file(ideas=[an_idea("a", 1, echoes=[{"id": "e", "text": " "}])]),
        "empty",
        "ideas.1.echoes.1.text",
    ),
    (
        file(ideas=[an_idea("a", 1, echoes=[{"id": f"e{n}", "text": "Yes"} for n in range(201)])]),
        "board_full",
        "ideas.1.echoes",
    ),
    (file(ideas=[an_idea(f"a{n}", n + 1) for n in range(2001)]), "board_full", "ideas"),
    (file(themes=[a_theme(f"t{n}") for n in range(201)]), "themes_full", "themes"),
    (file(themes=[a_theme("t", "none")]), "no_such_idea", "themes.1.ideas.1"),
    (
        file(ideas=[an_idea("a", 1)], themes=[a_theme("t", "a", "a")]),
        "repeated",
        "themes.1.ideas.2",
    ),
    (file(themes=[a_theme("t", name="x" * 121)]), "too_long", "themes.1.name"),
    (file(themes=[a_theme("t", statement="x" * 501)]), "too_long", "themes.1.statement"),
    (stood(), "missing_field", "ideas.1.stances.spoken"),
    (stood(spoken=0), "wrong_type", "ideas.1.stances.spoken"),
    (stood(spoken=10**6), "wrong_type", "ideas.1.stances.spoken"),
    (stood(spoken=3, agree=3), "bad_counts", "ideas.1.stances"),
    (stood(spoken=2, **ALL), "bad_counts", "ideas.1.stances"),
    (stood(spoken=2, agree=1, live_with=1, not_for_me=0), "bad_counts", "ideas.1.stances"),
    (stood(spoken=2, why=[WHY]), "bad_counts", "ideas.1.stances"),
    (stood(spoken=3, **ALL, why=[WHY, WHY]), "bad_counts", "ideas.1.stances"),
    (
        stood(spoken=3, **ALL, why=[{**WHY, "stance": "maybe"}]),
        "wrong_type",
        "ideas.1.stances.why.1.stance",
    ),
    (
        stood(spoken=3, **ALL, why=[{**WHY, "text": "x" * 501}]),
        "too_long",
        "ideas.1.stances.why.1.text",
    ),
    (stood(spoken=3, **ALL, who="ada"), "unknown_field", "ideas.1.stances.who"),
]


@pytest.mark.parametrize(("data", "code", "field"), REFUSED, ids=lambda one: str(one)[:40])
def test_it_refuses_a_file_and_says_where_and_why(data: bytes, code: str, field: str) -> None:
    with pytest.raises(Unreadable) as refused:
        board_file.read(data)
    (trouble,) = refused.value.troubles
    assert (trouble.code, trouble.field) == (code, field)
    assert trouble.why
    assert "%(" not in trouble.told()


def test_it_names_the_line_where_json_ends_too_soon() -> None:
    with pytest.raises(Unreadable) as refused:
        board_file.read(b'{"seq": 1,\n "title"')
    assert refused.value.troubles[0].line == 2


def test_no_seat_lays_a_board_out_and_nothing_is_laid_over_anything() -> None:
    room = Room()
    for verb in ("lay_out", "take_in_list"):
        said = {"id": "0" * 32, "verb": verb}
        with pytest.raises(Refused, match="only_the_room"):
            room.does(ADA, from_wire(said))
        with pytest.raises(Refused, match="unknown_field"):
            from_wire({**said, "ideas": []})
    for act in (LayOut(), TakeInList()):
        with pytest.raises(Refused, match="only_the_room"):
            room.does(ADA, act)
    room.does(ADA, AddIdea(text="One"))
    with pytest.raises(Refused, match="not_bare"):
        advance(room.board, replace(LayOut(), seq=2))


def test_stances_that_were_brought_and_those_of_the_room_add_up() -> None:
    told = {"spoken": 4, "agree": 3, "live_with": 1, "not_for_me": 0, "why": [WHY]}
    ideas = [an_idea("a", 1), an_idea("b", 2)]
    room = brought_in(file(ideas=ideas, themes=[a_theme("t", "a", "b", stances=told)]))
    entries = [
        room.does(seat, TakeStance(theme="t", stance="not_for_me", why=f"{seat} says"))
        for seat in (ADA, BEN, CORA)
    ]
    before = {"agree": 3, "live_with": 1, "not_for_me": 0}
    assert [one.spread for one in entries] == [
        {"spoken": 5, **before},  # one or two of this room would show through
        {"spoken": 6, **before},
        {"spoken": 7, **before, "not_for_me": 3},
    ]
    why = json.loads(as_json(room.board))["themes"][0]["stances"]["why"]
    assert why == [WHY, *({"stance": "not_for_me", "text": f"{s} says"} for s in (ADA, BEN, CORA))]
    room.does(CORA, Undo())
    stances = json.loads(as_json(room.board))["themes"][0]["stances"]
    assert stances == {"spoken": 6, **before, "why": [WHY]}


def test_a_theme_of_a_brought_board_gathers_and_undoes_like_any() -> None:
    room = brought_in(file(ideas=[an_idea("a", 1), an_idea("b", 2)]))
    room.does(ADA, Gather(ideas=("a", "b")))
    room.does(ADA, Undo())
    assert room.board.ideas["a"].themes == ()
    with pytest.raises(Refused, match="nothing_to_undo"):
        room.does(BEN, Undo())
    with pytest.raises(Refused, match="nothing_to_undo"):
        room.does(BEN, Undo(entry=1))

"""A quiet round: written each for themselves, counted, and revealed together."""

from dataclasses import replace

import pytest

from boards.operations.base import Operation, Refused
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.signing import SignIdea
from boards.operations.undo import Undo
from boards.operations.wire import own_fields, to_wire
from sessions.operations import quiet
from sessions.operations.quiet import (
    ChangeQuietly,
    DropQuietly,
    OpenQuietRound,
    OwnSheet,
    WriteQuietly,
)
from sessions.operations.revealing import RevealEarly, RevealRound
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.circle import Circle, gathered, hand_of, writing
from tests.sessions.operations.hour import MINUTE, sent


def refused(circle: Circle, seat: str, act: Operation) -> str:
    before = circle.board
    with pytest.raises(Refused) as refusal:
        circle.does(seat, act)
    assert circle.board == before
    return refusal.value.code


def test_the_room_opens_a_round_together() -> None:
    circle = writing(minutes=5)
    assert (circle.quiet.area, circle.quiet.began) == ("common-ground", circle.now)
    assert circle.quiet.ends == circle.now + 5 * MINUTE


def test_it_refuses_a_round_that_one_seat_opens_alone() -> None:
    assert refused(gathered(), ADA, OpenQuietRound(minutes=5)) == "needs_consent"


def test_it_refuses_a_second_round_and_one_that_lies_nowhere() -> None:
    with pytest.raises(Refused, match="round_on"):
        writing().agrees(OpenQuietRound(minutes=5))
    with pytest.raises(Refused, match="no_such_area"):
        gathered().agrees(OpenQuietRound(minutes=5, area="elsewhere"))


@pytest.mark.parametrize(
    ("minutes", "code"),
    [
        *((minutes, "bad_minutes") for minutes in (0, 61, 1000, -1)),
        *((minutes, "wrong_type") for minutes in (True, "5", 2.5, None)),
    ],
)
def test_it_refuses_a_round_of_no_time_or_of_hours(minutes: object, code: str) -> None:
    with pytest.raises(Refused, match=code):
        sent("open_quiet_round", minutes=minutes)


def test_a_round_takes_a_minute_to_an_hour() -> None:
    assert sent("open_quiet_round", minutes=1)
    assert sent("open_quiet_round", minutes=60)


def test_the_room_is_told_how_many_cards_there_are_and_no_more() -> None:
    circle = writing()
    circle.writes(ADA, "One")
    circle.writes(ADA, "Two", unsigned=True)
    circle.writes(BEN, "Three")
    told = to_wire(circle.log[-1], circle.board)
    assert told.keys() == {"id", "seq", "when", "verb", "cards"}
    assert told["cards"] == 3


def test_the_log_keeps_what_was_written() -> None:
    circle = writing()
    sheet = circle.writes(ADA, "One", unsigned=True)
    kept = {"text": "One", "unsigned": True, "sheet": sheet, "cards": 1, "writers": 1}
    assert own_fields(circle.log[-1]) == kept
    assert circle.log[-1].seat is None


def test_a_card_is_changed_and_dropped_by_whoever_wrote_it() -> None:
    circle = writing()
    first, second = circle.writes(ADA, "One"), circle.writes(ADA, "Two")
    circle.does(ADA, ChangeQuietly(sheet=first, text="Uno"))
    circle.does(ADA, DropQuietly(sheet=second))
    assert [sheet.text for sheet in circle.quiet.of([hand_of(ADA)])] == ["Uno"]
    assert [entry["cards"] for entry in circle.wire() if "cards" in entry] == [1, 2, 2, 1]


@pytest.mark.parametrize("act", [ChangeQuietly(sheet="", text="Uno"), DropQuietly(sheet="")])
def test_a_change_is_told_as_counts_alone_also_of_a_signed_card(act: OwnSheet) -> None:
    circle = writing()
    sheet = circle.writes(ADA, "One")
    told = to_wire(circle.does(ADA, replace(act, sheet=sheet)), circle.board)
    assert told.keys() == {"id", "seq", "when", "verb", "cards"}
    assert circle.log[-1].seat is None


def test_it_refuses_to_touch_a_card_of_another_as_if_there_were_none() -> None:
    circle = writing()
    sheet = circle.writes(ADA, "One")
    for named in (sheet, "no-such-sheet"):
        assert refused(circle, BEN, ChangeQuietly(sheet=named, text="Mine")) == "no_such_sheet"
        assert refused(circle, BEN, DropQuietly(sheet=named)) == "no_such_sheet"


def test_it_refuses_to_write_without_a_round() -> None:
    circle = gathered()
    assert refused(circle, ADA, WriteQuietly(text="One")) == "no_round"
    assert refused(circle, ADA, ChangeQuietly(sheet="s", text="One")) == "no_round"
    assert refused(circle, ADA, DropQuietly(sheet="s")) == "no_round"


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001, "\0", 5])
def test_it_refuses_a_card_without_words_or_with_too_many(text: object) -> None:
    with pytest.raises(Refused):
        sent("write_quietly", text=text)


def test_it_refuses_more_cards_than_the_board_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    circle = writing()
    monkeypatch.setattr(quiet, "IDEAS", 3)
    circle.idea()
    circle.writes(ADA, "One")
    circle.writes(ADA, "Two")
    assert refused(circle, ADA, WriteQuietly(text="Three")) == "board_full"
    monkeypatch.setattr(quiet, "IDEAS", 100)
    monkeypatch.setattr(quiet, "CARDS", 2)
    assert refused(circle, ADA, WriteQuietly(text="Three")) == "board_full"


def test_what_was_written_is_not_taken_back_by_undo() -> None:
    circle = writing()
    circle.writes(ADA, "One")
    assert refused(circle, ADA, Undo()) == "nothing_to_undo"


def test_nothing_is_locked_when_the_time_is_over() -> None:
    circle = writing(minutes=1)
    circle.now += 2 * MINUTE
    circle.writes(ADA, "Late")
    assert circle.quiet.cards == 1


def test_any_seat_reveals_once_the_time_is_over() -> None:
    circle = writing(minutes=5)
    circle.writes(ADA, "One")
    circle.now += 5 * MINUTE - 1
    assert refused(circle, CORA, RevealRound()) == "too_early"
    circle.now += 1
    circle.does(CORA, RevealRound())
    assert [idea.text.said for idea in circle.board.ideas.values()] == ["One"]
    assert circle.workshop.quiet is None


def test_before_that_the_room_decides() -> None:
    circle = writing()
    circle.writes(ADA, "One")
    assert refused(circle, ADA, RevealEarly()) == "needs_consent"
    carried = circle.agrees(RevealEarly())
    assert [idea.text.said for idea in circle.board.ideas.values()] == ["One"]
    [idea] = circle.board.ideas
    assert {"quiet", "counts", f"idea:{idea}"} <= {*carried.pieces(circle.board)}
    assert carried.concerns("idea", idea)


def test_it_refuses_a_reveal_without_a_round() -> None:
    circle = gathered()
    assert refused(circle, ADA, RevealRound()) == "no_round"
    with pytest.raises(Refused, match="no_round"):
        circle.agrees(RevealEarly())


def test_a_round_in_which_nobody_wrote_ends_as_well() -> None:
    circle = writing()
    circle.agrees(RevealEarly())
    assert (circle.workshop.quiet, dict(circle.board.ideas)) == (None, {})


def test_the_ideas_are_as_if_they_had_just_been_written() -> None:
    circle = writing()
    circle.idea()
    circle.writes(ADA, "Signed")
    circle.writes(BEN, "Unsigned", unsigned=True)
    circle.agrees(RevealEarly())
    found = {idea.text.said: idea for idea in circle.board.ideas.values()}
    signed, unsigned = found["Signed"], found["Unsigned"]
    assert (signed.seat, signed.hand, signed.area) == (ADA, "~ada", "common-ground")
    assert (unsigned.seat, unsigned.hand, unsigned.unsigned) == (None, "~ben", True)
    assert {signed.number, unsigned.number} == {2, 3}
    assert signed.text.since == circle.board.seq
    assert circle.board.counts.loose == {"common-ground": 3}
    circle.does(ADA, SetAside(idea=signed.id))
    circle.does(ADA, Undo())
    assert not circle.board.ideas[signed.id].aside


def test_they_go_to_the_first_area_if_theirs_is_gone() -> None:
    circle = gathered()
    circle.agrees(OpenQuietRound(minutes=5, area="agreements"))
    circle.writes(ADA, "One")
    del circle.board.areas["agreements"]  # type: ignore[attr-defined]
    assert circle.agrees(RevealEarly()).does[0].area == "common-ground"  # type: ignore[attr-defined]


def test_their_order_says_nothing_of_who_wrote_when() -> None:
    circle = writing()
    sheets = [circle.writes((ADA, BEN)[n % 2], f"{n:02}") for n in range(12)]
    act = circle.agrees(RevealEarly()).does[0]
    assert isinstance(act, RevealEarly)
    assert sorted(act.sheets) == sorted(sheets)
    texts = [one["text"] for one in act.ideas]
    assert texts not in (sorted(texts), sorted(texts, reverse=True))
    assert [one["number"] for one in act.ideas] == [*range(1, 13)]
    # Not even with the other's ideas left out.
    assert texts[::2] != sorted(texts[::2])
    evens = [text for text in texts if int(text) % 2 == 0]
    assert evens not in (sorted(evens), sorted(evens, reverse=True))


def test_the_reveal_tells_the_words_and_the_log_alone_which_sheet_they_came_of() -> None:
    circle = writing(minutes=1)
    circle.writes(ADA, "One")
    circle.now += MINUTE
    told = to_wire(circle.does(BEN, RevealRound()), circle.board)
    [idea] = circle.board.ideas
    assert told["ideas"] == [{"idea": idea, "number": 1, "text": "One", "seat": ADA}]
    assert (told["area"], told["seat"], "sheets" in told) == ("common-ground", BEN, False)


def test_who_signed_is_told_as_the_board_now_stands() -> None:
    circle = writing(minutes=1)
    circle.writes(ADA, "Signed")
    circle.now += MINUTE
    act = circle.does(BEN, RevealRound())
    [idea] = circle.board.ideas
    assert act.told(circle.board).ideas[0]["seat"] == ADA
    circle.does(ADA, SignIdea(idea=idea, signed=False))
    assert "seat" not in act.told(circle.board).ideas[0]


def test_the_board_takes_what_was_written_even_when_others_have_filled_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    circle = writing()
    circle.writes(ADA, "One")
    monkeypatch.setattr("boards.operations.ideas.IDEAS", 1)
    circle.idea()
    assert refused(circle, ADA, AddIdea(text="Three")) == "board_full"
    circle.agrees(RevealEarly())
    assert len(circle.board.ideas) == 2


def test_what_one_person_does_to_one_card_is_one_matter_and_no_other_is() -> None:
    circle = writing()
    first, second = circle.writes(ADA, "One", True), circle.writes(ADA, "Two", True)
    change = circle.does(ADA, ChangeQuietly(sheet=first, text="Uno"))
    assert circle.log[-3].matter() == change.matter() == f"sheet {first}"
    assert circle.log[-2].matter() == f"sheet {second}"

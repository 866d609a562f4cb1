"""The room decides together: fine, or not yet. Nobody can override a "not yet"."""

from dataclasses import replace
from typing import Any

import pytest

from boards.operations.base import Refused
from boards.operations.ideas import AddIdea
from boards.operations.undo import Undo
from boards.operations.wire import to_wire
from sessions.operations.carrying import CarryProposal, LapseProposal
from sessions.operations.clock import remaining
from sessions.operations.moving_on import CloseWorkshop, EnterPhase, RenewLink, RestoreBoard
from sessions.operations.proposals import Propose, WithdrawProposal
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.hour import (
    EXPLORING,
    MINUTE,
    TRACKING,
    Hour,
    opened,
    sent,
    through_the_log,
)


@pytest.fixture
def hour() -> Hour:
    return opened()


@pytest.fixture
def asked(hour: Hour) -> str:
    return hour.proposes(ADA, EXPLORING)


def counts(hour: Hour) -> dict[str, int]:
    assert hour.workshop.proposal is not None
    return hour.workshop.proposal.counts()


def test_who_asks_has_seen_it_and_finds_it_fine(hour: Hour, asked: str) -> None:
    assert counts(hour) == {"fine": 1, "not_yet": 0, "seen": 1}


def test_what_is_asked_comes_off_the_wire_and_goes_onto_it(hour: Hour) -> None:
    what = {"verb": "enter_phase", "phase": "exploring"}
    entry = hour.does(ADA, sent("propose", what=what))
    told = to_wire(entry, hour.board)
    assert (told["what"], told["seat"]) == (what, ADA)
    assert through_the_log(entry) == entry


def test_answers_are_counted_and_nobody_is_told_whose(hour: Hour, asked: str) -> None:
    entries = [
        hour.sees(BEN, asked),
        hour.says(BEN, "not_yet", asked, "Let me finish"),
        hour.says(CORA, "fine", asked),
        hour.says(BEN, "fine", asked),
    ]
    told = [to_wire(entry, hour.board) for entry in entries]
    assert [entry["counts"] for entry in told] == [
        {"fine": 1, "not_yet": 0, "seen": 2},
        {"fine": 1, "not_yet": 1, "seen": 2},
        {"fine": 2, "not_yet": 1, "seen": 3},
        {"fine": 3, "not_yet": 0, "seen": 3},
    ]
    assert not {"seat", "hand", "answer"} & {key for entry in told for key in entry}
    assert told[1]["note"] == "Let me finish"
    assert hour.folded() == hour.board


def test_who_changes_their_mind_counts_once(hour: Hour, asked: str) -> None:
    hour.says(ADA, "not_yet", asked)
    assert counts(hour) == {"fine": 0, "not_yet": 1, "seen": 1}
    hour.says(ADA, "fine", asked)
    assert counts(hour) == {"fine": 1, "not_yet": 0, "seen": 1}


def test_all_that_is_said_of_one_proposal_is_one_matter(hour: Hour, asked: str) -> None:
    """So the log can tell that somebody changed their mind, and nothing of other proposals."""
    said = [hour.sees(BEN, asked), hour.says(BEN, "fine", asked)]
    assert {one.matter() for one in said} == {f"proposal {asked}"}


def test_a_note_is_public_and_has_no_name(hour: Hour, asked: str) -> None:
    hour.says(BEN, "not_yet", asked, "Cora has not spoken")
    assert hour.workshop.proposal is not None
    assert hour.workshop.proposal.notes == ("Cora has not spoken",)


def test_the_first_not_yet_adds_two_minutes_and_only_the_first(hour: Hour, asked: str) -> None:
    first = hour.says(BEN, "not_yet", asked)
    assert remaining(hour.workshop, hour.now) == 12 * MINUTE
    hour.says(CORA, "not_yet", asked)
    hour.says(BEN, "fine", asked)
    hour.says(BEN, "not_yet", asked)
    assert remaining(hour.workshop, hour.now) == 12 * MINUTE
    assert to_wire(first, hour.board)["adds"] == 2 * MINUTE
    assert hour.folded() == hour.board


def test_a_not_yet_after_the_end_gives_the_room_two_minutes_from_now(hour: Hour) -> None:
    hour.now += 15 * MINUTE
    hour.says(BEN, "not_yet", hour.proposes(ADA, EXPLORING))
    assert remaining(hour.workshop, hour.now) == 2 * MINUTE


def test_a_not_yet_where_no_phase_is_on_adds_nothing() -> None:
    hour = Hour()
    assert to_wire(hour.says(BEN, "not_yet", hour.proposes(ADA, RenewLink())), hour.board)
    assert hour.workshop.clock is None


def test_carried_it_is_done_and_told_so_that_anyone_can_fold_it(hour: Hour, asked: str) -> None:
    hour.now += MINUTE
    entry = hour.room_does(CarryProposal(proposal=asked))
    assert to_wire(entry, hour.board)["does"] == [{"verb": "enter_phase", "phase": "exploring"}]
    assert "seat" not in to_wire(entry, hour.board)
    clock = hour.workshop.clock
    assert clock is not None
    assert (hour.workshop.current, clock.began) == ("exploring", hour.now)
    assert hour.workshop.ended[-1].how == "carried"
    assert hour.folded() == hour.board


def test_a_second_proposal_waits_for_its_turn(hour: Hour, asked: str) -> None:
    second = hour.proposes(BEN, TRACKING)
    for act in (hour.sees, lambda seat, one: hour.says(seat, "fine", one)):
        with pytest.raises(Refused, match="not_its_turn"):
            act(CORA, second)
    hour.room_does(LapseProposal(proposal=asked, reason="unseen"))
    hour.says(CORA, "fine", second)
    assert counts(hour)["fine"] == 2


def test_who_asked_can_take_it_back_also_while_it_waits(hour: Hour, asked: str) -> None:
    second = hour.proposes(BEN, TRACKING)
    hour.does(BEN, WithdrawProposal(proposal=second))
    hour.does(ADA, WithdrawProposal(proposal=asked))
    assert hour.workshop.proposals == ()
    assert [one.how for one in hour.workshop.ended] == ["withdrawn", "withdrawn"]
    assert hour.folded() == hour.board


def test_the_notes_of_a_proposal_that_ended_can_still_be_read(hour: Hour, asked: str) -> None:
    hour.says(BEN, "not_yet", asked, "Five minutes")
    hour.room_does(LapseProposal(proposal=asked, reason="not_yet"))
    ended = hour.workshop.ended[-1]
    assert (ended.proposal.notes, ended.reason) == (("Five minutes",), "not_yet")


def test_undo_takes_back_what_came_before_a_proposal(hour: Hour) -> None:
    idea = hour.does(ADA, AddIdea(text="Mine")).idea
    asked = hour.proposes(ADA, EXPLORING)
    hour.says(ADA, "not_yet", asked)
    hour.does(ADA, Undo())
    assert hour.board.ideas[idea].aside
    assert hour.workshop.proposal is not None


def test_the_workshop_ends_and_the_board_stays(hour: Hour) -> None:
    hour.room_does(CarryProposal(proposal=hour.proposes(ADA, CloseWorkshop())))
    assert (hour.workshop.status, hour.workshop.clock) == ("closed", None)


def test_a_new_link_is_told_by_its_seq_on_any_board() -> None:
    hour = Hour()
    carried = hour.room_does(CarryProposal(proposal=hour.proposes(ADA, RenewLink())))
    assert hour.workshop.renewed == carried.seq
    assert hour.folded() == hour.board


def test_going_back_does_what_whoever_stamps_it_says(hour: Hour) -> None:
    idea = hour.does(BEN, AddIdea(text="Later")).idea
    back = RestoreBoard(to=1)
    asked = hour.proposes(ADA, back)
    does = (sent("set_aside", idea=idea),)
    way = replace(back, does=(replace(does[0], id=""),))
    hour.room_does(CarryProposal(proposal=asked, does=(way,)))
    assert hour.board.ideas[idea].aside
    assert hour.folded() == hour.board


# What is refused.


INNER: list[tuple[Any, str]] = [
    (EXPLORING, "needs_consent"),
    (CloseWorkshop(), "needs_consent"),
    (RenewLink(), "needs_consent"),
    (RestoreBoard(to=1), "needs_consent"),
    (CarryProposal(proposal="id7"), "only_the_room"),
    (LapseProposal(proposal="id7", reason="unseen"), "only_the_room"),
]


@pytest.mark.parametrize(("act", "code"), INNER)
def test_it_refuses_what_is_for_the_room(hour: Hour, asked: str, act: Any, code: str) -> None:
    before = hour.board
    with pytest.raises(Refused) as refused:
        hour.does(BEN, act)
    assert (refused.value.code, hour.board) == (code, before)


def test_it_refuses_to_carry_against_a_not_yet(hour: Hour, asked: str) -> None:
    hour.says(BEN, "not_yet", asked)
    with pytest.raises(Refused, match="not_yet_stands"):
        hour.room_does(CarryProposal(proposal=asked))


def test_it_refuses_to_carry_twice_or_out_of_turn(hour: Hour, asked: str) -> None:
    second = hour.proposes(BEN, TRACKING)
    with pytest.raises(Refused, match="not_its_turn"):
        hour.room_does(CarryProposal(proposal=second))
    hour.room_does(CarryProposal(proposal=asked))
    for act in (CarryProposal(proposal=asked), LapseProposal(proposal=asked, reason="unseen")):
        with pytest.raises(Refused, match="no_such_proposal"):
            hour.room_does(act)


def test_it_refuses_to_carry_what_cannot_be_done_any_more(hour: Hour, asked: str) -> None:
    second = hour.proposes(BEN, CloseWorkshop())
    hour.does(BEN, WithdrawProposal(proposal=second))
    third = hour.proposes(BEN, RestoreBoard(to=1))
    hour.does(BEN, WithdrawProposal(proposal=third))
    hour.does(CORA, sent("remove_phase", phase="exploring"))
    with pytest.raises(Refused, match="no_such_phase"):
        hour.room_does(CarryProposal(proposal=asked))


def test_it_refuses_to_take_back_what_another_asked(hour: Hour, asked: str) -> None:
    with pytest.raises(Refused, match="not_yours"):
        hour.does(BEN, WithdrawProposal(proposal=asked))


def test_it_refuses_to_hear_the_same_twice(hour: Hour, asked: str) -> None:
    hour.says(BEN, "not_yet", asked)
    for act in (hour.sees, lambda seat, one: hour.says(seat, "not_yet", one)):
        with pytest.raises(Refused, match="already_there"):
            act(BEN, asked)
    hour.says(BEN, "not_yet", asked, "But with a note it says more")
    with pytest.raises(Refused, match="already_there"):
        hour.says(ADA, "fine", asked)


def test_of_each_person_the_last_note_stands_and_nobodys_is_crowded_out(
    hour: Hour, asked: str
) -> None:
    for n in range(50):
        hour.says(BEN, "not_yet", asked, f"And another thing, {n}")
    hour.says(CORA, "not_yet", asked, "Mine")
    assert hour.workshop.proposal
    assert hour.workshop.proposal.notes == ("And another thing, 49", "Mine")


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (EnterPhase(phase="tea"), "no_such_phase"),
        (EnterPhase(phase="preparing"), "already_there"),
        (RestoreBoard(to=1000), "not_earlier"),
    ],
)
def test_it_refuses_to_ask_for_what_cannot_be(hour: Hour, what: Any, code: str) -> None:
    with pytest.raises(Refused, match=code):
        hour.proposes(ADA, what)


def test_it_refuses_to_end_what_has_not_begun() -> None:
    for what in (CloseWorkshop(), EXPLORING):
        with pytest.raises(Refused, match="not_open"):
            Hour().proposes(ADA, what)


def test_it_refuses_to_ask_the_same_at_once(hour: Hour, asked: str) -> None:
    with pytest.raises(Refused, match="already_proposed"):
        hour.proposes(BEN, EXPLORING)


def test_it_refuses_to_ask_too_much_at_once(hour: Hour) -> None:
    for seq in range(3):
        hour.proposes(ADA, RestoreBoard(to=seq % 6))
        hour.does(BEN, AddIdea(text="And on"))
    with pytest.raises(Refused, match="too_many_proposals"):
        hour.proposes(ADA, EXPLORING)  # the others want to ask as well
    hour.proposes(BEN, RestoreBoard(to=4))
    hour.proposes(BEN, EXPLORING)
    with pytest.raises(Refused, match="too_many_proposals"):
        hour.proposes(CORA, TRACKING)


BAD: list[tuple[Any, str]] = [
    ("enter_phase", "wrong_type"),
    (None, "wrong_type"),
    ({}, "not_for_consent"),
    ({"verb": "add_idea", "text": "Hello"}, "not_for_consent"),
    ({"verb": "propose", "what": {}}, "not_for_consent"),
    ({"verb": "carry_proposal", "proposal": "id7"}, "not_for_consent"),
    ({"verb": ["enter_phase"]}, "not_for_consent"),
    ({"verb": "enter_phase"}, "missing_field"),
    ({"verb": "enter_phase", "phase": 3}, "wrong_type"),
    ({"verb": "enter_phase", "phase": "exploring", "now": 1}, "unknown_field"),
    ({"verb": "enter_phase", "phase": "exploring", "id": "x"}, "unknown_field"),
    ({"verb": "enter_phase", "phase": "exploring", "seq": 3}, "unknown_field"),
    ({"verb": "restore_board", "to": -1}, "wrong_type"),
    ({"verb": "restore_board", "to": 1, "does": []}, "unknown_field"),
]


@pytest.mark.parametrize(("what", "code"), BAD)
def test_it_refuses_to_ask_what_makes_no_sense(what: Any, code: str) -> None:
    with pytest.raises(Refused, match=code):
        sent("propose", what=what)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"answer": "maybe"}, "wrong_type"),
        ({"answer": "fine", "note": " "}, "empty"),
        ({"answer": "fine", "note": "x" * 501}, "too_long"),
        ({"answer": "fine", "counts": {}}, "unknown_field"),
        ({"answer": "fine", "adds": 60_000}, "unknown_field"),
        ({}, "missing_field"),
    ],
)
def test_it_refuses_other_answers(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        sent("answer_proposal", proposal="id7", **fields)


def test_a_screen_without_a_seat_neither_asks_nor_answers(hour: Hour, asked: str) -> None:
    acts = [
        Propose(what=TRACKING),
        sent("see_proposal", proposal=asked),
        sent("answer_proposal", proposal=asked, answer="fine"),
        WithdrawProposal(proposal=asked),
    ]
    for act in acts:
        with pytest.raises(Refused, match="no_seat"):
            hour.room_does(act)

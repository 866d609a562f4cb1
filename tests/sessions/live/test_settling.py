"""What a room settled about keeping its board is on disk in the instant in which it agreed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sessions.kept import until
from tests.faults.rooms import Room
from tests.faults.screen import Screen
from tests.sessions.live.asking import ENDING, asks, last, opened, verbs

SETTLING = {"verb": "settle_keeping", "names": True, "whom": "anyone", "months": 3}


def kept(room: Room) -> tuple[bool, str, datetime]:
    """With names, for whom and until when: as the board's row says."""
    query = "SELECT keep_names, keep_for, keep_until FROM boards_board WHERE id = ?"
    [(names, whom, day)] = room.server.rows(query, [room.board])
    until = day if isinstance(day, datetime) else datetime.fromisoformat(day)
    return bool(names), whom, until.replace(tzinfo=UTC)


async def agrees(what: dict[str, Any], *screens: Screen) -> dict[str, Any]:
    """The first asks, the others say fine, and the room has done it."""
    ada, *others = screens
    proposal = await asks(ada, what)
    for other in others:
        await other.does("answer_proposal", proposal=proposal, answer="fine")

    def carried() -> bool:
        done = [one for one in ada.entries.values() if one["verb"] == "carry_proposal"]
        return any(one["proposal"] == proposal for one in done)

    await ada.until(carried)
    return last(ada, "carry_proposal")


async def test_it_is_on_disk_when_the_room_agrees_and_not_before(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        before = kept(room)
        assert before[:2] == (False, "shelf")
        proposal = await asks(ada, SETTLING)
        await ben.does("answer_proposal", proposal=proposal, answer="not_yet")
        assert kept(room) == before
        await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await ben.until(lambda: "carry_proposal" in verbs(ben))
        carried = last(ben, "carry_proposal")
        assert carried["does"] == [SETTLING]
        assert kept(room) == (True, "anyone", until(carried["when"], 3))


async def test_it_takes_no_workshop_and_can_be_settled_anew(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        await agrees(SETTLING, ada, ben)
        carried = await agrees({**SETTLING, "names": False, "months": 24}, ben, ada)
        assert kept(room) == (False, "anyone", until(carried["when"], 24))


async def test_a_room_that_ends_without_it_has_what_holds_unless_settled(room: Room) -> None:
    async with Screen(room, 0) as ada:
        await opened(ada)
        carried = await agrees(ENDING, ada)
        assert kept(room) == (False, "shelf", until(carried["when"], 12))


async def test_ending_moves_nothing_that_was_settled(room: Room) -> None:
    async with Screen(room, 0) as ada:
        await ada.does("add_idea", text='"verb":"settle_keeping"')
        await opened(ada)
        await agrees(SETTLING, ada)
        settled = kept(room)
        await agrees(ENDING, ada)
        assert kept(room) == settled


async def test_what_was_not_agreed_on_is_refused_and_changes_nothing(room: Room) -> None:
    async with Screen(room, 0) as ada:
        before = kept(room)
        for wrong, code in (
            ({"months": 0}, "bad_months"),
            ({"months": 121}, "bad_months"),
            ({"months": "12"}, "wrong_type"),
            ({"whom": "everyone"}, "wrong_type"),
            ({"names": 1}, "wrong_type"),
            ({"until": "2030"}, "unknown_field"),
        ):
            assert await ada.is_refused("propose", what={**SETTLING, **wrong}) == code
        alone = {key: value for key, value in SETTLING.items() if key != "verb"}
        assert await ada.is_refused("settle_keeping", **alone) == "needs_consent"
        assert kept(room) == before


@pytest.mark.parametrize(
    ("months", "day"),
    [(1, "2027-02-28"), (13, "2028-02-29"), (3, "2027-04-30"), (12, "2028-01-31")],
)
def test_months_are_counted_as_a_calendar_does(months: int, day: str) -> None:
    began = int(datetime(2027, 1, 31, 10, tzinfo=UTC).timestamp() * 1000)
    assert until(began, months).date().isoformat() == day

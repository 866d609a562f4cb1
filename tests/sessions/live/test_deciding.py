"""The room decides, over the wire: proposals carry, wait for a "not yet", and survive a restart."""

from tests.faults.rooms import Room
from tests.faults.screen import Screen, all_equal


async def opened(screen: Screen, kind: str = "immersive") -> None:
    await screen.does("open_workshop", kind=kind)


async def test_a_room_of_one_moves_on_at_once(room: Room) -> None:
    async with Screen(room, 0) as ada:
        await opened(ada)
        asked = await ada.does("propose", what={"verb": "enter_phase", "phase": "exploring"})
        await ada.until(lambda: "carry_proposal" in verbs(ada))
        carried = last(ada, "carry_proposal")
        assert carried["proposal"] == asked["proposal"]
        assert carried["does"] == [{"verb": "enter_phase", "phase": "exploring"}]
        assert "seat" not in carried


def verbs(screen: Screen) -> list[str]:
    return [entry["verb"] for entry in screen.entries.values()]


def last(screen: Screen, verb: str) -> dict[str, object]:
    return [entry for entry in screen.entries.values() if entry["verb"] == verb][-1]


async def test_it_carries_when_all_have_said_fine_and_never_against_a_not_yet(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben, Screen(room, 2) as cora:
        await opened(ada)
        what = {"verb": "enter_phase", "phase": "exploring"}
        proposal = (await ada.does("propose", what=what))["proposal"]
        assert await ben.is_refused("carry_proposal", proposal=proposal) == "only_the_room"
        assert await ben.is_refused("enter_phase", phase="exploring") == "needs_consent"
        assert await ben.is_refused("withdraw_proposal", proposal=proposal) == "not_yours"
        said = await ben.does("answer_proposal", proposal=proposal, answer="not_yet", note="Wait")
        assert said["counts"] == {"fine": 1, "not_yet": 1, "seen": 2}
        assert said["note"] == "Wait"
        assert "seat" not in said
        assert "answer" not in said
        await cora.does("answer_proposal", proposal=proposal, answer="fine")
        assert "carry_proposal" not in verbs(cora)
        await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await ben.until(lambda: "carry_proposal" in verbs(ben))
        await all_equal([ada, ben, cora], ben.seq)

"""A real workshop's words, said again inside the third phase of one of ours."""

import asyncio
import json

import pytest

from tests.faults.rooms import Room, Seat
from tests.faults.screen import Screen, all_equal
from tests.serving import Server
from tests.sorting.ideas import BESIDE

RECORD = BESIDE / "london-youth-policing"
SPEED = "100000"


@pytest.mark.skipif(not RECORD.exists(), reason="no recorded workshop lies beside the project")
async def test_a_recorded_workshop_is_played_in_the_last_phase(running: Server) -> None:
    told = json.loads(running.manage("make_board", "--title=T", "--seats=2", "--json"))
    room = Room(
        running, told["board"], tuple(Seat(one["id"], one["cookie"]) for one in told["seats"])
    )
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        await ada.does("open_workshop", kind="immersive")
        what = {"verb": "enter_phase", "phase": "tracking"}
        asked = await ada.does("propose", what=what)
        await ben.until(lambda: ben.seq >= asked["seq"])
        await ben.does("answer_proposal", proposal=asked["proposal"], answer="fine")
        await ada.until(lambda: ada.seq > asked["seq"] + 1)
        to = ["--board", room.board, "--server", running.address, "--speed", SPEED]
        said = await asyncio.to_thread(running.manage, "replay_trace", str(RECORD), *to)
        assert said.endswith("are on the board, as they were said.\n")
        await all_equal([ada, ben], max(ada.seq, ben.seq))

        export = json.loads(await asyncio.to_thread(room.export))
        spoken = [one for one in export["ideas"] if one["area"] == "common-ground"]
        first, second, third = (one["id"] for one in spoken[:3])
        theme = (await ben.does("gather", ideas=[first, second, third]))["theme"]
        await ada.does("take_stance", theme=theme, stance="agree")
        await ada.does("add_idea", area="messages", text="I will ask before I decide")
        end = await ben.does("propose", what={"verb": "close_workshop"})
        await ada.until(lambda: ada.seq >= end["seq"])
        await ada.does("answer_proposal", proposal=end["proposal"], answer="fine")
        await ben.until(lambda: ben.seq > end["seq"] + 1)
        await all_equal([ada, ben], max(ada.seq, ben.seq))
        again = json.loads(await asyncio.to_thread(room.export))
        assert [one["text"] for one in again["ideas"] if one["area"] == "common-ground"] == [
            one["text"] for one in spoken
        ]

"""A full board on a real server: ideas taken in from a list, and seats to move them."""

import csv
import json
from collections.abc import Mapping
from typing import Any

from tests.frames.room import MovingRoom
from tests.frames.words import sentences
from tests.load.clock import Clock
from tests.load.samples import Samples
from tests.serving import Server

TITLE = "What would have helped us?"


def laid(server: Server, ideas: int, seats: int) -> dict[str, Any]:
    """Make a board of so many ideas; returns what `make_board --json` tells of it."""
    said = server.manage("make_board", f"--title={TITLE}", f"--seats={seats}", "--json")
    told: dict[str, Any] = json.loads(said)
    listed = server.folder / "ideas.csv"
    with listed.open("w", newline="") as file:
        csv.writer(file).writerows([["text"], *([one] for one in sentences(ideas))])
    server.manage("import_ideas", told["board"], str(listed))
    return told


def room(server: Server, told: Mapping[str, Any]) -> MovingRoom:
    """All seats of a board but the first, connected, and caught up with what lies there."""
    others = {**told, "seats": told["seats"][1:]}
    found = MovingRoom(Clock(), Samples(), server.port, others)
    found.open()
    return found

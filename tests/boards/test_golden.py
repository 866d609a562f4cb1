"""Logs of every version open in every later one, and make the board they made then.

A golden log is a file: the board as it was opened, its entries as they were stored, and the export
they made. Files are added, never changed: `python -m tests.boards.test_golden NAME` writes one.
"""

import json
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from boards.operations.arranging import MergeThemes, OrderTheme, PartThemes
from boards.operations.base import Operation
from boards.operations.echoes import EchoIdea, WithdrawEcho
from boards.operations.ideas import AddIdea, EditIdea, MoveIdea, PutBack, SetAside
from boards.operations.state import fold, opening
from boards.operations.themes import Gather, LetGo, NameTheme, PlaceIdea
from boards.operations.undo import Undo
from boards.operations.wire import from_log, own_fields
from boards.shelf.export import as_json
from tests.boards.operations.room import ADA, AREAS, BEN, CORA, Room

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
LOGS = sorted(GOLDEN.glob("log-*.json"))


def opened(kept: dict[str, Any]) -> Operation:
    stamps = {name: kept[name] for name in ("seq", "id", "seat", "when")}
    return from_log(kept["verb"], json.loads(kept["fields"]), **stamps)


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_an_old_log_makes_the_board_it_made_then(path: Path) -> None:
    golden = json.loads(path.read_text())
    start = opening(golden["title"], golden["areas"])
    board = fold(start, [opened(entry) for entry in golden["entries"]])
    assert json.loads(as_json(board)) == golden["export"]


def test_every_verb_is_in_some_golden_log() -> None:
    logs = [json.loads(path.read_text()) for path in LOGS]
    assert {entry["verb"] for log in logs for entry in log["entries"]} == set(Operation.known)


def a_workshop() -> Room:
    """Three people do everything there is to do, at least once."""
    room = Room()
    words = ["A quiet room", "Tea at night", "First names", "Say when it is late", "A clock"]
    ideas = [room.does(ADA, AddIdea(text=text)).idea for text in words]
    room.does(BEN, EditIdea(idea=ideas[0], base=5, at=2, remove=5, insert="calm"))
    room.does(CORA, EditIdea(idea=ideas[0], base=5, at=12, remove=0, insert=", with a door 🚪"))
    room.does(BEN, MoveIdea(idea=ideas[2], area="agreements"))
    room.does(CORA, SetAside(idea=ideas[4]))
    room.does(ADA, PutBack(idea=ideas[4]))
    echo = room.does(BEN, EchoIdea(idea=ideas[1], text="Me too")).echo
    room.does(CORA, EchoIdea(idea=ideas[3], text="Tell us more"))
    room.does(BEN, WithdrawEcho(idea=ideas[1], echo=echo))
    first = room.does(ADA, Gather(ideas=(ideas[0], ideas[1]))).theme
    second = room.does(BEN, Gather(ideas=(ideas[2], ideas[3]))).theme
    base = room.board.seq
    room.does(CORA, NameTheme(theme=first, base=base, at=0, remove=0, insert="Resting"))
    room.does(ADA, NameTheme(theme=second, base=base, at=0, remove=0, insert="Being told"))
    room.does(BEN, PlaceIdea(idea=ideas[4], theme=first, before=ideas[1]))
    room.does(CORA, LetGo(idea=ideas[0], theme=first))
    room.does(CORA, Undo())
    room.does(ADA, OrderTheme(theme=second, before=first))
    room.does(BEN, MergeThemes(theme=second, into=first))
    room.does(CORA, PartThemes(theme=second, ideas=(ideas[2],)))
    return room


def kept(entry: Operation) -> dict[str, Any]:
    stamps = {name: getattr(entry, name) for name in ("seq", "id", "seat", "when")}
    return {**stamps, "verb": entry.verb, "fields": orjson.dumps(own_fields(entry)).decode()}


def write(name: str) -> None:
    room = a_workshop()
    golden = {
        "title": room.start.title,
        "areas": AREAS,
        "entries": [kept(entry) for entry in room.log],
        "export": json.loads(as_json(room.board)),
    }
    path = GOLDEN / f"log-{name}.json"
    with path.open("x") as file:  # never over an old one
        json.dump(golden, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    write(sys.argv[1])

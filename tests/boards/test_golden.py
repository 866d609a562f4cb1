"""Logs of every version open in every later one, and make the board they made then.

A golden log is a file: the board as it was opened, its entries as they were stored, and the export
they made. Files are added, never changed: `python -m tests.boards.test_golden NAME [STORY]` writes
one.
"""

import json
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from boards.operations.arranging import MergeThemes, OrderTheme, PartThemes
from boards.operations.base import Operation
from boards.operations.blanking import without
from boards.operations.dividing import DissolveTheme, RestoreTheme, SplitTheme
from boards.operations.echoes import EchoIdea, WithdrawEcho
from boards.operations.ideas import AddIdea, EditIdea, MoveIdea, PutBack, SetAside
from boards.operations.keeping import KeepLonger
from boards.operations.laying import LayOut, TakeInList
from boards.operations.line import PlaceAlong, TakeOffLine
from boards.operations.offering import TurnOffers
from boards.operations.placing import BelongsToo, BringIdeas, LetGo, PlaceIdea
from boards.operations.promises import WriteOutcome, WritePromise
from boards.operations.returning import BringBack
from boards.operations.signing import SignIdea
from boards.operations.stances import TakeStance, WithdrawStance
from boards.operations.state import fold, opening
from boards.operations.themes import Gather, NameTheme, WriteStatement
from boards.operations.undo import Undo
from boards.operations.wire import from_log, own_fields
from boards.operations.withdrawing import WithdrawWords
from boards.shelf.export import as_json
from tests.boards.operations.room import ADA, AREAS, BEN, CORA, Room
from tests.verbs import verbs_of

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
LOGS = sorted(GOLDEN.glob("log-*.json"))


def opened(kept: dict[str, Any]) -> Operation:
    seat, stamps = kept["seat"], {name: kept[name] for name in ("seq", "id", "when")}
    who: dict[str, str | None] = {"seat": seat, "hand": seat and f"~{seat}"}
    if seat is not None and seat[0] == "~":
        who = {"seat": None, "hand": seat}
    return from_log(kept["verb"], json.loads(kept["fields"]), **stamps, **who)


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_an_old_log_makes_the_board_it_made_then(path: Path) -> None:
    golden = json.loads(path.read_text())
    start = opening(golden["title"], golden["areas"])
    board = fold(start, [opened(entry) for entry in golden["entries"]])
    assert json.loads(as_json(board)) == golden["export"]


def test_every_verb_is_in_some_golden_log() -> None:
    logs = [json.loads(path.read_text()) for path in LOGS]
    assert {entry["verb"] for log in logs for entry in log["entries"]} == set(verbs_of("boards"))


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
    find_common_ground(room, ideas, first)
    bring_back(room, ideas, first, second)
    place_along_a_line(room, ideas)
    come_back(room, first, second)
    erase(room, ideas)
    return room


def find_common_ground(room: Room, ideas: list[str], theme: str) -> None:
    """What came with version 0.2: signing, dividing, several at once, statements and stances."""
    own = room.does(CORA, AddIdea(text="Nobody asked me", unsigned=True)).idea
    room.does(ADA, EchoIdea(idea=own, text="Me too", unsigned=True))
    room.does(CORA, SignIdea(idea=own, signed=True))
    room.does(CORA, Undo())
    room.does(ADA, SignIdea(idea=ideas[0], signed=False))
    room.does(BEN, BringIdeas(ideas=(own, ideas[2], ideas[3]), theme=theme))
    new = room.does(ADA, SplitTheme(theme=theme, ideas=(own, ideas[2]))).new
    room.does(CORA, BelongsToo(idea=ideas[1], theme=new, before=own))
    room.does(BEN, PlaceIdea(idea=ideas[1], theme=new, out_of=new))
    for seat, stance in ((ADA, "agree"), (BEN, "live_with"), (CORA, "not_for_me")):
        room.does(seat, TakeStance(theme=theme, stance=stance, why=f"{stance}, said one"))
    room.does(ADA, TakeStance(idea=ideas[1], stance="agree"))
    room.does(ADA, WithdrawStance(idea=ideas[1]))
    base = room.board.seq
    room.does(BEN, WriteStatement(theme=theme, base=base, at=0, remove=0, insert="We rest"))
    room.does(CORA, WriteStatement(theme=theme, base=base, at=0, remove=0, insert="all "))
    room.does(ADA, DissolveTheme(theme=new))
    room.does(ADA, RestoreTheme(theme=new, ideas=(own,)))
    room.does(BEN, TurnOffers(on=True))


def bring_back(room: Room, ideas: list[str], first: str, second: str) -> None:
    """What came after it: anyone brings back a theme, from wherever it went, and it is undone."""
    room.does(ADA, Gather(ideas=(ideas[2], ideas[3])))
    third = list(room.board.themes)[-1]
    room.does(BEN, BelongsToo(idea=ideas[2], theme=first))
    room.does(ADA, MergeThemes(theme=third, into=second))
    room.does(BEN, MergeThemes(theme=second, into=first))
    room.does(CORA, BringBack(theme=third))
    room.does(CORA, Undo())
    room.does(CORA, BringBack(theme=second))
    room.does(BEN, DissolveTheme(theme=second))
    room.does(ADA, BringBack(theme=second))
    room.does(ADA, DissolveTheme(theme=first))
    room.does(ADA, Undo())


def place_along_a_line(room: Room, ideas: list[str]) -> None:
    """What came with version 0.3: ideas are placed along a line, taken off it, and it is undone."""
    for seat, idea, at in ((ADA, 0, 0), (BEN, 1, 1000), (CORA, 0, 640), (BEN, 2, 333)):
        room.does(seat, PlaceAlong(idea=ideas[idea], at=at))
    room.does(ADA, TakeOffLine(idea=ideas[1]))
    room.does(ADA, Undo())
    room.does(CORA, TakeOffLine(idea=ideas[2]))
    room.does(BEN, PlaceAlong(idea=ideas[3], at=500))
    room.does(BEN, Undo())
    room.does(CORA, PlaceAlong(idea=ideas[4], at=500))
    room.does(ADA, SetAside(idea=ideas[4]))


def a_brought_board() -> Room:
    """What came with version 0.4: a board begins with a file, and a list is brought in."""
    room = Room()
    stood = {"spoken": 4, "agree": 2, "live_with": 1, "not_for_me": 0}
    why = {"why": [{"stance": "agree", "text": "It helps"}]}
    idea: dict[str, Any] = {"area": "agreements", "aside": False, "echoes": []}
    echo = {"id": "said", "text": "Me too"}
    ideas = (
        {"id": "tea", "number": 2, "text": "Tea at night", **idea, "echoes": [echo], "along": 250},
        {"id": "clock", "number": 5, "text": "A clock", **idea, "stances": {"spoken": 2}},
        {"id": "names", "number": 7, "text": "", **idea, "aside": True},
    )
    rest = {"id": "rest", "name": "Resting", "ideas": ["clock", "tea"], "statement": "We rest"}
    themes = ({**rest, "stances": {**stood, **why}}, {"id": "bare", "name": "", "ideas": ["tea"]})
    room.brings(LayOut(ideas=ideas, themes=themes))
    room.brings(TakeInList(ideas=({"text": "A quiet room"}, {"text": "=1+1"})))
    room.does(ADA, AddIdea(text="First names"))
    room.does(BEN, EditIdea(idea="tea", base=1, at=0, remove=3, insert="Soup"))
    room.does(CORA, PutBack(idea="names"))
    room.does(BEN, LetGo(idea="tea", theme="rest"))
    for seat in (ADA, BEN, CORA):
        room.does(seat, TakeStance(theme="rest", stance="live_with", why=f"{seat} can"))
        room.does(seat, TakeStance(idea="clock", stance="agree"))
    room.does(CORA, Undo())
    room.does(ADA, DissolveTheme(theme="rest"))
    room.does(BEN, BringBack(theme="rest"))
    return room


def come_back(room: Room, first: str, second: str) -> None:
    """What came with version 0.4: what we will do about a theme, and what has happened since."""
    base = room.board.seq
    room.does(ADA, WritePromise(theme=first, base=base, at=0, remove=0, insert="Ask for a room"))
    room.does(BEN, WritePromise(theme=first, base=base, at=0, remove=0, insert="In May: "))
    room.does(CORA, WriteOutcome(theme=first, base=base, at=0, remove=0, insert="We have one 🚪"))
    room.does(ADA, WriteOutcome(theme=second, base=base, at=0, remove=0, insert="Not yet"))
    room.does(ADA, Undo())
    room.does(BEN, DissolveTheme(theme=first))
    room.does(CORA, BringBack(theme=first))


def erase(room: Room, ideas: list[str]) -> None:
    """What came with version 0.4: words are withdrawn, and a board is kept longer."""
    room.does(BEN, EditIdea(idea=ideas[3], base=4, at=0, remove=0, insert="Please: "))
    echo = room.does(CORA, EchoIdea(idea=ideas[2], text="Not mine")).echo
    room.does(ADA, KeepLonger())
    one, answer = WithdrawWords(idea=ideas[4]), WithdrawWords(idea=ideas[2], echo=echo)
    for seat, act in ((ADA, one), (CORA, answer), (BEN, WithdrawWords(all=True))):
        gone = room.does(seat, act).gone()
        room.log = without(room.log, gone)
        room.board = fold(room.start, room.log)
    room.does(CORA, EchoIdea(idea=ideas[4], text="What was it?"))


def kept(entry: Operation) -> dict[str, Any]:
    stamps = {"seq": entry.seq, "id": entry.id, "seat": entry.seat or entry.hand}
    fields = orjson.dumps(own_fields(entry)).decode()
    return {**stamps, "when": entry.when, "verb": entry.verb, "fields": fields}


STORIES = {"workshop": a_workshop, "brought": a_brought_board}


def write(name: str, story: str = "workshop") -> None:
    room = STORIES[story]()
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
    write(*sys.argv[1:])

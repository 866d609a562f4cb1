"""Logs of workshops of every version open in every later one, and come to what they came to then.

As `tests.boards.test_golden`: `python -m tests.sessions.test_golden NAME` writes one.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from boards.operations.base import Operation
from boards.operations.ideas import AddIdea
from boards.operations.state import fold, opening
from boards.operations.undo import Undo
from boards.operations.wire import own_fields
from boards.shelf.export import as_json
from sessions.operations.answers import AnswerProposal, SeeProposal
from sessions.operations.carrying import LapseProposal
from sessions.operations.clock import ExtendTime, GiveBackTime, GoOn, PauseTime
from sessions.operations.consent import Consented
from sessions.operations.groups import EndGroups, MakeGroups, ShareInGroups
from sessions.operations.moving_on import CloseWorkshop, EnterPhase, RenewLink, RestoreBoard
from sessions.operations.opening import OpenWorkshop, PlanWorkshop
from sessions.operations.ordering import MovePhase, PutBackPhase, RemovePhase
from sessions.operations.phases import AddPhase, EditPhase
from sessions.operations.piece import AskForPiece, LayPiece, PassPiece, RestPiece, StopAsking
from sessions.operations.proposals import WithdrawProposal
from sessions.operations.pulse import PlaceDot, TakeBackDot
from sessions.operations.quiet import ChangeQuietly, DropQuietly, OpenQuietRound
from sessions.operations.revealing import RevealEarly, RevealRound
from sessions.operations.settling import SettleKeeping
from sessions.operations.state import workshop_of
from sessions.operations.voice import TurnVoice
from sessions.operations.wording import AskInPhase, NamePhase
from tests.boards.operations.room import ADA, AREAS, BEN, CORA
from tests.boards.test_golden import GOLDEN, kept, opened
from tests.sessions.operations.circle import Circle
from tests.sessions.operations.hour import MINUTE
from tests.verbs import verbs_of

LOGS = sorted(GOLDEN.glob("hour-*.json"))
OF_BOARDS = set(verbs_of("boards"))


def plain(value: Any) -> Any:
    """A workshop as JSON can hold it."""
    if isinstance(value, Operation):
        return {"verb": value.verb, **own_fields(value)}
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def as_far_as(then: Any, value: Any) -> Any:
    """The same, with what was known of each thing then: later versions may know more of it."""
    if is_dataclass(value) and not isinstance(value, Operation):
        known = (one.name for one in fields(value) if one.name in then)
        return {name: as_far_as(then[name], getattr(value, name)) for name in known}
    if isinstance(value, Mapping) and value.keys() == then.keys():
        return {key: as_far_as(then[key], one) for key, one in value.items()}
    if isinstance(value, tuple | list) and len(value) == len(then):
        return [as_far_as(one, other) for one, other in zip(then, value, strict=True)]
    return plain(value)


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_an_old_log_makes_the_workshop_it_made_then(path: Path) -> None:
    golden = json.loads(path.read_text())
    start = opening(golden["title"], golden["areas"])
    board = fold(start, [opened(entry) for entry in golden["entries"]])
    assert json.loads(as_json(board)) == golden["export"]
    then = golden["workshop"]
    assert as_far_as(then, workshop_of(board)) == then


def test_every_verb_of_a_workshop_is_in_some_golden_log() -> None:
    logs = [json.loads(path.read_text()) for path in LOGS]
    verbs = {entry["verb"] for log in logs for entry in log["entries"]}
    assert verbs - OF_BOARDS == set(verbs_of("sessions")) - only_agreed()
    assert agreed_in(logs) == only_agreed()


def only_agreed() -> set[str]:
    """The verbs that are never an entry of their own."""
    known = verbs_of("sessions").items()
    return {verb for verb, kind in known if issubclass(kind, Consented)}


def agreed_in(logs: list[Any]) -> set[str]:
    entries = (entry for log in logs for entry in log["entries"])
    carried = (one for one in entries if one["verb"] == "carry_proposal")
    return {done["verb"] for one in carried for done in json.loads(one["fields"])["does"]}


def an_hour() -> Circle:
    """Three people do everything there is to do in a workshop, at least once."""
    circle = Circle()
    circle.does(ADA, PlanWorkshop(kind="immersive"))
    set_out(circle)
    circle.does(BEN, OpenWorkshop())
    keep_time(circle)
    circle.does(ADA, PlaceDot(moment="before", at=200))
    circle.does(BEN, PlaceDot(moment="before", at=700))
    circle.does(BEN, TakeBackDot(moment="before"))
    decide(circle)
    write_quietly(circle)
    pass_the_piece(circle)
    circle.does(CORA, TurnVoice(on=True))
    circle.does(CORA, AddIdea(text="I will ask first", area="messages"))
    circle.does(ADA, PlaceDot(moment="after", at=900))
    go_back(circle)
    circle.agrees(SettleKeeping(names=True, whom="seats", months=24))
    circle.agrees(CloseWorkshop())
    come_back(circle)
    return circle


def come_back(circle: Circle) -> None:
    """What came with version 0.4: what is kept, and a workshop weeks later."""
    circle.now += 50_000 * MINUTE
    circle.does(BEN, OpenWorkshop(kind="coming_back"))
    circle.agrees(SettleKeeping(names=False, whom="anyone", months=1))
    circle.agrees(CloseWorkshop())


def set_out(circle: Circle) -> None:
    phase = circle.does(CORA, AddPhase(name="A walk", minutes=5, prompts=("Slowly",))).phase
    base = circle.board.seq
    circle.does(BEN, NamePhase(phase=phase, base=base, at=2, remove=0, insert="short "))
    circle.does(ADA, AskInPhase(phase=phase, base=base, at=0, remove=0, insert="What is here?"))
    circle.does(CORA, EditPhase(phase=phase, minutes=6))
    circle.does(CORA, MovePhase(phase=phase, before="tracking"))
    circle.does(BEN, RemovePhase(phase=phase))
    circle.does(BEN, PutBackPhase(phase=phase, before="tracking"))
    circle.does(ADA, RemovePhase(phase=phase))
    circle.does(ADA, Undo())


def keep_time(circle: Circle) -> None:
    circle.now += MINUTE
    circle.does(CORA, PauseTime())
    circle.now += MINUTE
    circle.does(ADA, GoOn())
    circle.does(BEN, ExtendTime(minutes=5))
    circle.does(CORA, GiveBackTime(by=2 * MINUTE))


def decide(circle: Circle) -> None:
    asked = circle.proposes(ADA, EnterPhase(phase="exploring"))
    circle.does(BEN, SeeProposal(proposal=asked))
    circle.says(BEN, "not_yet", asked, "We have just begun")
    circle.does(BEN, AnswerProposal(proposal=asked, answer="fine"))
    circle.does(ADA, WithdrawProposal(proposal=asked))
    late = circle.proposes(CORA, CloseWorkshop())
    circle.room_does(LapseProposal(proposal=late, reason="unseen"))
    circle.agrees(EnterPhase(phase="exploring"))
    circle.agrees(RenewLink())


def write_quietly(circle: Circle) -> None:
    circle.agrees(OpenQuietRound(minutes=2, area="experiences"))
    first = circle.writes(ADA, "They asked me first")
    second = circle.writes(BEN, "Nobody asked", unsigned=True)
    circle.does(ADA, ChangeQuietly(sheet=first, text="They asked me before they began"))
    third = circle.writes(CORA, "Not this one")
    circle.does(CORA, DropQuietly(sheet=third))
    circle.does(BEN, MakeGroups(size=2))
    circle.agrees(ShareInGroups())
    circle.does(CORA, EndGroups())
    circle.now += 3 * MINUTE
    circle.does(CORA, RevealRound())
    assert second
    circle.agrees(OpenQuietRound(minutes=5))
    circle.writes(CORA, "Once more", unsigned=True)
    circle.agrees(RevealEarly())


def pass_the_piece(circle: Circle) -> None:
    circle.does(ADA, AskForPiece())
    circle.does(BEN, AskForPiece())
    circle.does(CORA, AskForPiece())
    circle.does(BEN, StopAsking())
    circle.now += MINUTE
    circle.does(ADA, PassPiece())
    circle.does(CORA, LayPiece())
    circle.does(BEN, AskForPiece())
    circle.here = [ADA, CORA]
    circle.room_does(RestPiece())


def go_back(circle: Circle) -> None:
    asked = circle.proposes(BEN, RestoreBoard(to=circle.board.seq - 3))
    circle.carries(asked)


def write(name: str) -> None:
    circle = an_hour()
    golden = {
        "title": circle.start.title,
        "areas": AREAS,
        "entries": [kept(entry) for entry in circle.log],
        "export": json.loads(as_json(circle.board)),
        "workshop": plain(workshop_of(circle.board)),
    }
    with (GOLDEN / f"hour-{name}.json").open("x") as file:  # never over an old one
        json.dump(golden, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    write(sys.argv[1])

"""Random workshops: each act is drawn as plain numbers, and read on the board as it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from boards.operations.base import Operation, Refused
from boards.operations.ideas import AddIdea
from boards.operations.signing import SignIdea
from boards.operations.undo import Undo
from sessions.operations.carrying import CarryProposal
from sessions.operations.consent import Consented
from sessions.operations.grouping import SIZES
from sessions.operations.groups import EndGroups, MakeGroups, ShareInGroups
from sessions.operations.piece import AskForPiece, LayPiece, PassPiece, RestPiece, StopAsking
from sessions.operations.proposals import Propose
from sessions.operations.pulse import PlaceDot, TakeBackDot
from sessions.operations.quiet import (
    ChangeQuietly,
    DropQuietly,
    OnSheet,
    OpenQuietRound,
    WriteQuietly,
)
from sessions.operations.revealing import RevealEarly, RevealRound
from sessions.operations.voice import TurnVoice
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.circle import DEV, Circle, hand_of
from tests.sessions.operations.hour import SECOND

SEATS = (ADA, BEN, CORA, DEV)


@dataclass(frozen=True)
class Draw:
    """One act as it was drawn: who, which kind, and a number to choose with."""

    seat: str
    kind: str
    one: int
    wait: int  # seconds


def act_of(draw: Draw, circle: Circle, quietly: Callable[[int], str], writer: str) -> Operation:
    """Read a draw on the board as it stands; `quietly` gives the words of a card."""
    one, workshop, ideas = draw.one, circle.workshop, list(circle.board.ideas)
    sheets = list(workshop.quiet.sheets) if workshop.quiet else []
    own = [one.id for one in workshop.quiet.of([hand_of(writer)])] if workshop.quiet else []
    near = own if own and one % 5 else sheets  # mostly what one may change
    sheet = near[one % len(near)] if near else "none"
    idea = ideas[one % len(ideas)] if ideas else "none"
    moment = ("before", "after")[one % 2]
    acts: dict[str, Callable[[], Operation]] = {
        "ask": AskForPiece,
        "stop": StopAsking,
        "pass": lambda: PassPiece(to=(*SEATS, None, None)[one % 6]),
        "lay": LayPiece,
        "rest": RestPiece,
        "write": lambda: WriteQuietly(text=quietly(circle.board.seq), unsigned=bool(one % 2)),
        "change": lambda: ChangeQuietly(sheet=sheet, text=quietly(circle.board.seq)),
        "drop": lambda: DropQuietly(sheet=sheet),
        "reveal": RevealRound,
        "groups": lambda: MakeGroups(size=SIZES[one % 3]),
        "end": EndGroups,
        "dot": lambda: PlaceDot(moment=moment, at=one * 25),
        "undot": lambda: TakeBackDot(moment=moment),
        "voice": lambda: TurnVoice(on=bool(one % 2)),
        "add": lambda: AddIdea(text="In the open", unsigned=bool(one % 3)),
        "sign": lambda: SignIdea(idea=idea, signed=bool(one % 2)),
        "undo": Undo,
    }
    return acts[draw.kind]()


AGREED: dict[str, Consented] = {
    "open": OpenQuietRound(minutes=1),
    "early": RevealEarly(),
    "share": ShareInGroups(),
}
KINDS = ["ask", "ask", "stop", "pass", "pass", "lay", "rest", "write", "write", "write", "write"]
KINDS += [
    "change",
    "change",
    "drop",
    "reveal",
    "groups",
    "end",
    "dot",
    "dot",
    "dot",
    "undot",
    "voice",
]
KINDS += ["add", "sign", "undo", "come or go", "open", "open", "open", "early", "share"]

DRAWS = st.builds(
    Draw,
    seat=st.sampled_from(SEATS),
    kind=st.sampled_from(KINDS),
    one=st.integers(0, 40),
    wait=st.integers(-2, 20),
)
SEQUENCES = st.lists(DRAWS, max_size=50)


def play(
    circle: Circle,
    draw: Draw,
    quietly: Callable[[int], str] = "card {}".format,
    writers: Callable[[str], str] = str,
) -> None:
    """Do what was drawn, unless it is refused; `writers` says who does what is done quietly."""
    circle.now += draw.wait * SECOND
    if draw.kind == "come or go":
        circle.here = [*{*circle.here} ^ {draw.seat}] or [ADA]
        circle.here.sort()
        return
    try:
        _do(circle, draw, quietly, writers)
    except Refused:
        return


def _do(
    circle: Circle, draw: Draw, quietly: Callable[[int], str], writers: Callable[[str], str]
) -> None:
    if draw.kind in AGREED:
        proposal = circle.does(draw.seat, Propose(what=AGREED[draw.kind])).proposal
        circle.room_does(CarryProposal(proposal=proposal))
        return
    writer = writers(draw.seat)
    act = act_of(draw, circle, quietly, writer)
    if isinstance(act, RestPiece):
        circle.room_does(act)
    else:
        circle.does(writer if isinstance(act, OnSheet) else draw.seat, act)

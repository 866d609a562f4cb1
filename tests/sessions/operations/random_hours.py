"""Random workshops: each act is drawn as plain numbers, and read on the board as it stands."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from boards.operations.base import Operation, Refused
from boards.operations.state import Text
from boards.operations.undo import Undo
from sessions.operations.answers import AnswerProposal, SeeProposal
from sessions.operations.carrying import CarryProposal, LapseProposal
from sessions.operations.clock import MORE, ExtendTime, GiveBackTime, GoOn, PauseTime
from sessions.operations.consent import Consented
from sessions.operations.kinds import KINDS
from sessions.operations.moving_on import CloseWorkshop, EnterPhase, RenewLink, RestoreBoard
from sessions.operations.opening import OpenWorkshop, PlanWorkshop
from sessions.operations.ordering import MovePhase, PutBackPhase, RemovePhase
from sessions.operations.phases import AddPhase, EditPhase
from sessions.operations.proposals import Propose, WithdrawProposal
from sessions.operations.settling import SettleKeeping
from sessions.operations.wording import AskInPhase, NamePhase
from tests.boards.operations.random_acts import SEATS, WORDS
from tests.sessions.operations.hour import Hour


@dataclass(frozen=True)
class Draw:
    """One act as it was drawn: who, which kind, how much later, and numbers to choose with."""

    seat: str
    kind: str
    one: int
    two: int
    later: int  # ms; the server's clock may have been put back
    words: str


class Choice:
    """What a draw chooses from on the board as it stands."""

    def __init__(self, draw: Draw, hour: Hour) -> None:
        self.draw, self.hour = draw, hour

    def phase(self, which: int) -> str:
        phases = list(self.hour.workshop.phases)
        return phases[which % len(phases)] if phases else "nothing"

    def proposal(self) -> str:
        proposals = self.hour.workshop.proposals
        return proposals[self.draw.one % len(proposals)].id if proposals else "nothing"

    def what(self) -> Consented:
        to = RestoreBoard(to=self.draw.two)
        kept = SettleKeeping(names=self.draw.two % 2 == 0, whom="seats", months=self.draw.two + 1)
        phase = EnterPhase(phase=self.phase(self.draw.two))
        return [phase, CloseWorkshop(), RenewLink(), to, kept][self.draw.one % 5]

    def splice(self, text: Text | None) -> dict[str, Any]:
        """A splice that fits the text as it stood a little while ago."""
        if text is None:
            return {"base": 0, "at": 0, "remove": 0, "insert": self.draw.words}
        base = max(text.since, self.hour.board.seq - self.draw.two % 6)
        later = text.edits_after(base)
        length = len(text.said) - sum(len(insert) - remove for _, remove, insert in later)
        at = self.draw.one % (length + 1)
        remove = self.draw.two % (length - at + 1)
        return {"base": base, "at": at, "remove": remove, "insert": self.draw.words}

    def act(self) -> Operation:
        one, two = self.draw.one, self.draw.two
        phase, other = self.phase(one), self.phase(two) if two % 3 else None
        found = self.hour.workshop.phases.get(phase)
        prompts = (self.draw.words + "x",) if two % 2 else None
        kind = list(KINDS)[one % len(KINDS)] if two % 4 else None
        areas = () if one % 2 else None
        proposal = self.proposal()
        minutes = None if two % 3 == 0 else two + 1
        note = self.draw.words if self.draw.words.strip() else None
        answer = ("fine", "not_yet")[two % 2]
        acts: dict[str, Operation] = {
            "open": OpenWorkshop(kind=kind),
            "plan": PlanWorkshop(kind=kind),
            "add": AddPhase(name="x", minutes=two + 1, before=other, areas=areas, prompts=prompts),
            "edit": EditPhase(phase=phase, minutes=minutes, prompts=prompts),
            "move": MovePhase(phase=phase, before=other),
            "remove": RemovePhase(phase=phase),
            "back": PutBackPhase(phase=phase, before=other),
            "name": NamePhase(phase=phase, **self.splice(found.name if found else None)),
            "ask": AskInPhase(phase=phase, **self.splice(found.question if found else None)),
            "pause": PauseTime(),
            "go_on": GoOn(),
            "extend": ExtendTime(minutes=MORE[one % 3]),
            "give": GiveBackTime(by=two * 10_000),
            "propose": Propose(what=self.what()),
            "answer": AnswerProposal(proposal=proposal, answer=answer, note=note),
            "see": SeeProposal(proposal=proposal),
            "withdraw": WithdrawProposal(proposal=proposal),
            "carry": CarryProposal(proposal=proposal),
            "lapse": LapseProposal(proposal=proposal, reason="unseen"),
            "undo": Undo(),
        }
        return acts[self.draw.kind]


OF_THE_ROOM = ("carry", "lapse")
KINDS_OF_ACT = ["open", "plan", "add", "add", "edit", "move", "remove", "back", "name", "ask"]
KINDS_OF_ACT += ["pause", "go_on", "extend", "give", "propose", "propose", "answer", "answer"]
KINDS_OF_ACT += ["see", "withdraw", "carry", "carry", "lapse", "undo", "undo"]

DRAWS = st.builds(
    Draw,
    seat=st.sampled_from(SEATS),
    kind=st.sampled_from(KINDS_OF_ACT),
    one=st.integers(0, 40),
    two=st.integers(0, 40),
    later=st.sampled_from([0, 1, 1_000, 90_000, 1_800_000, -5_000, -3_600_000]),
    words=WORDS,
)
HOURS = st.lists(DRAWS, max_size=50)


def play(hour: Hour, draw: Draw) -> Operation | None:
    """Do what was drawn; None where it was refused."""
    hour.now += draw.later
    act = Choice(draw, hour).act()
    try:
        return hour.room_does(act) if draw.kind in OF_THE_ROOM else hour.does(draw.seat, act)
    except Refused:
        return None

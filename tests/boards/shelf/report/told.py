"""Boards to tell: a workshop in our own words, one full of bad intentions, and their reports."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from boards.models import Card
from boards.operations.echoes import EchoIdea
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.laid import brought
from boards.operations.line import PlaceAlong
from boards.operations.placing import BelongsToo
from boards.operations.stances import TakeStance
from boards.operations.state import Board
from boards.operations.themes import Gather, NameTheme, WriteStatement
from boards.shelf.report.telling import Taken, report_of
from boards.shelf.report.value import Report
from sessions.operations.carrying import CarryProposal
from sessions.operations.moving_on import CloseWorkshop, EnterPhase
from sessions.operations.opening import OpenWorkshop
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.hour import Hour

DAY = date(2026, 11, 28)
CAST = (ADA, BEN, CORA, "dan", "eve")
NAMES = {ADA: "Ada Quill", BEN: "Ben Marsh", CORA: "Cora Vale", "dan": "", "eve": "Eve Low"}
BRINGS = "twelve years of night shifts"
WAITING = (
    "Tell me how long it will be, even if it is long.",
    "A cup of tea at two in the morning says more than a leaflet.",
    "Nobody came for an hour, and then three came at once.",
)
HOME = (
    "Ask who is at home before you send somebody home.",
    "The care plan had my name wrong, and my sister's name right.",
    "Let the night nurse write in the plan as well: she sees what the day does not.",
)
LOOSE = "Chairs that two people can sit on."
ASIDE = "More posters in the corridor."
MESSAGE = "I will ask one question before I give an answer."
STORY = "They moved her bed and told her afterwards."
WHY = "It costs nothing, and it changes the night."
STATEMENT = "Waiting is easier when somebody tells you what happens, and when."


class Told:
    """A room whose board is told afterwards."""

    def __init__(self) -> None:
        self.room = Hour()

    def idea(self, seat: str, text: str, *answers: tuple[str, str], **more: object) -> str:
        added = self.room.does(seat, AddIdea(text=text, **more))  # type: ignore[arg-type]
        idea = str(added.idea)
        for who, words in answers:
            self.room.does(who, EchoIdea(idea=idea, text=words))
        return idea

    def theme(self, name: str, statement: str, *ideas: str) -> str:
        theme = str(self.room.does(ADA, Gather(ideas=ideas)).theme)
        seq = self.room.board.seq
        self.room.does(ADA, NameTheme(theme=theme, base=seq, at=0, remove=0, insert=name))
        if statement:
            seq = self.room.board.seq
            said = WriteStatement(theme=theme, base=seq, at=0, remove=0, insert=statement)
            self.room.does(BEN, said)
        return theme

    def stand(self, theme: str, *stances: str) -> None:
        for seat, stance in zip(CAST, stances, strict=False):
            self.room.does(seat, TakeStance(theme=theme, stance=stance))

    def agree(self, what: EnterPhase | CloseWorkshop) -> None:
        proposal = self.room.proposes(ADA, what)
        for seat in (BEN, CORA):
            self.room.says(seat, "fine", proposal)
        self.room.room_does(CarryProposal(proposal=proposal))


def a_workshop() -> Board:
    """The board after an hour that five people held, from its first phase to its end."""
    return the_hour().board


def the_hour() -> Hour:
    told = Told()
    told.room.does(ADA, OpenWorkshop(kind="immersive"))
    fear = next(iter(told.room.board.ideas))
    for seat in CAST[:3]:
        told.room.does(seat, EchoIdea(idea=fear, text="Me too."))
    told.agree(EnterPhase(phase="exploring"))
    story = told.idea(BEN, STORY, (CORA, "That was my mother."), area="experiences")
    told.room.does(BEN, PlaceAlong(idea=story, at=80))
    told.agree(EnterPhase(phase="tracking"))
    waiting = [told.idea(ADA, WAITING[0], (BEN, "Yes. The number is the kindness."))]
    waiting += [told.idea(CORA, text, unsigned=True) for text in WAITING[1:]]
    home = [told.idea(BEN, text) for text in HOME]
    told.idea(CORA, LOOSE)
    told.room.does(BEN, SetAside(idea=told.idea(BEN, ASIDE)))
    told.idea(ADA, MESSAGE, area="messages")
    first = told.theme("Waiting well", STATEMENT, *waiting)
    second = told.theme("Going home", "", *home)
    told.room.does(ADA, BelongsToo(idea=home[2], theme=first))
    told.stand(first, "agree", "agree", "live_with", "agree")
    told.room.does(ADA, TakeStance(theme=first, stance="agree", why=WHY))
    told.stand(second, "agree", "not_for_me", "live_with", "agree")
    told.agree(CloseWorkshop())
    return told.room


def a_full_board() -> Board:
    """A board of several pages; on each idea somebody that a file tells of stood."""
    told = Told()
    for n in range(80):
        told.idea(ADA, f"We say it once, and write down that it was said, {n}.")
    stood = brought({"spoken": 23, "agree": 20, "live_with": 2, "not_for_me": 1})
    ideas = told.room.board.ideas.values()
    return told.room.board.with_ideas(replace(one, brought=stood) for one in ideas)


def cards() -> Mapping[str, Card]:
    return {
        seat: Card(number, NAMES[seat], BRINGS if seat == ADA else "", hand=f"~{seat}", here=10**9)
        for number, seat in enumerate(CAST, 1)
    }


def told(board: Board, *, names: bool = False) -> Report:
    return report_of(Taken(board, cards(), (DAY, DAY), names))

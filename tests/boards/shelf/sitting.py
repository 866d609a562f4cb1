"""People at boards that are searched: what the tests of the search do again and again."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from boards import log
from boards.door import cookie_name
from boards.hands import hand_of
from boards.live.batch import Waiting, decide
from boards.models import Board
from boards.operations.base import Operation
from boards.operations.state import Board as Standing
from boards.operations.wire import from_wire
from boards.shelf.search.finding import Found, find
from tests.boards.way_in import a_board, seated_at


@dataclass
class Sitting:
    """A board with one seat, Ada's, and her browser."""

    title: str = "Waiting well"
    board: Board = field(init=False)
    ada: Client = field(init=False)

    def __post_init__(self) -> None:
        self.board = a_board(self.title)
        self.ada = seated_at(self.board, "Ada")

    @property
    def now(self) -> Standing:
        return log.board(self.board.id)

    def does(self, verb: str, **fields: Any) -> Operation:
        """Ada does one act; return it as it was logged."""
        seat = self.board.seats.get(name="Ada").id
        return self._done((seat, hand_of(self.board.id, seat)), verb, fields)

    def agrees(self, verb: str, **fields: Any) -> None:
        """The room agrees on something."""
        self.does("propose", what={"verb": verb, **fields})
        proposal = log.entries(self.board.id)[-1]
        self._done(None, "carry_proposal", {"proposal": getattr(proposal, "proposal")})  # noqa: B009

    def _done(self, by: tuple[str, str] | None, verb: str, fields: dict[str, Any]) -> Operation:
        said = from_wire({"id": str(uuid.uuid4()), "verb": verb, **fields})
        batch = decide(self.now, [Waiting(None, said, instead=by)], {})
        assert not batch.refused
        assert log.store([log.Batch(self.board.id, batch.accepted, lambda _: None)]) == [None]
        return batch.accepted[-1]

    def idea(self, text: str) -> str:
        """Ada writes an idea; return its id."""
        self.does("add_idea", text=text)
        return list(self.now.ideas)[-1]

    def theme(self, name: str, *ideas: str) -> str:
        """Ada gathers ideas, two of her own if none are given, and names the theme."""
        of = ideas or (self.idea("One of them"), self.idea("The other one"))
        self.does("gather", ideas=list(of))
        theme = list(self.now.themes)[-1]
        self.writes("name_theme", theme, name)
        return theme

    def writes(self, verb: str, theme: str, text: str, remove: int = 0) -> None:
        self.does(verb, theme=theme, base=self.now.seq, at=0, remove=remove, insert=text)

    def finds(self, asked: str) -> list[tuple[str, str]]:
        """What is found on this board: what kind each hit is, and its words."""
        return hits(find(asked, [self.board.id]))

    def found(self, asked: str) -> bool:
        return bool(find(asked, [self.board.id]).boards)


def hits(found: Found) -> list[tuple[str, str]]:
    return [
        (hit.piece.kind, "".join(part.text for part in hit.parts))
        for one in found.boards
        for hit in one.hits
    ]


def both(*sittings: Sitting) -> Client:
    """A browser with a seat at each of these boards."""
    browser = Client()
    for sitting in sittings:
        name = cookie_name(sitting.board.id)
        browser.cookies[name] = sitting.ada.cookies[name].value
    return browser

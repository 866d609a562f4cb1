"""What the room decides is kept of its board: for whom, for how long, and whether with names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boards.operations.base import Refused, Sentence, gettext_noop
from boards.operations.fields import flag, wrong
from boards.operations.state import Board
from sessions.operations.consent import Consented
from sessions.operations.fields import word_of
from sessions.operations.lasting import ANYONE, SEATS, SHELF, Lasting
from sessions.operations.state import with_workshop

LEAST, MOST = 1, 120  # months

FOR_WHOM: Mapping[str, str] = {
    SEATS: gettext_noop("those who have a seat here"),
    SHELF: gettext_noop("the team"),
    ANYONE: gettext_noop("anyone"),
}
ASKED: Mapping[tuple[str, bool], str] = {
    (SEATS, False): gettext_noop(
        "Shall we keep this for those who have a seat here, for %(time)s, without names?"
    ),
    (SEATS, True): gettext_noop(
        "Shall we keep this for those who have a seat here, for %(time)s, with names?"
    ),
    (SHELF, False): gettext_noop("Shall we keep this for the team, for %(time)s, without names?"),
    (SHELF, True): gettext_noop("Shall we keep this for the team, for %(time)s, with names?"),
    (ANYONE, False): gettext_noop(
        "Shall we keep this so that anyone may read it, for %(time)s, without names?"
    ),
    (ANYONE, True): gettext_noop(
        "Shall we keep this so that anyone may read it, for %(time)s, with names?"
    ),
}


def _read_months(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise wrong(name, gettext_noop('"%(name)s" must be a whole number, 0 or more.'))
    if not LEAST <= value <= MOST:
        message = gettext_noop("A board is kept for %(least)s to %(most)s months.")
        raise Refused("bad_months", message, name, least=LEAST, most=MOST)
    return value


@dataclass(frozen=True, kw_only=True)
class SettleKeeping(Consented):
    """Settle what is kept. Whoever stores it tells the shelf: see `sessions/kept.py`."""

    verb = "settle_keeping"
    permits = gettext_noop("ask the room what is kept, for whom and how long")

    names: bool = flag()
    whom: str = word_of(SEATS, SHELF, ANYONE)
    months: int = field(metadata={"read": _read_months})

    def apply(self, board: Board) -> Board:
        settled = Lasting(self.names, self.whom, self.months, self.seq, self.when)
        return with_workshop(board, lasting=settled)

    def pieces(self, before: Board) -> list[str]:
        return ["phase"]

    def slots(self) -> list[tuple[str, str]]:
        return [("kept", "")]

    def question(self, board: Board) -> Sentence:
        return Sentence(ASKED[self.whom, self.names], {"time": lasts(self.months)})

    def sentence(self, board: Board) -> Sentence:
        whom = Sentence(FOR_WHOM[self.whom], {})
        text = gettext_noop("What we keep was settled: for %(whom)s, %(time)s, %(names)s")
        named = gettext_noop("with names") if self.names else gettext_noop("without names")
        values = {"whom": whom, "time": lasts(self.months), "names": Sentence(named, {})}
        return Sentence(text, values)


def lasts(months: int) -> Sentence:
    if months == 1:
        return Sentence(gettext_noop("one month"), {})
    return Sentence(gettext_noop("%(n)s months"), {"n": months})

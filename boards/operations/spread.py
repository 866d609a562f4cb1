"""Where a room stands: stances counted, and when a theme is common ground. Never who.

A theme is *common ground* when enough seats have spoken and each of them can at least live with
it; it is *held open* when enough have spoken and some cannot. Both are good endings.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

AGREE, LIVE_WITH, NOT_FOR_ME = "agree", "live_with", "not_for_me"
ANSWERS = (AGREE, LIVE_WITH, NOT_FOR_ME)
LEAST = 3  # stances on fewer seats are not shown: they would tell who


@dataclass(frozen=True, slots=True)
class Stance:
    """What one seat answered, and why, if it said so; and when, to know who was there."""

    answer: str
    why: str | None = None
    when: int = field(default=0, compare=False)


Stances = Mapping[str, Stance]  # by hand


class Spread(NamedTuple):
    """How many seats gave each answer."""

    agree: int = 0
    live_with: int = 0
    not_for_me: int = 0

    @property
    def spoken(self) -> int:
        return sum(self)

    @property
    def shown(self) -> bool:
        return self.spoken >= LEAST

    def told(self) -> dict[str, int]:
        """Return it as anyone may see it: `spoken`, and the answers where they may be shown."""
        return {"spoken": self.spoken, **(self._asdict() if self.shown else {})}


def spread(stances: Stances) -> Spread:
    given = [stance.answer for stance in stances.values()]
    return Spread(*(given.count(answer) for answer in ANSWERS))


def reasons(stances: Stances) -> list[tuple[str, str]]:
    """Return (answer, why) of those who said why, in an order that tells nothing of who or when."""
    if not spread(stances).shown:
        return []
    said = ((ANSWERS.index(one.answer), one.why) for one in stances.values() if one.why)
    return [(ANSWERS[answer], why) for answer, why in sorted(said)]


def enough(seats: int) -> int:
    """Return how many of so many seats have to speak before a theme is settled: two thirds."""
    return max(LEAST, -(-2 * seats // 3))


def outlook(now: Spread, seats: int) -> str:
    """Return "quiet", "growing", "common" or "open": how a theme stands with so many seats."""
    if not now.spoken:
        return "quiet"
    if now.spoken < enough(seats):
        return "growing"
    return "open" if now.not_for_me else "common"


class Support(NamedTuple):
    """How many of those in a group who have spoken can at least live with it."""

    group: str
    support: int
    spoken: int

    @property
    def share(self) -> tuple[float, str]:
        return self.support / self.spoken, self.group


def lowest(stances: Stances, groups: Mapping[str, str]) -> Support | None:
    """Return the group with the least support, among those of whom enough have spoken to be shown.

    `groups` is what each hand says it belongs to. After Polis' group-informed consensus (Small et
    al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces", 2021), which lets
    no group's no be drowned by the size of another; here the lowest group is told in plain numbers.
    """
    answers: dict[str, list[str]] = defaultdict(list)
    for hand, stance in stances.items():
        if group := groups.get(hand):
            answers[group].append(stance.answer)
    told = (_support(group, given) for group, given in answers.items() if len(given) >= LEAST)
    # Nor may what is left over tell of fewer than three.
    safe = [one for one in told if len(stances) - one.spoken not in range(1, LEAST)]
    return min(safe, key=lambda one: one.share, default=None)


def _support(group: str, given: Iterable[str]) -> Support:
    answers = list(given)
    return Support(group, len(answers) - answers.count(NOT_FOR_ME), len(answers))


def load(given: Any) -> dict[str, int]:
    """Read what an entry says of a spread."""
    return dict(given)

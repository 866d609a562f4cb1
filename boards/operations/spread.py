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
    """How many gave each answer, and of how many that is not told."""

    agree: int = 0
    live_with: int = 0
    not_for_me: int = 0
    untold: int = 0  # a file says of them that they have spoken, and no more
    veiled: int = 0  # fewer than three of this room, beside those whom a file brought

    @property
    def answers(self) -> tuple[int, int, int]:
        return self.agree, self.live_with, self.not_for_me

    @property
    def spoken(self) -> int:
        return sum(self)

    @property
    def shown(self) -> bool:
        return sum(self.answers) >= LEAST

    def told(self) -> dict[str, int]:
        """Return it as anyone may see it: `spoken`, and the answers where they may be shown."""
        answers = zip(ANSWERS, self.answers, strict=True)
        return {"spoken": self.spoken, **(dict(answers) if self.shown else {})}


NOBODY = Spread()


@dataclass(frozen=True, slots=True)
class Brought:
    """Stances that came with a board from a file: counted, with reasons, and of nobody here."""

    spread: Spread = NOBODY
    whys: tuple[tuple[str, str], ...] = ()  # (answer, why)

    @property
    def spoken(self) -> int:
        return self.spread.spoken


NOTHING = Brought()


def spread(stances: Stances, brought: Brought = NOTHING) -> Spread:
    """Count both. What a file brought is known to all: one or two more would show through it."""
    given = [stance.answer for stance in stances.values()]
    own = [given.count(answer) for answer in ANSWERS]
    if not brought.spoken:
        return Spread(*own)
    if len(given) < LEAST:
        return brought.spread._replace(veiled=len(given))
    both = (one + more for one, more in zip(own, brought.spread.answers, strict=True))
    return Spread(*both)._replace(untold=brought.spread.untold)


def reasons(stances: Stances, brought: Brought = NOTHING) -> list[tuple[str, str]]:
    """Return (answer, why) of those who said why, in an order that tells nothing of who or when."""
    own = [(one.answer, one.why) for one in stances.values() if one.why]
    said = [*(own if len(stances) >= LEAST else ()), *brought.whys]
    return sorted(said, key=lambda one: (ANSWERS.index(one[0]), one[1]))


def enough(seats: int) -> int:
    """Return how many of so many seats have to speak before a theme is settled: two thirds."""
    return max(LEAST, -(-2 * seats // 3))


def needed(now: Spread, seats: int) -> int:
    """Return how many have to have spoken before it is settled, some of them untold."""
    told = enough(seats - now.untold) + now.untold
    return max(told, now.spoken + LEAST - now.veiled) if now.veiled else told


def outlook(now: Spread, seats: int) -> str:
    """Return "quiet", "growing", "common" or "open": how a theme stands with so many seats."""
    if not now.spoken:
        return "quiet"
    if now.spoken < needed(now, seats):
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

"""How evenly a room speaks: what share of its contribution each seat made, and one figure for all.

Shares are by hand, and for the server alone: a person is told their own, the room gets petals
without names and the figure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import fsum, log

from boards.operations.base import Operation
from boards.operations.spread import LEAST
from boards.operations.undo import Undo
from sessions.operations.carrying import CarryProposal
from sessions.operations.quiet import WriteQuietly
from sessions.operations.revealing import Revealing

IDEA, ECHO, MOVE, PIECE = "idea", "echo", "move", "piece"
KINDS = {"add_idea": IDEA, "echo_idea": ECHO} | dict.fromkeys(
    (
        *("move_idea", "place_idea", "bring_ideas", "belongs_too", "let_go", "place_along"),
        *("gather", "order_theme", "merge_themes", "split_theme"),
    ),
    MOVE,
)
STEPS = 100  # that a petal's size is told in. That it tells of nobody is up to what it is made of


def evenness(shares: Mapping[str, float]) -> float | None:
    """Return how even the shares are, from 0 (one has all) to 1 (all have the same).

    This is Pielou's J = H / ln n, with H = -sum(p ln p) over the part p that each of the n seats
    has of the whole. Source: E. C. Pielou, "The measurement of diversity in different types of
    biological collections", Journal of Theoretical Biology 13 (1966), 131-144. A seat that has
    said nothing counts among the n. None where there is nothing to compare: fewer than two seats,
    or nobody has contributed yet.
    """
    whole = fsum(shares.values())
    if len(shares) < 2 or not whole:
        return None
    parts = [share / whole for share in shares.values()]
    entropy = -fsum(part * log(part) for part in parts if part)
    return min(1.0, max(0.0, entropy / log(len(parts))))


def contribution(
    acts: Iterable[Operation], hands: Iterable[str], held: Mapping[str, float]
) -> dict[str, float]:
    """Return what share of the room's contribution each hand made; all shares together are 1.

    There are four kinds of contribution: ideas written, ideas answered, ideas moved (to an area,
    into a theme or out of it), and time with the talking piece. Of each kind, a seat has so much
    as it did of all that the room did of it. A seat's share is the mean of these over the kinds
    that anybody used: each of them counts the same, however much was done of it. So of four kinds
    used, each is a quarter.

    `held` is the time with the piece by hand, in any unit. What was written quietly counts from
    the reveal on; what was taken back does not count.
    """
    here = tuple(dict.fromkeys(hands))
    done = _done(list(acts)) | {(PIECE, hand): held[hand] for hand in held}
    shares = []
    for kind in (IDEA, ECHO, MOVE, PIECE):
        whole = fsum(done.get((kind, hand), 0) for hand in here)
        if whole:
            shares.append({hand: done.get((kind, hand), 0) / whole for hand in here})
    return {hand: fsum(share[hand] for share in shares) / (len(shares) or 1) for hand in here}


def petals(shares: Mapping[str, float]) -> list[float]:
    """Return the sizes of the petals: the shares without names, the largest first.

    There are none of fewer than three seats, since they would tell who. They must be of signed acts
    alone: with others in them, whoever compares two pictures could see whose a new one was.
    """
    if len(shares) < LEAST:
        return []
    return sorted((round(share * STEPS) / STEPS for share in shares.values()), reverse=True)


def _done(acts: list[Operation]) -> dict[tuple[str, str | None], float]:
    """Return how often each hand did what, by kind and hand."""
    undone = {act.entry for act in acts if isinstance(act, Undo)}
    standing = [act for act in acts if act.seq not in undone]
    wrote = {act.sheet: act.hand for act in acts if isinstance(act, WriteQuietly)}
    return dict(Counter(one for act in standing for one in _counted(act, wrote)))


def _counted(act: Operation, wrote: Mapping[str, str | None]) -> Iterator[tuple[str, str | None]]:
    """Yield the kind and the hand of each contribution that an act makes known."""
    if act.verb in KINDS:
        yield KINDS[act.verb], act.hand
    for one in act.does if isinstance(act, CarryProposal) else (act,):
        if isinstance(one, Revealing):
            yield from ((IDEA, wrote.get(sheet)) for sheet in one.sheets)

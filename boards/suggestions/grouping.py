"""Which ideas belong together, how many groups there are, and who fits nowhere.

Ideas are joined by average linkage as long as they are clearly more alike than two ideas of this
board usually are. So the number of groups comes from the board itself, and loners stay out.
The four numbers were chosen on every second note of tests/offers/notes.csv.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering

from boards.suggestions.meaning import Vectors, unit

SHARED = 0.5  # of what all ideas here have in common: taken away, since it tells none apart
LEAST = 0.12  # likeness (cosine) below which ideas never join, however mixed the board
ABOVE = 1.0  # deviations over the likeness that is usual on this board
DOUBT = 0.75  # further deviations that a pair must show; three ideas half of that, four a third


class Group(NamedTuple):
    """Rows that belong together, the most central first."""

    rows: list[int]
    theme: int | None  # the theme they join; None: a new group
    likeness: float  # of each row to its kin, on the average
    weight: float  # how convincing that is: less where few ideas bear it out


class Likeness(NamedTuple):
    """How alike each two texts of a board are, and from where on that means something."""

    between: NDArray[np.float64]  # texts by texts: cosines, -1 to 1
    least: float  # what a group must reach on the average of its pairs
    spread: float  # deviation of all pairs

    def doubt(self, pairs_each: int) -> float:
        """What a group must reach when each of its ideas is likened to so many others."""
        return self.least + DOUBT * self.spread / pairs_each


def likeness(rows: Vectors) -> Likeness:
    """From two vectors or more. Rounded, so that the last bit of a sum decides nothing."""
    own = unit(rows - SHARED * rows.mean(axis=0))
    between = np.round((own @ own.T).astype(np.float64), 5)
    pairs = between[np.triu_indices(len(own), 1)]
    spread = float(pairs.std())
    return Likeness(between, max(LEAST, float(pairs.mean()) + ABOVE * spread), spread)


def found(rows: Vectors, loose: int, themes: Sequence[int], fewest: int = 2) -> list[Group]:
    """Groups of the first `loose` rows, the most convincing first.

    `themes` counts the rows of each theme; they follow in this order. No new group is found among
    fewer than `fewest` loose rows.
    """
    if len(rows) < 2:
        return []
    alike = likeness(rows)
    groups = [*joining(alike, loose, themes)]
    if loose >= fewest:
        taken = {row for group in groups for row in group.rows}
        groups += together(alike, [row for row in range(loose) if row not in taken])
    return sorted(groups, key=lambda group: (-group.weight, group.rows))


def joining(alike: Likeness, loose: int, themes: Sequence[int]) -> Iterator[Group]:
    """The loose rows that are like a theme's ideas on the average, each with the likest theme."""
    ends = np.cumsum([loose, *themes])
    ideas = [range(*edges) for edges in pairwise(ends.tolist())]
    joiners: list[list[int]] = [[] for _ in themes]
    for row in range(loose):
        marks = [_mean(alike, row, kin) - alike.doubt(len(kin)) if kin else -1.0 for kin in ideas]
        best = max(range(len(marks)), key=marks.__getitem__, default=None)
        if best is not None and marks[best] >= 0:
            joiners[best].append(row)
    for theme, rows in enumerate(joiners):
        if rows:
            yield _group(alike, rows, ideas[theme], theme)


def together(alike: Likeness, rows: Sequence[int]) -> Iterator[Group]:
    """Groups of two or more among these rows that bear each other out."""
    if len(rows) < 2:
        return
    tree = AgglomerativeClustering(
        None, metric="precomputed", linkage="average", distance_threshold=1 - alike.least
    )
    labels = tree.fit_predict(1 - alike.between[np.ix_(rows, rows)])
    for label in range(labels.max() + 1):
        members = [row for row, mine in zip(rows, labels, strict=True) if mine == label]
        group = _group(alike, members, members, None)
        if len(members) > 1 and group.likeness >= alike.doubt(len(members) - 1):
            yield group


def _group(alike: Likeness, rows: list[int], kin: Sequence[int], theme: int | None) -> Group:
    near = {row: _mean(alike, row, kin) for row in rows}
    mean = sum(near.values()) / len(near)
    weight = mean * (1 - 1 / len({*rows, *kin}))
    return Group(sorted(rows, key=lambda row: (-near[row], row)), theme, mean, weight)


def _mean(alike: Likeness, row: int, kin: Sequence[int]) -> float:
    """How like its kin a row is, itself left out, on the average; 0 where it has none."""
    others = [one for one in kin if one != row]
    return float(alike.between[row, others].mean()) if others else 0.0

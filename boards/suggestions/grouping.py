"""Which ideas belong together, how many groups there are, and who fits nowhere.

Ideas are joined by average linkage as long as they are clearly more alike than two ideas of this
board usually are. So the number of groups comes from the board itself, and loners stay out.
The numbers were chosen on every second note of tests/offers/notes.csv, the first one included.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering

from boards.suggestions.meaning import Vectors, unit

SHARED = 0.5  # of what all ideas here have in common: taken away, since it tells none apart
LEAST = 0.1  # likeness (cosine) below which ideas never join, however mixed the board
CERTAIN = 0.5  # likeness from which on ideas always join, even where all are alike
ABOVE = 0.75  # deviations over the likeness that is usual on this board
DOUBT = 0.1  # further likeness that a pair must show; three ideas half of that, four a third

Rows = NDArray[np.intp]


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

    def bar(self, others: int) -> float:
        """What a group must reach whose every idea is likened to so many others: few may err."""
        return min(CERTAIN, self.least + DOUBT / others)


def likeness(rows: Vectors, floor: float = LEAST) -> Likeness:
    """From two vectors or more. Rounded, so that the last bit of a sum decides nothing."""
    own = unit(rows - SHARED * rows.mean(axis=0))
    between = np.round((own @ own.T).astype(np.float64), 5).astype(np.float64)
    pairs = between[np.triu_indices(len(own), 1)]
    usual = float(pairs.mean() + ABOVE * pairs.std())
    return Likeness(between, min(CERTAIN, max(floor, usual)))


def found(
    rows: Vectors, loose: int, themes: Sequence[int], fewest: int = 2, floor: float = LEAST
) -> list[Group]:
    """Groups of the first `loose` rows, the most convincing first.

    `themes` counts the rows of each theme; they follow in this order. No new group is found among
    fewer than `fewest` loose rows. `floor` is for vectors that are not this model's.
    """
    if len(rows) < 2:
        return []
    alike = likeness(rows, floor)
    groups = [*joining(alike, loose, themes)]
    if loose >= fewest:
        taken = {row for group in groups for row in group.rows}
        groups += together(alike, [row for row in range(loose) if row not in taken])
    return sorted(groups, key=lambda group: (-group.weight, group.rows))


def joining(alike: Likeness, loose: int, themes: Sequence[int]) -> Iterator[Group]:
    """The loose rows that are like a theme's ideas on the average, each with the likest theme."""
    kin = [np.arange(*edges) for edges in pairwise(np.cumsum([loose, *themes]))]
    marks = np.full((loose, len(kin) + 1), 0.0)  # the last column stands for no theme
    for theme, ideas in enumerate(kin):
        near = alike.between[:loose, ideas]
        marks[:, theme] = near.mean(axis=1) - alike.bar(len(ideas)) if len(ideas) else -1
    best = marks.argmax(axis=1)
    for theme, ideas in enumerate(kin):
        rows = np.flatnonzero(best == theme)
        if len(rows):
            yield _group(alike, rows, ideas, theme)


def together(alike: Likeness, rows: Sequence[int]) -> Iterator[Group]:
    """Groups of two or more among these rows that bear each other out."""
    if len(rows) < 2:
        return
    tree = AgglomerativeClustering(
        None, metric="precomputed", linkage="average", distance_threshold=1 - alike.least
    )
    labels = tree.fit_predict(1 - alike.between[np.ix_(rows, rows)])
    for label in np.flatnonzero(np.bincount(labels) > 1):
        members = np.array(rows)[labels == label]
        group = _group(alike, members, members, None)
        if group.likeness >= alike.bar(len(members) - 1):
            yield group


def _group(alike: Likeness, rows: Rows, kin: Rows, theme: int | None) -> Group:
    """The rows by how like their kin they are on the average, each itself left out."""
    itself = rows[:, None] == kin[None, :]
    near = np.where(itself, 0, alike.between[np.ix_(rows, kin)]).sum(axis=1) / (~itself).sum(axis=1)
    mean, size = float(near.mean()), len({*rows, *kin})
    return Group(
        rows[np.argsort(-near, kind="stable")].tolist(), theme, mean, mean * (1 - 1 / size)
    )

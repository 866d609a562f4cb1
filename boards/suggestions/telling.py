"""The words that tell a group of ideas from everything else on the board, as people wrote them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from boards.suggestions.meaning import Vectors, unit, vectors
from boards.suggestions.words import large

MOST, LONGEST = 3, 24  # words to an offer; letters to a word


class Telling:
    """Chooses words for groups among the texts of one board.

    After c-TF-IDF (Grootendorst, "BERTopic", 2022): a word counts by how many ideas of the group
    have it, against how many have it anywhere, and by how near its own meaning is to the group's.
    What two ideas of the group share goes before what only one of them says.
    """

    def __init__(self, texts: Sequence[Sequence[str]], rows: Vectors) -> None:
        self.said = [set(said) for said in texts]
        self.everywhere = Counter(word for said in self.said for word in said)
        self.rows = rows - rows.mean(axis=0) if texts else rows

    def __call__(self, group: Sequence[int]) -> tuple[str, ...]:
        """Up to three words of the texts in these places; no two of one stem: `carer`, `carers`."""
        here = Counter(word for place in group for word in self.said[place])
        fit = sorted(filter(self._fit, here)) or sorted(here)
        marks = self._marks(fit, here, group)
        ranked = sorted(fit, key=lambda word: (here[word] < 2, -marks[word]))
        return tuple(islice(_of_different_stems(ranked), MOST))

    @staticmethod
    def _fit(word: str) -> bool:
        return 1 < len(word) <= LONGEST and large(word)

    def _marks(
        self, fit: Sequence[str], here: Counter[str], group: Sequence[int]
    ) -> dict[str, float]:
        centre = unit(self.rows[list(group)].mean(axis=0))
        near = np.maximum(vectors([[word] for word in fit]) @ centre, 0.05) if fit else []
        rare = {word: float(np.log1p(len(self.said) / self.everywhere[word])) for word in fit}
        return {
            word: round(here[word] * rare[word] * float(by), 4)
            for word, by in zip(fit, near, strict=True)
        }


def _of_different_stems(ranked: Iterable[str]) -> Iterator[str]:
    before: list[str] = []
    for word in ranked:
        if not any(word.startswith(one) or one.startswith(word) for one in before):
            before.append(word)
            yield word

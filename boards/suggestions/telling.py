"""The words that tell a group of ideas from everything else on the board, as people wrote them."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from boards.suggestions.meaning import saying, unit, vectors
from boards.suggestions.words import large

MOST, LONGEST = 3, 24  # words to an offer; letters to a word


class Telling:
    """Chooses words for groups among the texts of one board.

    After c-TF-IDF (Grootendorst, "BERTopic", 2022): a word counts by how many ideas of the group
    have it, against how many have it anywhere, and by how near its own meaning is to the group's.
    What two ideas of the group share goes before what only one of them says.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.said = [set(saying(text)) for text in texts]
        self.everywhere = Counter(word for said in self.said for word in said)
        self.rows = vectors(texts)
        self.middle = self.rows.mean(axis=0) if texts else 0.0

    def __call__(self, group: Sequence[int]) -> tuple[str, ...]:
        """Up to three words of the texts in these places; no two of one stem (`carer`, `carers`)."""
        here = Counter(word for place in group for word in self.said[place])
        fit = sorted(word for word in here if 2 < len(word) <= LONGEST and large(word))
        marks = self._marks(fit, here, group)
        chosen: list[str] = []
        for word in sorted(fit, key=lambda word: (here[word] < 2, -marks[word])):
            if not any(word.startswith(one) or one.startswith(word) for one in chosen):
                chosen.append(word)
        return tuple(chosen[:MOST])

    def _marks(
        self, fit: Sequence[str], here: Counter[str], group: Sequence[int]
    ) -> dict[str, float]:
        centre = unit(self.rows[list(group)].mean(axis=0) - self.middle)
        near = np.maximum(vectors(fit) @ centre, 0.05) if fit else []
        rare = {word: float(np.log1p(len(self.said) / self.everywhere[word])) for word in fit}
        return {
            word: round(here[word] * rare[word] * float(by), 4)
            for word, by in zip(fit, near, strict=True)
        }

"""A recorded workshop: who said what and when; and whether a board holds just that.

Reads the `comments.csv` that Polis exports, and compares plain values. No sockets here.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

REJECTED = "-1"
SILENCE = 300_000  # ms: a longer pause is a night, or a lunch, and is cut to this


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What one author said; `at` is in milliseconds since 1970."""

    at: int
    author: str
    text: str


def statements(folder: Path) -> list[Statement]:
    """Return the statements that were not rejected, in the order they were made.

    Raises OSError, or ValueError for a file that is no such record.
    """
    rows = _rows(folder / "comments.csv")
    try:
        kept = [row for row in rows if row["moderated"] != REJECTED]
        made = [(int(row["timestamp"]), int(row["comment-id"]), row) for row in kept]
    except (KeyError, TypeError) as trouble:
        raise ValueError(f"comments.csv lacks {trouble}") from trouble
    made.sort(key=lambda one: one[:2])
    return [
        Statement(at=at, author=row["author-id"], text=row["comment-body"]) for at, _, row in made
    ]


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines, strict=True))
    except csv.Error as trouble:
        raise ValueError(f"comments.csv is no CSV: {trouble}") from trouble


def authors(played: Iterable[Statement]) -> list[str]:
    """Return each author once, in the order of their first words."""
    return list(dict.fromkeys(one.author for one in played))


def times(played: Iterable[Statement]) -> list[int]:
    """Return when each is said, in milliseconds from the first, long silences cut short."""
    made = [one.at for one in played]
    pauses = (min(later - earlier, SILENCE) for earlier, later in pairwise(made))
    return list(accumulate(pauses, initial=0))


def compared(
    expected: Sequence[Statement], found: Sequence[tuple[str, str]], refused: Sequence[str]
) -> dict[str, Any]:
    """Compare the record with what the board holds: (author, text) pairs in the board's order."""
    wanted = [(one.author, one.text) for one in expected]
    texts, said = [text for _, text in wanted], [text for _, text in found]
    report = {
        "statements": {"expected": len(texts), "found": len(said)},
        "authors": {"expected": len(authors(expected)), "found": len({who for who, _ in found})},
        "missing": list((Counter(texts) - Counter(said)).elements()),
        "unexpected": list((Counter(said) - Counter(texts)).elements()),
        "refused": list(refused),
        "same_order": said == texts,
        "same_authors": Counter(wanted) == Counter(found),
    }
    return {"equal": wanted == list(found), **report}

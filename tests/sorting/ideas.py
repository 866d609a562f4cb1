"""The ideas of a real workshop. They lie beside the project: none of its sentences is copied."""

import csv
import os
from itertools import count, islice
from pathlib import Path

from tests.serving import ROOT

BESIDE = ROOT.parent / "shared" / "data"
FILE = "comments.csv"
REJECTED = "-1"


def found(path: str = "") -> Path | None:
    """Where the workshop lies: at `path`, at COPRODUCE_DATASET or beside the project.

    Each may be the CSV file or a folder somewhere above it. None where it is not there.
    """
    place = Path(path or os.environ.get("COPRODUCE_DATASET", "") or BESIDE)
    if place.is_file():
        return place
    return next(iter(sorted(place.glob(f"**/{FILE}"))), None)


def real_ideas(path: Path, many: int) -> list[str]:
    """Return `many` different texts: those that were not rejected, then the same again, counted."""
    with path.open(encoding="utf-8", newline="") as file:
        kept = [row["comment-body"] for row in csv.DictReader(file) if row["moderated"] != REJECTED]
    texts = dict.fromkeys(text.strip() for text in kept if text.strip())
    again = (f"{text} ({n})" if n > 1 else text for n in count(1) for text in texts)
    return list(islice(again, many))

"""The labelled notes: what each says, the theme a person would put it under, and who speaks so."""

import csv
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Note(NamedTuple):
    """One invented note."""

    text: str
    theme: str  # one of ten: what a room would call it
    voice: str  # one of eight: nurse, plain, carer, planner, newcomer, texting, dictated, typos


def notes() -> list[Note]:
    """All 300, theme by theme."""
    with (Path(__file__).parent / "notes.csv").open(encoding="utf-8", newline="") as file:
        return [Note(**row) for row in csv.DictReader(file)]


def unseen() -> list[Note]:
    """The half that played no part when the numbers in `boards/suggestions` were chosen."""
    return notes()[1::2]


def draw(among: Sequence[Note], size: int, seed: int) -> list[Note]:
    """A board of so many notes, in no order."""
    return random.Random(seed).sample(among, size)


def of_themes(among: Sequence[Note], themes: int, each: int, seed: int) -> list[Note]:
    """A board about few things: so many themes, with so many notes each."""
    chance = random.Random(seed)
    names = chance.sample(sorted({note.theme for note in among}), themes)
    chosen = [
        note
        for name in names
        for note in chance.sample([one for one in among if one.theme == name], each)
    ]
    return chance.sample(chosen, len(chosen))

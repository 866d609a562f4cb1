"""Prints what the offers are worth: `python -m tests.offers --seeds 20` (or SEEDS=20)."""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from statistics import mean

from boards import suggestions
from tests.offers import measure
from tests.offers.measure import Figures
from tests.offers.notes import Note, draw, notes, of_themes, unseen

Draw = Callable[[int], Sequence[Note]]


def row(name: str, figures: Figures, after: str = "") -> None:
    """One line of the table."""
    v, rand, right, out, groups = figures
    line = f"  {name:7} {v:9.3f} {rand:9.3f} {right:9.0%} {out:9.0%} {groups:7.1f}"
    print(f"{line}   {after}".rstrip())


def table(title: str, boards: Sequence[Sequence[Note]]) -> None:
    """Ours, TF-IDF and chance on the same boards: the mean, and the worst Rand index."""
    heads = "V-measure", "adj. Rand", "right", "left out", "groups"
    print(f"\n{title}\n  {'':7} {' '.join(f'{head:>9}' for head in heads[:-1])} {heads[-1]:>7}")
    for name, way in ("ours", measure.ours), ("TF-IDF", measure.tfidf):
        each = [measure.judge(board, way([note.text for note in board])) for board in boards]
        worst = f"worst adj. Rand {min(one.rand for one in each):.3f}" if len(each) > 1 else ""
        row(name, Figures(*map(mean, zip(*each, strict=True))), worst)
    blind = [measure.chance(one, measure.ours([note.text for note in one])) for one in boards]
    row("chance", Figures(*map(mean, zip(*blind, strict=True))))


def seconds(size: int) -> float:
    """The best of three for a board of so many different ideas."""
    texts = [note.text for note in notes()]
    longer = [f"{one} {other}" for one, other in zip(texts, texts[7:], strict=False)]
    loose = [*texts, *longer][:size]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        suggestions.offers(loose)
        took.append(time.perf_counter() - began)
    return min(took)


def main() -> None:
    """All figures, one after the other."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--seeds", type=int, default=int(os.environ.get("SEEDS", "10")))
    seeds = range(given.parse_args().seeds)
    everything = notes()
    table(f"All {len(everything)} notes, ten themes", [everything])
    table("The half that nothing was tuned on", [unseen()])
    for size in 60, 120:
        many = [draw(everything, size, seed) for seed in seeds]
        table(f"{size} notes of ten themes, {len(seeds)} draws", many)
    few = [of_themes(everything, 4, 8, seed) for seed in seeds]
    table(f"32 notes of four themes, {len(seeds)} draws", few)
    shares = [measure.joined(draw(everything, 90, seed), 30) for seed in seeds]
    offered, right = (mean(share) for share in zip(*shares, strict=True))
    print(f"\n30 loose notes beside ten themes: {offered:.0%} offered to one, {right:.0%} rightly")
    base, *more = [(size, seconds(size)) for size in (60, 200, 500)]
    times = ", ".join(f"{size}: {took / base[1]:.1f} times that" for size, took in more)
    print(f"Time for {base[0]} ideas: {base[1] * 1000:.0f} ms; {times}")


if __name__ == "__main__":
    main()

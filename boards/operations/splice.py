"""A text edit, and how two edits that crossed are reconciled so that nobody loses a character.

A *splice* `(at, remove, insert)` is what one hand does to a text: at a place, take some characters
out and put some in. Everything is counted in Unicode code points. Splices in a row are each meant
for the text as the one before left it.

When two people change the same text at once, the one that reached the log second is *carried* over
the first. What it says is then read on the text as it now is:

- of two insertions at one place, the one logged first stands first;
- an insertion inside a stretch that somebody removed survives, and stands where the stretch was;
- a removal takes only what was there when it was made: what came into it since stays, so it is
  carried as two splices round it, and what has gone already is not removed twice;
- what replaces a stretch stands at its left end.

The same rules live in `static/js/splice.js`, and both are tested on the same cases.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Splice: TypeAlias = tuple[int, int, str]
Stretch: TypeAlias = tuple[int, int]

_END = 1 << 62  # beyond the end of any text


@dataclass(frozen=True, slots=True)
class Edit:
    """One insertion and the stretches removed with it, all as places in the same text.

    The stretches are in order, apart from one another, and none lies left of `at`: so it is with
    every splice, and carrying keeps it so.
    """

    at: int
    insert: str
    cuts: tuple[Stretch, ...] = ()

    @classmethod
    def of(cls, splice: Splice) -> "Edit":
        at, remove, insert = splice
        return cls(at, insert, ((at, at + remove),) if remove else ())

    def splices(self) -> tuple[Splice, ...]:
        """This edit as splices in a row, from left to right; none where it changes nothing."""
        at, insert, cuts = self.at, self.insert, self.cuts
        done: list[Splice] = []
        if insert:
            touching = bool(cuts) and cuts[0][0] == at
            done.append((at, cuts[0][1] - at if touching else 0, insert))
            cuts = cuts[touching:]
        grown = sum(len(put) - remove for _, remove, put in done)
        for left, right in cuts:
            done.append((left + grown, right - left, ""))
            grown -= right - left
        return tuple(done)

    def _standing(self) -> Iterator[tuple[int, int, int]]:
        """Each stretch (left, right) that this edit leaves standing, and how far it moves."""
        yield 0, self.at, 0
        left, moved = self.at, len(self.insert)
        for start, stop in self.cuts:
            yield left, start, moved
            left, moved = stop, moved - (stop - start)
        yield left, _END, moved


def applied(text: str, splices: Iterable[Splice]) -> str:
    """`text` after the splices, in order. ValueError where one reaches outside the text."""
    for at, remove, insert in splices:
        if at < 0 or remove < 0 or at + remove > len(text):
            raise ValueError(f"({at}, {remove}) is outside a text of {len(text)} characters")
        text = text[:at] + insert + text[at + remove :]
    return text


def carry(edit: Edit, over: Edit | Splice, first: bool = False) -> Edit:
    """`edit` as it stands after `over`, both having been made on the same text.

    `over` was logged first, or else `first` says that `edit` was: it then wins a shared place.
    """
    if not isinstance(over, Edit):
        over = Edit.of(over)
    at = edit.at
    if at > over.at or (at == over.at and not first):
        gone = sum(min(at, right) - left for left, right in over.cuts if left < at)
        at += len(over.insert) - gone
    return Edit(at, edit.insert, _cuts_carried(edit.cuts, over) if edit.cuts else ())


def _cuts_carried(cuts: tuple[Stretch, ...], over: Edit) -> tuple[Stretch, ...]:
    """What is left of `cuts` once `over` has happened, where it now is."""
    standing = tuple(over._standing())
    carried: list[Stretch] = []
    for left, right in cuts:
        for start, stop, moved in standing:
            if left < stop and start < right and start < stop:
                start, stop = max(left, start) + moved, min(right, stop) + moved
                if carried and carried[-1][1] == start:
                    start = carried.pop()[0]
                carried.append((start, stop))
    return tuple(carried)


def carried(splice: Splice, over: Iterable[Splice], first: bool = False) -> tuple[Splice, ...]:
    """`splice` as it stands after the splices `over`, which happened in a row."""
    edit = Edit.of(splice)
    for other in over:
        edit = carry(edit, other, first)
    return edit.splices()


def carried_all(
    splices: Iterable[Splice], over: Iterable[Splice], first: bool = False
) -> tuple[Splice, ...]:
    """Splices in a row as they stand after the splices `over`, made in a row on the same text."""
    others = [Edit.of(other) for other in over]
    done: list[Splice] = []
    for splice in splices:
        edit = Edit.of(splice)
        for n, other in enumerate(others):
            others[n] = carry(other, edit, not first)
            edit = carry(edit, other, first)
        done.extend(edit.splices())
    return tuple(done)


def inverse(before: str, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """The splices in a row that take back `splices`, which were made on the text `before`."""
    back: list[Splice] = []
    for at, remove, insert in splices:
        back.append((at, len(insert), before[at : at + remove]))
        before = applied(before, [(at, remove, insert)])
    return tuple(reversed(back))

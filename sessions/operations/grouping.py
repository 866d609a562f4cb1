"""Pairs, fours and all: how a room is split evenly, and kept together when people come and go."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

PAIRS, FOURS, ALL = 2, 4, 0
SIZES = (PAIRS, FOURS, ALL)

Seats = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups a room is in now; none where it is in no groups."""

    size: int = ALL
    seats: tuple[Seats, ...] = ()

    def of(self, seat: str) -> Seats:
        """Return the seats of the group that this one is in, itself among them."""
        return next((group for group in self.seats if seat in group), ())


def grouped(
    seats: Iterable[str], size: int, before: Sequence[Sequence[str]] = ()
) -> tuple[Seats, ...]:
    """Split these seats into pairs (2), fours (4) or one group of all (0).

    Groups differ by one seat at most, and nobody is alone where two are there. `before` are the
    groups until now, of any size: those who were together stay together as far as that allows. So
    fours are made of whole pairs, and when somebody leaves or comes the other groups stay.
    """
    here = dict.fromkeys(seats)
    blocks = [tuple(one for one in group if one in here) for group in before]
    known = {seat for block in blocks for seat in block}
    blocks = [block for block in blocks if block] + [(one,) for one in here if one not in known]
    order = {seat: place for place, seat in enumerate(seat for block in blocks for seat in block)}
    made = (tuple(sorted(group, key=order.__getitem__)) for group in _filled(blocks, size))
    return tuple(sorted(made, key=lambda group: order[group[0]]))


def _filled(blocks: list[Seats], size: int) -> Iterator[Seats]:
    """Yield groups of the right sizes, made of whole blocks where that can be."""
    for room in _sizes(sum(map(len, blocks)), size):
        whole = _fitting(blocks, room)
        blocks = [block for block in blocks if block not in whole]
        group = tuple(seat for block in whole for seat in block)
        if gap := room - len(group):  # every block left is larger than that: one has to part
            largest = max(blocks, key=len)
            group += largest[:gap]
            blocks[blocks.index(largest)] = largest[gap:]
        yield group


def _sizes(count: int, size: int) -> list[int]:
    """Return how large each group is to be, the larger ones first."""
    if not count:
        return []
    # Fours: as many as come nearest to four each, and more rather than larger ones.
    groups = {PAIRS: count // 2, FOURS: (count + 2) // 4}.get(size, 1) or 1
    least, larger = divmod(count, groups)
    return [least + 1] * larger + [least] * (groups - larger)


def _fitting(blocks: list[Seats], room: int) -> list[Seats]:
    """Return the fewest whole blocks that fill a group, or as much of it as they can."""
    best: dict[int, list[Seats]] = {0: []}  # by how many seats they are
    for block in blocks:
        for filled, chosen in sorted(best.items(), reverse=True):
            total, more = filled + len(block), [*chosen, block]
            if total <= room and (total not in best or len(more) < len(best[total])):
                best[total] = more
    return best[max(best)]

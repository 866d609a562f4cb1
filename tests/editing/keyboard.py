"""What a box makes of typing: the twin of `difference` and `joined` in static/js/splice.js."""

from boards.operations.splice import Splice


def difference(before: str, after: str, caret: int) -> Splice:
    """The shortest splice that makes `after` of `before`; `caret` is in `after`, in code points.

    Among equal letters the caret tells which was typed: new letters stand before it.
    """
    shorter = min(len(before), len(after))
    tail = _alike(before, after, min(shorter, len(after) - caret))
    head = 0
    while head < shorter - tail and before[head] == after[head]:
        head += 1
    tail = _alike(before, after, shorter - head)
    return head, len(before) - head - tail, after[head : len(after) - tail]


def _alike(before: str, after: str, most: int) -> int:
    """How many of the last `most` characters are the same."""
    tail = 0
    while tail < most and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return tail


def joined(before: Splice, after: Splice) -> Splice | None:
    """Two splices in a row as one, where they touch; otherwise None."""
    at, remove, insert = before
    next_at, next_remove, next_insert = after
    end, next_end = at + len(insert), next_at + next_remove
    if next_at > end or next_end < at:
        return None
    left, right = max(0, at - next_at), max(0, next_end - end)
    head, tail = insert[: max(0, next_at - at)], insert[max(0, next_end - at) :]
    return at - left, left + remove + right, head + next_insert + tail

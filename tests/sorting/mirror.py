"""The board as one screen has it: entries folded in order, and the last HTML of each piece."""

import re
from collections import Counter
from typing import Any

from tests.boards.operations.plain_fold import PlainBoard

Frame = dict[str, Any]
PIECE = re.compile(r'<hx-partial hx-target="#([^"]+)"[^>]*>(.*?)</hx-partial>', re.DOTALL)
CONVINCED = 3  # times that a frame without HTML is told, until it is believed


def pieces_in(html: str) -> dict[str, str]:
    """The pieces of a frame, by the id of the element that each replaces."""
    return dict(PIECE.findall(html))


class Mirror:
    """It takes a frame whole or not at all."""

    def __init__(self) -> None:
        self.board = PlainBoard()
        self.seq = 0
        self.ids: dict[int, str] = {}  # of every entry, by its seq
        self.pieces: dict[str, str] = {}
        self._bare: Counter[int] = Counter()

    def takes(self, frame: Frame) -> bool:
        """Take a frame in; False where something is missing before it, or of it."""
        newer = [entry for entry in frame["entries"] if entry["seq"] > self.seq]
        if len(newer) != max(0, frame["seq"] - self.seq) or self._doubts(frame, newer):
            return False
        pieces = pieces_in(frame["html"])
        if not self.pieces and not any(name.startswith("area-") for name in pieces):
            return False  # its first hello is not answered yet: on a bare board no seq says so
        for entry in newer:
            self.board.take(entry)
            self.seq = entry["seq"]
        for entry in frame["entries"]:
            assert self.ids.setdefault(entry["seq"], entry["id"]) == entry["id"], entry
        if frame["seq"] == self.seq:  # otherwise it is late, and tells how things were
            self.pieces |= pieces
        return True

    def _doubts(self, frame: Frame, newer: list[dict[str, Any]]) -> bool:
        """Whether this may be an acknowledgement that came before the frame it repeats.

        It has no HTML, so to take it for the frame would leave the screen as it was. An act that
        touches nothing has none either: it is believed when it is told again.
        """
        if not newer or frame["html"]:
            return False
        self._bare[self.seq] += 1
        return self._bare[self.seq] < CONVINCED

    def as_exported(self) -> dict[str, Any]:
        """The board as the entries make it, to be held against `export.json`."""
        themes = list(self.board.themes)
        return {"seq": self.seq, "ideas": list(self.board.ideas.values()), "themes": themes}

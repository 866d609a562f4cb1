"""A recorded session: what every hand did in one text and when it heard of the others.

It holds the session twice. `story` is what happened at the keyboards, step by step, as
tests/boards/operations/writers.py lives through it. `sent` is what came of it: the splices that
reached the log, in its order, each as its writer made it, on the text as that writer knew it.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from tests.boards.operations.writers import Room, Step, Writer
from tests.editing.keyboard import joined

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
Sent = tuple[int, int, int, int, str]  # who, base (entries it had read), at, remove, insert


@dataclass
class Recording:
    """The text at the start and at the end, and all between."""

    text: str
    writers: int
    story: list[Step] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    out: str = ""

    def write(self, path: Path) -> None:
        """One step a line. FileExistsError rather than over an old one."""
        kept = {"text": self.text, "writers": self.writers, "out": self.out}
        head = json.dumps(kept, ensure_ascii=False, indent=1)
        lists = (f' "{name}": [\n{_lines(name, self)}\n ]' for name in ("sent", "story"))
        with path.open("x", encoding="utf-8") as file:
            file.write(head.removesuffix("\n}") + ",\n" + ",\n".join(lists) + "\n}\n")

    @classmethod
    def read(cls, path: Path) -> "Recording":
        kept = json.loads(path.read_text(encoding="utf-8"))
        story, sent = (list(map(tuple, kept.pop(name))) for name in ("story", "sent"))
        return cls(story=story, sent=sent, **kept)


def _lines(name: str, recording: Recording) -> str:
    rows = getattr(recording, name)
    return ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)


class Typing(Writer):
    """A writer as the browser's: what is typed in one go leaves as one splice."""

    def write(self, at: int, remove: int, insert: str) -> None:
        super().write(at, remove, insert)
        *earlier, typed = self.waiting
        if earlier and (one := joined(earlier[-1], typed)):
            self.waiting = (*earlier[:-1], one)


def lived(recording: Recording) -> tuple[Room, list[Sent]]:
    """Live through the story; the room as it ended, and what was sent in it."""
    room, sent = opened(recording), list[Sent]()
    for step in recording.story:
        take(room, step, sent)
    return room, sent


def opened(recording: Recording) -> Room:
    return Room(recording.text, [Typing(recording.text) for _ in range(recording.writers)])


def take(room: Room, step: Step, sent: list[Sent]) -> None:
    """Take one step, and note what reaches the log with it."""
    verb, who = str(step[0]), int(step[1])
    if verb == "log" and (leaving := room.writers[who].sent):
        base, (at, remove, insert) = leaving
        sent.append((who, base, at, remove, insert))
    room.take(*step)

"""What one seat did: kept and said again until the board has it, or refuses it."""

from dataclasses import dataclass, field
from typing import Any

from tests.faults.screen import new_id
from tests.sorting.acts import Act

PATIENCE = 0.7  # seconds until an act that nobody answered is said again
PASSING = {"too_fast", "hello_first"}  # refusals that time alone cures
# Refusals that a room meets every day: somebody else was quicker.
NORMAL = {"no_such_theme", "not_in_theme", "already_there", "already_aside", "not_aside"}
NORMAL |= {"not_on_line", "too_long", "themes_full", "nothing_to_undo", "overtaken", "all_of_it"}


@dataclass
class Outbox:
    """Acts by the id that this seat gave them; times are of the monotonic clock, in seconds."""

    sent: dict[str, Act] = field(default_factory=dict)  # all there ever were
    waiting: dict[str, float] = field(default_factory=dict)  # when each was last said
    acknowledged: dict[str, int] = field(default_factory=dict)  # the seq of each
    refused: dict[str, str] = field(default_factory=dict)  # the code of each
    again: int = 0  # how often something was said again

    def post(self, act: Act) -> None:
        id_ = new_id()
        self.sent[id_], self.waiting[id_] = act, 0.0

    def due(self, now: float) -> list[dict[str, Any]]:
        """What is to be said now, oldest first; it counts as said."""
        late = [id_ for id_, said in self.waiting.items() if now - said > PATIENCE]
        for id_ in late:
            self.again += self.waiting[id_] > 0
            self.waiting[id_] = now
        return [{"op": {"id": id_, **self.sent[id_]}} for id_ in late]

    def hears(self, entry: dict[str, Any]) -> None:
        """An entry: one of ours is done. AssertionError if it was done before, elsewhere."""
        if entry["id"] in self.sent:
            self.waiting.pop(entry["id"], None)
            first = self.acknowledged.setdefault(entry["id"], entry["seq"])
            assert first == entry["seq"], f"{entry['id']} was done at {first} and {entry['seq']}"

    def refuses(self, refused: dict[str, Any]) -> None:
        """Take a refusal. What was only too fast stays, and is said again."""
        id_, code = refused["id"], refused["code"]
        if code in PASSING and id_ in self.sent:
            return
        assert code in NORMAL, f"refused: {refused}, of {self.sent.get(id_)}"
        if self.waiting.pop(id_, None) is not None:
            self.refused[id_] = code

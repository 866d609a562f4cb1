"""A room in miniature: a server with a log of one text, and hands writing in it from afar.

Each step of a story is plain numbers and words, so that the browser can live through the same one:

- `("write", who, at, remove, insert)`: a hand changes what is on its screen (the numbers are
  taken round, so that any number means some place);
- `("send", who)`: its next splice leaves, unless one is still on its way;
- `("log", who)`: what this hand sent reaches the server;
- `("read", who)`: it reads one more entry of the log.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from boards.operations.splice import Splice, applied, carried, carried_all

Step = tuple[str | int, ...]


@dataclass
class Writer:
    """A client: the text of the log as far as it read, what is in flight, what is waiting."""

    log_text: str
    seq: int = 0
    sent: tuple[int, Splice] | None = None
    awaits: bool = False  # its own entry; what is in flight may have come to nothing meanwhile
    flight: tuple[Splice, ...] = ()
    waiting: tuple[Splice, ...] = ()
    removed: str = ""

    @property
    def screen(self) -> str:
        return applied(applied(self.log_text, self.flight), self.waiting)

    def write(self, at: int, remove: int, insert: str) -> None:
        at %= len(self.screen) + 1
        remove = min(remove, len(self.screen) - at)
        self.removed += self.screen[at : at + remove]
        self.waiting += ((at, remove, insert),)

    def send(self) -> None:
        if self.waiting and not self.awaits:
            self.awaits, self.sent = True, (self.seq, self.waiting[0])
            self.flight, self.waiting = self.waiting[:1], self.waiting[1:]

    def read(self, entry: tuple[Splice, ...], own: bool) -> None:
        before = self.screen
        shown: tuple[Splice, ...] = ()
        if own:
            assert applied(self.log_text, entry) == applied(self.log_text, self.flight)
            self.awaits, self.flight = False, ()
        else:
            after_flight = carried_all(entry, self.flight, first=True)
            shown = carried_all(after_flight, self.waiting, first=True)
            self.waiting = carried_all(self.waiting, after_flight)
            self.flight = carried_all(self.flight, entry)
        self.log_text = applied(self.log_text, entry)
        self.seq += 1
        assert applied(before, shown) == self.screen


@dataclass
class Room:
    """The server and everyone who writes."""

    text: str
    writers: list[Writer]
    log: list[tuple[int, tuple[Splice, ...]]] = field(default_factory=list)

    @classmethod
    def of(cls, count: int, text: str) -> "Room":
        return cls(text, [Writer(text) for _ in range(count)])

    def live(self, story: Iterable[Step]) -> "Room":
        """Live through the story, and then wait until everything has arrived everywhere."""
        for step in story:
            self.take(*step)
        while any(w.waiting or w.awaits or w.seq < len(self.log) for w in self.writers):
            for who in range(len(self.writers)):
                for verb in ("send", "log", "read"):
                    self.take(verb, who)
        return self

    def take(self, verb: str | int, who: str | int, *what: str | int) -> None:
        writer = self.writers[int(who)]
        if verb == "write":
            writer.write(int(what[0]), int(what[1]), str(what[2]))
        elif verb == "send":
            writer.send()
        elif verb == "log" and writer.sent:
            base, splice = writer.sent
            writer.sent = None
            since = [other for _, entry in self.log[base:] for other in entry]
            self.log.append((int(who), carried(splice, since)))
            self.text = applied(self.text, self.log[-1][1])
        elif verb == "read" and writer.seq < len(self.log):
            author, entry = self.log[writer.seq]
            writer.read(entry, author == int(who))

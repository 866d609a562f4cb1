"""Where the talking piece is, who asks for it, and how long each seat has held it."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Piece:
    """The talking piece. Whoever holds it speaks; it lies free where nobody does."""

    holder: str | None = None
    since: int = 0  # ms since 1970, when it came to its holder, or was laid down
    asking: tuple[str, ...] = ()  # in the order in which they asked
    held: Mapping[str, int] = field(default_factory=dict)  # ms by seat, before `since`

    @property
    def queue(self) -> tuple[str, ...]:
        """Those who ask, in turn: who has held it least comes first, then who asked first."""
        return tuple(sorted(self.asking, key=lambda seat: self.held.get(seat, 0)))

    def next(self, room: Container[str]) -> str | None:
        """Return the first in the queue who is in the room; the others keep their turn."""
        return next((seat for seat in self.queue if seat in room), None)

    def given(self, to: str | None, when: int) -> "Piece":
        """Return it held by another, or lying free; the time of its holder is added up."""
        held = self.held
        if self.holder is not None:
            # Never below 0: the server's clock may have been put back.
            spoken = held.get(self.holder, 0) + max(0, when - self.since)
            held = {**held, self.holder: spoken}
        return Piece(to, when, self.without(to).asking, held)

    def asked(self, seat: str) -> "Piece":
        return replace(self, asking=(*self.asking, seat))

    def without(self, seat: str | None) -> "Piece":
        """Return it with one fewer asking for it."""
        return replace(self, asking=tuple(one for one in self.asking if one != seat))

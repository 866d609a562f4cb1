"""Who is connected to one board here, what they are called, and telling all of them.

What is fleeting, who holds what and who has come or gone, is gathered here and told at most ten
times a second.
"""

import asyncio
import time
from collections.abc import Callable, Mapping

from boards import door, log
from boards.live import wire
from boards.live.doorbell import PROCESS, Ring, doorbell
from boards.live.elsewhere import Elsewhere
from boards.live.outlook import NEAR, crowd_of
from boards.live.presence import Presence
from boards.live.seats import CROWDED, LINES, NO_SEAT, PEOPLE, Connection, Payload
from boards.models import Card, cards_of
from boards.operations.base import Refused, gettext_noop
from boards.operations.own_acts import Present
from boards.operations.state import Board

KNOWN = 10 * 60 * 1000  # ms for which it stays known that somebody is here
TELL = 0.1  # seconds between two tellings of who holds what


class Room:
    """The connections of one board in this process, and the cards of all its seats."""

    def __init__(
        self,
        board_id: str,
        cards: Mapping[str, Card],
        restand: Callable[[], None],
        look: Callable[[], None],
    ) -> None:
        self.id, self.cards = board_id, cards
        self._restand = restand  # what to do when there are other seats to count
        self._look = look  # what to do when somebody comes or goes
        self.connections: set[Connection] = set()
        self.presence = Presence()
        self.elsewhere = Elsewhere()
        self.present = Present(frozenset(), ())
        self.left_at = time.monotonic()
        self.empty = asyncio.Event()  # of this process's own
        self.empty.set()
        self._telling = False
        self._came_or_went = False  # the other processes have yet to hear who is here
        self._moved: set[str] = set()  # seats of this process, whose doing others have yet to hear

    def join(self, connection: Connection, card: Card | None) -> None:
        self.connections.add(connection)
        self.empty.clear()
        if connection.seat is not None and card is not None:
            self._know({connection.seat: card})
            self._make_way(connection.seat)
            self._came_or_went = True
        self._count()

    def _know(self, cards: Mapping[str, Card]) -> None:
        """Learn what seats are called now; others may have come in since these were read."""
        before, self.cards = crowd_of(self.cards), {**self.cards, **cards}
        self.cards |= self._seen_again()
        if not crowd_of(self.cards).counts_as(before):
            self._restand()

    def _seen_again(self) -> dict[str, Card]:
        """Note who is here, where that was last noted a while ago, for the other processes too."""
        now = int(time.time() * 1000)
        here = {one.seat for one in self.connections if one.seat and not one.closed}
        known = {seat: self.cards[seat] for seat in here if seat in self.cards}
        again = {seat: card for seat, card in known.items() if card.here < now - KNOWN}
        if again:
            log.writer.append(log.Batch(self.id, (), lambda _: None, here=tuple(again)))
        return {seat: card._replace(here=now) for seat, card in again.items()}

    def leave(self, connection: Connection) -> None:
        connection.closed = True
        self.connections.discard(connection)
        self.left_at = time.monotonic()
        if not self.connections:
            self.empty.set()
        if connection.seat is not None:
            self._came_or_went = True
            self._count()

    @property
    def _connected(self) -> dict[str, str | None]:
        """The hand of each seat that is connected to this process."""
        return {one.seat: one.hand for one in self.connections if one.seat and not one.closed}

    def is_full_for(self, seat: str | None) -> bool:
        """Whether there is no place for one more; who is here already always has theirs."""
        seats = {*self._connected, *self.elsewhere}
        screens = sum(one.seat is None for one in self.connections)
        return seat not in seats and len(seats) + screens >= PEOPLE

    def _make_way(self, seat: str) -> None:
        """Close a seat's oldest connection where it has too many: it is likely to be dead."""
        lines = [one for one in self.connections if one.seat == seat and not one.closed]
        if len(lines) > LINES:
            min(lines, key=lambda one: one.came).close(CROWDED)

    def processes(self, seat: str) -> int:
        """At how many processes a seat is connected that is connected to this one."""
        return 1 + self.elsewhere.times(seat, time.monotonic())

    def _count(self) -> None:
        """Note who is here, each seat once: it is asked for with every act.

        Who has no phone is here as others are, and has no screen on which to say "fine".
        """
        seated = self._connected
        seated |= {seat: self.cards[seat].hand for seat in self.elsewhere if seat in self.cards}
        seats = self._without_phone().union(seated)
        self.present = Present(frozenset(filter(None, seated.values())), tuple(sorted(seats)))
        self.presence.are_here({seat: self.cards[seat] for seat in seats if seat in self.cards})
        self._tell_soon()
        self._look()

    def _without_phone(self) -> frozenset[str]:
        """Who is here without a phone: they come and go as somebody says so."""
        since = int(time.time() * 1000) - NEAR
        cards = self.cards.items()
        return frozenset(seat for seat, one in cards if one.without_phone and one.here >= since)

    def instead_of(self, seat: str) -> tuple[str, str]:
        """Return the seat and the hand of somebody without a phone, for whom anyone may act."""
        card = self.cards.get(seat)
        if card is None:
            raise Refused("no_such_seat", gettext_noop("That seat is not at this board."), "for")
        if not card.without_phone:
            text = gettext_noop("Whoever has a seat of their own acts for themselves.")
            raise Refused("not_for_others", text, "for")
        return seat, card.hand

    async def refresh(self) -> None:
        """See what people are called now, and turn out whoever's key has ended."""
        asked = list(self.connections)
        opening = await log.read(door.that_open, [connection.key for connection in asked])
        for connection in asked:
            if connection.key not in opening:
                connection.close(NO_SEAT)
        self._know(await log.read(cards_of, self.id))
        self.presence.rename(self.cards)
        self._count()

    def does(self, seat: str, hand: str | None, now: object, board: Board) -> None:
        """Pass on what a seat holds or writes in, or raise Refused."""
        self.presence.does(seat, hand, now, board)
        self._moved.add(seat)
        self._tell_soon()

    def hush(self, board: Board) -> None:
        """Say at once of nobody any more that they write in an idea that is unsigned by now."""
        if self.presence.hush(board):
            self._tell()

    def show(self, frame: Payload, seq: int) -> None:
        """Send the same bytes to every seat."""
        for connection in self.connections:
            if connection.live:
                connection.send(frame, seq)

    def tell(self, payload: Payload) -> None:
        """Tell every seat something fleeting."""
        for connection in self.connections:
            if connection.live:
                connection.tell(payload)

    def close(self, code: int) -> None:
        for connection in self.connections:
            connection.close(code)

    def _tell_soon(self) -> None:
        if not self._telling:
            self._telling = True
            asyncio.get_running_loop().call_later(TELL, self._tell)

    def _tell(self) -> None:
        self._telling = False
        if changes := self.presence.changes():
            self.tell(wire.here(changes))
        moved, self._moved = self._moved, set()
        if self._came_or_went:
            self.say_who_is_here()
        elif doorbell.shared and moved:
            doorbell.ring(self.id, {"now": self.presence.doing(moved)})

    # Those who are connected to the same board through another process.

    def say_who_is_here(self) -> None:
        """Tell the other processes who is connected to this one."""
        self._came_or_went = False
        if doorbell.shared:
            doorbell.ring(self.id, {"whole": self.presence.doing(self._connected)})

    def hears(self, process: str, said: Ring) -> None:
        """Take in what another process says of its seats."""
        now = time.monotonic()
        if process == PROCESS:
            self.elsewhere.heard_myself = now
            return
        if said.get("ask"):
            self.say_who_is_here()
        if "whole" in said:
            self.elsewhere.says(process, said["whole"], now)
            self._count()
        self.presence.does_elsewhere({**said.get("whole", {}), **said.get("now", {})})
        self._tell_soon()

    def strangers(self) -> bool:
        """Whether somebody is connected elsewhere of whom this process knows no card yet."""
        return any(seat not in self.cards for seat in self.elsewhere)

    def forget_who_left(self) -> None:
        """Forget those who were connected to a process that has ended."""
        if self.elsewhere.forget(time.monotonic()):
            self._count()

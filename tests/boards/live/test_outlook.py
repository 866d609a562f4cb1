"""Who counts where the room stands: who has spoken, and who was here when it was spoken of."""

from datetime import timedelta

import pytest

from boards import door, log
from boards.hands import hand_of
from boards.live.outlook import Crowd, stood
from boards.live.room import KNOWN, Room
from boards.live.seats import Connection, Payload
from boards.models import Board, Card, Seat, SeatKey, card, cards_of
from boards.operations.spread import Stance

HOUR = 60 * 60 * 1000
WEEKS = 21 * 24 * HOUR
NOW = 100 * WEEKS


def cards(*times: tuple[int, int]) -> dict[str, Card]:
    """Seats that were here from when to when."""
    return {f"s{n}": Card(n, "", "", "", f"~{n}", *both) for n, both in enumerate(times)}


def looks(spoken: int, *times: tuple[int, int]) -> tuple[str, str]:
    """How a theme looks on which the first of these seats have just spoken."""
    stances = {f"~{n}": Stance("agree", None, NOW - n) for n in range(spoken)}
    told = stood(stances, cards(*times))
    return told["look"], told["outlook"]


HERE = (NOW - HOUR, NOW)


def test_everyone_who_is_here_is_waited_for() -> None:
    assert looks(4, *[HERE] * 9) == ("growing", "4 have spoken, 6 is enough")
    assert looks(6, *[HERE] * 9) == ("common", "Common ground")


def test_who_sleeps_or_goes_home_changes_nothing() -> None:
    gone = (NOW - HOUR, NOW - HOUR // 2)
    assert looks(4, *[HERE] * 4, *[gone] * 5) == looks(4, *[HERE] * 9)


def test_whoever_opens_the_board_weeks_later_changes_nothing() -> None:
    reader = (NOW + WEEKS, NOW + WEEKS + HOUR)
    assert looks(3, *[HERE] * 3, *[reader] * 9) == ("common", "Common ground")
    back = (NOW - HOUR, NOW + WEEKS)
    assert looks(4, *[back] * 9) == looks(4, *[HERE] * 9)


def test_nobody_of_an_earlier_workshop_is_waited_for() -> None:
    earlier = (NOW - WEEKS, NOW - WEEKS + HOUR)
    assert looks(4, *[HERE] * 6, *[earlier] * 14) == looks(4, *[HERE] * 6)
    assert looks(4, *[HERE] * 4, *[(0, 0)] * 14) == ("common", "Common ground")  # never sat on


def test_what_changes_the_count_is_told_and_nothing_else() -> None:
    def crowd(*here: tuple[int, int], **groups: str) -> Crowd:
        return Crowd(dict(zip("abc", here, strict=False)), groups)

    now = crowd(HERE, HERE)
    assert crowd(HERE, (HERE[0], NOW + HOUR)).counts_as(now)
    assert not crowd(HERE, (HERE[0], NOW + 3 * HOUR)).counts_as(now)
    assert not crowd(HERE, HERE, HERE).counts_as(now)
    assert not crowd(HERE).counts_as(now)
    assert not crowd(HERE, HERE, a="Staff").counts_as(now)


class Line:
    """A connection's other end, where nobody listens."""

    unsent = 0

    def send(self, payload: Payload) -> None: ...
    def close(self, code: int) -> None: ...


@pytest.fixture
def row(database: None) -> Board:
    return door.start("Waiting well")


def seat_at(row: Board, secret: str) -> Seat:
    seat = door.sit(row, secret)
    assert seat
    return seat


def joins(room: Room, seat: Seat, key: str = "") -> Connection:
    connection = Connection(Line(), seat.pk, key, hand=hand_of(seat.board_id, seat.pk))
    room.join(connection, card(seat))
    return connection


def noted_at(room: Room, seat: Seat, when: int) -> None:
    """Let it be so long ago that somebody was noted to be here."""
    room.cards = {**room.cards, seat.pk: room.cards[seat.pk]._replace(here=when)}


def here(row: Board) -> list[int]:
    log.writer.stop()  # what waits is stored by then
    return [one.here for one in cards_of(row.pk).values()]


async def test_every_process_knows_who_was_here(row: Board) -> None:
    ada, ben = await log.read(lambda: [seat_at(row, secret) for secret in ("ada's", "ben's")])
    assert await log.read(here, row) == [0, 0]
    recounts: list[int] = []
    room = Room(row.pk, await log.read(cards_of, row.pk), lambda: recounts.append(1), lambda: None)
    joins(room, ada)
    seen, nobody = await log.read(here, row)
    assert (abs(seen - room.cards[ada.pk].here) < 60_000, nobody) == (True, 0)
    joins(room, await log.read(Seat.objects.get, pk=ada.pk))  # another tab: known already
    assert (await log.read(here, row))[0] == seen
    noted_at(room, ada, seen - KNOWN - 1)
    joins(room, ben)
    later, also = await log.read(here, row)
    assert (later > seen, also > seen, len(recounts)) == (True, True, 2)


async def test_who_leaves_is_waited_for_no_more(row: Board) -> None:
    ada = await log.read(seat_at, row, "ada's")
    key = await log.read(SeatKey.objects.get, seat=ada)
    room = Room(row.pk, await log.read(cards_of, row.pk), lambda: None, lambda: None)
    connection = joins(room, ada, key.digest)
    assert await log.read(here, row) != [0]
    second = await log.read(door.give_key, ada, "phone's", timedelta(hours=1))
    await log.read(door.leave, key)
    assert await log.read(here, row) != [0]
    await log.read(door.leave, second)
    noted_at(room, ada, 1)  # and it is time to note it again
    await room.refresh()
    assert (await log.read(here, row), connection.closed) == ([0], True)

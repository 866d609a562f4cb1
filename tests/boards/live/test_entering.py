"""Many who come at once are looked up together, and each is told of their own key alone."""

import asyncio

import pytest

from boards import door, log
from boards.live.entering import Lookup
from boards.models import Board, Seat, SeatKey

pytestmark = pytest.mark.usefixtures("database")


def seated(board: Board, number: int) -> tuple[str, dict[str, str]]:
    """A seat at a board: its id, and the cookies of whoever sits there."""
    seat, secret = Seat.objects.create(board=board, number=number), door.new_secret()
    until = board.keep_until
    SeatKey.objects.create(seat=seat, digest=door.digest(secret), until=until)
    return seat.pk, {door.cookie_name(board.pk): secret}


@pytest.fixture
def one() -> Board:
    return door.start("One")


@pytest.fixture
def two() -> Board:
    return door.start("Two")


async def test_each_finds_their_own_key_and_a_stranger_none(
    one: Board, two: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    seats = [await log.read(seated, board, n) for board in (one, two) for n in range(1, 6)]
    boards = [board.pk for board in (one, two) for _ in range(5)]
    asked, keys_of = list[int](), door.keys_of

    def counted(some: list[tuple[str, dict[str, str]]]) -> list[SeatKey | None]:
        asked.append(len(some))
        return keys_of(some)

    monkeypatch.setattr(door, "keys_of", counted)
    lookup = Lookup()
    coming = [lookup.key(board, held) for board, (_, held) in zip(boards, seats, strict=True)]
    coming += [lookup.key(two.pk, seats[0][1]), lookup.key(one.pk, {}), lookup.key("nowhere", {})]
    found = await asyncio.gather(*coming)
    assert [key and key.seat_id for key in found] == [*(seat for seat, _ in seats), *[None] * 3]
    assert sum(asked) == 13
    assert len(asked) <= 2  # the first alone, the others with it or after it


async def test_a_mistake_is_told_to_all_who_asked_and_to_nobody_after_them(
    one: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat, held = await log.read(seated, one, 1)
    lookup = Lookup()
    with monkeypatch.context() as broken:
        broken.setattr(door, "keys_of", lambda asked: 1 / 0)
        coming = [lookup.key(one.pk, held) for _ in range(3)]
        told = await asyncio.gather(*coming, return_exceptions=True)
        assert [type(one) for one in told] == [ZeroDivisionError] * 3
    key = await lookup.key(one.pk, held)
    assert key is not None
    assert key.seat_id == seat

"""Letting go: boards past their date, what opens nothing any more; and nothing that is in use."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from boards import door, erasing, letting_go, log, reading
from boards.hands import hand_of
from boards.models import Board, Entry, PublishedCopy, Seat, SeatKey, Shelf, ShelfKey
from boards.operations.keeping import LONGER
from boards.operations.wire import from_wire
from boards.shelf.taking_in import take_in
from tests.boards.way_in import a_board, seated_at
from tests.faults.screen import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("database")]
LONG = timedelta(days=400)


def kept_until(board: Board, when: datetime) -> None:
    Board.objects.filter(pk=board.pk).update(keep_until=when)


def a_past_board(title: str = "Last year") -> Board:
    board = a_board(title)
    seated_at(board)
    Seat.objects.filter(board=board).update(here_at=timezone.now() - LONG)
    kept_until(board, timezone.now() - timedelta(days=1))
    return board


def keeps_longer(board: Board) -> None:
    assert take_in(board.pk, [from_wire({"id": new_id(), "verb": "keep_longer"})]) == [None]


def test_a_board_past_its_date_goes_with_all_there_is_of_it() -> None:
    past, other = a_past_board(), a_board("This year")
    shelf = Shelf.objects.create(name="Ours")
    shelf.places.create(board=past, about="What we learned")
    PublishedCopy.objects.create(board=past, seq=1)
    assert letting_go.let_go()["boards"] == 1
    assert [one.pk for one in Board.objects.all()] == [other.pk]
    for rows in (Seat.objects, SeatKey.objects, PublishedCopy.objects, shelf.places):
        assert not rows.filter().exists()
    assert letting_go.let_go()["boards"] == 0


def test_only_counting_changes_nothing() -> None:
    a_past_board()
    assert letting_go.let_go(dry=True)["boards"] == 1
    assert Board.objects.count() == 1


def test_it_leaves_a_board_on_which_somebody_is_or_has_just_written() -> None:
    here, written = a_past_board("Here"), a_past_board("Written")
    Seat.objects.filter(board=here).update(here_at=timezone.now() - timedelta(minutes=9))
    idea = {"id": new_id(), "verb": "add_idea", "text": "Wait"}
    assert take_in(written.pk, [from_wire(idea)]) == [None]
    assert letting_go.let_go()["boards"] == 0


def test_it_leaves_a_board_that_is_kept_longer_at_the_last_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = a_past_board()
    erase = erasing.board

    def late(id_: str, **options: object) -> bool:
        kept_until(board, timezone.now() + LONG)  # after it was looked for, before it is erased
        return erase(id_, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(erasing, "board", late)
    assert letting_go.let_go()["boards"] == 0
    assert Board.objects.filter(pk=board.pk).exists()


def test_dead_keys_old_copies_and_forsaken_shelves_go() -> None:
    board = a_board()
    seat = door.sit(board, "a secret")
    assert seat
    door.give_key(seat, "an old one", -timedelta(days=1))
    kept, forsaken = (Shelf.objects.create(name=name) for name in ("Kept", "Forsaken"))
    Shelf.objects.update(made=timezone.now() - 2 * LONG)
    ShelfKey.objects.create(shelf=kept, digest="x", until=timezone.now() + LONG)
    ShelfKey.objects.create(shelf=forsaken, digest="y", until=timezone.now() - LONG)
    PublishedCopy.objects.create(board=board, seq=0, taken_back=timezone.now() - LONG)
    PublishedCopy.objects.create(board=board, seq=0)
    told = letting_go.let_go()
    assert (told["seat keys"], told["shelf keys"], told["copies taken back"]) == (1, 1, 1)
    assert told["shelves"] == 1
    assert [one.name for one in Shelf.objects.all()] == ["Kept"]
    assert PublishedCopy.objects.count() == SeatKey.objects.count() == 1


def test_any_seat_keeps_a_board_a_year_longer_and_twice_is_once() -> None:
    board = a_board()
    soon = timezone.now() + timedelta(days=20)
    kept_until(board, soon)
    page = seated_at(board).get(f"/b/{board.pk}/").content.decode()
    assert "This board is kept until" in page
    assert "Keep it 12 months longer" in page
    for _ in range(2):
        keeps_longer(board)
    board.refresh_from_db()
    assert soon + timedelta(days=365) <= board.keep_until
    assert board.keep_until <= timezone.now() + timedelta(days=LONGER)
    assert (
        "Keep it 12 months longer" not in seated_at(board).get(f"/b/{board.pk}/").content.decode()
    )


def test_it_never_ends_a_board_sooner() -> None:
    board = a_board()
    late = timezone.now() + 3 * LONG
    kept_until(board, late)
    keeps_longer(board)
    board.refresh_from_db()
    assert board.keep_until == late


# What is kept in memory.


def test_a_page_that_has_the_board_in_memory_reads_it_anew() -> None:
    board = a_board()
    browser = seated_at(board)
    seat = Seat.objects.get(board=board)
    act = {"id": new_id(), "verb": "add_idea", "text": "A canary sings"}
    write(board, seat, act)
    assert "canary" in browser.get(f"/b/{board.pk}/").content.decode()
    stale = reading.board_now(board.pk)
    erasing.words_of(seat)
    reading._boards[board.pk] = stale  # as another process has it
    assert "canary" not in browser.get(f"/b/{board.pk}/").content.decode()
    assert "These words were withdrawn." in browser.get(f"/b/{board.pk}/").content.decode()
    assert "canary" not in "".join(Entry.objects.values_list("fields", flat=True))


def write(board: Board, seat: Seat, act: dict[str, str]) -> None:
    given = replace(from_wire(act), seat=seat.pk, hand=hand_of(board.pk, seat.pk), seq=1, when=5)
    stamped = given.stamped(log.board(board.pk), lambda: "idea1")
    assert log.store([log.Batch(board.pk, [stamped], lambda _: None)]) == [None]


def test_whoever_keeps_anything_elsewhere_is_told_in_the_same_transaction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(erasing, "erased", [*erasing.erased, told.append])
    board = a_board()
    assert isinstance(seated_at(board), Client)
    erasing.person(Seat.objects.get(board=board), words=True)
    assert told == [board.pk]
    erasing.board(board.pk)
    assert told == [board.pk, board.pk]


def test_a_person_who_is_erased_leaves_a_seat_with_a_number() -> None:
    board = a_board()
    browser = seated_at(board, "Ada")
    assert browser.get(f"/b/{board.pk}/leave/").status_code == 200
    assert browser.post(f"/b/{board.pk}/leave/", {"take": "name"}).status_code == 302
    seat = Seat.objects.get(board=board)
    assert (seat.number, seat.name, seat.brings, seat.group) == (1, "", "", "")
    assert not seat.keys.exists()
    assert browser.get(f"/b/{board.pk}/").status_code == 403

"""The log: in order, each once, and nothing is said to be stored that is not."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import OperationalError, connection

from boards import log
from boards.hands import hand_of
from boards.models import Board, short_id
from boards.operations.base import Operation
from boards.operations.ideas import AddIdea
from boards.operations.state import advance

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "RETRY", 0.01)


@pytest.fixture
def writer() -> Iterator[log.Writer]:
    writer = log.Writer()
    yield writer
    writer.stop()


def boards(count: int) -> list[str]:
    return [Board.objects.create(title=f"Board {n}").pk for n in range(count)]


def acts(board: str, *texts: str) -> list[Operation]:
    """Ideas, stamped as they would follow what is on the board."""
    now, stamped = log.board(board), list[Operation]()
    for text in texts:
        act = replace(AddIdea(text=text), id=short_id(32), seq=now.seq + 1, when=5)
        act = replace(act, seat="ada", hand=hand_of(board, "ada"))
        stamped.append(act.stamped(now, short_id))
        now = advance(now, stamped[-1])
    return stamped


class Told:
    """Hears what became of a batch."""

    def __init__(self) -> None:
        self.outcomes: list[log.Behind | None] = []
        self._heard = threading.Event()

    def __call__(self, outcome: log.Behind | None) -> None:
        self.outcomes.append(outcome)
        self._heard.set()

    def once(self) -> log.Behind | None:
        assert self._heard.wait(10)
        return self.outcomes[0]


def batch(board: str, *operations: Operation, told: log.Outcome | None = None) -> log.Batch:
    return log.Batch(board, operations, told or Told())


def test_what_is_stored_is_read_back_as_it_was() -> None:
    (board,) = boards(1)
    stored = acts(board, "One", "Two", "Three 👩‍👩‍👧 \u202e")
    assert log.store([batch(board, *stored)]) == [None]
    assert log.entries(board) == stored
    assert log.entries(board, since=1, upto=2) == stored[1:2]
    assert log.last_seqs([board, "nowhere"]) == {board: 3}
    assert [idea.text.said for idea in log.board(board).ideas.values()][1] == "Two"


def test_a_board_that_is_behind_harms_none_of_the_others() -> None:
    one, two, three = boards(3)
    late = acts(two, "Too late")
    log.store([batch(two, *acts(two, "First"))])
    outcomes = log.store([batch(one, *acts(one, "A", "B")), batch(two, *late)])
    outcomes += log.store([batch(three, *acts(three, "C"))])
    assert [type(outcome) for outcome in outcomes] == [type(None), log.Behind, type(None)]
    assert log.last_seqs([one, two, three]) == {one: 2, two: 1, three: 1}


@contextmanager
def inserted() -> Iterator[list[list[str]]]:
    """The boards of the rows of each insertion, in their order."""
    found: list[list[str]] = []

    def note(execute: Callable[..., Any], sql: str, given: Any, many: bool, context: Any) -> Any:
        if many:
            found.append([row[0] for row in given])
        return execute(sql, given, many, context)

    with connection.execute_wrapper(note):
        yield found


def test_two_processes_that_store_the_same_boards_do_it_in_the_same_order() -> None:
    some = boards(4)
    for order in (some, some[::-1], [some[2], some[0], some[3], some[1]]):
        with inserted() as found:
            log.store([batch(one, *acts(one, "In turn")) for one in order])
        assert found == [sorted(some)]  # or each might hold what the other waits for


def test_those_beside_a_board_that_is_behind_share_one_more_commit() -> None:
    some = boards(5)
    wanted = [batch(one, *acts(one, "Mine")) for one in some]
    log.store([batch(some[2], *acts(some[2], "First"))])
    with inserted() as found:
        outcomes = log.store(wanted)
    assert [type(one) for one in outcomes] == [
        log.Behind if n == 2 else type(None) for n in range(5)
    ]
    assert found == [sorted(some), sorted({*some} - {some[2]})]


def test_a_commit_whose_answer_was_lost_is_not_done_twice(
    writer: log.Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one, two), store, tries = boards(2), log.store, list[int]()

    def unheard(batches: list[log.Batch]) -> list[log.Behind | None]:
        tries.append(len(batches))
        outcomes = store(batches)
        if len(tries) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        return outcomes

    first, second, told, also = acts(one, "A", "B"), acts(two, "C"), Told(), Told()
    monkeypatch.setattr(log, "store", unheard)
    with monkeypatch.context() as together:
        together.setattr(writer, "_start", lambda: None)
        writer.append(batch(one, *first, told=told))
    writer.append(batch(two, *second, told=also))
    assert isinstance(told.once(), log.Behind)  # whoever asks the log then finds that it is there
    assert isinstance(also.once(), log.Behind)
    assert (log.entries(one), log.entries(two)) == (first, second)


def test_an_operation_is_stored_once_whatever_its_seq() -> None:
    (board,) = boards(1)
    stored = acts(board, "Once")
    log.store([batch(board, *stored)])
    again = replace(stored[0], seq=2)
    assert isinstance(log.store([batch(board, again)])[0], log.Behind)
    assert log.entries(board) == stored


def test_a_batch_is_stored_whole_or_not_at_all() -> None:
    (board,) = boards(1)
    first = acts(board, "First")
    log.store([batch(board, *first)])
    follow = acts(board, "Second")
    clash = [*follow, replace(first[0], seq=3)]
    assert isinstance(log.store([batch(board, *clash)])[0], log.Behind)
    assert log.entries(board) == first


def test_the_writer_tries_until_the_database_takes_it(
    writer: log.Writer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (board,), store, tries = boards(1), log.store, list[int]()

    def troubled(batches: list[log.Batch]) -> list[log.Behind | None]:
        tries.append(len(batches))
        if len(tries) < 4:
            raise OperationalError("database is locked")
        return store(batches)

    monkeypatch.setattr(log, "store", troubled)
    told = Told()
    writer.append(batch(board, *acts(board, "In the end"), told=told))
    assert told.once() is None
    assert len(tries) == 4
    assert log.last_seqs([board]) == {board: 1}
    assert caplog.text.count("cannot be written") == 3


def test_what_nobody_can_store_does_not_stop_the_writer(
    writer: log.Writer, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = boards(2)
    poison = [replace(act, seq=2**80) for act in acts(one, "Out of this world")]
    told, also, later = Told(), Told(), Told()
    writer.append(batch(one, *poison, told=told))
    writer.append(batch(two, *acts(two, "Sound"), told=also))
    assert isinstance(told.once(), log.Behind)
    assert also.once() is None
    writer.append(batch(one, *acts(one, "Sound as well"), told=later))
    assert later.once() is None
    assert "cannot be stored" in caplog.text


def test_whoever_does_not_hear_stops_nobody_else(
    writer: log.Writer, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = boards(2)

    def deaf(outcome: log.Behind | None) -> None:
        raise RuntimeError("Event loop is closed")

    told = Told()
    writer.append(batch(one, *acts(one, "One"), told=deaf))
    writer.append(batch(two, *acts(two, "Two"), told=told))
    assert told.once() is None
    assert log.last_seqs([one, two]) == {one: 1, two: 1}
    assert "Nobody heard" in caplog.text


def test_what_is_waiting_is_stored_before_the_writer_stops(writer: log.Writer) -> None:
    some = boards(5)
    for board in some:
        writer.append(batch(board, *acts(board, "Before the end")))
    writer.stop()
    assert log.last_seqs(some) == dict.fromkeys(some, 1)


async def test_a_question_is_asked_until_the_database_answers() -> None:
    tries = list[int]()

    def troubled(answer: str) -> str:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("disk I/O error")
        return answer

    assert await log.read(troubled, "here") == "here"
    assert len(tries) == 3

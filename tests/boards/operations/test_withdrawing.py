"""Withdrawing one's own words: they go wherever the log says them, and nobody else's do."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.operations.base import Operation, Refused
from boards.operations.blanking import SIGN, without
from boards.operations.echoes import EchoIdea
from boards.operations.ideas import AddIdea, EditIdea
from boards.operations.stances import TakeStance
from boards.operations.state import Board, fold
from boards.operations.themes import Gather, NameTheme, WriteStatement
from boards.operations.undo import Undo
from boards.operations.wire import own_fields, to_wire
from boards.operations.withdrawing import WithdrawWords
from boards.shelf.export import as_json
from tests.boards.operations.plain_fold import PlainBoard
from tests.boards.operations.random_acts import SEATS, SEQUENCES, Draw, play
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.boards.operations.test_fold import many, through_the_log


def withdraws(room: Room, seat: str, **what: str | bool) -> list[Operation]:
    """Withdraw, as it is stored: the log is rewritten, and the board is what it makes."""
    act = room.does(seat, WithdrawWords(**what))  # type: ignore[arg-type]
    room.log = [through_the_log(entry) for entry in without(room.log, act.gone())]
    room.board = fold(room.start, room.log)
    return room.log


def said_in(log: list[Operation]) -> str:
    return orjson.dumps([own_fields(entry) for entry in log]).decode()


def a_room() -> tuple[Room, str]:
    room = Room()
    return room, room.does(ADA, AddIdea(text="A canary sings")).idea


def test_an_idea_says_that_its_words_were_withdrawn() -> None:
    room, idea = a_room()
    log = withdraws(room, ADA, idea=idea)
    assert room.board.ideas[idea].withdrawn
    assert room.board.ideas[idea].text.said == SIGN * 14
    assert "canary" not in said_in(log)
    state = orjson.loads(as_json(room.board))["ideas"][0]
    assert (state["text"], state["withdrawn"]) == ("", True)


def test_its_every_wording_goes_whoever_wrote_it_and_undo_brings_none_back() -> None:
    room, idea = a_room()
    room.does(BEN, EditIdea(idea=idea, base=1, at=2, remove=6, insert="robin"))
    room.does(BEN, Undo())
    room.does(CORA, EditIdea(idea=idea, base=1, at=14, remove=0, insert=" at dawn"))
    log = withdraws(room, ADA, idea=idea)
    assert not any(word in said_in(log) for word in ("canary", "robin", "dawn", "sings"))
    assert len(room.board.ideas[idea].text.said) == len("A canary sings at dawn")
    room.does(CORA, Undo())
    assert set(room.board.ideas[idea].text.said) == {SIGN}


def test_it_refuses_what_somebody_else_wrote_and_what_is_withdrawn() -> None:
    room, idea = a_room()
    echo = room.does(BEN, EchoIdea(idea=idea, text="Me too")).echo
    refused = [
        (BEN, WithdrawWords(idea=idea), "not_yours"),
        (ADA, WithdrawWords(idea=idea, echo=echo), "not_yours"),
        (ADA, WithdrawWords(idea=idea, echo="none"), "no_such_echo"),
        (ADA, WithdrawWords(idea="none"), "no_such_idea"),
        (ADA, WithdrawWords(), "missing_field"),
        (ADA, WithdrawWords(idea=idea, all=True), "missing_field"),
    ]
    for seat, wrong, code in refused:
        with pytest.raises(Refused) as told:
            room.does(seat, wrong)
        assert told.value.code == code
    withdraws(room, ADA, idea=idea)
    again: list[Operation] = [WithdrawWords(idea=idea)]
    for act in (*again, EditIdea(idea=idea, base=3, at=0, remove=0, insert="x")):
        with pytest.raises(Refused) as told:
            room.does(ADA, act)
        assert told.value.code == "withdrawn"


def test_an_answer_goes_and_the_same_words_of_another_stay() -> None:
    room, idea = a_room()
    echo = room.does(BEN, EchoIdea(idea=idea, text="Me too")).echo
    room.does(CORA, EchoIdea(idea=idea, text="Me too"))
    withdraws(room, BEN, idea=idea, echo=echo)
    own, other = room.board.ideas[idea].echoes
    assert (own.withdrawn, own.text) == (True, SIGN * 6)
    assert (other.withdrawn, other.text) == (False, "Me too")


def test_nothing_takes_it_back() -> None:
    room, idea = a_room()
    withdraws(room, ADA, idea=idea)
    for entry in (None, 1, 2):
        with pytest.raises(Refused):
            room.does(ADA, Undo(entry=entry))
    assert room.board.ideas[idea].withdrawn


def test_everything_goes_and_others_keep_what_they_wrote_round_it() -> None:
    room, idea = a_room()
    other = room.does(BEN, AddIdea(text="Tea at night")).idea
    room.does(ADA, EditIdea(idea=other, base=2, at=4, remove=0, insert="canary "))
    theme = room.does(BEN, Gather(ideas=(idea, other))).theme
    room.does(ADA, NameTheme(theme=theme, base=4, at=0, remove=0, insert="Canary"))
    room.does(BEN, WriteStatement(theme=theme, base=4, at=0, remove=0, insert="We rest"))
    room.does(ADA, WriteStatement(theme=theme, base=6, at=2, remove=0, insert=" canary"))
    room.does(BEN, WriteStatement(theme=theme, base=7, at=0, remove=9, insert="They"))
    room.does(BEN, Undo())  # which says a letter of hers again
    room.does(ADA, TakeStance(theme=theme, stance="agree", why="My canary"))
    room.does(ADA, TakeStance(theme=theme, stance="live_with", why="Another canary"))
    room.does(ADA, Undo())  # which says her reason again
    log = withdraws(room, ADA, all=True)
    assert "canary" not in said_in(log).lower()
    assert room.board.ideas[other].text.said == f"Tea {SIGN * 7}at night"
    assert room.board.themes[theme].name.said == SIGN * 6
    assert room.board.themes[theme].statement.said == f"We{SIGN * 7} rest"


def marked(draws: list[Draw]) -> tuple[Room, dict[str, str]]:
    """A random hour in which everybody writes only letters of their own."""
    letters = dict(zip(SEATS, "\u2460\u2461\u2462", strict=True))
    room = Room()
    for draw in draws:
        words = letters[draw.seat] * len(draw.words)
        play(room, Draw(**{**vars(draw), "words": words}))
    return room, letters


def texts(board: Board) -> list[str]:
    """Every text of a board, those underneath as well."""
    ideas = [text for one in board.ideas.values() for text in (one.text.said, one.text.first)]
    return ideas + [
        text.said for one in board.themes.values() for text in (one.name, one.statement)
    ]


@many
@given(SEQUENCES, st.sampled_from(SEATS))
def test_of_random_hours_one_person_goes_and_the_others_keep_every_character(
    draws: list[Draw], seat: str
) -> None:
    room, letters = marked(draws)
    before = texts(room.board)
    own = {one.id for one in room.board.ideas.values() if one.hand == f"~{seat}"}
    live = room.does(seat, WithdrawWords(all=True))
    live_board = room.board
    kept = without(room.log, live.gone())
    assert letters[seat] not in said_in(kept)
    board = fold(room.start, [through_the_log(entry) for entry in kept])
    assert [one.withdrawn for one in board.ideas.values()] == [
        one.withdrawn for one in live_board.ideas.values()
    ]
    whole = [id_ in own for id_ in board.ideas for _ in range(2)]
    whole += [False] * (2 * len(board.themes))
    for was, now, gone in zip(before, texts(board), whole, strict=True):
        hidden = was if gone else letters[seat]
        assert now == "".join(SIGN if one in hidden else one for one in was)


@many
@given(SEQUENCES, st.sampled_from(SEATS))
def test_who_reads_the_log_anew_has_the_board_that_it_makes(draws: list[Draw], seat: str) -> None:
    room, _ = marked(draws)
    log = withdraws(room, seat, all=True)
    plain = PlainBoard()
    for entry in log:
        plain.take(orjson.loads(orjson.dumps(to_wire(entry, room.board))))
    state = orjson.loads(as_json(room.board))
    for one in (*state["ideas"], *state["themes"]):
        one.get("stances", {}).pop("why", None)
    assert list(plain.ideas.values()) == state["ideas"]
    assert plain.themes == state["themes"]
    assert [entry.seq for entry in log] == list(range(1, len(log) + 1))

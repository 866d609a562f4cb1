"""What counts towards the picture that the room sees of itself: what everyone sees who did it."""

import re

import pytest

from boards.hands import hand_of
from boards.operations.echoes import EchoIdea
from boards.operations.line import PlaceAlong
from boards.operations.signing import SignIdea
from sessions.operations.evenness import contribution
from sessions.operations.opening import OpenWorkshop
from sessions.operations.piece import AskForPiece, PassPiece
from sessions.operations.revealing import RevealEarly
from sessions.views.voice import drawn, in_words, own_share
from sessions.voice import MINUTE, Heard, of_this_workshop, signed_acts, time_held
from tests.boards.operations.room import ADA, BEN, CORA
from tests.sessions.operations.circle import Circle, gathered, writing

HANDS = ("~ada", "~ben", "~cora")


def shown(circle: Circle) -> dict[str, float]:
    return contribution(signed_acts(circle.log, circle.board), HANDS, {})


def test_what_is_unsigned_is_in_no_petal() -> None:
    circle = gathered()
    idea = circle.idea(ADA)
    before = shown(circle)
    circle.idea(BEN, unsigned=True)
    circle.does(CORA, EchoIdea(idea=idea, text="Yes", unsigned=True))
    assert shown(circle) == before == {"~ada": 1, "~ben": 0, "~cora": 0}


def test_what_is_signed_later_is_and_what_is_unsigned_later_is_no_longer() -> None:
    circle = gathered()
    circle.idea(ADA)
    hidden = circle.idea(BEN, unsigned=True)
    circle.does(BEN, SignIdea(idea=hidden, signed=True))
    # The entry itself was unsigned and stays so; nobody is counted for what it does not say.
    circle.does(BEN, SignIdea(idea=hidden, signed=False))
    assert shown(circle)["~ben"] == 0
    own = circle.idea(CORA)
    assert shown(circle)["~cora"] == 0.5
    circle.does(CORA, SignIdea(idea=own, signed=False))
    assert shown(circle)["~cora"] == 0


def test_of_a_quiet_round_the_signed_cards_count_once_they_are_revealed() -> None:
    circle = writing()
    circle.idea(ADA)
    circle.writes(BEN, "Signed")
    circle.writes(CORA, "Nobody knows", unsigned=True)
    assert shown(circle) == {"~ada": 1, "~ben": 0, "~cora": 0}
    circle.agrees(RevealEarly())
    assert shown(circle) == {"~ada": 0.5, "~ben": 0.5, "~cora": 0}
    mine = next(one.id for one in circle.board.ideas.values() if one.seat == BEN)
    circle.does(BEN, SignIdea(idea=mine, signed=False))
    assert shown(circle)["~ben"] == 0


def test_a_place_on_the_line_is_a_move() -> None:
    circle = gathered()
    idea = circle.idea(ADA)
    circle.does(BEN, PlaceAlong(idea=idea, at=300))
    assert shown(circle) == {"~ada": 0.5, "~ben": 0.5, "~cora": 0}


def test_only_the_workshop_that_is_on_counts() -> None:
    circle = gathered()
    circle.idea(ADA)
    before = len(circle.log)
    assert len(of_this_workshop(circle.log)) == before
    again = [*circle.log, OpenWorkshop(kind="open_board"), *circle.log[-1:]]
    assert len(of_this_workshop(again)) == 2
    assert of_this_workshop(circle.log[1:]) == circle.log[1:]


def test_the_piece_counts_once_it_was_held_for_a_minute_in_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    circle = gathered()
    circle.does(ADA, AskForPiece())
    circle.now += MINUTE // 2
    circle.does(ADA, PassPiece(to=BEN))
    monkeypatch.setattr("boards.live.clock.now", lambda: circle.now + MINUTE // 4)
    assert time_held("b", circle.board) == {}
    monkeypatch.setattr("boards.live.clock.now", lambda: circle.now + MINUTE)
    held = {hand_of("b", ADA): MINUTE / 2, hand_of("b", BEN): MINUTE}
    assert time_held("b", circle.board) == held


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (None, "Nobody has signed anything yet"),
        (1.0, "Very even"),
        (0.95, "Very even"),
        (0.94, "Fairly even"),
        (0.75, "Fairly even"),
        (0.74, "Some voices carry more of it"),
        (0.5, "Some voices carry more of it"),
        (0.49, "A few voices carry most of it"),
        (0.0, "A few voices carry most of it"),
    ],
)
def test_words_come_before_the_figure(figure: float | None, words: str) -> None:
    assert in_words(Heard(1, 0, True, 3, figure)) == words
    assert in_words(Heard(1, 0, True, 2, figure)) == "There is a picture once three are here."


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "You have added nothing so far. Nobody has to."),
        (0.001, "Your own share is smaller than an even one: 1% of it all."),
        (0.25, "Your own share is about an even one: 25% of it all."),
        (0.6, "Your own share is larger than an even one: 60% of it all."),
    ],
)
def test_ones_own_share_is_told_in_words(share: float, words: str) -> None:
    heard = Heard(1, 0, True, 4, 0.9, own={"~ada": share})
    assert own_share(heard, "~ada") == words
    assert own_share(heard, "~elsewhere").startswith("You have added nothing")


def test_petals_stand_in_another_order_each_time_they_are_drawn() -> None:
    sizes = tuple(n / 66 for n in range(12))
    pictures = [drawn(sizes) for _ in range(8)]
    orders = {tuple(one["path"] for one in picture) for picture in pictures}
    assert len(orders) > 1
    assert len({frozenset(order) for order in orders}) == 1
    assert [one["turn"] for one in pictures[0]] == [f"{n * 30:.1f} 50 50" for n in range(12)]
    assert drawn(()) == drawn((0.0, 0.0, 0.0)) == []


def test_a_petal_is_as_long_as_its_share_and_stays_in_the_circle() -> None:
    [small, large] = sorted(drawn((0.25, 1.0)), key=lambda one: one["path"], reverse=True)
    tips = [float(re.findall(r" 50 ([\d.]+)C46", one["path"])[0]) for one in (small, large)]
    assert tips == [30.5, 5.0]

"""What a report tells, and what it never tells, before any format has it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from django.test import override_settings
from django.utils import translation

from boards.operations.echoes import EchoIdea
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.line import PlaceAlong
from boards.operations.placing import LetGo
from boards.operations.signing import SignIdea
from boards.operations.stances import TakeStance
from boards.shelf.report.paper import words_in
from boards.shelf.report.value import Report, Saying, Sayings, Section, Standing
from sessions.operations.opening import OpenWorkshop
from sessions.operations.pulse import PlaceDot
from sessions.operations.quiet import WriteQuietly
from tests.boards.operations.room import ADA, BEN, CORA
from tests.boards.shelf.report.told import (
    ASIDE,
    BRINGS,
    CAST,
    HOME,
    LOOSE,
    MESSAGE,
    NAMES,
    STATEMENT,
    STORY,
    WAITING,
    WHY,
    Told,
    a_full_board,
    a_workshop,
    told,
)


def titles(report: Report, level: int = 2) -> list[str]:
    return [section.title for section in report.sections if section.level == level]


def under(report: Report, title: str) -> list[Section]:
    """The section with this title, and those below it."""
    start = next(n for n, one in enumerate(report.sections) if one.title == title)
    first, *rest = report.sections[start:]
    end = next((n for n, one in enumerate(rest) if one.level <= first.level), len(rest))
    return [first, *rest[:end]]


def sayings(sections: list[Section] | tuple[Section, ...]) -> Iterator[Saying]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Sayings):
                yield from block.ideas


def all_words(value: Any) -> str:
    return "\n".join(words_in(value))


def test_it_tells_the_hour_in_order() -> None:
    assert titles(told(a_workshop())) == [
        "At a glance",
        "What the room did",
        "Themes",
        "Take-home messages",
        "Along the line",
        "In the open",
        "How the room decided",
        "Set aside",
        "How to read this",
    ]


def test_no_heading_skips_a_level() -> None:
    levels = [1, *(section.level for section in told(a_workshop()).sections)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_idea_has_its_answers_in_one_place() -> None:
    report, board = told(a_workshop()), a_workshop()
    found = list(sayings(report.sections))
    for idea in board.ideas.values():
        mine = [one for one in found if one.number == idea.number]
        assert {one.words for one in mine} == {idea.text.said}
        given = [answer.text for answer in idea.answers if answer.text != "Me too."]
        assert [answer.words for one in mine for answer in one.answers] == given


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Waiting well", WAITING),
        ("Going home", HOME),
        ("Take-home messages", (MESSAGE,)),
        ("Nearest to “doing to”", (STORY,)),
        ("In the open", (LOOSE,)),
        ("Set aside", (ASIDE,)),
    ],
)
def test_each_idea_stands_where_it_lies(title: str, words: tuple[str, ...]) -> None:
    found = [one.words for one in sayings(under(told(a_workshop()), title))]
    assert set(words) <= set(found)


def test_an_idea_in_two_themes_says_so() -> None:
    both = [one for one in sayings(told(a_workshop()).sections) if one.words == HOME[2]]
    assert [one.notes for one in both] == [(), ("Also in “Waiting well”.",)]


def test_themes_stand_as_the_board_says() -> None:
    report = told(a_workshop())
    found = {
        section.title: block
        for section in under(report, "Themes")
        for block in section.blocks
        if isinstance(block, Standing)
    }
    assert found["Waiting well"].state == "Common ground"
    assert found["Waiting well"].spread == "3 agree, 1 can live with it, 1 not spoken yet"
    assert found["Waiting well"].reasons == (("Agree", WHY),)
    assert found["Going home"].state == "Held open"
    assert STATEMENT in all_words(under(report, "Waiting well")[0])


@pytest.mark.parametrize("spoken", [0, 1, 2])
def test_fewer_than_three_stances_are_told_as_none(spoken: int) -> None:
    def board_with(count: int) -> Report:
        room = Told()
        ideas = [room.idea(ADA, "Tea"), room.idea(BEN, "Chairs")]
        theme = room.theme("Waiting", "", *ideas)
        for seat in CAST[:count]:
            stood = TakeStance(stance="not_for_me", why="Because")
            room.room.does(seat, replace(stood, theme=theme))
            room.room.does(seat, replace(stood, idea=ideas[0]))
        return told(room.room.board)

    assert board_with(spoken) == board_with(0)
    assert board_with(3) != board_with(0)


def test_the_room_and_how_it_decided_are_counted_and_never_named() -> None:
    report = told(a_workshop(), names=True)
    decided = all_words(tuple(under(report, "How the room decided")))
    assert "Shall we end the workshop here?" in decided
    assert decided.count("3 people said “fine”") == 3
    assert not any(name in decided for name in NAMES.values() if name)


def test_what_was_agreed_by_two_has_no_count() -> None:
    room = Told()
    room.room.does(ADA, OpenWorkshop(kind="immersive"))
    from sessions.operations.carrying import CarryProposal
    from sessions.operations.moving_on import CloseWorkshop

    proposal = room.room.proposes(ADA, CloseWorkshop())
    room.room.says(BEN, "fine", proposal)
    room.room.room_does(CarryProposal(proposal=proposal))
    decided = all_words(tuple(under(told(room.room.board), "How the room decided")))
    assert "The room agreed." in decided
    assert "said “fine”" not in decided


@pytest.mark.parametrize("placed", [2, 3])
def test_dots_are_told_from_three_on(placed: int) -> None:
    room = Told()
    room.room.does(ADA, OpenWorkshop(kind="immersive"))
    for seat in CAST[:placed]:
        room.room.does(seat, PlaceDot(moment="before", at=100))
    words = all_words(told(room.room.board))
    assert ("3 dots: 3 nearest to “doing to”" in words) == (placed == 3)
    assert "2 dots" not in words


def test_only_the_phases_that_the_room_came_to_are_told() -> None:
    room = Told()
    room.room.does(ADA, OpenWorkshop(kind="immersive"))
    did = all_words(tuple(under(told(room.room.board), "What the room did")))
    assert "Preparing the ground" in did
    assert "Transformational exploration" not in did


def test_a_board_without_a_workshop_has_no_chapters_of_one() -> None:
    room = Told()
    room.idea(ADA, "Tea")
    assert titles(told(room.room.board)) == ["At a glance", "In the open", "How to read this"]


def test_what_lies_covered_in_a_quiet_round_is_nowhere() -> None:
    from sessions.operations.carrying import CarryProposal
    from sessions.operations.quiet import OpenQuietRound

    room = Told()
    room.room.does(ADA, OpenWorkshop(kind="immersive"))
    proposal = room.room.proposes(ADA, OpenQuietRound(minutes=5))
    room.room.room_does(CarryProposal(proposal=proposal))
    room.room.does(BEN, WriteQuietly(text="Only for me, for now"))
    assert "Only for me" not in all_words(told(room.room.board, names=True))


# Names.


def test_no_name_goes_along_unless_the_room_keeps_them() -> None:
    words = all_words(told(a_workshop()))
    assert not any(name in words for name in [*filter(None, NAMES.values()), BRINGS])
    assert "Who took part" not in words


def test_where_names_are_kept_they_stand_with_what_people_bring() -> None:
    report = told(a_workshop(), names=True)
    (people,) = under(report, "Who took part")
    assert ("Ada Quill", BRINGS) in people.blocks[1].points  # type: ignore[union-attr]
    assert ("Seat 4", "") in people.blocks[1].points  # type: ignore[union-attr]
    signed = {one.words: one.who for one in sayings(report.sections)}
    assert signed[WAITING[0]] == "Ada Quill"
    assert signed[STORY] == "Ben Marsh"


def test_what_is_unsigned_never_has_a_name() -> None:
    room = Told()
    room.idea(CORA, "Nobody is to know", unsigned=True)
    first = room.idea(BEN, "Signed first", (CORA, "Mine"))
    room.room.does(BEN, SignIdea(idea=first, signed=False))
    other = room.idea(ADA, "Another")
    room.room.does(CORA, EchoIdea(idea=other, text="Softly", unsigned=True))
    told_of = {one.words: one for one in sayings(told(room.room.board, names=True).sections)}
    assert told_of["Nobody is to know"].who == told_of["Signed first"].who == ""
    assert told_of["Another"].answers[0].who == ""


def test_unsigned_words_tell_the_same_whoever_wrote_them() -> None:
    def board_by(first: str, second: str) -> Report:
        room = Told()
        one = room.idea(first, "One", unsigned=True)
        room.room.does(second, EchoIdea(idea=one, text="Two", unsigned=True))
        theme = room.theme("Waiting", "", one, room.idea(ADA, "Three"))
        for seat in (first, second, ADA):
            stance = "agree" if seat != first else "not_for_me"
            room.room.does(seat, TakeStance(theme=theme, stance=stance))
        return told(room.room.board, names=True)

    assert board_by(BEN, CORA) == board_by(CORA, BEN)


# Odd boards.


def test_a_bare_board_is_told_too() -> None:
    report = told(Told().room.board)
    assert titles(report) == ["At a glance", "How to read this"]


def test_a_board_from_a_file_had_at_least_as_many_people_as_spoke() -> None:
    told_of = dict(told(a_full_board()).facts)
    assert told_of["Took part"] == "at least 23 people"
    assert dict(told(a_workshop()).facts)["Took part"] == "5 people"


def test_an_emptied_theme_that_has_words_is_told() -> None:
    room = Told()
    ideas = [room.idea(ADA, "Tea"), room.idea(BEN, "Chairs")]
    theme = room.theme("Waiting", "", *ideas)
    for idea in ideas:
        room.room.does(ADA, LetGo(idea=idea, theme=theme))
    assert "No idea lies in this theme." in all_words(
        tuple(under(told(room.room.board), "Waiting"))
    )


def test_what_was_set_aside_out_of_a_theme_says_where_it_was() -> None:
    room = Told()
    ideas = [room.idea(ADA, "Tea"), room.idea(BEN, "Chairs")]
    room.theme("Waiting", "", *ideas)
    room.room.does(BEN, SetAside(idea=ideas[1]))
    (aside,) = sayings(under(told(room.room.board), "Set aside"))
    assert (aside.words, aside.notes) == ("Chairs", ("It was in “Waiting”.",))


def test_the_line_is_told_in_its_order() -> None:
    room = Told()
    for text, at in (("Last", 1000), ("Middle", 500), ("First", 0)):
        room.room.does(ADA, PlaceAlong(idea=room.idea(ADA, text), at=at))
    report = told(room.room.board)
    assert [one.words for one in sayings(under(report, "Along the line"))] == [
        "First",
        "Middle",
        "Last",
    ]
    assert titles(report, 3) == ["Near one end", "In the middle", "Near the other end"]


@override_settings(LANGUAGES=[("en-gb", "English"), ("ar", "Arabic")])
def test_it_says_in_which_language_and_direction_it_is() -> None:
    with translation.override("ar"):
        report = told(a_workshop())
    assert (report.language, report.rtl) == ("ar", True)


def test_a_theme_with_no_words_is_called_something() -> None:
    room = Told()
    room.theme("", "", room.room.does(ADA, AddIdea(text="Tea")).idea, room.idea(BEN, "Chairs"))
    assert "No name yet" in titles(told(room.room.board), 3)

"""What a piece says: whose it is, whether it was heard, how many lie where."""

from dataclasses import replace

import pytest

from boards.live import frames, shown
from boards.models import Card
from boards.operations.arranging import MergeThemes
from boards.operations.dividing import DissolveTheme
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.returning import BringBack
from boards.operations.state import Counts, Echo, Idea, Text, Theme
from boards.operations.themes import Gather, NameTheme
from tests.boards.operations.room import ADA, Room

ROOM = {"a": Card(1, "Ada", ""), "b": Card(2, "", "")}


def idea(*echoes: Echo, said: str = "Tea") -> shown.Shown:
    return shown.idea(Idea("i", 7, Text(said, "Tea", 1), "g", "a", "~a", echoes=echoes), ROOM)


def test_it_names_a_seat_in_a_word() -> None:
    names = [shown.signed(seat, ROOM, shown.said())["who"] for seat in ("a", "b", "gone", None)]
    assert names == ["Ada", "seat 2", "unsigned", "unsigned"]


@pytest.mark.parametrize(
    ("echoes", "words"),
    [
        ([], "not yet heard"),
        ([Echo("1", "I mean it", "a", "~a")], "not yet heard"),
        ([Echo("1", "Me too", "b", "~b")], "heard"),
        ([Echo("1", "Me too", "b", "~b"), Echo("2", "Yes", "a", "~a")], "heard, 2 answers"),
        ([Echo("1", "Me too", "b", "~b", aside=True)], "not yet heard"),
    ],
)
def test_it_says_whether_an_idea_was_heard(echoes: list[Echo], words: str) -> None:
    assert idea(*echoes)["listening"] == words


def test_me_too_on_an_idea_of_nobody_is_counted_by_hands_and_not_listed() -> None:
    said = [
        Echo("1", "Me too.", None, "~a"),
        Echo("2", "Me too.", None, "~b"),
        Echo("3", "Me too.", None, "~b"),  # from another device
        Echo("4", "Only on Mondays", "b", "~b"),
    ]
    fear = Idea("i", 7, Text("Tea", "Tea", 1), "g", None)
    told = shown.idea(replace(fear, echoes=tuple(said)), ROOM)
    assert (told["count_too"], told["too"]) == ("2 say “me too”", "1 2 3")
    assert [one["id"] for one in told["echoes"]] == ["4"]
    assert (told["who"], told["mark"], told["listening"]) == ("", "", "heard")
    assert shown.idea(fear, ROOM)["count_too"] == ""
    # What somebody wrote unsigned is somebody's all the same.
    assert "nobodys" not in shown.idea(replace(fear, hand="~a", echoes=tuple(said)), ROOM)


def test_first_words_are_shown_only_when_they_changed() -> None:
    assert idea()["first"] == ""
    assert idea(said="Coffee")["first"] == "Tea"


def test_html_keeps_every_character() -> None:
    words = idea(said="<Tea>\r\nand\rcake")["words"]
    assert words == "&lt;Tea&gt;&#13;\nand&#13;cake"
    assert shown.whole("<Tea>") == "<Tea>"  # the template escapes it


def test_a_theme_keeps_its_form() -> None:
    assert {shown.form(key) for key in "abcdefgh"} == {1, 2, 3, 4}
    theme = shown.theme(replace(Theme.at("k3vq9xwd", 1), ideas=("a", "b")), ROOM)
    assert (theme["form"], theme["holds"]) == (str(shown.form("k3vq9xwd")), "a b")


def test_one_idea_is_counted_as_one() -> None:
    assert shown.counts(Counts({"g": 1}))["in_the_open"] == "1 idea in the open"
    assert shown.counts(Counts({"g": 1, "h": 2}))["in_the_open"] == "3 ideas in the open"


def a_room_of_two_themes() -> Room:
    room = Room()
    for text in ("<b>Tea</b>", "Cake", "Chairs", "Lamps"):
        room.does(ADA, AddIdea(text=text))
    for ideas in (("id1", "id2"), ("id3", "id4")):
        room.does(ADA, Gather(ideas=ideas))
    name = NameTheme(theme="id6", base=room.board.seq, at=0, remove=0, insert="<i>Rest</i>")
    room.does(ADA, name)
    return room


def drawn(room: Room) -> str:
    """The piece of the first theme, as a frame has it."""
    return frames.render(room.board, ["theme:id5"], {})


def test_a_theme_that_went_has_one_more_piece_and_says_what_became_of_it() -> None:
    room = a_room_of_two_themes()
    assert "gone-id5" not in drawn(room)
    room.does(ADA, MergeThemes(theme="id5", into="id6"))
    piece = drawn(room)
    assert 'hx-target="#gone-id5"' in piece
    assert 'data-calls="id6"' in piece  # the page knows what that is called
    assert "&lt;b&gt;Tea&lt;/b&gt;" in piece  # it has no name: its first idea tells which it was
    assert "<b>" not in piece
    room.does(ADA, BringBack(theme="id5"))
    assert '<li class="gone" id="gone-id5" hidden></li>' in drawn(room)
    assert "gone-id5" not in frames.page(room.board, {})["gone"]
    room.does(ADA, DissolveTheme(theme="id5"))
    assert "Dissolved. Its ideas went back into the open." in drawn(room)


def test_the_tray_counts_ideas_and_themes_and_has_the_last_that_went_on_top() -> None:
    room = a_room_of_two_themes()
    for act in (DissolveTheme(theme="id6"), DissolveTheme(theme="id5"), SetAside(idea="id1")):
        room.does(ADA, act)
    assert shown.counts(room.board.counts)["aside"] == "Set aside 3"
    tray = frames.page(room.board, {})["gone"]
    assert "&lt;i&gt;Rest&lt;/i&gt;" in tray
    assert "<i>" not in tray
    assert tray.index("gone-id5") < tray.index("gone-id6")

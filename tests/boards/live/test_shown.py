"""What a piece says: whose it is, whether it was heard, how many lie where."""

from dataclasses import replace

import pytest

from boards.live import shown
from boards.models import Card
from boards.operations.state import Counts, Echo, Idea, Text, Theme

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

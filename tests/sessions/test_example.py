"""The example: open to everyone, no row of the database, and made of what is written by hand.

None of these tests asks for the database: one that reads it fails.
"""

import json

import pytest
from django.test import Client
from django.urls import reverse

from boards.operations.spread import outlook
from sessions import example
from sessions.example.script import played
from sessions.management.commands.make_example import log_of, made_of_it
from sessions.operations.state import CLOSED, workshop_of
from tests.boards.way_in import words_of


def test_it_is_what_is_written_by_hand_and_made_again_it_is_the_same() -> None:
    assert log_of(made_of_it()) == example.LOG.read_bytes()


def test_it_is_a_whole_hour_that_came_to_something() -> None:
    past, cards = example.kept()
    first, last = past.entries[0], past.entries[-1]
    assert 55 <= (last.when - first.when) / 60_000 <= 60
    assert workshop_of(past.now).status == CLOSED
    assert 40 <= len(past.now.ideas) <= 60
    looks = [outlook(one.spread, len(cards)) for one in past.now.themes.values()]
    assert looks.count("common") >= 3
    assert looks.count("open") == 1
    assert {one.verb for one in past.entries} >= {"write_quietly", "place_along", "echo_idea"}


@pytest.mark.parametrize("name", ["example", "example_replay"])
def test_anyone_may_look_through_it(name: str) -> None:
    answer = Client().get(reverse(f"workshops:{name}"))
    assert answer.status_code == 200
    assert "Coming home from hospital" in words_of(answer)
    assert "Put the board back" not in words_of(answer)


def test_anyone_may_step_through_it() -> None:
    last = example.kept().past.now.seq
    address = reverse("workshops:example_moment")
    answer = json.loads(Client().get(address, {"since": 0, "to": last}).content)
    assert "Somebody knows the house" in answer["html"]
    assert Client().get(address, {"since": 0, "to": last + 1}).status_code == 400
    assert Client().post(address).status_code == 405


def test_what_is_written_quietly_is_shown_only_once_it_was_turned_over() -> None:
    past, _ = example.kept()
    reveal = next(one.seq for one in past.entries if one.verb == "reveal_round")
    wrote = [one for one in past.entries if one.verb == "write_quietly"]
    address = reverse("workshops:example_moment")
    for to in range(reveal):
        html = Client().get(address, {"since": 0, "to": to}).content.decode()
        assert not [one for one in wrote if getattr(one, "text") in html]  # noqa: B009
    assert "12 covered ideas" in html
    assert (
        "Wilf"
        not in json.loads(
            Client().get(address, {"since": wrote[0].seq - 1, "to": wrote[0].seq}).content
        )["html"].partition("told-act")[2]
    )


def test_where_dots_lie_is_told_of_no_moment() -> None:
    past, _ = example.kept()
    address = reverse("workshops:example_moment")
    for act in past.entries:
        if act.verb == "place_dot":
            answer = Client().get(address, {"since": act.seq - 1, "to": act.seq})
            assert 'id=\\"pulse\\"' not in answer.content.decode()


def test_it_says_which_line_cannot_be_done() -> None:
    with pytest.raises(ValueError, match="00:05 ada set_aside 9"):
        played(["title: T", "seat ada Ada: time", "00:05 ada set_aside 9"])

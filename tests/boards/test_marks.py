"""Every seat has a mark of its own, and nobody's words become markup."""

from types import SimpleNamespace

from django.template import Context, Template

from boards.templatetags import marks

ROOM = range(1, 21)


def seat(number: int, initials: str = "") -> SimpleNamespace:
    return SimpleNamespace(number=number, initials=initials)


def drawn(card: SimpleNamespace | None) -> str:
    return Template("{% load marks %}{% mark card %}").render(Context({"card": card}))


def test_twenty_seats_have_twenty_marks_even_without_colour() -> None:
    def without_hue(number: int) -> tuple[str, bool]:
        svg = drawn(seat(number))
        return svg.partition("#mark-")[2].partition('"')[0], "ringed" in svg

    assert len({without_hue(number) for number in ROOM}) == 20


def test_seats_of_one_shape_never_share_a_hue() -> None:
    for number in range(1, 11):
        assert marks.classes(number)[0] != marks.classes(number + 10)[0]
    assert len({marks.classes(number)[0] for number in range(11, 21)}) == 10


def test_the_eleventh_seat_is_ringed_in_the_fourth_hue() -> None:
    assert marks.classes(1) == ["s1"]
    assert marks.classes(11) == ["s4", "ringed"]
    assert marks.classes(20) == ["s3", "ringed"]


def test_beyond_twenty_it_starts_again_with_a_dot() -> None:
    assert marks.classes(21) == ["s1", "dotted"]
    assert marks.classes(31) == ["s4", "ringed", "dotted"]
    assert "<circle" in drawn(seat(21))
    assert "<circle" not in drawn(seat(20))


def test_initials_stay_text() -> None:
    svg = drawn(seat(3, "<b"))
    assert "&lt;b</text>" in svg
    assert "<b" not in svg


def test_a_seat_without_a_name_has_no_initials() -> None:
    assert "<text" not in drawn(seat(3))


def test_unsigned_is_one_ring_for_everyone() -> None:
    assert 'class="mark unsigned"' in drawn(None)
    assert marks.drawn(0, "") == drawn(None)


def test_a_mark_is_drawn_once() -> None:
    assert marks.drawn(4, "Me") is marks.drawn(4, "Me")

"""Fours, seen on a phone: who one is with, in words that fit, and none of the ground is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hour import does, open_workshop, opens_the_hour
from tests.browser.people import Person, all_screens_are_one

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]

MAKE_SEAT = """async (name) => {
  const sheet = new DOMParser().parseFromString(await (await fetch("seat/")).text(), "text/html");
  const form = new FormData(sheet.querySelector(".instead-new"));
  form.set("name", name);
  const headers = { "HX-Request": "true" };
  return (await fetch("seats/", { method: "POST", body: form, headers })).status;
}"""
CLIPPED = """() => [...document.querySelectorAll("#groups, #groups *, .with-whom")].filter((one) =>
  one.checkVisibility() && (one.getBoundingClientRect().right > innerWidth + 1 ||
  one.scrollWidth > one.clientWidth + 1)).map((one) => one.className)"""
OTHERS = ("Marguerite of the night ward", "Tom", "Bea", "Olu", "Ines", "Jo")


def test_fours_on_a_phone(people: People) -> None:
    ada, rose = both = people(2)
    for name in OTHERS:  # six more in the room, who have no phone
        assert ada.page.evaluate(MAKE_SEAT, name) == 200
    open_workshop(both)
    opens_the_hour(rose).locator('[data-act="make_groups"][data-size="4"]').tap()
    rose.page.keyboard.press("Escape")
    line = rose.page.locator(".room .with-whom")
    expect(line).to_contain_text("You are with ")
    expect(line).to_contain_text(" and ")
    groups = ada.page.locator("#groups .group")
    expect(groups).to_have_count(2)
    for group in groups.all():
        expect(group.locator(".group-seat")).to_have_count(4)
    words = line.inner_text().removeprefix("You are with ").replace(" and ", ", ")
    mine = rose.page.locator("#groups .group.mine .who").all_text_contents()
    assert len(words.split(", ")) == 3
    assert {*words.split(", ")} < {*mine}  # one's own name is not among them
    assert rose.page.evaluate(CLIPPED) == []
    assert rose.page.evaluate("document.documentElement.scrollWidth") <= 360
    rose.writes("We are four")
    expect(ada.page.locator(".idea-words", has_text="We are four")).to_be_attached()
    does(ada, "end_groups")
    expect(line).to_be_hidden()
    all_screens_are_one(both)

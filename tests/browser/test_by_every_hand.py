"""All of the common ground by touch, by single taps of a mouse, and by keyboard: one way at a time.

Nothing is dragged, hovered over or told by colour. A second person watches it happen.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import Person, all_screens_are_one

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]


@dataclass(frozen=True)
class Hand:
    """Somebody who reaches everything in one way: by "touch", by "mouse" or by "keyboard"."""

    person: Person
    kind: str

    def press(self, target: Locator) -> None:
        target.wait_for(state="visible")
        if self.kind == "touch":
            target.tap()
        elif self.kind == "mouse":
            target.click()
        else:
            target.focus()
            expect(target).to_be_focused()
            target.page.keyboard.press("Enter")

    def act(self, name: str, within: str = ".sheet:not([hidden])") -> None:
        self.press(self.person.page.locator(f'{within} [data-act="{name}"]').first)

    def closes(self) -> None:
        self.press(self.person.page.locator(".sheet:not([hidden]) [data-close]"))

    def more(self, selector: str) -> None:
        self.press(self.person.page.locator(".more"))
        self.press(self.person.sheet("more").locator(selector))

    def writes(self, words: str) -> None:
        self.person.box.fill(words)
        if self.kind == "keyboard":
            self.person.box.press("Enter")
        else:
            self.press(self.person.page.locator(".composer > .button"))

    def opens(self, number: int, theme: str = "") -> None:
        place = self.person.theme(theme) if theme else self.person.page.locator(".ground")
        idea = place.locator(f'.idea[data-number="{number}"]').first
        self.press(idea if self.kind == "keyboard" else idea.locator(".idea-words"))
        expect(self.person.sheet("opened")).to_be_visible()

    def opens_theme(self, name: str) -> None:
        self.opens_sheet_of(self.person.theme(name))

    def opens_sheet_of(self, theme: Locator) -> None:
        self.press(theme.locator(".theme-name button"))
        expect(self.person.sheet("theme")).to_be_visible()

    def chooses(self, *numbers: int) -> None:
        """Those that are chosen already stay so."""
        for number in numbers:
            idea = self.person.idea(number).first
            if self.kind == "keyboard":
                idea.focus()
                self.person.page.keyboard.press("x")
            else:
                self.press(idea.locator(".idea-words"))

    def puts_together(self, *numbers: int) -> None:
        if self.kind != "keyboard":
            self.more('[data-act="choose_several"]')
        self.chooses(*numbers)
        self.act("put_together", ".choosing")

    def names(self, name: str, *numbers: int) -> None:
        """What has just been put together: these ideas, in this order."""
        self.person.sees_together(*numbers)
        self.opens_sheet_of(self.person.theme_of(numbers[0]))
        self.person.page.locator("#theme-name").fill(name)
        self.closes()

    def puts_it_in(self, theme: str) -> None:
        """On a phone by name beside what is held; where there is room, in the theme itself."""
        expect(self.person.page.locator(".holding")).to_be_visible()  # the focus has come by then
        if self.kind == "touch":
            self.press(self.person.page.locator(".ways .way", has_text=theme))
        else:
            self.press(self.person.theme(theme).locator(".put-here"))


@pytest.fixture(params=["touch", "mouse", "keyboard"])
def hand(request: pytest.FixtureRequest, people: People) -> tuple[Hand, Person]:
    """One who acts, on a phone or a laptop, and another who watches on the other of the two."""
    laptop, phone = people(2)
    if request.param == "touch":
        return Hand(phone, "touch"), laptop
    return Hand(laptop, request.param), phone


def numbers_in(person: Person, theme: str) -> Locator:
    return person.theme(theme).locator(".theme-ideas > .idea > .idea-number")


def test_the_whole_of_the_common_ground(hand: tuple[Hand, Person]) -> None:
    ada, ben = hand
    for number in range(1, 7):
        ada.writes(f"Idea number {number}")
    ben.writes("From somebody else")
    ben.sees(6, "Idea number 6")
    ada.person.sees(7, "From somebody else")

    ada.opens(7)  # heard
    ada.act("me_too")
    expect(ben.idea(7).locator(".idea-foot")).to_contain_text("heard")
    ada.closes()

    ada.puts_together(1, 2, 3)  # gathered and named
    ben.sees_together(1, 2, 3)
    ada.names("Waiting well", 1, 2, 3)
    ada.puts_together(4, 5)
    ben.sees_together(4, 5)
    ada.names("Food at night", 4, 5)

    ada.opens(6)  # moved, put in order, and in a second theme
    ada.act("move")
    ada.puts_it_in("Waiting well")
    expect(numbers_in(ben, "Waiting well")).to_have_text(["1", "2", "3", "6"])
    ada.opens(6)
    ada.act("move")
    ada.press(ada.person.page.locator(".steps .way", has_text="Earlier"))
    expect(numbers_in(ben, "Waiting well")).to_have_text(["1", "2", "6", "3"])
    ada.act("let_hand_go", ".holding")
    expect(ada.person.idea(6)).to_be_focused()  # on a busy machine a picture later
    ada.opens(1, "Waiting well")
    ada.act("belongs_too")
    ada.puts_it_in("Food at night")
    expect(numbers_in(ben, "Food at night")).to_have_text(["4", "5", "1"])

    ada.opens_theme("Food at night")  # themes in order, split, merged, dissolved
    ada.act("earlier")
    expect(ben.page.locator(".theme-name").first).to_have_text("Food at night")
    ada.closes()
    ada.opens_theme("Waiting well")
    ada.act("split")
    ada.chooses(2, 3)
    ada.act("put_together", ".choosing")
    ben.sees_together(2, 3)
    ada.names("Light", 2, 3)
    ada.opens_theme("Light")
    ada.press(ada.person.sheet("theme").locator('[data-act="merge"]', has_text="Food at night"))
    expect(numbers_in(ben, "Food at night")).to_have_text(["4", "5", "1", "2", "3"])
    ada.opens_theme("Waiting well")
    ada.act("dissolve")
    expect(ben.theme("Waiting well")).to_have_count(0)
    ada.act("undo", ".told")
    expect(numbers_in(ben, "Waiting well")).to_have_text(["1", "6"])

    ada.opens_theme("Food at night")  # held in common
    ada.person.page.locator("#theme-statement").fill("Nobody goes to bed hungry")
    expect(ben.page.locator(".statement-words")).to_have_text("Nobody goes to bed hungry")
    ada.closes()
    ada.press(ada.person.theme("Food at night").locator(".stand-here"))
    expect(ada.person.sheet("theme").locator('[data-stance="agree"]')).to_be_focused()
    ada.press(ada.person.sheet("theme").locator('[data-stance="agree"]'))
    ada.person.page.locator("#theme-why").fill("I was hungry")
    ada.act("why")
    expect(ben.theme("Food at night").locator(".spread-words")).to_have_text(
        "1 has spoken, 1 not spoken yet"
    )
    ada.closes()

    ada.opens(5)  # set aside and put back
    ada.act("set_aside")
    expect(ben.idea(5)).to_have_count(0)
    ada.more('[data-open="tray"]')
    ada.act("put_back")
    expect(ben.idea(5)).to_have_count(1)
    ada.closes()

    ada.more('[data-open="find"]')  # found and filtered
    ada.person.page.locator("#find-words").fill("idea 3")
    ada.press(ada.person.page.locator('.found [data-act="found"]').first)
    expect(ada.person.idea(3)).to_be_focused()
    ada.more('[data-kind="unheard"]')
    ada.closes()
    expect(ada.person.idea(7)).to_be_hidden()
    ada.press(ada.person.page.locator('[data-act="show_all"]'))

    ada.press(ada.person.page.locator(".sign"))  # unsigned, and signed later
    ada.act("write_unsigned")
    ada.closes()
    ada.writes("Nobody asked me")
    expect(ben.idea(8).locator(".who")).to_have_text("unsigned")
    ada.opens(8)
    ada.act("sign")
    expect(ben.idea(8).locator(".who")).not_to_have_text("unsigned")
    ada.closes()
    all_screens_are_one([ada.person, ben])

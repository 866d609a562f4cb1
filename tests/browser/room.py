"""People in a room and the wall behind them: what they do there by hand, each in their own way."""

from collections.abc import Iterable

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.hour import placing
from tests.browser.people import Person

ANSWER = """(words) => {
  const look = () => {
    const all = [...document.querySelectorAll("section.proposal .answers button")];
    const there = all.find((one) => one.textContent.trim() === words && one.checkVisibility());
    if (there) there.click();
    else requestAnimationFrame(look);
  };
  look();
}"""
HEARD = """(button) => {
  const heard = new Promise((done) => {
    button.addEventListener("click", done, { once: true });
    setTimeout(done, 5000);
  });
  return { heard: heard.then(() => null) };
}"""
FULL_HD: ViewportSize = {"width": 1920, "height": 1080}


class Room:
    """Some people, the first of whom has put the board on the wall."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = list(people)
        first = self.people[0].page
        self.wall = first.context.new_page()
        self.wall.set_viewport_size(FULL_HD)
        self.wall.goto(first.url + "projector/")
        expect(self.wall.locator(".here > [data-seat]").first).to_be_attached()

    @property
    def screens(self) -> list[Page]:
        return [*(one.page for one in self.people), self.wall]

    def are_in(self, phase: str) -> None:
        for page in self.screens:
            expect(page.locator("#places")).to_have_attribute("data-phase", phase)

    def are_told(self, phase: str) -> None:
        """By its name: whoever comes back finds that ids of phases are taken."""
        for page in self.screens:
            expect(page.locator("#hour .hour-name")).to_have_text(phase)

    def have_ended(self) -> None:
        for page in self.screens:
            expect(page.locator("#hour")).to_have_attribute("data-status", "closed")

    def agree(self, asker: Person, act: str) -> None:
        """One asks, and the others say that it is fine."""
        for person in self.people:
            if person is not asker:
                will_answer(person, "Fine")
        asks(asker, act)

    def move_on(self, asker: Person, phase: str) -> None:
        """One asks to; and everyone goes along to where the room is then."""
        self.agree(asker, "ask_phase")
        self.are_told(phase)
        for person in self.people:
            goes_along(person)

    def stand(self, theme: str, *stances: str) -> None:
        """Each says where they stand on a theme, in their turn."""
        for person, stance in zip(self.people, stances, strict=True):
            press(person, opens_theme(person, theme).locator(f'[data-stance="{stance}"]'))
            closes(person)


def press(person: Person, button: Locator) -> None:
    """Each in their own way: a finger on the phone, a mouse elsewhere."""
    if not person.page.evaluate("navigator.maxTouchPoints"):
        button.click()
        return
    pressed = button.element_handle().evaluate_handle(HEARD)
    button.tap()
    pressed.evaluate("(one) => one.heard")  # a tap becomes a click a while after it has ended


def hour(person: Person) -> Locator:
    sheet = person.sheet("hour")
    if sheet.is_hidden():
        press(person, person.page.locator('.board-top [data-open="hour"]'))
    expect(sheet).to_be_visible()
    return sheet


def closes(person: Person) -> None:
    person.page.keyboard.press("Escape")


def will_answer(person: Person, words: str) -> None:
    """Press it as soon as it is there: fifteen seconds can be a quarter of one here."""
    person.page.evaluate(ANSWER, words)


def asks(person: Person, act: str) -> None:
    press(person, hour(person).locator(f'[data-act="{act}"]').first)
    closes(person)


def goes_along(person: Person) -> None:
    """Who has just typed is not taken along unasked."""
    there = person.page.locator('[data-act="go_there"]')
    if there.is_visible():
        press(person, there)


def looks_at(person: Person, area: str) -> None:
    press(person, person.page.locator(f'.step-to[data-area="{area}"]'))
    expect(person.page.locator(".open-ground.looked-at")).to_have_attribute("data-area", area)


def place_dot(person: Person, at: str) -> None:
    dot = placing(person).locator(f'.pulse-taps [data-at="{at}"]')
    press(person, dot)
    expect(dot).to_have_attribute("aria-pressed", "true")
    closes(person)


def gathers(person: Person, name: str, *numbers: int) -> None:
    """Put ideas together, by keyboard, and name what they are."""
    for number in numbers:
        person.idea(number).focus()
        person.page.keyboard.press("x")
    person.presses(person.page.locator('[data-act="put_together"]'))
    person.sees_together(*numbers)
    person.names(person.theme_of(numbers[0]), name)
    closes(person)


def opens_theme(person: Person, name: str) -> Locator:
    press(person, person.theme(name).locator(".theme-name button"))
    expect(person.sheet("theme")).to_be_visible()
    return person.sheet("theme")


def writes_of(person: Person, theme: str, what: str, words: str) -> None:
    """Write into the sheet of a theme: its "statement", its "promise" or its "outcome"."""
    opens_theme(person, theme).locator(f"#theme-{what}").fill(words)
    expect(person.theme(theme).locator(f".{what}-words")).to_have_text(words)
    closes(person)

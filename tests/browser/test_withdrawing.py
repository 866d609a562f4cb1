"""Taking one's own words back for good, and leaving with them: asked once more, and then gone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person
from tests.browser.test_leaving import KEPT, is_home, opens_more

pytestmark = pytest.mark.browser

People = Callable[[int], list[Person]]
GONE = "These words were withdrawn."


def test_somebody_takes_an_idea_back_for_good_while_another_changes_it(people: People) -> None:
    ada, rose = people(2)
    ada.writes("A canary sings")
    rose.sees(1, "A canary sings")
    rose.idea(1).locator(".idea-words").click()
    expect(rose.page.locator('[data-act="take_for_good"]')).to_be_hidden()
    rose.page.locator('[data-act="change_words"]').click()
    ada.idea(1).locator(".idea-words").click()
    ada.page.locator('[data-act="take_for_good"]').click()
    expect(ada.page.locator(".withdraw-sure")).to_contain_text("Nobody can bring them back.")
    ada.page.locator('[data-act="keep_words"]').click()
    expect(ada.page.locator(".withdraw-sure")).to_be_hidden()
    ada.page.locator('[data-act="take_for_good"]').click()
    ada.page.locator('[data-act="withdraw_idea"]').click()
    for person in (ada, rose):
        person.sees(1, GONE)
    expect(rose.page.locator("#change-words")).not_to_have_value("A canary sings")
    expect(rose.page.locator(".told-words")).to_have_text("Words were taken back for good.")
    for person in (ada, rose):
        person.page.reload()
        person.sees(1, GONE)
        assert "canary" not in person.page.content()


def test_somebody_leaves_with_all_their_words(people: People) -> None:
    ada, rose = people(2)
    ada.writes("A canary sings")
    rose.sees(1, "A canary sings")
    rose.writes("Tea at night")
    opens_more(ada)
    ada.sheet("more").locator(".leave-other a").click()
    leave = ada.page.get_by_role("button", name="Leave, and take my words with me")
    leave.click()
    expect(ada.page.locator(".leave-page")).to_be_visible()  # it asks for one more sign first
    ada.page.get_by_label("I know that nobody can bring my words back.").check()
    leave.click()
    is_home(ada.page)
    assert ada.page.evaluate(KEPT, ada.board) == []
    rose.sees(1, GONE)
    rose.sees(2, "Tea at night")

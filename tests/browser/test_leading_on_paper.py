"""The page for those who lead, printed: all of it is on the sheets, and nothing to press."""

import io
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from sessions.operations.kinds import IMMERSIVE, KINDS
from tests.serving import Server

pytestmark = pytest.mark.browser

# On paper nothing can be scrolled: what a box hides, or what is wider than the sheet, is lost.
CUT = """() => [...document.querySelectorAll("main, main *")].filter((one) => {
  const { overflowX, overflowY } = getComputedStyle(one);
  const hides = (one.scrollWidth > one.clientWidth + 1 && overflowX !== "visible") ||
    (one.scrollHeight > one.clientHeight + 1 && overflowY !== "visible");
  const box = one.getBoundingClientRect();
  const out = box.right > innerWidth + 1 || box.left < -1;
  return box.width > 1 && !one.matches(".aloud") && (hides || out);
}).map((one) => `${one.tagName}.${one.className}`)"""
PRESSED = """() => [...document.querySelectorAll("button, input, textarea, nav, .skip, header a")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"""
# Contrast of the words with the white of paper, by WCAG's formula.
FAINT = """() => {
  const channel = (value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((one) => channel(one / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const all = [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility());
  const says = (one) => [...one.childNodes].some((of) => of.nodeType === 3 && of.data.trim());
  return all.filter(says).filter((one) => 1.05 / (light(getComputedStyle(one).color) + 0.05) < 4.5)
    .map((one) => one.textContent.slice(0, 60));
}"""


@pytest.fixture(params=["light", "dark"])
def paper(chromium: Browser, house: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page as it is laid out for a sheet, whatever the screen of whoever prints it is like."""
    page = chromium.new_page(viewport={"width": 794, "height": 1123}, color_scheme=request.param)
    page.goto(f"{house.address}/leading/")
    page.emulate_media(media="print")
    yield page
    page.close()


def test_nothing_is_cut_and_nothing_is_left_to_press(paper: Page) -> None:
    assert paper.evaluate(CUT) == []
    assert paper.evaluate(PRESSED) == []


def test_every_word_can_be_read_on_white(paper: Page) -> None:
    assert paper.evaluate(FAINT) == []


def test_all_of_it_is_on_the_sheets(paper: Page) -> None:
    paper.emulate_media()
    headings = paper.locator("main :is(h1, h2, h3)").all_text_contents()
    lines = paper.locator("main li").all_text_contents()
    sheets = PdfReader(io.BytesIO(paper.pdf(prefer_css_page_size=True))).pages
    printed = letters("".join(sheet.extract_text() for sheet in sheets))
    questions = [phase["question"] for phase in KINDS[IMMERSIVE]["phases"]]
    contents = paper.locator(".contents li").all_text_contents()
    for words in [*headings, *questions, *(one for one in lines if one not in contents)]:
        assert letters(words) in printed
    assert len(sheets) <= 4
    assert all(sheet.extract_text().strip() for sheet in sheets)  # no sheet is empty


def letters(words: str) -> str:
    """Without the spaces: a sheet breaks its lines elsewhere, and joins letters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", words)))

"""A board taken along: every form that its page offers, opened with the library of its kind."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from unicodedata import normalize

import orjson
from docx import Document
from lxml import etree, html
from PIL import Image
from playwright.sync_api import Page
from pypdf import PdfReader

from boards.shelf.report.table import bare

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
Lines = Iterable[tuple[str, bool]]  # a line, and whether it is a heading


class Told(NamedTuple):
    """A report: all its words, and those under each heading."""

    words: str
    under: dict[str, str]


class Taken(NamedTuple):
    """What a person took along: files, by the end of their address, and pages to read."""

    files: dict[str, bytes]
    pages: dict[str, bytes]


def takes_along(page: Page) -> Taken:
    """Press every link that there is on the page of what can be taken along."""
    taken = Taken({}, {})
    for link in page.locator("main a").all():
        address = link.get_attribute("href") or ""
        if link.get_attribute("download") is None:
            taken.pages[address] = page.request.get(link.evaluate("(one) => one.href")).body()
            continue
        with page.expect_download() as coming:
            link.click()
        taken.files[address.rpartition("/")[2]] = coming.value.path().read_bytes()
    return taken


def told(lines: Lines) -> Told:
    under, heading = dict[str, str](), ""
    for line, is_heading in lines:
        heading = line.strip() if is_heading else heading
        under[heading] = under.get(heading, "") + ("" if is_heading else letters(line))
    return Told("".join(under.values()), under)


def letters(words: str) -> str:
    """Words without spaces and signs: where lines end is the paper's to say."""
    return "".join(filter(str.isalnum, normalize("NFKC", words)))


def of_page(made: bytes) -> Told:
    main = html.fromstring(made.decode()).get_element_by_id("main")
    return told(_elements(main))


def _elements(main: Any) -> Iterator[tuple[str, bool]]:
    for one in main.iter():
        if one.tag in ("h1", "h2", "h3"):
            yield one.text_content(), True
        elif one.text:
            yield one.text, False
        if one.tail:
            yield one.tail, False


def of_word(made: bytes) -> Told:
    lines = Document(io.BytesIO(made)).paragraphs
    return told((one.text, _is_heading(one.style.name if one.style else "")) for one in lines)


def _is_heading(style: str | None) -> bool:
    return (style or "").startswith(("Title", "Heading"))


def of_markdown(made: bytes) -> Told:
    lines = ESCAPED.sub(r"\1", made.decode("utf-8")).splitlines()
    return told((one.lstrip("# "), one.startswith("#")) for one in lines)


def of_pdf(made: bytes) -> Told:
    """Its headings are those by which a reader leafs through it."""
    pdf = PdfReader(io.BytesIO(made))
    titles = {str(one.title) for one in _flat(pdf.outline)}
    lines = (line.strip() for page in pdf.pages for line in page.extract_text().splitlines())
    return told((line, line in titles) for line in lines)


def _flat(outline: Any) -> Iterator[Any]:
    for one in outline:
        yield from _flat(one) if isinstance(one, list) else [one]


def of_table(made: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    return [{name: bare(cell) for name, cell in row.items()} for row in rows]


def of_json(made: bytes) -> Any:
    return orjson.loads(made)


def of_picture(made: bytes) -> set[tuple[int, ...]]:
    """The colours of a picture that fills a slide."""
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size) == ("PNG", (1920, 1080))
    return {colour for _, colour in image.convert("RGB").getcolors(1 << 24) or []}  # type: ignore[misc]


def of_drawing(made: bytes) -> str:
    """What a drawing says to whoever does not see it."""
    root = etree.fromstring(made)
    return letters("".join(str(words) for one in root[:2] for words in one.itertext()))


READ = {
    "report.pdf": of_pdf,
    "report.docx": of_word,
    "report.md": of_markdown,
    "ideas.csv": of_table,
    "board.json": of_json,
    "common-ground.png": of_picture,
    "common-ground.svg": of_drawing,
}

"""The PDF and the pictures: tagged, with all words, and nothing drawn over the edge."""

import io
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pypdf import PdfReader
from typst import TypstError

from boards.shelf.report import press
from boards.shelf.report.formats import FORMATS
from boards.shelf.report.paper import as_pdf, as_png, as_svg
from boards.shelf.report.value import Clearing, Ground
from tests.boards.operations.room import ADA, BEN
from tests.boards.shelf.report.bad_words import a_board_of
from tests.boards.shelf.report.told import Told, a_full_board, a_workshop, told

CHINESE = "你好世界"
SVG = "{http://www.w3.org/2000/svg}"


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def is_accessible(pdf: PdfReader) -> bool:
    """Whether it says that it keeps to PDF/UA, which its maker says of no other."""
    root: Any = pdf.root_object
    return b"pdfuaid" in root["/Metadata"].get_object().get_data()


def words_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tags(pdf: PdfReader) -> list[str]:
    """The kinds of structure elements, in the order in which they are read."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        for one in node if isinstance(node, list) else [node]:
            one = one.get_object() if hasattr(one, "get_object") else one
            if isinstance(one, dict):
                if "/S" in one:
                    found.append(str(one["/S"]))
                walk(one.get("/K", []))

    walk(pdf.root_object["/StructTreeRoot"])
    return found


def test_a_pdf_says_what_it_is_and_can_be_read_aloud() -> None:
    pdf = read(as_pdf(told(a_workshop())))
    root: Any = pdf.root_object
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Waiting well"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert is_accessible(pdf)


def test_its_headings_and_lists_are_real() -> None:
    found = tags(read(as_pdf(told(a_workshop()))))
    report = told(a_workshop())
    assert found.count("/H1") == sum(one.level == 2 for one in report.sections)
    assert found.count("/H2") == sum(one.level == 3 for one in report.sections)
    assert found.count("/LI") > len(a_workshop().ideas)


def test_every_idea_and_answer_is_in_the_pdf() -> None:
    board, words = a_workshop(), words_of(read(as_pdf(told(a_workshop()))))
    for idea in board.ideas.values():
        assert idea.text.said in words
        assert all(one.text in words for one in idea.answers if one.text != "Me too.")


def test_no_page_begins_with_what_belongs_to_an_idea_on_the_page_before() -> None:
    pages = [page.extract_text().strip() for page in read(as_pdf(told(a_full_board()))).pages]
    assert len(pages) > 3
    assert not [page[:40] for page in pages if page.startswith("Where the room stands")]


def test_the_same_report_has_the_same_pages() -> None:
    one, other = (read(as_pdf(told(a_workshop()))) for _ in range(2))
    assert words_of(one) == words_of(other)


def test_letters_without_a_font_get_a_sign_and_the_words_go_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press, "_drawn", dict.fromkeys(CHINESE, False))
    pdf = read(as_pdf(told(board_with(CHINESE))))
    assert "□□□□" in words_of(pdf)
    assert CHINESE in pdf.attachments["words.txt"][0].decode()
    assert is_accessible(pdf)


def board_with(words: str) -> Any:
    room = Told()
    room.theme("Waiting", words, room.idea(ADA, words), room.idea(BEN, "Chairs"))
    return room.room.board


def test_what_every_font_has_is_known_to_be_drawn() -> None:
    assert press.undrawn(["Plain words, “quoted” – and so on…", "Ж Ω"]) == set()
    assert press.undrawn([press.NEVER_DRAWN]) == {press.NEVER_DRAWN}


@pytest.mark.parametrize(
    "words", ["مرحبا بالعالم", "नमस्ते", CHINESE, "🍵 👨‍👩‍👧", "a\x00b\x1b\ufeffc"]
)
def test_all_scripts_give_an_accessible_pdf(words: str) -> None:
    pdf = read(FORMATS["report.pdf"].make(a_board_of(words)))
    assert is_accessible(pdf)


def test_typst_reads_nothing_outside_its_folder_and_fetches_nothing() -> None:
    for source in (
        b'#read("/../plain.py")',
        b'#read("/etc/passwd")',
        b'#import "@preview/x:1.0.0"',
    ):
        with pytest.raises(TypstError):
            press._typst(source, {"given": "[]"}, format="pdf")


def test_the_press_turns_away_whom_it_cannot_serve_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "PATIENCE", 0.01)
    with press._turn(), press._turn(), pytest.raises(press.Busy):
        as_pdf(told(a_workshop()))
    assert as_pdf(told(a_workshop()))


# The picture.


def test_the_picture_fills_a_slide_and_is_not_blank() -> None:
    image = Image.open(io.BytesIO(as_png(told(a_workshop()).ground)))
    assert image.size == (1920, 1080)
    colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 24) or []}
    assert {(0x24, 0x5A, 0x34), (0x1B, 0x52, 0x80), (0xFD, 0xFA, 0xEC)} <= colours


def test_the_drawing_says_what_it_shows() -> None:
    root = etree.fromstring(as_svg(told(a_workshop()).ground))
    assert root.get("role") == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    told_of = root[1].text or ""
    for words in ("Waiting well", "Going home", "Common ground", "Held open", "3 agree"):
        assert words in told_of
    assert not root.xpath("//*[local-name()='script' or local-name()='foreignObject']")
    assert [float(n) for n in root.get("viewBox", "").split()] == [0, 0, 960, 540]


def clearings(count: int, statement: str = "") -> Ground:
    one = Clearing("Waiting well", statement, "common", "Common ground", "4 agree")
    return Ground("A question", (one,) * count)


@pytest.mark.parametrize(
    ("count", "statement"),
    [(0, ""), (1, "x" * 500), (3, "We say it. " * 45), (6, "We say it. " * 5), (30, "")],
)
def test_nothing_is_drawn_over_the_edge(count: int, statement: str) -> None:
    image = Image.open(io.BytesIO(as_png(clearings(count, statement)))).convert("L")
    assert image.size == (1920, 1080)
    inner = image.crop((50, 50, 1870, 1030))
    white_outside = white(image) - white(inner)
    assert white_outside == 1920 * 1080 - 1820 * 980


def white(image: Image.Image) -> int:
    return image.tobytes().count(b"\xff")


def test_what_does_not_fit_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Any] = []

    def press_it(source: str, value: Any, kind: str) -> bytes:
        given.append(value)
        return b""

    monkeypatch.setattr(press, "picture", press_it)
    as_png(clearings(9))
    assert given[0]["more"][5]["t"] == "and 5 more themes"
    assert given[0]["more"][1]["t"] == "and 1 more theme"

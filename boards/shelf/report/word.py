"""The report as a Word document, in Word's own styles, so that people can work on with it."""

import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from boards.shelf.report.plain import UNSEEN, right_to_left, title, written
from boards.shelf.report.value import (
    Block,
    Paragraph,
    Picture,
    Points,
    Report,
    Saying,
    Sayings,
    Section,
    Standing,
    Statement,
)

INK, SOFT, HEATHER = (
    RGBColor(0x24, 0x1D, 0x19),
    RGBColor(0x4B, 0x41, 0x3A),
    RGBColor(0x6E, 0x2A, 0x5E),
)
LOOKS = {"common": RGBColor(0x24, 0x5A, 0x34), "open": RGBColor(0x1B, 0x52, 0x80)}
OWN, TOGETHER = "Calibri", "Cambria"
NOTE = "Note"
LONGEST = 255  # letters in a property of the file


def as_word(report: Report, picture: bytes | None) -> bytes:
    """Return a .docx; `picture` is the common ground as a PNG."""
    document = Document()
    _dress(document, report)
    words = Words(document, report, picture)
    words.line("Title", title(report.title))
    for name, told in report.facts:
        words.line("List Bullet", told, lead=name)
    for section in report.sections:
        words.section(section)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


class Words:
    """Writes the blocks of a report into a document, one after the other."""

    def __init__(self, document: Doc, report: Report, picture: bytes | None) -> None:
        self.document, self.report, self.picture = document, report, picture
        # Looked up once: python-docx searches all of its styles for each paragraph.
        self.styles = {one.name: one.style_id for one in document.styles}

    def section(self, section: Section) -> None:
        self.line(f"Heading {section.level - 1}", title(section.title))
        for block in section.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        match block:
            case Paragraph(words, theirs):
                self.line("Subtitle" if theirs else "Normal", words)
            case Statement(words):
                self.line("Intense Quote", words, lead=gettext("What we hold in common"))
            case Points(points):
                self.points(points)
            case Standing():
                self.standing(block)
            case Sayings(ideas):
                self.sayings(ideas)
            case Picture(alt):
                self.show(alt)

    def line(self, style: str, words: str, *, lead: str = "", who: str = "") -> Line:
        """Write a paragraph: a few words that name it, the words, and who signed them."""
        line = self.document.add_paragraph()
        line._p.style = self.styles[style]
        if lead:
            line.add_run(_legal(lead)).bold = True
            line.add_run("  ")
        line.add_run(_legal(words))
        if who:
            line.add_run(f"  ({_legal(who)})").italic = True
        if right_to_left(lead or words) or (self.report.rtl and not words.isascii()):
            _turn(line)
        return line

    def points(self, points: Iterable[tuple[str, str]]) -> None:
        for name, words in points:
            self.line("List Bullet", words, lead=name)

    def sayings(self, ideas: Iterable[Saying]) -> None:
        for idea in ideas:
            self.saying(idea)

    def saying(self, idea: Saying) -> None:
        line = self.line("List Bullet", idea.words, lead=str(idea.number), who=idea.who)
        if idea.notes:
            line.paragraph_format.keep_with_next = True
            line.paragraph_format.space_after = Pt(2)
        for note in idea.notes:
            self.line(NOTE, note)
        for answer in idea.answers:
            self.line("List Bullet 2", answer.words, who=answer.who)

    def standing(self, one: Standing) -> None:
        line = self.line("Normal", one.spread, lead=one.state)
        line.runs[0].font.color.rgb = LOOKS.get(one.look, SOFT)
        line.paragraph_format.keep_with_next = True
        if one.lowest:
            self.line("Normal", one.lowest)
        self.points(one.reasons)

    def show(self, alt: str) -> None:
        if self.picture is None:
            return
        shown = self.document.add_picture(io.BytesIO(self.picture), width=Cm(16))
        properties = shown._inline.docPr
        properties.set("descr", _legal(alt))
        properties.set("title", gettext("The common ground"))


def _legal(words: str) -> str:
    """Return words that XML can hold."""
    return UNSEEN.sub("\ufffd", written(words))


def _turn(line: Line) -> None:
    """Have a paragraph read from the right."""
    properties = line._p.get_or_add_pPr()
    properties.append(OxmlElement("w:bidi"))
    for run in line.runs:
        run.font.rtl = True


def _dress(document: Doc, report: Report) -> None:
    named = title(report.title)[:LONGEST]
    core = document.core_properties
    core.title, core.language, core.author, core.comments = named, _tag(report), "", ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    styles: Any = document.styles
    note = styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = styles["List Continue"]
    for name, size, colour, font in LETTERS:
        _letter(styles[name], size, colour, font)
    styles["Intense Quote"].font.bold = False  # only what names it is
    _speak(document, report)


LETTERS: list[tuple[str, float, RGBColor, str]] = [
    ("Normal", 11, INK, OWN),
    ("Title", 26, INK, TOGETHER),
    ("Subtitle", 12, INK, TOGETHER),
    ("Intense Quote", 13, INK, TOGETHER),
    ("Heading 1", 18, HEATHER, TOGETHER),
    ("Heading 2", 14, INK, TOGETHER),
    (NOTE, 9.5, SOFT, OWN),
]


def _letter(style: Any, size: float, colour: RGBColor, font: str) -> None:
    style.font.size, style.font.color.rgb, style.font.name = Pt(size), colour, font
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:ascii"), font)
    fonts.set(qn("w:hAnsi"), font)


def _speak(document: Doc, report: Report) -> None:
    """Say in which language the document is, for whoever has it read aloud."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    spoken = defaults.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        defaults.append(spoken)
    spoken.set(qn("w:val"), _tag(report))


def _tag(report: Report) -> str:
    """Return the language as Word writes it: "en-GB"."""
    language, _, region = report.language.partition("-")
    return f"{language}-{region.upper()}" if region else language

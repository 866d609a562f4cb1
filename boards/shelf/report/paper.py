"""The report as a tagged PDF, and the common ground as a picture for a slide: both by Typst."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import get_language, get_language_bidi, gettext, ngettext

from boards.shelf.report import press
from boards.shelf.report.ground import in_words
from boards.shelf.report.plain import SIGN, right_to_left, title, written
from boards.shelf.report.value import Block, Clearing, Ground, Report, Section, Standing, Statement

Plain = dict[str, Any]
SHORT = 90  # letters of the title at the foot of each page
SVG = "<svg "


@dataclass(frozen=True, slots=True)
class Type:
    """How words are handed to the press: without the letters that it cannot draw."""

    lacking: frozenset[str]

    def said(self, words: str) -> Plain | None:
        """Return words, and whether they are read from the right; nothing for none."""
        if not words:
            return None
        drawn = "".join(press.SIGN if one in self.lacking else one for one in written(words))
        return {"t": drawn, "r": right_to_left(words)}

    def spelled(self, value: Any) -> Any:
        """Return a value of the report with its words set."""
        if isinstance(value, str):
            return self.said(value)
        if isinstance(value, tuple):
            return [self.spelled(one) for one in value]
        if is_dataclass(value):
            return {one.name: self.spelled(getattr(value, one.name)) for one in fields(value)}
        return value

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> list[Plain]:
        return [{"name": self.said(name), "words": self.said(words)} for name, words in pairs]


def as_pdf(report: Report) -> bytes:
    return press.pdf("report", _report(report, _type_for(words_in(report))))


def as_svg(ground: Ground) -> bytes:
    """Return the picture with a title, and a description of all that it shows."""
    drawn = press.picture("ground", _ground(ground, _type_for(words_in(ground))), "svg").decode()
    told = f"<title>{escape(written(ground.title))}</title>"
    told += f"<desc>{escape(written(in_words(ground)))}</desc>"
    start = drawn.index(">", drawn.index(SVG)) + 1
    return (drawn[: start - 1] + ' role="img">' + told + drawn[start:]).encode()


def as_png(ground: Ground) -> bytes:
    """Return the picture at 1,920 by 1,080."""
    return press.picture("ground", _ground(ground, _type_for(words_in(ground))), "png")


def words_in(value: Any) -> Iterator[str]:
    """Yield all words that stand in a value, ours and theirs."""
    if isinstance(value, str):
        yield written(value)
    elif isinstance(value, tuple):
        yield from (words for one in value for words in words_in(one))
    elif is_dataclass(value):
        yield from (words for one in fields(value) for words in words_in(getattr(value, one.name)))


def _type_for(words: Iterable[str]) -> Type:
    return Type(frozenset(press.undrawn(words) - {SIGN, "\n"}))


def _report(report: Report, type_: Type) -> Plain:
    language, _, region = report.language.partition("-")
    short = _titled(report.title)
    return {
        "title": type_.said(_titled(report.title)),
        "short": type_.said(short if len(short) <= SHORT else short[:SHORT] + "…"),
        "language": language,
        "region": region.upper() if len(region) == 2 else None,
        "rtl": report.rtl,
        "facts": type_.pairs(report.facts),
        "sections": [_section(section, type_) for section in report.sections],
        "ground": [_clearing(one, type_) for one in report.ground.clearings],
        "lacking": _lacking(report) if type_.lacking else None,
    }


def _titled(words: str) -> str:
    """Return words for a heading, which must say something to whoever has it read aloud."""
    return title(words) or gettext("No title")


def _section(section: Section, type_: Type) -> Plain:
    blocks = [_block(block, type_) for block in section.blocks]
    return {"level": section.level, "title": type_.said(_titled(section.title)), "blocks": blocks}


def _block(block: Block, type_: Type) -> Plain:
    told: Plain = {"kind": block.kind, **type_.spelled(block)}
    for name in ("points", "reasons"):
        if name in told:
            told[name] = type_.pairs(getattr(block, name))
    if isinstance(block, Standing):
        told["look"] = block.look
    if isinstance(block, Statement):
        told["label"] = type_.said(gettext("What we hold in common"))
    return told


def _lacking(report: Report) -> Plain:
    """Return the words whole: some of their letters have no font on this machine."""
    about = gettext(
        "No font on this machine has some of the letters in here: each has a □ in its place. All "
        "the words lie in this PDF as well, as a text file called words.txt."
    )
    told = (one for one in words_in(report) if one)
    return {"about": about, "whole": "\n\n".join(told)}


def _clearing(one: Clearing, type_: Type) -> Plain:
    return {**type_.spelled(one), "look": one.look}


def _ground(ground: Ground, type_: Type) -> Plain:
    many = len(ground.clearings) + 1
    more = (ngettext("and %(n)s more theme", "and %(n)s more themes", n) for n in range(many))
    return {
        "title": type_.said(_titled(ground.title)),
        "language": (get_language() or "en").partition("-")[0],
        "rtl": get_language_bidi(),
        "about": type_.said(gettext("Common ground")),
        "none": type_.said(gettext("No themes yet")),
        "more": [type_.said(text % {"n": n}) for n, text in enumerate(more)],
        "themes": [_clearing(_unparted(one), type_) for one in ground.clearings],
    }


def _unparted(one: Clearing) -> Clearing:
    """Return it with no line ending between a number and what it counts."""
    parts = (part.replace(" ", "\u00a0") for part in one.spread.split(", "))
    return replace(one, spread=", ".join(parts))

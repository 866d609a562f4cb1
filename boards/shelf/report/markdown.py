"""The report as Markdown. Every sign of people's words that could be markup is escaped."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext

from boards.shelf.report.plain import title, written
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

SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$!^=:@\"])|(?i:(?<=www)(\.))")
# What begins a list, a rule or a heading only at the beginning of a line.
FIRST = re.compile(r"^(\d{1,9})([.)])|^([-+%])")


def as_markdown(report: Report) -> bytes:
    """Return it as UTF-8."""
    return ("\n".join(_lines(report)).rstrip() + "\n").encode("utf-8")


def escaped(words: str, indent: str = "") -> str:
    """Return words that mean only themselves; lines of theirs stay lines of one paragraph.

    White space at the beginning of a line means something in Markdown, so it is left out.
    """
    lines = [line.strip() for line in written(words).strip().split("\n")]
    return f"\\\n{indent}".join(FIRST.sub(_first, SIGNS.sub(r"\\\g<0>", line)) for line in lines)


def _first(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escaped(title(report.title))}\n"
    for name, words in report.facts:
        yield f"- **{escaped(name)}:** {escaped(words)}"
    for section in report.sections:
        yield f"\n{'#' * section.level} {escaped(title(section.title))}\n"
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    for block in section.blocks:
        yield from _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(words, _):
            yield escaped(words)
        case Statement(words):
            yield f"> **{gettext('What we hold in common')}**  \n> {escaped(words, '> ')}"
        case Points(points):
            yield from (_point(*point) for point in points)
        case Standing():
            yield from _standing(block)
        case Sayings(ideas):
            yield from (line for idea in ideas for line in _saying(idea))
        case Picture(alt):
            yield escaped(alt)


def _point(name: str, words: str) -> str:
    told = [f"**{escaped(title(name))}**"] if name else []
    return "- " + " — ".join([*told, *([escaped(words, "  ")] if words else [])])


def _standing(one: Standing) -> Iterator[str]:
    yield f"**{escaped(one.state)}** ({escaped(one.spread)})"
    if one.lowest:
        yield f"\n{escaped(one.lowest)}"
    if one.reasons:
        yield ""
    yield from (_point(answer, why) for answer, why in one.reasons)


def _saying(idea: Saying) -> Iterator[str]:
    who = f" *({escaped(idea.who)})*" if idea.who else ""
    yield f"- **{idea.number}** {escaped(idea.words, '  ')}{who}"
    yield from (f"  - *{escaped(note)}*" for note in idea.notes)
    for answer in idea.answers:
        who = f" *({escaped(answer.who)})*" if answer.who else ""
        yield f"  - {escaped(answer.words, '    ')}{who}"

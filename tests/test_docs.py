"""What the documents say is held to the code."""

import re
from pathlib import Path

from boards.operations.wire import STAMPS, fields_of, private_fields
from tests.house import APPS, ROOT
from tests.verbs import SPOKEN

WIRE = (ROOT / "docs" / "wire.md").read_text()
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()
ROW = re.compile(r"^\| `(\w+)` \|([^|]*)\|([^|]*)\|$", re.MULTILINE)


def test_the_wire_page_lists_every_verb_with_its_fields() -> None:
    rows = ROW.findall(WIRE.partition("## Entries")[2])
    told = {verb: _names(sent) | _names(added) for verb, sent, added in rows}
    known = {verb: set(fields_of(verb)) - for_the_log(verb) for verb in SPOKEN}
    assert told == known
    assert not STAMPS & {name for names in known.values() for name in names}


def for_the_log(verb: str) -> set[str]:
    """The fields that nobody sends, and nobody is sent."""
    private = private_fields(verb)
    return {name for name in private if "read" not in fields_of(verb)[name].metadata}


def _names(cell: str) -> set[str]:
    """The fields a cell of the table names, without what it says about them in brackets."""
    return set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)|: as.*", "", cell)))


def test_the_wire_page_lists_every_refusal() -> None:
    rows = WIRE.partition("## Refusals")[2].partition("## Limits")[0].splitlines()
    told = [code for row in rows for code in re.findall(r"`(\w+)`", row[1:].partition("|")[0])]
    said, raised = set(told), set()
    assert len(told) == len(said)
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            raised |= set(re.findall(r'Refused\(\s*"(\w+)"', path.read_text()))
    assert raised == said


def test_the_wire_page_lists_every_closing_code() -> None:
    from boards.live import seats

    codes = {seats.NO_SEAT, seats.BROKEN, seats.FLOOD, seats.CROWDED, seats.RESTART}
    codes.add(seats.TOO_FAR_BEHIND)
    assert {int(code) for code in re.findall(r"^\| (4\d\d\d) \|", WIRE, re.MULTILINE)} == codes


def test_every_link_and_verb_of_the_architecture_exists() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", ARCHITECTURE):
        assert target.startswith("https://") or (ROOT / target).exists(), target
    for verb in re.findall(r"(?<!\[)`([a-z]+_[a-z]+)`", ARCHITECTURE):
        assert verb in SPOKEN, verb


def test_every_name_the_architecture_gives_is_in_the_file_it_links() -> None:
    for name, target in re.findall(r"\[`([\w.]+)`\]\(([^)]+\.(?:py|js))\)", ARCHITECTURE):
        path = Path(ROOT / target)
        assert name in (path.stem, *re.findall(r"\w+", path.read_text())), (name, target)

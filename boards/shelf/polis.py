"""Reads what Polis exports of a conversation: statements become ideas, and votes where people
stand: agree, pass (can live with it) and disagree (not for me).

Each person counts once on a statement, with the last vote they gave. Of a statement with fewer
than three votes only their number is kept, as on any board. Statements that were rejected stay
out, and so do votes on them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from boards.door.words import one_line, title_trouble
from boards.models import open_template, short_id
from boards.operations.base import Refused
from boards.operations.fields import WORDS
from boards.operations.ideas import IDEAS
from boards.operations.shapes import text_of as words_of
from boards.operations.spread import AGREE, ANSWERS, LEAST, LIVE_WITH, NOT_FOR_ME
from boards.shelf.board_file import Portable, portable
from boards.shelf.tables import Record, Table, only_one, refuse_amiss, table_of
from boards.shelf.trouble import Trouble, Unreadable, of_refusal

COMMENTS = ("timestamp", "comment-id", "moderated", "comment-body")
VOTES = ("timestamp", "comment-id", "voter-id", "vote")
ANSWER = {"1": AGREE, "0": LIVE_WITH, "-1": NOT_FOR_ME}
PEOPLE = ("participant", "n-votes")  # adds nothing to the votes
TOPIC = "topic"
NUMBERS = ("timestamp", "comment-id")
REJECTED = "-1"
MODERATED = {REJECTED, "0", "1"}

Plain = dict[str, Any]


def read(files: Iterable[tuple[str, bytes]], title: str = "") -> Portable:
    """Return the board that the files make, each with its name, or raise Unreadable.

    Which file is which is told by its columns. The title is the conversation's topic unless given.
    """
    tables = [table_of(name, raw) for name, raw in files]
    _refuse_strangers(tables)
    comments, votes = only_one(tables, COMMENTS), only_one(tables, VOTES)
    if comments is None:
        why = gettext("There are no statements. Choose comments.csv of the Polis export as well.")
        raise Unreadable(Trouble("no_statements", why))
    stated = _statements(comments)
    given = _votes(votes, {row["comment-id"] for _, row in comments.rows}) if votes else {}
    return _board(stated, given, one_line(title) or _topic(tables))


def _refuse_strangers(tables: Iterable[Table]) -> None:
    for one in tables:
        known = (set(kind) <= set(one.columns) for kind in (COMMENTS, VOTES, PEOPLE))
        if not any(known) and one.columns[0] != TOPIC:
            why = gettext("This is neither a board nor a file of a Polis export.")
            raise Unreadable(Trouble("no_board", why, file=one.file))


def _topic(tables: Iterable[Table]) -> str:
    """Return what the summary says: its headings stand in its first column."""
    told = [one.columns[1] for one in tables if one.columns[0] == TOPIC and len(one.columns) > 1]
    return one_line(told[0]) if told else ""


def _statements(table: Table) -> list[tuple[str, str]]:
    """Return (comment id, text) of those that were not rejected, in the order they were made."""
    refuse_amiss(table, NUMBERS, _statement_trouble)
    kept = [row for _, row in table.rows if row["moderated"] != REJECTED]
    made = sorted(kept, key=lambda row: (int(row["timestamp"]), int(row["comment-id"])))
    return [(row["comment-id"], row["comment-body"]) for row in made]


def _statement_trouble(row: Record, seen: Counter[str]) -> Trouble | None:
    if seen[row["comment-id"]]:
        return Trouble("repeated", gettext("This comment-id is there twice."))
    if row["moderated"] not in MODERATED:
        return Trouble("wrong_type", gettext('"moderated" must be 1, 0 or -1.'))
    if row["moderated"] == REJECTED:
        return None
    try:
        words_of(WORDS, needed=True)(row["comment-body"], "comment-body")
    except Refused as refusal:
        return of_refusal(refusal)._replace(field="")
    return None


def _votes(table: Table, comments: set[str]) -> dict[str, Counter[str]]:
    """Return how many gave each answer, by comment id."""

    def check(row: Record, seen: Counter[str]) -> Trouble | None:
        if row["comment-id"] not in comments:
            return Trouble("no_such_idea", gettext("There is no statement of this comment-id."))
        if not row["voter-id"].strip():
            return Trouble("missing_field", gettext("This vote is nobody's."))
        if row["vote"] not in ANSWER:
            return Trouble("wrong_type", gettext("A vote is 1, 0 or -1."))
        return None

    refuse_amiss(table, NUMBERS, check)
    last: dict[tuple[str, str], str] = {}
    for _, row in sorted(table.rows, key=lambda one: int(one[1]["timestamp"])):
        last[row["comment-id"], row["voter-id"]] = ANSWER[row["vote"]]
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for (comment, _), answer in last.items():
        counted[comment][answer] += 1
    return counted


def _board(
    stated: list[tuple[str, str]], given: Mapping[str, Counter[str]], title: str
) -> Portable:
    if trouble := title_trouble(title):
        raise Unreadable(Trouble("no_title", trouble, field="title"))
    if len(stated) > IDEAS:
        why = gettext("This board is full: it holds %(limit)s ideas.") % {"limit": IDEAS}
        raise Unreadable(Trouble("board_full", why))
    areas, ids = open_template(), _new_ids(len(stated))
    ideas = [
        {"id": id_, "number": number, "text": words, "area": areas[0]["id"], "aside": False}
        | {"echoes": [], **_stood(given.get(comment))}
        for number, (id_, (comment, words)) in enumerate(zip(ids, stated, strict=True), 1)
    ]
    return portable({"title": title, "areas": areas, "ideas": ideas, "themes": []})


def _new_ids(count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[short_id()] = None
    return list(found)


def _stood(votes: Counter[str] | None) -> Plain:
    if not votes:
        return {}
    answers = {answer: votes[answer] for answer in ANSWERS}
    spoken = votes.total()
    return {"stances": {"spoken": spoken, **(answers if spoken >= LEAST else {})}}

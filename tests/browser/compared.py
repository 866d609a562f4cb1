"""What was taken along, held against the board: every idea, every theme, and how each stands."""

from typing import Any

from tests.browser.taken import READ, Taken, Told, letters, of_page

COMMON, OPEN = (0x24, 0x5A, 0x34), (0x1B, 0x52, 0x80)  # moss and sky: what each is drawn in
STATES = {"Common ground": COMMON, "Held open": OPEN}
SAYINGS = ("statement", "promise", "outcome")
REPORTS = ("report.pdf", "report.docx", "report.md")
States = dict[str, str]  # by the name of a theme
ME_TOO = "Me too."  # is counted, and not written out


def is_all_there(taken: Taken, board: Any, states: States) -> None:
    """Hold everything against the board as it is exported."""
    assert set(taken.files) == set(READ)  # a new form is compared here as well
    read: dict[str, Any] = {file: READ[file](made) for file, made in taken.files.items()}
    [page] = taken.pages.values()
    for report in (of_page(page), *(read[file] for file in REPORTS)):
        tells(report, board, states)
    assert read["ideas.csv"] == rows(board, read["ideas.csv"])
    portable = {key: board[key] for key in board if key != "seq"}
    assert read["board.json"] == {"format": "coproduce-board", "version": 1} | portable
    assert {STATES[one] for one in states.values()} <= read["common-ground.png"]
    draws(read["common-ground.svg"], board, states)


def tells(report: Told, board: Any, states: States) -> None:
    """A report has every word, and under each theme what is said of it, in their places."""
    for idea in board["ideas"]:
        answers = [one["text"] for one in idea["echoes"] if one["text"] != ME_TOO]
        for words in (idea["text"], *answers):
            assert letters(words) in report.words
    texts = {one["id"]: one["text"] for one in board["ideas"] if not one["aside"]}
    for theme in board["themes"]:
        said = [theme[one] for one in SAYINGS if one in theme]
        said += [texts[one] for one in theme["ideas"] if one in texts]
        for words in (*said, states[theme["name"]]):
            assert letters(words) in report.under[theme["name"]]
    aside = [one["text"] for one in board["ideas"] if one["aside"]]
    assert all(letters(one) in report.under["Set aside"] for one in aside)


def rows(board: Any, found: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows that the table should have; who signed is in no export, so that is as found."""
    areas = {one["id"]: one["name"] for one in board["areas"]}
    return [
        {
            "text": idea["text"],
            "number": str(idea["number"]),
            "area": areas[idea["area"]],
            "themes": "; ".join(t["name"] for t in board["themes"] if idea["id"] in t["ideas"]),
            "answers": str(len(idea["echoes"])),
            **{one: str(idea.get("stances", {}).get(one, "")) for one in STANCES},
            "set_aside": "yes" if idea["aside"] else "",
            "along": str(idea.get("along", "")),
            "signed": row["signed"],
        }
        for idea, row in zip(board["ideas"], found, strict=True)
    ]


STANCES = ("agree", "live_with", "not_for_me")


def draws(said: str, board: Any, states: States) -> None:
    assert letters(board["title"]) in said
    for theme in board["themes"]:
        assert letters(f"{theme['name']} {theme['statement']} {states[theme['name']]}") in said

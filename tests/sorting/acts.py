"""What a seat may do next, read off the board as it sees it. A new verb is one more row of ACTS."""

from collections.abc import Callable
from typing import Any

from tests.sorting.view import View

Act = dict[str, Any]
THEMES = 8  # what a room ends with, more or less
NAMES = ("Trust", "Time", "Being told", "Who decides", "Places to meet", "Pay", "First steps")
ANSWERS = ("Me too", "Say more?", "This one", "With us, not for us", "שלום", "e\u0301h 👩\u200d👧")
SENTENCES = ("We ask first. ", "Nobody waits alone. ", "What is said is answered. ")
STANCES = ("agree", "live_with", "not_for_me")


def gather(view: View) -> Act | None:
    among = view.loose if len(view.loose) > 4 else view.standing
    if len(view.themes) >= THEMES or len(among) < 2:
        return None
    return {"verb": "gather", "ideas": view.some(among, 2, 5)}


def place_idea(view: View) -> Act | None:
    """What lies in the open first; two seats in three leave it at the end of the theme."""
    among = view.loose if view.loose and view.often(0.7) else view.standing
    theme, holding = view.theme(), view.theme(least=1)
    if not (theme and among):
        return None
    act = {"verb": "place_idea", "idea": view.one(among), "theme": theme["id"]}
    if theme["ideas"] and view.often(0.35):
        act["before"] = view.one(theme["ideas"])
    if holding and view.often(0.1):
        act |= {"idea": view.one(holding["ideas"]), "out_of": holding["id"]}
    return act


def belongs_too(view: View) -> Act | None:
    theme, other = view.theme(least=1), view.theme()
    if not (theme and other) or theme is other:
        return None
    return {"verb": "belongs_too", "idea": view.one(theme["ideas"]), "theme": other["id"]}


def bring_ideas(view: View) -> Act | None:
    theme = view.theme()
    if not (theme and view.standing):
        return None
    act = {"verb": "bring_ideas", "ideas": view.some(view.standing, 1, 6)}
    return act | ({"theme": theme["id"]} if view.often(0.8) else {})


def let_go(view: View) -> Act | None:
    if not (theme := view.theme(least=1)):
        return None
    return {"verb": "let_go", "idea": view.one(theme["ideas"]), "theme": theme["id"]}


def place_along(view: View) -> Act | None:
    if not view.standing:
        return None
    at = view.chance.randint(0, 1000)
    return {"verb": "place_along", "idea": view.one(view.standing), "at": at}


def take_off_line(view: View) -> Act | None:
    placed = [idea for idea in view.standing if "along" in view.board.ideas[idea]]
    return {"verb": "take_off_line", "idea": view.one(placed)} if placed else None


def set_aside(view: View) -> Act | None:
    return {"verb": "set_aside", "idea": view.one(view.standing)} if view.standing else None


def put_back(view: View) -> Act | None:
    return {"verb": "put_back", "idea": view.one(view.aside)} if view.aside else None


def echo_idea(view: View) -> Act | None:
    ideas = list(view.board.ideas)
    said = view.chance.choice(ANSWERS)
    return {"verb": "echo_idea", "idea": view.one(ideas), "text": said} if ideas else None


def name_theme(view: View) -> Act | None:
    if not (theme := view.theme()):
        return None
    return {"verb": "name_theme", "theme": theme["id"], **view.splice(theme["name"], NAMES)}


def write_statement(view: View) -> Act | None:
    if not (theme := view.theme()):
        return None
    splice = view.splice(theme.get("statement", ""), SENTENCES)
    return {"verb": "write_statement", "theme": theme["id"], **splice}


def merge_themes(view: View) -> Act | None:
    if len(view.themes) < 2:
        return None
    theme, into = view.some(view.themes, 2, 2)
    return {"verb": "merge_themes", "theme": theme, "into": into}


def order_theme(view: View) -> Act | None:
    if len(view.themes) < 2:
        return None
    theme, before = view.some(view.themes, 2, 2)
    return {"verb": "order_theme", "theme": theme} | ({"before": before} if view.often(0.7) else {})


def split_theme(view: View) -> Act | None:
    if not (theme := view.theme(least=5)):
        return None
    return {"verb": "split_theme", "theme": theme["id"], "ideas": view.some(theme["ideas"], 2, 4)}


def dissolve_theme(view: View) -> Act | None:
    return {"verb": "dissolve_theme", "theme": view.one(view.themes)} if view.themes else None


def take_stance(view: View) -> Act | None:
    if not (theme := view.theme()):
        return None
    return {"verb": "take_stance", "theme": theme["id"], "stance": view.chance.choice(STANCES)}


def undo(view: View) -> Act | None:
    return {"verb": "undo"}


ACTS: dict[Callable[[View], Act | None], int] = {
    **{place_idea: 40, gather: 12, let_go: 8, undo: 8, bring_ideas: 6, belongs_too: 5},
    **{name_theme: 5, echo_idea: 5, set_aside: 5, put_back: 5, take_stance: 4, order_theme: 3},
    **{write_statement: 3, merge_themes: 2, split_theme: 2, dissolve_theme: 1},
    **{place_along: 4, take_off_line: 1},
}
TOO_MANY = 20  # how much likelier a merge is where there are more themes than anyone can see


def brought(texts: list[str]) -> list[Act]:
    """What a seat begins with: its own ideas, each an act of its own."""
    return [{"verb": "add_idea", "text": text} for text in texts]


def next_act(view: View) -> Act | None:
    """Something that makes sense on this board; None where it has nothing to act on yet."""
    crowded = len(view.themes) > THEMES + 2
    weights = {**ACTS, merge_themes: ACTS[merge_themes] * (TOO_MANY if crowded else 1)}
    wanted = view.chance.choices([*weights], [*weights.values()])[0]
    return wanted(view) or (place_idea(view) if view.board.ideas else None)

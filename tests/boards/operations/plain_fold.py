"""A client that knows only the public tables: it rebuilds a board from entries alone.

Written from docs/wire.md and not from the code, so that the two can be held against each other.
"""

from typing import Any

Entry = dict[str, Any]


class PlainBoard:
    """Ideas and themes as plain dicts, in the order of `export.json`."""

    def __init__(self) -> None:
        self.ideas: dict[str, Entry] = {}
        self._themes: dict[str, Entry] = {}

    @property
    def themes(self) -> list[Entry]:
        """Merged themes keep their place, in case they are parted, but are not shown."""
        return [theme for theme in self._themes.values() if "into" not in theme]

    def take(self, entry: Entry) -> None:
        getattr(self, entry["verb"])(entry)

    def add_idea(self, entry: Entry) -> None:
        kept = {"id": entry["idea"], "number": entry["number"], "text": entry["text"]}
        self.ideas[entry["idea"]] = {**kept, "area": entry["area"], "aside": False, "echoes": []}

    def edit_idea(self, entry: Entry) -> None:
        idea = self.ideas[entry["idea"]]
        idea["text"] = spliced(idea["text"], entry["splices"])

    def move_idea(self, entry: Entry) -> None:
        self.ideas[entry["idea"]]["area"] = entry["area"]

    def set_aside(self, entry: Entry) -> None:
        self.ideas[entry["idea"]]["aside"] = True

    def put_back(self, entry: Entry) -> None:
        self.ideas[entry["idea"]]["aside"] = False

    def echo_idea(self, entry: Entry) -> None:
        echo = {"id": entry["echo"], "text": entry["text"]}
        self.ideas[entry["idea"]]["echoes"].append(echo)

    def withdraw_echo(self, entry: Entry) -> None:
        idea = self.ideas[entry["idea"]]
        idea["echoes"] = [echo for echo in idea["echoes"] if echo["id"] != entry["echo"]]

    def gather(self, entry: Entry) -> None:
        self._take_out(entry["ideas"])
        theme = {"id": entry["theme"], "name": "", "ideas": list(entry["ideas"])}
        self._themes[entry["theme"]] = theme

    def name_theme(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        theme["name"] = spliced(theme["name"], entry["splices"])

    def place_idea(self, entry: Entry) -> None:
        self._take_out([entry["idea"]])
        ideas = self._themes[entry["theme"]]["ideas"]
        at = ideas.index(entry["before"]) if "before" in entry else len(ideas)
        ideas.insert(at, entry["idea"])

    def let_go(self, entry: Entry) -> None:
        self._themes[entry["theme"]]["ideas"].remove(entry["idea"])

    def order_theme(self, entry: Entry) -> None:
        moved = self._themes.pop(entry["theme"])
        order = list(self._themes.values())
        ids = [theme["id"] for theme in order]
        order.insert(ids.index(entry["before"]) if "before" in entry else len(order), moved)
        self._themes = {theme["id"]: theme for theme in order}

    def merge_themes(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        self._themes[entry["into"]]["ideas"] += theme["ideas"]
        theme["ideas"], theme["into"] = [], entry["into"]

    def part_themes(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        inside = self._themes[theme.pop("into")]["ideas"]
        leaving = [idea for idea in entry["ideas"] if idea in inside]
        self._take_out(leaving)
        theme["ideas"] = leaving

    def undo(self, entry: Entry) -> None:
        for done in entry["does"]:
            self.take(done)

    def _take_out(self, ideas: list[str]) -> None:
        for theme in self._themes.values():
            theme["ideas"] = [idea for idea in theme["ideas"] if idea not in ideas]


def spliced(text: str, splices: list[tuple[int, int, str]]) -> str:
    for at, remove, insert in splices:
        text = text[:at] + insert + text[at + remove :]
    return text

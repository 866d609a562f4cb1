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
        """Themes that were merged or dissolved keep their place, in case they come back."""
        return [
            {key: value for key, value in theme.items() if key != "gone"}
            for theme in self._themes.values()
            if "into" not in theme and "gone" not in theme
        ]

    def take(self, entry: Entry) -> None:
        getattr(self, entry["verb"], self._of_the_hour)(entry)

    def add_idea(self, entry: Entry) -> None:
        kept = {"id": entry["idea"], "number": entry["number"], "text": entry["text"]}
        kept |= {"area": entry["area"], "aside": False, "echoes": []}
        if entry.get("withdrawn"):
            withdraw(kept)
        self.ideas[entry["idea"]] = kept

    def edit_idea(self, entry: Entry) -> None:
        idea = self.ideas[entry["idea"]]
        if "withdrawn" not in idea:
            idea["text"] = spliced(idea["text"], entry["splices"])

    def move_idea(self, entry: Entry) -> None:
        self.ideas[entry["idea"]]["area"] = entry["area"]

    def place_along(self, entry: Entry) -> None:
        self.ideas[entry["idea"]]["along"] = entry["at"]

    def take_off_line(self, entry: Entry) -> None:
        del self.ideas[entry["idea"]]["along"]

    def set_aside(self, entry: Entry) -> None:
        self.ideas[entry["idea"]]["aside"] = True

    def put_back(self, entry: Entry) -> None:
        self.ideas[entry["idea"]]["aside"] = False

    def echo_idea(self, entry: Entry) -> None:
        echo = {"id": entry["echo"], "text": entry["text"]}
        if entry.get("withdrawn"):
            withdraw(echo)
        self.ideas[entry["idea"]]["echoes"].append(echo)

    def withdraw_echo(self, entry: Entry) -> None:
        idea = self.ideas[entry["idea"]]
        idea["echoes"] = [echo for echo in idea["echoes"] if echo["id"] != entry["echo"]]

    def gather(self, entry: Entry) -> None:
        self._take_out(entry["ideas"])
        self._themes[entry["theme"]] = begun(entry["theme"], entry["ideas"])

    def name_theme(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        theme["name"] = spliced(theme["name"], entry["splices"])

    def write_statement(self, entry: Entry) -> None:
        self._say("statement", entry)

    def write_promise(self, entry: Entry) -> None:
        self._say("promise", entry)

    def write_outcome(self, entry: Entry) -> None:
        self._say("outcome", entry)

    def _say(self, what: str, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        now = spliced(theme.pop(what, ""), entry["splices"])
        theme.update({what: now} if now else {})

    def place_idea(self, entry: Entry) -> None:
        if "out_of" in entry:
            self._themes[entry["out_of"]]["ideas"].remove(entry["idea"])
            there = self._themes[entry["theme"]]
            there["ideas"] = [one for one in there["ideas"] if one != entry["idea"]]
        else:
            self._take_out([entry["idea"]])
        self.belongs_too(entry)

    def belongs_too(self, entry: Entry) -> None:
        ideas = self._themes[entry["theme"]]["ideas"]
        at = ideas.index(entry["before"]) if "before" in entry else len(ideas)
        ideas.insert(at, entry["idea"])

    def bring_ideas(self, entry: Entry) -> None:
        self._take_out(entry["ideas"])
        if "theme" in entry:
            self._themes[entry["theme"]]["ideas"] += entry["ideas"]

    def let_go(self, entry: Entry) -> None:
        self._themes[entry["theme"]]["ideas"].remove(entry["idea"])

    def order_theme(self, entry: Entry) -> None:
        moved = self._themes.pop(entry["theme"])
        order = list(self._themes.values())
        ids = [theme["id"] for theme in order]
        order.insert(ids.index(entry["before"]) if "before" in entry else len(order), moved)
        self._themes = {theme["id"]: theme for theme in order}

    def merge_themes(self, entry: Entry) -> None:
        theme, into = self._themes[entry["theme"]], self._themes[entry["into"]]
        into["ideas"] += [idea for idea in theme["ideas"] if idea not in into["ideas"]]
        theme["ideas"], theme["into"] = [], entry["into"]

    def part_themes(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        inside = self._themes[theme.pop("into")]["ideas"]
        leaving = [idea for idea in entry["ideas"] if idea in inside]
        for idea in leaving:
            if idea not in entry.get("both", ()):
                inside.remove(idea)
        theme["ideas"] = leaving

    def bring_back(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        theme.pop("into", None)
        theme.pop("gone", None)
        if "out_of" in entry:
            leaving = [one for one in entry["ideas"] if one not in entry.get("both", ())]
            there = self._themes[entry["out_of"]]
            there["ideas"] = [one for one in there["ideas"] if one not in leaving]
        theme["ideas"] = list(entry["ideas"])

    def split_theme(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        theme["ideas"] = [idea for idea in theme["ideas"] if idea not in entry["ideas"]]
        order = list(self._themes.values())
        order.insert(order.index(theme) + 1, begun(entry["new"], entry["ideas"]))
        self._themes = {one["id"]: one for one in order}

    def dissolve_theme(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        theme["ideas"], theme["gone"] = [], True

    def restore_theme(self, entry: Entry) -> None:
        theme = self._themes[entry["theme"]]
        del theme["gone"]
        held = {idea for one in self._themes.values() for idea in one["ideas"]}
        both = entry.get("both", ())
        theme["ideas"] = [idea for idea in entry["ideas"] if idea not in held or idea in both]

    def take_stance(self, entry: Entry) -> None:
        on = self._themes[entry["theme"]] if "theme" in entry else self.ideas[entry["idea"]]
        on.pop("stances", None)
        on.update({"stances": entry["spread"]} if entry["spread"]["spoken"] else {})

    withdraw_stance = take_stance

    def lay_out(self, entry: Entry) -> None:
        """What lies there is told as the export tells it."""
        self.ideas = {one["id"]: dict(one) for one in entry["ideas"]}
        self._themes = {one["id"]: dict(one) for one in entry["themes"]}

    def take_in_list(self, entry: Entry) -> None:
        for idea in entry["ideas"]:
            self.add_idea({"area": entry["area"], **idea})

    def sign_idea(self, entry: Entry) -> None:
        """Who signed what is no part of the export."""

    def turn_offers(self, entry: Entry) -> None:
        """Whether the machine offers themes is no part of the export."""

    def withdraw_words(self, entry: Entry) -> None:
        for idea in self.ideas.values():
            echoes = [echo for echo in idea["echoes"] if echo["id"] in entry["echoes"]]
            for one in [idea, *echoes] if idea["id"] in entry["ideas"] else echoes:
                withdraw(one)

    def keep_longer(self, entry: Entry) -> None:
        """Until when a board is kept is no part of the export."""

    def undo(self, entry: Entry) -> None:
        for done in entry["does"]:
            self.take(done)

    def _take_out(self, ideas: list[str]) -> None:
        for theme in self._themes.values():
            theme["ideas"] = [idea for idea in theme["ideas"] if idea not in ideas]

    # What a workshop does to the ground; the rest of its acts change nothing that lies there.

    def _of_the_hour(self, entry: Entry) -> None:
        for idea in (*entry.get("seeds", ()), *entry.get("ideas", ())):
            if isinstance(idea, dict):
                self.add_idea({"area": entry.get("area"), **idea})
        for one in entry.get("does", ()):
            self.take({**one, "seq": entry["seq"]})


def withdraw(one: Entry) -> None:
    one.update({"text": "", "withdrawn": True})


def begun(id_: str, ideas: list[str]) -> Entry:
    return {"id": id_, "name": "", "ideas": list(ideas)}


def spliced(text: str, splices: list[tuple[int, int, str]]) -> str:
    for at, remove, insert in splices:
        text = text[:at] + insert + text[at + remove :]
    return text

"""A board as the generator remembers it: folded from the entries on the wire, by other code.

At the end the server's export must say the same. It knows only the verbs that the load uses.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from boards.operations.splice import Splice, applied

WORDS = (
    "waiting well",
    "someone to ring on a Sunday",
    "my mum is not a bed number",
    "nobody asked",
    "the same story every time",
    "a chair at the table",
    "who decides",
    "time to say it in my own words",
)
LONG = 160  # characters: from here on an edit takes out as much as it puts in
OTHERS = 0.3  # of all acts; the rest are edits


class Mirror:
    """The ideas and the themes of one board."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.seq = 0
        self.said: dict[str, str] = {}
        self.echoes: dict[str, list[str]] = {}
        self.themes: dict[str, list[str]] = {}
        self.order: list[str] = []  # of the ideas: idea 1 is the first

    def take(self, entry: Mapping[str, Any]) -> None:
        """One more entry of the log."""
        self.seq = entry["seq"]
        verb, idea = entry["verb"], entry.get("idea", "")
        if verb == "add_idea":
            self.said[idea], self.echoes[idea] = entry["text"], []
            self.order.append(idea)
        elif verb == "edit_idea":
            splices: list[Splice] = [(at, gone, put) for at, gone, put in entry["splices"]]
            self.said[idea] = applied(self.said[idea], splices)
        elif verb == "echo_idea":
            self.echoes[idea].append(entry["text"])
        else:
            self._place(entry.get("ideas") or [idea], entry["theme"])

    def _place(self, ideas: list[str], theme: str) -> None:
        for members in self.themes.values():
            members[:] = [one for one in members if one not in ideas]
        self.themes.setdefault(theme, []).extend(ideas)

    def next_act(self, growing: bool = True) -> dict[str, Any]:
        """What a seat does next: mostly a few letters in an idea, sometimes something else."""
        idea, kind = self.random.choice(self.order), self.random.random()
        if kind > OTHERS or not self.themes:
            return self.edit(idea)
        if kind < OTHERS / 3 and growing:
            return self.add()
        if kind < OTHERS * 2 / 3:
            return {"verb": "echo_idea", "idea": idea, "text": self.random.choice(WORDS)}
        theme = self.random.choice(list(self.themes))
        return {"verb": "place_idea", "idea": idea, "theme": theme}

    def add(self) -> dict[str, Any]:
        return {"verb": "add_idea", "text": ", ".join(self.random.sample(WORDS, 3))}

    def edit(self, idea: str) -> dict[str, Any]:
        length = len(self.said[idea])
        remove = 6 if length > LONG else 0
        at = self.random.randint(0, length - remove)
        places = {"base": self.seq, "at": at, "remove": remove, "insert": " again"}
        return {"verb": "edit_idea", "idea": idea, **places}

    def differences(self, export: Mapping[str, Any]) -> list[str]:
        """What the server's export says otherwise."""
        wrong = [] if export["seq"] == self.seq else [f"seq {export['seq']}, not {self.seq}"]
        for idea in export["ideas"]:
            same = self.said.get(idea["id"]) == idea["text"]
            echoes = [echo["text"] for echo in idea["echoes"]]
            if not same or echoes != self.echoes[idea["id"]]:
                wrong.append(f"idea {idea['id']}")
        if [idea["id"] for idea in export["ideas"]] != self.order:
            wrong.append("the order of the ideas")
        themes = {theme["id"]: theme["ideas"] for theme in export["themes"]}
        if any(themes.get(theme, []) != ideas for theme, ideas in self.themes.items()):
            wrong.append("the themes")
        return wrong

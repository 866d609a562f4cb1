"""Ideas for a full board: made up, in sentences as long as those that people write."""

from random import Random

LEAST, MOST = 40, 160  # characters

OPENINGS = (
    "Ask people before you plan, not after:",
    "What would have helped us most is",
    "My mum would have needed",
    "On our ward nobody has time for",
    "We could begin with",
    "Somebody has to pay for",
    "I have never been asked about",
    "It took us two years to get",
)
MIDDLES = (
    "one person who knows the whole story",
    "a letter that says in plain words what comes next",
    "somebody to ring on a Sunday evening",
    "a room where nobody stands at the front",
    "the bus fare, paid on the day and in cash",
    "an hour with a carer who has been through it",
)
ENDINGS = (
    "",
    "and that it is still there next year",
    "because we tell the same thing again every time",
    "even when it costs more than the budget of one team allows",
    "so that it does not hang on who shouts loudest",
    "before anybody speaks about forms, targets and money",
)


def sentences(count: int) -> list[str]:
    """So many ideas of 40 to 160 characters, the same ones in every run."""
    random = Random(count)
    parts = [[random.choice(some) for some in (OPENINGS, MIDDLES, ENDINGS)] for _ in range(count)]
    made = [f"{' '.join(filter(None, part))}, said {n}." for n, part in enumerate(parts, 1)]
    return [one[:MOST].ljust(LEAST, ".") for one in made]

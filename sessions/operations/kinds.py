"""The kinds of workshop that one can open, declared as plain values. A log keeps its own copy.

After Geoff Dennis, "Immersive experience in Co-production", Int. J. Integrated Care 21(S1):377,
2021. The questions are salutogenic: they ask first for what helps, and for what works already.
"""

from copy import deepcopy

from boards.operations.base import gettext_noop
from sessions.operations.agenda import Plain

IMMERSIVE, HALF_AN_HOUR, OPEN_BOARD = "immersive", "half_an_hour", "open_board"
COMING_BACK = "coming_back"

DOING_TO, DOING_FOR, DOING_WITH = (
    gettext_noop("doing to"),
    gettext_noop("doing for"),
    gettext_noop("doing with"),
)

TOGETHER: Plain = {
    "id": "agreements",
    "name": gettext_noop("How we want to be together"),
    "question": gettext_noop("What helps you to speak freely, and to listen well?"),
    "words": [],
    "seeds": [],
    "apart": True,
    "gathers": False,
}

OBSTACLES: Plain = {
    "id": "obstacles",
    "name": gettext_noop("What gets in the way"),
    "question": gettext_noop(
        "What makes it hard to work as equals? If you know one of these, say “me too”."
    ),
    "words": [],
    "seeds": [
        gettext_noop("I am afraid of saying the wrong thing."),
        gettext_noop("I think the others know more than I do."),
        gettext_noop("It has all been decided already."),
        gettext_noop("I have said this before, and nothing changed."),
        gettext_noop("I worry about losing control of my work."),
        gettext_noop("There is never enough time to do it properly."),
    ],
    "apart": False,
    "gathers": False,
}

EXPERIENCES: Plain = {
    "id": "experiences",
    "name": gettext_noop("Doing to, doing for, doing with"),
    "question": gettext_noop(
        "Think of a time when it went well, and of one when it did not. Where on the line were you?"
    ),
    "words": [DOING_TO, DOING_FOR, DOING_WITH],
    "seeds": [],
    "apart": False,
    "gathers": False,
}

COMMON_GROUND: Plain = {
    "id": "common-ground",
    "name": gettext_noop("Common ground"),
    "question": gettext_noop("What belongs together here? What do we hold in common?"),
    "words": [],
    "seeds": [],
    "apart": False,
    "gathers": True,
}

MESSAGES: Plain = {
    "id": "messages",
    "name": gettext_noop("Take-home messages"),
    "question": gettext_noop("What will you take home? What is one thing you will do?"),
    "words": [],
    "seeds": [],
    "apart": True,
    "gathers": False,
}


LOOKING_BACK: Plain = {
    "id": "since",
    "name": gettext_noop("What has happened since"),
    "question": gettext_noop("What has happened since we were here, and what helped?"),
    "words": [],
    "seeds": [],
    "apart": False,
    "gathers": False,
}

NEXT: Plain = {
    "id": "next",
    "name": gettext_noop("What next"),
    "question": gettext_noop("What is one good next step? What would help it along?"),
    "words": [],
    "seeds": [],
    "apart": False,
    "gathers": False,
}


def _preparing(minutes: int) -> Plain:
    return {
        "id": "preparing",
        "name": gettext_noop("Preparing the ground"),
        "minutes": minutes,
        "question": gettext_noop("What already helps us to work together as equals?"),
        "prompts": [
            gettext_noop("Welcome. Nobody has to write, and nobody has to hurry."),
            gettext_noop("Being with other people is complex. That is normal, and no one's fault."),
            gettext_noop("Begin with what helps. What gets in the way can come after."),
            gettext_noop("A worry is lighter when somebody else says “me too”."),
        ],
        "areas": [TOGETHER, OBSTACLES],
    }


def _exploring(minutes: int) -> Plain:
    return {
        "id": "exploring",
        "name": gettext_noop("Transformational exploration"),
        "minutes": minutes,
        "question": gettext_noop("When did somebody do things with you, and what made it work?"),
        "prompts": [
            gettext_noop("Start with a time when it went well. What did people do?"),
            gettext_noop("Then think of a time when it was done to you, or for you."),
            gettext_noop("Everyone has been at both ends of this line, at work or at home."),
            gettext_noop("What would move one of these stories a little towards “with”?"),
        ],
        "areas": [EXPERIENCES],
    }


def _tracking(minutes: int) -> Plain:
    return {
        "id": "tracking",
        "name": gettext_noop("Tracking themes and learning points"),
        "minutes": minutes,
        "question": gettext_noop("What have we learned that we want to keep?"),
        "prompts": [
            gettext_noop("Read first. Move together what belongs together. Name it last."),
            gettext_noop("Has every idea been heard? Look for one that nobody has answered."),
            gettext_noop("What we hold open is as good a result as what we agree on."),
            gettext_noop("Before we go: one message each to take home."),
        ],
        "areas": [COMMON_GROUND, MESSAGES],
    }


SINCE: Plain = {
    "id": "since",
    "name": gettext_noop("What has happened since"),
    "minutes": 10,
    "question": gettext_noop("What has happened since we were here, and what helped?"),
    "prompts": [
        gettext_noop("Welcome back. Read what we said we would do, one theme at a time."),
        gettext_noop("Begin with what went well, however small. Who helped?"),
        gettext_noop("Open a theme and write what has happened. Anyone may."),
        gettext_noop("What has not happened is good to know too. Nobody is on trial."),
    ],
    "areas": [LOOKING_BACK],  # every theme is seen there: see `sessions/shown/places.py`
}

ONWARDS: Plain = {
    "id": "onwards",
    "name": gettext_noop("What next"),
    "minutes": 15,
    "question": gettext_noop("What do we want more of, and what is one good next step?"),
    "prompts": [
        gettext_noop("Look at what worked. How can there be more of it?"),
        gettext_noop("One step that is small and sure beats three that are big."),
        gettext_noop("Who would like to do it, with whom, and by when?"),
        gettext_noop("Write it in the theme, under what we said we would do."),
    ],
    "areas": [NEXT, COMMON_GROUND],
}

GOING_HOME: Plain = {
    "id": "going-home",
    "name": gettext_noop("Take-home messages"),
    "minutes": 5,
    "question": gettext_noop("What will you take home today?"),
    "prompts": [gettext_noop("One message each. Thank somebody, if you like.")],
    "areas": [MESSAGES],
}

KINDS: dict[str, Plain] = {
    IMMERSIVE: {
        "name": gettext_noop("Immersive co-production"),
        "phases": [_preparing(10), _exploring(30), _tracking(20)],
    },
    HALF_AN_HOUR: {
        "name": gettext_noop("Half an hour"),
        "phases": [_preparing(5), _exploring(15), _tracking(10)],
    },
    OPEN_BOARD: {"name": gettext_noop("Open board"), "phases": []},
    COMING_BACK: {"name": gettext_noop("Coming back"), "phases": [SINCE, ONWARDS, GOING_HOME]},
}


def agenda_for(kind: str) -> Plain:
    """Return the agenda of this kind of workshop, as a value of one's own."""
    return deepcopy(KINDS[kind])

"""Words that come from a form: a title, a name, what somebody brings. Always one line."""

import re
import unicodedata

from django.utils.translation import gettext, ngettext

TITLE, NAME, BRINGS, GROUP = 200, 60, 120, 60
# Marks that turn the direction of all that follows: in a name they would garble the sentence
# around it. Joiners stay, since names and emoji need them.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def one_line(typed: str) -> str:
    """Return the words without control characters and with single spaces between them."""
    spaced = "".join(" " if unicodedata.category(one) == "Cc" else one for one in typed)
    return " ".join(TURNS.sub("", spaced).split())


def too_long(words: str, limit: int) -> str:
    """Return what to tell a person whose words do not fit, or nothing."""
    over = len(words) - limit
    if over <= 0:
        return ""
    told = ngettext(
        "That is %(over)s letter too long. %(limit)s is the most.",
        "That is %(over)s letters too long. %(limit)s is the most.",
        over,
    )
    return told % {"over": over, "limit": limit}


def title_trouble(title: str) -> str:
    """Return what is wrong with a board's title, or nothing."""
    if not title:
        return gettext("Give the board a few words first. You can be brief.")
    return too_long(title, TITLE)


def card_trouble(name: str, brings: str, group: str = "") -> dict[str, str]:
    """Return what is wrong with each line of a seat's card; empty where nothing is."""
    return {
        "name_error": too_long(name, NAME),
        "brings_error": too_long(brings, BRINGS),
        "group_error": too_long(group, GROUP),
    }

"""What those who lead read of the time after the hour: what stays of it, and how to come back.

What stands in “quotes” is what one reads on the board, and most of it one presses.
"""

from django.utils.translation import gettext_lazy as _

from sessions.leading import Part

STAYS: tuple[Part, ...] = (
    Part(
        id="close",
        title=_("Close, and keep"),
        points=(
            _(
                "In the last phase open “Before we close: what do we keep?” and choose: for whom, "
                "for how long, with names or without. Then ask the room."
            ),
            _("If the room settles nothing, the team keeps it for a year, without names."),
            _("Then press “Ask to end”. If nobody says “not yet”, the workshop ends."),
            _("“Keep your own take-home messages” gives each person theirs, to print or to save."),
        ),
    ),
    Part(
        id="shelf",
        title=_("Put it on a shelf"),
        points=(
            _("Under “More”, press “Put this board on a shelf”. A shelf is for a team’s boards."),
            _(
                "Send the team its link. Whoever has it reads every board there, without names, "
                "and can take a seat while the door is open."
            ),
            _(
                "To find a board again, search on the shelf, or on the first page, for a word that "
                "somebody wrote on it."
            ),
        ),
    ),
    Part(
        id="back",
        title=_("Come back in a month"),
        points=(
            _(
                "Open the board, and “History” under “More”. It shows any moment, and plays the "
                "hour again in a minute. That helps whoever was not there."
            ),
            _(
                "Begin a workshop again, and choose “Coming back”. It takes half an hour, and asks "
                "first what has happened since."
            ),
            _(
                "Open a theme. Read what we said we would do, and write what came of it. What has "
                "not happened counts as well."
            ),
        ),
    ),
    Part(
        id="along",
        title=_("Take it along"),
        points=(
            _(
                "Under “More”, “Take it along” has a report to print, one for Word, a list for a "
                "spreadsheet, and a picture for a slide."
            ),
            _("Names go along only if the room agreed to keep them."),
            _(
                "The whole board fits in one file too. “Bring a board from a file”, on the first "
                "page, makes a new board of it."
            ),
        ),
    ),
)

"""What those who lead a workshop read the evening before, declared as values.

After Geoff Dennis, "Immersive experience in Co-production", Int. J. Integrated Care 21(S1):377,
2021. Names, minutes and questions of the phases are not here: `operations/kinds.py` has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A stretch of the page: a heading, by whose id one gets there, and its points."""

    id: str
    title: Promise
    points: tuple[Promise, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """How to hold one phase. `say` is word for word what a person may say aloud."""

    purpose: Promise
    say: tuple[Promise, ...]
    unsaid: tuple[Promise, ...]
    watch: tuple[Promise, ...]
    move_on: Promise


BEFORE = Part(
    id="before",
    title=_("The evening before"),
    points=(
        _(
            "Choose one question and read it aloud. Would your neighbour understand it? "
            "Does it ask for what helps?"
        ),
        _(
            "Find out what can really change after this hour, and what cannot. "
            "Somebody will ask you."
        ),
        _("Try the way in, on a phone that is not yours. Put the code on paper, by the door."),
        _("Test the projector in the room itself. Sit in the last row. Can you read it?"),
        _(
            "Who is not coming, and why? Is it the time, the stairs, the fare, or how it went "
            "last time? Change what you can."
        ),
        _(
            "Plan a seat without a phone: a spare screen, or pen and paper. Agree who types the "
            "words, just as they are said."
        ),
        _("Put the chairs in a ring. Leave room for a wheelchair. Find a quiet place nearby."),
        _("Know who you would call if somebody is not safe."),
    ),
)

BEING_TWO = Part(
    id="two",
    title=_("How to be two"),
    points=(
        _("If you can, be two who differ: one of you works in care, and one of you lives with it."),
        _(
            "One speaks, one watches. Who speaks keeps us going. Who watches sees the faces, and "
            "who has said nothing. Change over at each phase."
        ),
        _("Decide tonight who says each next step. Then neither of you has to guess."),
        _("Never speak for someone. Not “what she means is”. Ask instead: “Did I hear you right?”"),
        _(
            "Disagree aloud, and kindly: “I see that another way. What do the rest of us think?” "
            "Then everyone learns that they may."
        ),
        _("Sit apart, where you see each other. Agree on a sign for “I am stuck”. You may be."),
        _("You each have a seat like any other. Write your own ideas too, but not first."),
    ),
)

MOVING_ON = (
    _(
        "You do not move the room on. You ask it. If nobody says “not yet”, we go on "
        "after a short wait."
    ),
    _(
        "“Not yet” is a gift: somebody sees what the rest of us missed. It needs no reason, and "
        "nobody can overrule it. Say thank you, and wait."
    ),
    _("The minutes are there to help. Anyone can add some, or pause them."),
)

GUIDES: Mapping[str, Guide] = {
    "preparing": Guide(
        purpose=_(
            "Being with others is hard sometimes, and that is normal. We find what helps, then "
            "name what gets in the way."
        ),
        say=(
            _("Welcome. You can write, speak, or just listen."),
            _("Our seats can do what yours can, and no more."),
            _(
                "Put a dot on the line between ‘doing to’ and ‘doing with’. Where are we today? "
                "Nobody sees whose it is."
            ),
            _("When did we last work well together? Begin there."),
            _("Now, what gets in the way? It is no one’s fault. If you know it, say ‘me too’."),
        ),
        unsaid=(
            _("Job titles and long years of work. A first name is enough."),
            _("“This is a safe space.” You cannot promise that. Say what we do if it is not."),
            _("“We have only an hour.” Everyone can see the time."),
        ),
        watch=(
            _("Who has not found the way in? Go and sit beside them."),
            _("Who looks at whom before they speak? That is where the power sits."),
        ),
        move_on=_(
            "When a few worries have had a “me too”. Not everything must be said: the board "
            "stays open."
        ),
    ),
    "exploring": Guide(
        purpose=_(
            "We tell real stories, and feel the difference between doing to, doing for and doing "
            "with. Nobody is on trial."
        ),
        say=(
            _("When did it go well for you? What did people do?"),
            _("Now a time when it was done to you, or for you. Tell only what you want to tell."),
            _("We have all been at both ends. Here is my story."),
            _("Thank you. Who knows something like it?"),
            _("What would have moved it a little towards ‘with’?"),
        ),
        unsaid=(
            _("“I am sure they meant well.” It shuts the story."),
            _("“Why did you not complain?” It sounds like blame."),
            _("Advice, and how it is done these days."),
            _("The names of people who are not here."),
        ),
        watch=(
            _("Do staff tell only good stories, and others only bad? Ask each for the other kind."),
            _("Has a story had no answer yet? Stay with it."),
            _("Eyes down, arms folded: go slower."),
        ),
        move_on=_(
            "Halfway, say how much time is left. When new stories sound like old ones, ask: "
            "“Shall we see what belongs together?”"
        ),
    ),
    "tracking": Guide(
        purpose=_(
            "We move together what belongs together, and name it last. Then each of us picks what "
            "to take home."
        ),
        say=(
            _("First we read. Nobody moves anything for a minute."),
            _("Does idea 12 belong here? Anyone may say no."),
            _("What would you call this? We can change it later."),
            _("Can you live with this? If not, we hold it open. That is a good result too."),
            _("Which idea has no answer yet? Let us hear it."),
        ),
        unsaid=(
            _("“So what we are all saying is.” Nobody can say that for all of us."),
            _("Your own name for a theme. Let others try first."),
            _("“We nearly agree.” It pushes."),
        ),
        watch=(
            _("Is it always the same hands that move things? Ask who else would like to."),
            _("Was something set aside? Ask if it should come back."),
        ),
        move_on=_("Stop while there is time for the messages, even in the middle of a theme."),
    ),
}

HAPPENINGS: tuple[Part, ...] = (
    Part(
        id="quiet",
        title=_("When it is quiet"),
        points=(
            _("Wait. Count to 10 in your head. Quiet is often thinking."),
            _(
                "Ask for a quiet round: we each write for ourselves, and nobody sees it until we "
                "turn it over."
            ),
            _("Or go into pairs. What you have told one person is easier to tell the room."),
            _("Do not fill the quiet yourself, and do not pick on anyone by name."),
        ),
    ),
    Part(
        id="loud",
        title=_("When it is loud"),
        points=(
            _("Loud can be joy. Look at the faces first."),
            _("Say what you see: “There are 3 of us speaking. Let us hear one at a time.”"),
            _(
                "Ask for the talking piece. Whoever holds it speaks, and nobody can take it, not "
                "even you. Then pass it on."
            ),
        ),
    ),
    Part(
        id="hurt",
        title=_("When someone is hurt, or does not feel safe"),
        points=(
            _("Stop. A person comes before the plan. Pause the time, so that nobody has to hurry."),
            _(
                "One of you asks, quietly and away from the rest: “What would help now?” The "
                "other stays with the room."
            ),
            _("They may go out, come back or go home, and need not say why."),
            _("Ask them what should happen to their words. They can be set aside."),
            _(
                "If somebody is in danger, do not promise to keep it secret. Say so kindly, and "
                "make the call."
            ),
        ),
    ),
    Part(
        id="one-voice",
        title=_("When one voice takes the room"),
        points=(
            _("Thank them, and show that it has landed: “Yes, that is idea 7.”"),
            _("“Who has not spoken yet, and would like to?” Then wait."),
            _("Show how evenly we speak. It has no names. Let the picture do the talking."),
            _("If the voice is yours, say so, smile, and stop."),
        ),
    ),
    Part(
        id="explaining",
        title=_("When professionals explain too much"),
        points=(
            _(
                "People explain when they fear blame. What they know is welcome, as one voice "
                "of many."
            ),
            _("“Thank you. And what was that like for you?” Everyone has been a patient once."),
            _("“Could you say that as you would to your neighbour?”"),
            _("Write hard questions down, and promise an answer only if you can get one."),
        ),
    ),
    Part(
        id="time",
        title=_("When time runs out"),
        points=(
            _("Nothing locks. What we write tomorrow counts as well."),
            _("“Time is up. Do we want 5 minutes more, or shall we stop here?”"),
            _("Whoever has to catch a bus goes with our thanks, not with a frown."),
        ),
    ),
)

ENDING = Part(
    id="end",
    title=_("The end"),
    points=(
        _("One message each to take home, and one thing you will do. Small is good."),
        _(
            "Put the dot on the line once more, and look at both pictures. If it got worse, say "
            "so, and thank people for telling you."
        ),
        _("Thank everyone, and do not forget those who only listened."),
        _("Say what happens next: who does what, by which day, and where we can read of it."),
        _(
            "Be honest about what will not change, and say why. People can live with a no. It is "
            "the broken promise that hurts."
        ),
        _("Then ask if we can end. The board stays, and we can still write on it."),
    ),
)

AFTERWARDS = Part(
    id="afterwards",
    title=_("Afterwards"),
    points=(
        _("Stay a little. Some of the best things are said while people find their coats."),
        _("Pay fares, and people’s time, before anyone has to ask."),
        _(
            "Sit down, just the two of you. What helped? Where did we take too much room? What "
            "will we do again?"
        ),
        _("Look after each other. Hard stories stay with those who hear them."),
        _(
            "Within 2 weeks, tell everyone what was done and what was not. Tell those who could "
            "not come, too."
        ),
    ),
)

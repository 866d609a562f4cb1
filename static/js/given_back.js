/**
 * Words that could not go stand in the box again, and whose they are is said: the next Enter would
 * sign another's words as mine, or mine as another's.
 */

import { hasWords, putBack } from "coproduce/composer";
import { draft, giveBack, setDraft } from "coproduce/drafts";
import { actFor, instead } from "coproduce/instead";
import { hear } from "coproduce/news";
import { cardOf, nameOf } from "coproduce/presence";
import { say } from "coproduce/told";
import { gettext, interpolate } from "coproduce/words";

const FROM_THE_BOX = new Set(["add_idea", "write_quietly", "change_quietly"]);

/** For whom this page has acted. @type {Map<string, import("coproduce/instead").Other>} */
const known = new Map();

/** @param {string} seat @returns {import("coproduce/instead").Other | null} */
function person(seat) {
  const card = cardOf(seat);
  return card ? { seat, number: card.number, name: nameOf(card) } : (known.get(seat) ?? null);
}

/** @param {string} text @param {string} [whose] the seat that they were written for; none: my own @param {string} [why] */
export function giveBackWords(text, whose = "", why = "") {
  const words = [why, settle(text, whose)].filter(Boolean).join(" ");
  if (words) say(words);
}

/** @param {string} text @param {string} whose @returns {string} what there is to be said of it */
function settle(text, whose) {
  const whom = person(whose);
  if (whose === (instead()?.seat ?? "")) putBack(text);
  else if (hasWords()) {
    // They wait, as they would run together with other words.
    giveBack(`for:${whose}`, text);
    return told(whose, gettext("%(name)s’s words are kept for when you write for them again."), gettext("Your own words are kept for when you write for yourself again."));
  } else if (!whose || whom) {
    actFor(whom);
    putBack(text);
    return told(whose, gettext("These were %(name)s’s words. You write for them again."), gettext("These were your own words. You write for yourself again."));
  } else {
    putBack(text);
    return gettext("These were the words of somebody who has left.");
  }
  return "";
}

/** @param {string} whose @param {string} theirs @param {string} mine @returns {string} */
function told(whose, theirs, mine) {
  return whose ? interpolate(theirs, { name: person(whose)?.name ?? gettext("Somebody") }) : mine;
}

// The round may have ended while the words were on their way, or somebody may have left.
hear("refused", ({ op, code, message }) => {
  if (!FROM_THE_BOX.has(op.verb)) return;
  if (op.for && code === "no_such_seat") {
    if (op.for === instead()?.seat) actFor(null);
    putBack(op.text);
    say(gettext("These were the words of somebody who has left."));
  } else giveBackWords(op.text, op.for, message);
});

function giveWhatWaits() {
  const whom = instead();
  if (whom) known.set(whom.seat, whom);
  const place = `for:${whom?.seat ?? ""}`;
  const words = draft(place);
  setDraft(place, "");
  if (words) putBack(words);
}
hear("instead", giveWhatWaits);
giveWhatWaits();

/** Says whether everything is saved: within 2 seconds when it is not, and again when it is. */

import { hear } from "coproduce/news";
import { sendAgain, waiting } from "coproduce/outbox";
import { isOpen } from "coproduce/socket";
import { gettext, interpolate, ngettext } from "coproduce/words";
import { unsent } from "coproduce/writing";

const GRACE = 1000; // ms that the server may take before we say so
const LOST = 8000; // ms after which what is not answered is sent once more
const EVERY = 300; // ms between two looks

let since = 0; // when trouble began; 0: all is well
let again = 0;

// Found once: to look for them goes through the whole page.
const line = /** @type {HTMLElement | null} */ (document.querySelector(".unsaved"));
const saved = /** @type {HTMLElement | null} */ (document.querySelector(".saved"));

export function watchOver() {
  setInterval(look, EVERY);
  hear("stored", look);
  hear("up-to-date", look);
  hear("seat-gone", () => show(gettext("This browser has no place at this board any more. Your words are kept here.")));
}

hear("line", ({ plain }) => {
  const plainly = /** @type {HTMLElement | null} */ (document.querySelector(".plain-line"));
  if (plainly) plainly.hidden = !plain;
});

let gone = false;
hear("seat-gone", () => (gone = true));

function look() {
  if (gone) return;
  const kept = waiting();
  const now = Date.now();
  const troubled = kept.length > 0 || !isOpen();
  since = troubled ? since || Math.min(now, kept[0]?.when ?? now) : 0;
  const late = troubled && now - since > GRACE;
  show(late ? words(kept) : "");
  if (saved) hide(saved, late && (kept.length > 0 || unsent()));
  if (kept.length > 0 && isOpen() && now - again > LOST) {
    again = now;
    sendAgain(LOST);
  }
}

/** @param {import("coproduce/outbox").Waiting[]} kept */
function words(kept) {
  const ideas = kept.filter(({ op }) => op.verb === "add_idea" || op.verb === "write_quietly").length;
  if (ideas > 0) {
    const text = ngettext(
      "Not saved yet. Your idea is kept here. Trying again.",
      "Not saved yet. Your %(n)s ideas are kept here. Trying again.",
      ideas,
    );
    return interpolate(text, { n: ideas });
  }
  if (kept.length > 0) return gettext("Not saved yet. What you did is kept here. Trying again.");
  return gettext("No connection just now. What you write is kept here. Trying again.");
}

/** To say again that it is costs a look at the styles. @param {HTMLElement} one @param {boolean} is */
function hide(one, is) {
  if (one.hidden !== is) one.hidden = is;
}

/** @param {string} text */
function show(text) {
  if (!line) return;
  if (line.textContent !== text) line.textContent = text;
  hide(line, !text);
}

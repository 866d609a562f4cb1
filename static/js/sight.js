/**
 * Whether the question to the room is before its person's eyes: only then have they seen it. Where
 * a sheet covers it, or it would cover what somebody types in, one line stands for it.
 */

import { learn } from "coproduce/acts";
import { newId } from "coproduce/ids";
import { hear } from "coproduce/news";
import { keep, own } from "coproduce/own";
import { page } from "coproduce/page";
import { asked, panel, state } from "coproduce/proposal";
import { close, openSheet, sheet } from "coproduce/sheets";
import { send } from "coproduce/socket";
import { gettext, interpolate } from "coproduce/words";

const AGAIN = 5000; // ms until what was not acknowledged is said once more
const TRIES = 3;

/** The question that its person wants to see whole, whatever it covers. */
let wanted = "";
/** What was said of having seen one. @type {Map<string, {id: string, tries: number, when: number}>} */
const said = new Map();
let looking = false;
let stands = true; // whether one was to be seen when we last looked

/** After the next picture: what a hidden page would show is seen by nobody. */
function soon() {
  if (looking) return;
  looking = true;
  requestAnimationFrame(() => {
    looking = false;
    look();
  });
}

function look() {
  const open = state() === "asked";
  if (!open && !stands) return; // asked with every change of the focus
  const [place, line] = [panel(), /** @type {HTMLElement | null} */ (document.querySelector(".proposal-line"))];
  if (!place || !line) return;
  stands = open;
  place.toggleAttribute("data-away", false);
  const away = open && wanted !== asked()?.id && isUnderAHand(place);
  place.toggleAttribute("data-away", away);
  const before = open && !away && isBefore(place);
  const covered = open && !away && !before && Boolean(openSheet());
  stand(line, away || covered, covered);
  if (before) see();
}

/** Whether it would lie over the field that somebody types in. @param {HTMLElement} place */
function isUnderAHand(place) {
  const field = document.activeElement;
  if (!field?.matches("textarea, input") || field.closest(".composer, .sheet, .proposal")) return false;
  const [one, other] = [place.getBoundingClientRect(), field.getBoundingClientRect()];
  return one.top < other.bottom && other.top < one.bottom && one.left < other.right && other.left < one.right;
}

/** Whether question and answers lie on the screen with nothing over them. @param {HTMLElement} place */
function isBefore(place) {
  return [...place.querySelectorAll(".proposal-question, .answers .button")].every((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return place.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

/** @param {HTMLElement} line @param {boolean} is @param {boolean} covered */
function stand(line, is, covered) {
  const home = (covered && sheet(openSheet())) || document.querySelector(".dock");
  const who = panel()?.querySelector(".who")?.textContent;
  const words = line.querySelector(".line-words");
  line.toggleAttribute("data-top", false);
  if (words && is) words.textContent = interpolate(gettext("%(who)s asks the room something."), { who });
  if (line.parentElement !== home) home?.append(line);
  line.hidden = !is;
  line.toggleAttribute("data-top", is && !covered && isUnderAHand(line)); // at the other end, then
}

function see() {
  const now = asked();
  if (page.watch || document.hidden || !now || own("seen", now.id) || own("answer", now.id)) return;
  const last = said.get(now.id) ?? { id: newId(), tries: 0, when: 0 };
  if (last.tries >= TRIES || Date.now() - last.when < AGAIN) return;
  // Not by the outbox: nobody has to be told that this is not saved yet, or that it was known.
  if (!send({ op: { id: last.id, verb: "see_proposal", proposal: now.id } })) return;
  said.set(now.id, { id: last.id, tries: last.tries + 1, when: Date.now() });
}

learn({
  show_question: () => {
    wanted = asked()?.id ?? "";
    if (openSheet()) close();
    look();
    panel()?.focus({ preventScroll: true });
  },
});

hear("acknowledged", (entries) => {
  for (const { id, verb, proposal } of entries) {
    if (verb === "see_proposal" && said.get(proposal)?.id === id) keep("seen", proposal, true);
  }
});
for (const name of ["asked", "opened", "closed", "up-to-date"]) hear(name, soon);
for (const name of ["focusin", "focusout", "visibilitychange"]) document.addEventListener(name, soon);
addEventListener("resize", soon);

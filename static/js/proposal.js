/**
 * What the room is asked, on this screen: the question, how many have seen it, and what this person
 * said. That is known in this browser alone: the board tells how many answered, and never who.
 */

import { announce } from "coproduce/announce";
import { hear, tell } from "coproduce/news";
import { isOver, showNote } from "coproduce/noting";
import { keep, own, owned } from "coproduce/own";
import { page } from "coproduce/page";
import { cardOf } from "coproduce/presence";
import { gettext, interpolate, ngettext } from "coproduce/words";

const FLASH = 1000; // ms in which the question of somebody alone has carried: it is not to flash by
const AFTER = 500; // ms in which what was decided before is said aloud first

/** @typedef {{id: string, seat: string, seen: number, fine: number, notYet: number, waiting: number}} Asked */

/** The seats that are here, each once however many screens it has. @type {Set<string>} */
let here = new Set();
/** The question that this person is about to answer anew. */
let anew = "";

/** @param {string} proposal nothing: leave it at what was said */
export function answerAnew(proposal) {
  anew = proposal;
}

/** Said aloud on this page already. @type {Set<string>} */
const heard = new Set();
/** When each was first there, by this page's clock. @type {Map<string, number>} */
const since = new Map();

/** @returns {HTMLElement | null} */
export const panel = () => document.querySelector("section.proposal");

/** @template {HTMLElement} [T=HTMLElement] @param {string} selector @returns {T | null} */
export const part = (selector) => panel()?.querySelector(selector) ?? null;

/** @returns {Asked | null} what the room is asked now */
export function asked() {
  const { proposal: id, seat = "", seen, fine, notYet, waiting } = document.getElementById("proposal")?.dataset ?? {};
  if (!id) return null;
  return { id, seat, seen: Number(seen), fine: Number(fine), notYet: Number(notYet), waiting: Number(waiting) };
}

/** @returns {boolean} whether nobody but this seat is here; so as long as nobody is known to be */
export function alone(seat = page.seat) {
  return [...here].every((one) => one === seat);
}

/** @returns {string} "asked", "fine", "not_yet", "mine"; "over" for a note that was not sent; or nothing to show */
export function state() {
  const now = asked();
  const flash = now && alone(now.seat) && performance.now() - (since.get(now.id) ?? 0) < FLASH;
  if (!now || flash) return isOver(now?.id ?? "") ? "over" : "";
  if (page.seat && now.seat === page.seat) return "mine";
  return anew === now.id ? "asked" : (own("answer", now.id) ?? "asked");
}

/** Show how it stands now. */
export function show() {
  const [place, now] = [panel(), asked()];
  if (!place) return;
  if (now && !since.has(now.id)) {
    since.set(now.id, performance.now());
    setTimeout(show, FLASH);
  }
  showNote(now?.id ?? "");
  const is = state();
  const focused = document.activeElement;
  place.hidden = !is;
  place.dataset.state = is;
  document.body.toggleAttribute("data-asked", is === "asked");
  if (now && is) fill(place, now, is);
  if (focused && place.contains(focused) && focused.getClientRects().length === 0) refocus(place);
  tell("asked");
}

/** What had the focus is there no more: the hand finds what came in its place. @param {HTMLElement} place */
function refocus(place) {
  const next = [part('[data-act="change_answer"]'), place, document.getElementById("new-idea")];
  next.find((one) => one && one.getClientRects().length > 0)?.focus({ preventScroll: true });
}

/** @param {HTMLElement} place @param {Asked} now @param {string} is */
function fill(place, now, is) {
  place.toggleAttribute("data-held", now.notYet > 0);
  place.toggleAttribute("data-noted", own("noted", now.id) === true);
  place.toggleAttribute("data-anew", anew === now.id);
  const seen = Math.min(now.seen, here.size);
  write(".seen-words", seenWords(now, seen));
  write(".answered-words", answeredWords(now, is));
  showDots(seen);
  const more = ngettext("One more question waits.", "%(n)s more questions wait.", now.waiting);
  write(".proposal-waiting", now.waiting ? interpolate(more, { n: now.waiting }) : "");
  if (heard.has(now.id)) return;
  heard.add(now.id);
  setTimeout(() => asked()?.id === now.id && announce(aloud(is)), AFTER);
}

/** @param {string} selector @param {string} words */
function write(selector, words) {
  const place = part(selector);
  if (!place) return;
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words;
}

/** @param {Asked} now @param {number} seen */
function seenWords({ fine, notYet }, seen) {
  const n = here.size;
  const words = [interpolate(ngettext("%(seen)s of %(n)s has seen this.", "%(seen)s of %(n)s have seen this.", seen), { seen, n })];
  if (!notYet && 2 * seen < n) words.push(gettext("We wait until half of us have."));
  if (fine) words.push(interpolate(ngettext("%(fine)s says fine.", "%(fine)s say fine.", fine), { fine }));
  return words.join(" ");
}

/** @param {Asked} now @param {string} is @returns {string} what this person did about it */
export function answeredWords(now, is) {
  if (is === "mine") return gettext("You asked the room.");
  const said = own("answer", now.id);
  if (said === "fine") return gettext("You said fine.");
  if (said === "not_yet") return own("noted", now.id) ? gettext("You said not yet, and left a note.") : gettext("You said not yet.");
  return "";
}

/** One for each who is here: no more of them is made anew than differs. @param {number} seen */
function showDots(seen) {
  const row = part(".dots");
  if (!row) return;
  while (row.childElementCount > here.size) row.lastElementChild?.remove();
  while (row.childElementCount < here.size) row.append(document.createElement("span"));
  [...row.children].forEach((one, at) => {
    const is = at < seen ? "dot seen" : "dot";
    if (one.className !== is) one.className = is;
  });
}

/** The question as it is said aloud, once. @param {string} is */
function aloud(is) {
  const words = { who: part(".who")?.textContent, question: part(".proposal-question")?.textContent };
  if (is === "mine") return interpolate(gettext("You asked the room: %(question)s"), words);
  return interpolate(gettext("%(who)s asks the room: %(question)s Say fine or not yet, above the box."), words);
}

/** What was said of a question that is over is nobody's business any more. */
function forget() {
  const now = asked()?.id;
  for (const kind of ["answer", "noted", "seen"]) {
    for (const [id] of owned(kind)) if (id !== now) keep(kind, id, null);
  }
}

hear("drawn", ({ fresh }) => {
  if (!fresh.has("proposal")) return;
  forget();
  show();
});
hear("here-drawn", (/** @type {Map<string, {present: boolean, phone?: boolean}>} */ all) => {
  const screens = [...all].filter(([, card]) => card.present && card.phone !== false);
  const now = new Set(screens.map(([seat]) => seat));
  const same = now.size === here.size && [...now].every((seat) => here.has(seat));
  here = now;
  if (!same) show();
});
// Names are no part of the log: who takes another one asks under it at once.
hear("renamed", () => {
  const [who, card] = [part(".who"), cardOf(asked()?.seat ?? "")];
  if (who && card?.name && who.textContent !== card.name) who.textContent = card.name;
});
// Another tab of this seat; without a key everything was forgotten.
addEventListener("storage", ({ key }) => (key === null || /:(answer|noted):/.test(key)) && show());
show();

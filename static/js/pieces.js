/**
 * Puts the pieces of a frame on the page. The only module that calls htmx: its beta changes, and
 * what it does here is covered by browser tests.
 */

import * as guard from "coproduce/guard";
import { tell } from "coproduce/news";
import * as pace from "coproduce/pace";
import * as places from "coproduce/places";
import { Journey } from "coproduce/travel";

const { htmx } = /** @type {any} */ (globalThis);

/** Classes that this page gives a piece; a morph would take them away with every frame. */
const OURS = ["mine", "asks", "held", "chosen", "over", "moved", "travelling", "shown", "picked", "away", "no-place", "looked-at", "gathered", "elsewhere", "vacant", "unwritten", "lined"];

const MANY = 30; // pieces of a frame, of which most may stand here already

// Which ideas a theme or an area holds is for `places` to lay out. (The page's own `htmx-config` turns htmx's
// history off before any module runs: going back must leave the board, not fetch it.)
htmx.config.morphSkipChildren = ".theme-ideas, .loose";

/** @type {(here: Element, fresh: DocumentFragment, inner: boolean) => void} */
let morph;

htmx.registerExtension("ours", {
  /** @param {any} api what htmx gives to its extensions */
  init: (api) => (morph = api.morph),
  /** @param {Element} piece @param {{attrName: string, newValue: string | null}} change */
  htmx_before_morph_attr(piece, { attrName, newValue }) {
    if (attrName === "tabindex") return piece.getAttribute("tabindex") !== "0"; // the Tab stop stays
    if (attrName === "open") return false; // what somebody unfolded to read
    if (attrName !== "class") return true;
    const kept = OURS.filter((name) => piece.classList.contains(name));
    if (kept.length === 0) return true;
    piece.setAttribute("class", [newValue ?? "", ...kept].join(" ").trim());
    return false;
  },
});

/**
 * Show a frame. Everything between the first and the last line happens before the screen is
 * painted again.
 * @param {string} html @param {import("coproduce/frames").Entry[]} entries what it tells of
 */
export function draw(html, entries) {
  if (!html) return;
  const end = pace.measure();
  const fresh = changed(html);
  tell("drawing", { entries, fresh });
  const journey = new Journey(fresh);
  const stay = guard.stay(journey.travellers);
  for (const piece of fresh.values()) places.make(piece);
  try {
    for (const piece of fresh.values()) put(piece);
    guard.keepFocus(() => places.settle(fresh));
  } catch (error) {
    console.error(error); // one piece that cannot be drawn must not stop the others
  }
  tell("drawn", { entries, fresh }); // what follows from it, before the page is laid out: it is once
  stay();
  end();
  journey.play();
}

/**
 * Only the morph. A whole swap has htmx tell of itself a dozen times for each piece, and look in it
 * for what a piece never holds: attributes of its own. @param {HTMLElement} piece
 */
function put(piece) {
  const here = document.getElementById(piece.id);
  const sheet = document.createDocumentFragment();
  sheet.append(piece);
  if (here) morph(here, sheet, false);
}

/**
 * Fetch a part of a page into a place: a history, an invitation; or send a form and show what it
 * is answered with.
 * @param {string} path @param {Element} target
 * @param {{form?: HTMLFormElement, how?: string, unless?: () => boolean}} [options] `how` is htmx's word for the
 *   swap, which is left out where `unless` says so by the time that the answer is there
 * @returns {Promise<boolean>} whether an answer came
 */
export async function fill(path, target, { form, how = "innerHTML", unless } = {}) {
  const sent = form ? { method: "POST", body: new FormData(form) } : {};
  try {
    const answer = await fetch(path, { ...sent, headers: { "HX-Request": "true" } });
    // A redirection leads to a page of its own, which has no place inside this one.
    const part = (answer.ok || answer.status === 422) && !answer.redirected;
    if (!part) return false;
    const text = (await answer.text()).trim();
    if (!unless?.()) await htmx.swap({ text, target, swap: how });
    return true;
  } catch {
    return false;
  }
}

/**
 * What of a frame differs from the page. Who was away gets the whole board, of which most stands
 * here already, and morphing two thousand ideas takes seconds; what an act has touched is never many.
 * @param {string} html @returns {Map<string, HTMLElement>} by id
 */
function changed(html) {
  const sheet = document.createElement("template");
  sheet.innerHTML = html;
  const pieces = /** @type {HTMLElement[]} */ ([...sheet.content.querySelectorAll("hx-partial > [id]")]);
  const other = pieces.length > MANY ? pieces.filter((piece) => !stands(piece)) : pieces;
  return new Map(other.map((piece) => [piece.id, piece]));
}

/** Whether the page shows this idea just so. @param {HTMLElement} piece */
function stands(piece) {
  const here = piece.matches(".idea") && document.getElementById(piece.id);
  if (!here) return false;
  const bare = /** @type {HTMLElement} */ (here.cloneNode(true));
  bare.classList.remove(...OURS);
  if (bare.hasAttribute("tabindex")) bare.setAttribute("tabindex", "-1");
  bare.removeAttribute("aria-label"); // the Tab stop's
  for (const one of bare.querySelectorAll(":scope > :is(.holder, .start-theme)")) one.remove();
  return bare.isEqualNode(piece);
}

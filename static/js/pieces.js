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
const OURS = ["mine", "asks", "held", "chosen", "over", "moved", "travelling", "shown", "picked", "away", "takes", "goal", "awaits", "looked-at", "gathered", "elsewhere", "vacant", "unwritten", "lined", "near", "waits"];

/** What this page says in a piece: who holds it, and what can be done with what is held here. */
const OWN = ".holder, .start-theme, .put-here, .back-to-open";

const MANY = 30; // pieces of a frame, of which most may stand here already
const FEW = 4; // pieces that one act touches, of which a slow machine draws no more at once
const PARTS = 16; // that a frame is drawn in at most

// Which ideas a theme or an area holds is for `places` to lay out. (The page's own `htmx-config` turns htmx's
// history off before any module runs: going back must leave the board, not fetch it.)
htmx.config.morphSkipChildren = ".theme-ideas, .loose";

/** @type {(here: Element, fresh: DocumentFragment, inner: boolean) => void} */
let morph;

htmx.registerExtension("ours", {
  /** @param {any} api what htmx gives to its extensions */
  init: (api) => (morph = api.morph),
  /** @param {Element} piece @param {{attrName: string, newValue: string | null}} change */
  htmx_before_morph_attr: (piece, { attrName, newValue }) => isTaken(piece, attrName, newValue),
});

/** Whether a piece takes this attribute as it comes. @param {Element} piece @param {string} name @param {string | null} value */
function isTaken(piece, name, value) {
  if (name === "tabindex") return piece.getAttribute("tabindex") !== "0"; // the Tab stop stays
  if (name === "open") return false; // what somebody unfolded to read
  if (name !== "class") return true;
  const kept = OURS.filter((one) => piece.classList.contains(one));
  if (kept.length === 0) return true;
  piece.setAttribute("class", [value ?? "", ...kept].join(" ").trim());
  return false;
}

/**
 * Show what comes all at once.
 * @param {string} html @param {import("coproduce/frames").Entry[]} entries what it tells of
 */
export function draw(html, entries) {
  if (html) show(changed(html), entries);
}

/**
 * Show a frame, on a slow machine a few pieces to a picture, of which none waits for it to be read.
 * @param {string} html @param {import("coproduce/frames").Entry[]} entries what it tells of
 */
export async function drawInTurn(html, entries) {
  if (!html) return;
  const parts = inParts(changed(html));
  for (const [n, part] of parts.entries()) {
    await (n > 0 ? pace.still() : pace.stillWhereSlow());
    const start = performance.now();
    show(part, n > 0 ? [] : entries);
    pace.drew(performance.now() - start);
    pace.touch();
  }
}

/**
 * A few pieces each, in their order: any of them may come before the others. Who was away gets the
 * whole board, in not many more. @param {Map<string, HTMLElement>} fresh
 */
function inParts(fresh) {
  if (!pace.mayBeSlow() || document.hidden) return [fresh];
  const size = Math.max(FEW, Math.ceil(fresh.size / PARTS));
  const all = [...fresh];
  const parts = [];
  do parts.push(new Map(all.splice(0, size)));
  while (all.length > 0);
  return parts;
}

/**
 * Everything between the first and the last line happens before the screen is painted again.
 * @param {Map<string, HTMLElement>} fresh @param {import("coproduce/frames").Entry[]} entries
 */
function show(fresh, entries) {
  tell("drawing", { entries, fresh });
  const journey = new Journey(fresh);
  const stay = guard.stay(journey.travellers);
  for (const piece of fresh.values()) places.make(piece);
  for (const piece of fresh.values()) {
    try {
      put(piece);
    } catch (error) {
      console.error(error); // one piece that cannot be drawn does not stop the others
    }
  }
  guard.keepFocus(() => places.settle(fresh));
  tell("drawn", { entries, fresh }); // what follows from it, before the page is laid out: it is once
  journey.ring();
  stay();
  journey.play();
}

/**
 * Only the morph. A whole swap has htmx tell of itself a dozen times for each piece, and look in it
 * for what a piece never holds: attributes of its own. @param {HTMLElement} piece
 */
function put(piece) {
  const here = document.getElementById(piece.id);
  if (!here) return;
  if (holdsTheSame(here, piece)) return takeAttributes(here, piece);
  const sheet = document.createDocumentFragment();
  sheet.append(piece);
  morph(here, sheet, false);
}

/** Whether a piece differs in nothing but what its own element says, as where it moved. @param {Element} here @param {Element} piece */
function holdsTheSame(here, piece) {
  let [part, fresh] = [told(here.firstChild), told(piece.firstChild)];
  while (part && fresh && isTheSame(part, fresh)) [part, fresh] = [told(part.nextSibling), told(fresh.nextSibling)];
  return !part && !fresh;
}

/** What the board says in a piece: from here on the first that this page does not say itself. @param {Node | null} part */
function told(part) {
  while (part instanceof Element && part.matches(OWN)) part = part.nextSibling;
  return part;
}

/** @param {Node} part @param {Node} fresh */
function isTheSame(part, fresh) {
  if (!(part instanceof Element)) return part.isEqualNode(fresh);
  const head = part.matches(".theme-head");
  if (!head && !part.matches(htmx.config.morphSkipChildren)) return part.isEqualNode(fresh);
  const same = part.cloneNode().isEqualNode(fresh.cloneNode()); // the ideas are laid out in it elsewhere
  return same && (!head || holdsTheSame(part, /** @type {Element} */ (fresh)));
}

/**
 * By their names: of an attribute that is looked at as an object the browser keeps one for good.
 * @param {Element} here @param {Element} piece
 */
function takeAttributes(here, piece) {
  for (const name of here.getAttributeNames()) {
    if (!piece.hasAttribute(name) && isTaken(here, name, null)) here.removeAttribute(name);
  }
  for (const name of piece.getAttributeNames()) {
    const value = piece.getAttribute(name) ?? "";
    if (here.getAttribute(name) !== value && isTaken(here, name, value)) here.setAttribute(name, value);
  }
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
  const latest = new Map(pieces.map((piece) => [piece.id, piece])); // of frames drawn as one, the last
  if (pieces.length <= MANY) return latest;
  return new Map([...latest].filter(([, piece]) => !stands(piece)));
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

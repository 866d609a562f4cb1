/**
 * Pieces that change place are seen to travel there, so that the room knows who went where; their
 * neighbours make room in the same time. Only transform and opacity move.
 */

import { mayBeSlow } from "coproduce/pace";
import { container, partsOf, shownThemes } from "coproduce/places";
import { allNear, listOf } from "coproduce/tens";

const TOGETHER = 6; // travellers at once; a larger act fades over
const NEIGHBOURS = 40; // pieces that are seen making room
const RING = 1500; // ms that the number of what moved is ringed
const EASING = "cubic-bezier(.22, .8, .24, 1)";

export class Journey {
  /** @param {Map<string, HTMLElement>} fresh the pieces of a frame, not drawn yet */
  constructor(fresh) {
    /** @type {Set<HTMLElement>} */
    this.travellers = new Set();
    /** @type {Set<string>} */
    this.arriving = new Set();
    const homes = new Set();
    for (const piece of fresh.values()) this.note(piece, homes);
    this.time = mayBeSlow() ? 0 : time();
    const quiet = this.time === 0 || this.travellers.size > TOGETHER || this.travellers.size === 0;
    /** @type {Map<HTMLElement, DOMRect>} */
    this.from = quiet ? new Map() : this.measure(homes);
  }

  /** @param {HTMLElement} piece @param {Set<Element>} homes those it leaves and enters */
  note(piece, homes) {
    if (!piece.matches(".idea")) return;
    const now = document.getElementById(piece.id);
    if (!now) {
      this.arriving.add(piece.id);
      return;
    }
    const list = container(piece.dataset.in ?? "");
    const along = now.dataset.along !== piece.dataset.along && lineOf(list);
    if ((now.dataset.in === piece.dataset.in && !along) || !now.dataset.in) return;
    this.travellers.add(now);
    for (const home of [listOf(now), list, ...(along || [])]) homes.add(home);
  }

  /** @param {Set<Element | null>} homes @returns {Map<HTMLElement, DOMRect>} */
  measure(homes) {
    const themes = shownThemes();
    // Asked of the whole list first: what is far away is many ideas.
    const near = [...homes].flatMap((home) => (home && onScreen(home) ? allNear(home, 0, innerHeight) : []));
    const all = [...this.travellers, .../** @type {any} */ (near), ...themes];
    /** @type {Map<HTMLElement, DOMRect>} */
    const from = new Map();
    for (const one of new Set(all)) {
      const box = one.getBoundingClientRect();
      const seen = box.bottom > 0 && box.top < innerHeight && box.height > 0;
      if (this.travellers.has(one) || (seen && from.size < NEIGHBOURS)) from.set(one, box);
    }
    return from;
  }

  /** Mark what moved; before the page is laid out, so that it is once. */
  ring() {
    unring();
    for (const one of this.travellers) ring(one);
  }

  play() {
    if (this.time === 0) return;
    // Everything is measured before anything is moved: to measure after that has it laid out again.
    const ways = new Map([...this.from].map(([one, box]) => [one, way(box, one)]));
    for (const id of this.arriving) fade(document.getElementById(id), this.time);
    if (this.travellers.size > TOGETHER) {
      for (const one of this.travellers) fade(one, this.time);
    }
    for (const one of this.from.keys()) this.slide(one, ways);
  }

  /** @param {HTMLElement} one @param {Map<Element, [number, number]>} ways */
  slide(one, ways) {
    const travels = this.travellers.has(one);
    const [x, y] = ways.get(one) ?? [0, 0];
    // Inside something that slides itself, a piece must not be moved twice.
    const outer = one.parentElement?.closest(".theme");
    const [outerX, outerY] = (outer && ways.get(outer)) ?? [0, 0];
    const [dx, dy] = [x - outerX, y - outerY];
    if (Math.abs(dx) < 1 && Math.abs(dy) < 1) return;
    one.classList.toggle("travelling", travels);
    const journey = one.animate(
      [{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }],
      { duration: this.time, easing: EASING },
    );
    journey.finished.catch(() => undefined).then(() => one.classList.remove("travelling"));
  }
}

/** The lists of the line that a list belongs to. @param {Element | null} list */
function lineOf(list) {
  const line = list?.closest(".line-part")?.parentElement;
  return line ? partsOf(line) : null;
}

/** @param {Element} element */
function onScreen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** How far it is back to where a piece stood. @param {DOMRect} from @param {Element} one */
function way(from, one) {
  const to = one.getBoundingClientRect();
  const shown = from.height && to.height;
  return /** @type {[number, number]} */ (shown ? [from.left - to.left, from.top - to.top] : [0, 0]);
}

/** How long things take to change place, from the style sheet; nothing where motion is unwanted. */
export function time() {
  if (document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches) return 0;
  const token = getComputedStyle(document.documentElement).getPropertyValue("--calm").trim();
  const number = parseFloat(token);
  if (Number.isNaN(number)) return 420;
  return token.endsWith("ms") ? number : number * 1000;
}

/** What carries a ring, and since when. @type {Map<HTMLElement, number>} */
const ringed = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let last;

/** @param {HTMLElement} one */
function ring(one) {
  one.classList.add("moved");
  ringed.set(one, performance.now());
  clearTimeout(last);
  last = setTimeout(unring, RING);
}

/** Rings that are over go with the next frame of the board: each by itself would be a picture more. */
function unring() {
  const now = performance.now();
  for (const [one, since] of ringed) {
    if (now - since < RING - 1) continue; // a timer may come a little early
    one.classList.remove("moved");
    ringed.delete(one);
  }
}

/** @param {HTMLElement | null} one @param {number} duration */
function fade(one, duration) {
  one?.animate?.([{ opacity: 0 }, { opacity: 1 }], { duration, easing: EASING });
}

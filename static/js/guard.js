/**
 * The ground never moves under a typing hand or a reading eye: what somebody looks at, types in or
 * points to stays where it is on the screen while pieces come and go around it.
 */

import { still } from "coproduce/pace";

// The browser's own anchoring would correct a second time.
document.documentElement.style.overflowAnchor = "none";

/** @type {{x: number, y: number} | null} */
let finger = null;
addEventListener("pointerdown", ({ clientX: x, clientY: y }) => (finger = { x, y }), true);
addEventListener("pointermove", ({ clientX: x, clientY: y }) => finger && (finger = { x, y }), true);
for (const ends of ["pointerup", "pointercancel"]) addEventListener(ends, () => (finger = null), true);

const AGAIN = 1000; // ms: to find that nothing lies there takes longest of all
const REST = 150; // ms after which somebody who scrolls has arrived
const HEIGHTS = [0.3, 0.5, 0.7, 0.9]; // of the screen, from which somebody reads on

/**
 * The page, and the open beside it where that scrolls by itself: in each something is looked at.
 * `inSight`: that, and what comes after it; `again`: when a place where nothing lay is looked at again.
 * @typedef {{scroller: Element, inSight: Element[], again: number}} Part
 * @type {Part[]}
 */
const parts = [partOf(/** @type {Element} */ (document.scrollingElement))];

/** @param {Element} scroller @returns {Part} */
function partOf(scroller) {
  return { scroller, inSight: [], again: 0 };
}

const open = document.querySelector(".board .open");
if (open) parts.push(partOf(open));

/** Those of this screen: on a narrow one the open is a stretch of the page. */
function partsNow() {
  return open && /auto|scroll/.test(getComputedStyle(open).overflowY) ? parts : parts.slice(0, 1);
}

/**
 * Note where things stand; the answer puts the screen back there.
 * @param {Set<Element>} travellers pieces that are about to go elsewhere
 * @param {Element} [anchor] what must not move; otherwise what is looked at
 * @returns {() => void}
 */
export function stay(travellers, anchor) {
  const anchors = anchor ? [holdOn(anchor, scrollerOf(anchor))] : looked(travellers);
  return () => anchors.forEach(putBack);
}

/**
 * What must not move, and where it is on the screen.
 * @typedef {{anchor: Element, scroller: Element, top: number}} Hold
 * @param {Element} anchor @param {Element} scroller what scrolls when it moves @returns {Hold}
 */
function holdOn(anchor, scroller) {
  return { anchor, scroller, top: anchor.getBoundingClientRect().top };
}

/** @param {Hold} hold */
function putBack({ anchor, scroller, top }) {
  if (!anchor.isConnected || anchor.getClientRects().length === 0) return; // it is out of view
  const moved = anchor.getBoundingClientRect().top - top;
  if (Math.abs(moved) < 1) return;
  scroller.scrollTop += moved;
  put.set(scroller, scroller.scrollTop);
}

/** Where a screen was put back to: it scrolls so, and nobody looks elsewhere. @type {WeakMap<Element, number>} */
const put = new WeakMap();

/** Moving an element takes the focus off it in most browsers. @param {() => void} act */
export function keepFocus(act) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  act();
  if (focused && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
}

/** What the person has to do with now, in each part. @param {Set<Element>} travellers @returns {Hold[]} */
function looked(travellers) {
  const now = partsNow();
  const under = finger && piece(document.elementFromPoint(finger.x, finger.y));
  const focused = piece(document.activeElement);
  const first = [under, focused && onScreen(focused) ? focused : null];
  return now.flatMap((part) => {
    const isIn = (/** @type {Element | null} */ one) => one && !travellers.has(one) && liesIn(now, one) === part;
    const anchor = first.find(isIn) ?? lookedIn(part, isIn);
    return anchor ? holdOn(anchor, part.scroller) : [];
  });
}

/** @param {Part[]} now @param {Element} one @returns {Part} */
function liesIn([page, beside], one) {
  return beside?.scroller.contains(one) ? beside : page;
}

/** What goes elsewhere is looked at no more, wherever it comes to lie. @param {Part} part @param {(one: Element) => any} isIn */
function lookedIn(part, isIn) {
  part.inSight = part.inSight.filter((one) => one.isConnected && isIn(one));
  const one = part.inSight.find(onScreen);
  return one || performance.now() < part.again ? one : look(part, isIn);
}

/** With what comes after it, for it may go elsewhere. @param {Part} part @param {(one: Element) => any} isIn @returns {Element | undefined} */
function look(part, isIn) {
  const one = seen(part.scroller, isIn);
  const next = one?.matches(".idea") && one.nextElementSibling;
  part.inSight = [one, next, next && next.nextElementSibling].flatMap((found) => found || []);
  if (!one) part.again = performance.now() + AGAIN;
  return part.inSight[0];
}

/** It scrolls: what was looked at is so as long as it is on the screen, until somebody has arrived. @param {Part} part */
function lookElsewhere(part) {
  part.again = 0;
  clearTimeout(arrives);
  arrives = setTimeout(lookAround, REST);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let arrives;

/** To ask what lies where takes long: it is known before the next piece is drawn, each part in a turn of its own. */
async function lookAround() {
  for (const part of parts) {
    await still();
    const now = partsNow();
    if (now.includes(part)) look(part, (one) => liesIn(now, one) === part);
  }
}

parts.forEach(lookElsewhere);
addEventListener("resize", () => parts.forEach(lookElsewhere));
addEventListener(
  "scroll",
  ({ target }) => {
    const scroller = target === document ? document.scrollingElement : target;
    const part = parts.find((one) => one.scroller === scroller);
    if (part && put.get(part.scroller) !== part.scroller.scrollTop) lookElsewhere(part);
  },
  { capture: true, passive: true },
);

/**
 * What lies where people look.
 * @param {Element} scroller @param {(one: Element) => any} isIn @returns {Element | null}
 */
function seen(scroller, isIn) {
  const { left, right } = scroller === open ? open.getBoundingClientRect() : { left: 0, right: innerWidth };
  let around = null;
  for (const height of HEIGHTS) {
    for (const side of [0.5, 0.25, 0.75]) {
      const one = piece(document.elementFromPoint(left + (right - left) * side, innerHeight * height));
      if (!one || !isIn(one)) continue;
      if (!one.matches(".theme")) return one;
      around ??= one;
    }
  }
  return around;
}

/**
 * Of a theme only where nothing smaller is to be had: it stands where it stood while all that is read
 * in it goes up or down. @param {Element | null} element @returns {Element | null}
 */
function piece(element) {
  return element?.closest(".idea, .theme-head") ?? element?.closest(".theme") ?? null;
}

/** @param {Element} element */
function onScreen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** What scrolls when this moves. @param {Element} element @returns {Element} */
export function scrollerOf(element) {
  for (let outer = element.parentElement; outer; outer = outer.parentElement) {
    if (outer.scrollHeight > outer.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(outer).overflowY)) {
      return outer;
    }
  }
  return /** @type {Element} */ (document.scrollingElement);
}

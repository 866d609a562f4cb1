/**
 * The ground never moves under a typing hand or a reading eye: what somebody looks at, types in or
 * points to stays where it is on the screen while pieces come and go around it.
 */

// The browser's own anchoring would correct a second time.
document.documentElement.style.overflowAnchor = "none";

/** @type {{x: number, y: number} | null} */
let finger = null;
addEventListener("pointerdown", ({ clientX: x, clientY: y }) => (finger = { x, y }), true);
addEventListener("pointermove", ({ clientX: x, clientY: y }) => finger && (finger = { x, y }), true);
for (const ends of ["pointerup", "pointercancel"]) addEventListener(ends, () => (finger = null), true);

const AGAIN = 1000; // ms: to find that nothing lies there takes longest of all

/**
 * Note where things stand; the answer puts the screen back there.
 * @param {Set<Element>} travellers pieces that are about to go elsewhere
 * @param {Element | null} anchor what must not move; otherwise what is looked at
 * @returns {() => void}
 */
export function stay(travellers, anchor = looked(travellers)) {
  const top = anchor?.getBoundingClientRect().top ?? 0;
  return () => {
    if (!anchor?.isConnected || anchor.getClientRects().length === 0) return; // it is out of view
    const moved = anchor.getBoundingClientRect().top - top;
    if (Math.abs(moved) < 1) return;
    const scroller = scrollerOf(anchor);
    scroller.scrollTop += moved;
    put.set(scroller, scroller.scrollTop);
  };
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

/** What the person has to do with now. @param {Set<Element>} travellers @returns {Element | null} */
function looked(travellers) {
  const under = finger && piece(document.elementFromPoint(finger.x, finger.y));
  const focused = piece(document.activeElement);
  for (const one of [under, focused && onScreen(focused) ? focused : null]) {
    if (one && !travellers.has(one)) return one;
  }
  const still = inSight?.isConnected && onScreen(inSight) && !travellers.has(inSight);
  if (still || performance.now() < again) return inSight;
  inSight = seen(travellers);
  if (!inSight) again = performance.now() + AGAIN;
  return inSight;
}

/** What was looked at last; until something scrolls, nobody looks elsewhere. @type {Element | null} */
let inSight = null;
let again = 0; // when a place where nothing lay is looked at again
function lookElsewhere() {
  inSight = null;
  again = 0;
}

addEventListener("resize", lookElsewhere);
addEventListener(
  "scroll",
  ({ target }) => {
    const scroller = target === document ? document.scrollingElement : target;
    if (put.get(/** @type {Element} */ (scroller)) !== /** @type {Element} */ (scroller).scrollTop) lookElsewhere();
  },
  { capture: true, passive: true },
);

/** What lies where people look. @param {Set<Element>} travellers @returns {Element | null} */
function seen(travellers) {
  let around = null;
  for (const part of [0.3, 0.5, 0.7, 0.9]) {
    for (const side of [0.5, 0.25, 0.75]) {
      const one = piece(document.elementFromPoint(innerWidth * side, innerHeight * part));
      if (!one || travellers.has(one)) continue;
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

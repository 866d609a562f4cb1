/**
 * What comes near is no longer skipped, one place to a picture, and is laid out before it is drawn: a row
 * of themes, into which many ideas have come unseen, would otherwise be done for one picture. On a slow
 * machine a theme is laid out a few ideas at a time.
 */

import { stay } from "coproduce/guard";
import { hear, tell } from "coproduce/news";
import { mayBeSlow, still, touch } from "coproduce/pace";

const NEAR = "200% 0px"; // of the screen's height; a browser draws what is nearer than one and a half
const NEAR_IN_OPEN = "300% 0px"; // of its own height, which is less
const THEMES = "#clearings > .theme";
const SKIPPED = `${THEMES}, .ten`; // what costs nothing out of sight
const FEW = 8; // ideas that are laid out for one picture: hardly fewer than a ten has

/** Those that have come near, or gone, and whether they are. @type {Map<Element, boolean>} */
const crossing = new Map();
let busy = false;
/** The list that an idea was laid out in. @type {WeakMap<Element, Element | null>} */
const laid = new WeakMap();

const sight = new IntersectionObserver(note, { rootMargin: NEAR });
// On a wide screen the open scrolls by itself: what lies beyond its edge is near as well.
const sightInOpen = new IntersectionObserver(note, /** @type {any} */ ({ scrollMargin: NEAR_IN_OPEN }));

/** @param {IntersectionObserverEntry[]} told */
function note(told) {
  for (const { target, isIntersecting } of told) crossing.set(target, isIntersecting);
  if (!busy) crossAll();
}

async function crossAll() {
  busy = true;
  for (const place of crossing.keys()) {
    if (crossing.get(place) !== place.classList.contains("near")) await cross(place);
    crossing.delete(place);
  }
  busy = false;
}

/** While nothing else is to be drawn and no hand waits. @param {Element} place */
async function cross(place) {
  await still(true);
  if (crossing.get(place)) await layOut(place);
  const near = Boolean(crossing.get(place)); // by now
  if (!near) noteLaid(listIn(place).children);
  const back = stay(new Set()); // what lies above may be higher than it was when it was seen last
  place.classList.toggle("near", near);
  back();
  tell("near", place);
  touch();
}

/**
 * Those of its ideas that wait for their turn take no part in it. Whether anything of this can be seen is
 * for the style sheet: an idea that goes elsewhere meanwhile is shown there. @param {Element} place
 */
async function layOut(place) {
  const list = listIn(place);
  const rest = mayBeSlow() && isSkipped(list) ? [...list.children].filter((idea) => laid.get(idea) !== list) : [];
  for (const idea of rest.slice(FEW)) idea.classList.add("waits");
  do {
    const turn = rest.splice(0, FEW);
    for (const idea of turn) idea.classList.remove("waits");
    noteLaid(turn);
    list.lastElementChild?.getBoundingClientRect(); // what is asked is laid out
    touch(); // whatever comes next would otherwise be done in front of the same picture
    await still(true);
  } while (rest.length > 0);
}

/** @param {Element} place */
const listIn = (place) => place.querySelector(".theme-ideas") ?? place;

/** @param {Iterable<Element>} ideas */
function noteLaid(ideas) {
  for (const idea of ideas) laid.set(idea, idea.parentElement);
}

/** @param {Element} list */
function isSkipped(list) {
  const drawn = list.lastElementChild?.checkVisibility?.(/** @type {any} */ ({ contentVisibilityAuto: true }));
  return drawn === false && list.matches(".theme-ideas");
}

// Who scrolls faster than that sees all of a theme.
addEventListener("contentvisibilityautostatechange", (event) => {
  if (/** @type {any} */ (event).skipped) return;
  for (const idea of /** @type {Element} */ (event.target).querySelectorAll(".waits")) idea.classList.remove("waits");
}, true);

/** @param {Element} place */
function watch(place) {
  (place.matches(THEMES) ? sight : sightInOpen).observe(place);
}

document.querySelectorAll(SKIPPED).forEach(watch);
hear("drawn", ({ fresh }) => {
  for (const id of fresh.keys()) {
    const place = document.getElementById(id)?.closest(SKIPPED);
    if (place) watch(place);
  }
});

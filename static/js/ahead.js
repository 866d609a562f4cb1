/**
 * What comes near is no longer skipped, one place to a picture, and is laid out before it is drawn: a row
 * of themes, into which many ideas have come unseen, would otherwise be done for one picture.
 */

import { stay } from "coproduce/guard";
import { hear, tell } from "coproduce/news";
import { still, touch } from "coproduce/pace";

const NEAR = "200% 0px"; // of the screen's height; a browser draws what is nearer than one and a half
const NEAR_IN_OPEN = "300% 0px"; // of its own height, which is less
const THEMES = "#clearings > .theme";
const SKIPPED = `${THEMES}, .ten`; // what costs nothing out of sight

/** Those that have come near, or gone, and whether they are. @type {Map<Element, boolean>} */
const crossing = new Map();
let busy = false;

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
  if (crossing.get(place)) {
    layOut(place);
    touch(); // whatever comes next would otherwise be done in front of the same picture
    await still(true);
  }
  const near = Boolean(crossing.get(place)); // by now
  const back = stay(new Set()); // what lies above may be higher than it was when it was seen last
  place.classList.toggle("near", near);
  back();
  tell("near", place);
  touch();
}

/** @param {Element} place */
function layOut(place) {
  (place.querySelector(".theme-ideas") ?? place).lastElementChild?.getBoundingClientRect(); // what is asked is laid out
}

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

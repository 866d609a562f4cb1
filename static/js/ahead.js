/**
 * On a slow machine a theme that comes near is laid out before it is drawn, and by itself: a row of
 * them, into which many ideas have come unseen, would otherwise be laid out for one picture.
 */

import { hear } from "coproduce/news";
import { isSlow, still, touch } from "coproduce/pace";

const NEAR = "200% 0px"; // of the screen's height; a browser draws what is nearer than one and a half

/** Those that have come near and are not laid out yet. @type {Set<Element>} */
const coming = new Set();
let busy = false;

const sight = new IntersectionObserver(
  (told) => {
    for (const { target, isIntersecting } of told) {
      if (isIntersecting && isSlow()) coming.add(target);
      else coming.delete(target);
    }
    if (!busy) layOutAll();
  },
  { rootMargin: NEAR },
);

/** One to a picture, while nothing else is to be drawn and no hand waits. */
async function layOutAll() {
  busy = true;
  for (const theme of coming) {
    await still(true);
    layOut(theme);
    touch(); // whatever comes next would otherwise be done in front of the same picture
  }
  busy = false;
}

/** @param {Element} theme */
function layOut(theme) {
  coming.delete(theme);
  theme.querySelector(".theme-ideas")?.lastElementChild?.getBoundingClientRect(); // what is asked is laid out
}

/** @param {Iterable<Element>} pieces */
function watch(pieces) {
  for (const piece of pieces) if (piece.matches("#clearings > .theme")) sight.observe(piece);
}

watch(document.querySelectorAll("#clearings > .theme"));
hear("drawn", ({ fresh }) => watch([...fresh.keys()].flatMap((id) => document.getElementById(id) ?? [])));

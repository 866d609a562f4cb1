/**
 * What others have in hand: what they hold is in softer ink and carries their mark; what they write in
 * carries it too. Of twenty who move ideas about hardly one does so where this screen looks, and a
 * mark costs a layout: so it is drawn where it can be seen, and as the idea comes into view.
 */

import { drawMark, newMark } from "coproduce/marks";
import { hear } from "coproduce/news";
import { stillWhereSlow, touch } from "coproduce/pace";
import { ideaOf } from "coproduce/places";
import { nameOf, others } from "coproduce/presence";

/** @typedef {import("coproduce/presence").Card} Card */

const NEAR = "50% 0px"; // of the screen's height: what is scrolled to has its mark by then

/** @type {Map<HTMLElement, Card>} */
let held = new Map();
/** Those of them that are near and marked. @type {Set<Element>} */
const near = new Set();
/** Those that have come near since, or gone. @type {Map<Element, boolean>} */
const crossing = new Map();

const sight = new IntersectionObserver(
  (told) => {
    const waits = crossing.size > 0;
    for (const { target, isIntersecting } of told) {
      if (isIntersecting === near.has(target)) crossing.delete(target);
      else crossing.set(target, isIntersecting);
    }
    if (!waits && crossing.size > 0) cross();
  },
  { rootMargin: NEAR },
);

async function cross() {
  await stillWhereSlow();
  for (const [idea, isNear] of crossing) {
    const card = held.get(/** @type {HTMLElement} */ (idea));
    if (!card) continue;
    if (isNear) near.add(idea);
    else near.delete(idea);
    if (isNear) mark(idea, card);
    else unmark(idea);
  }
  crossing.clear();
  touch();
}

/** The idea that somebody moves, or writes in. @param {Card} card @returns {string | null} */
function heldBy(card) {
  return card.holds ?? (card.writes?.startsWith("idea:") ? card.writes.slice(5) : null);
}

/** @returns {Map<HTMLElement, Card>} what is in somebody's hand by now */
function inHand() {
  const found = new Map();
  for (const [, card] of others()) {
    const id = heldBy(card);
    const idea = id && ideaOf(id);
    if (idea) found.set(idea, card);
  }
  return found;
}

hear("here-drawn", () => {
  const now = inHand();
  for (const idea of held.keys()) {
    if (now.has(idea)) continue;
    sight.unobserve(idea);
    if (near.delete(idea)) unmark(idea);
  }
  const before = held;
  held = now; // first: what is observed is told of by what is held
  for (const [idea, card] of now) {
    if (!before.has(idea)) sight.observe(idea);
    else if (near.has(idea)) mark(idea, card);
  }
});

// A morph takes the marks away.
hear("drawn", ({ fresh }) => {
  for (const idea of near) {
    const card = fresh.has(idea.id) && held.get(/** @type {HTMLElement} */ (idea));
    if (card) mark(idea, card);
  }
});

/** @param {Element} idea @param {Card} card */
function mark(idea, card) {
  idea.classList.toggle("held", Boolean(card.holds));
  let holder = idea.querySelector(":scope > .holder");
  if (!holder) {
    holder = document.createElement("span");
    holder.className = "holder";
    holder.append(newMark(card));
    idea.append(holder);
  } else drawMark(/** @type {SVGElement} */ (holder.firstElementChild), card);
  /** @type {HTMLElement} */ (holder).title = nameOf(card);
}

/** @param {Element} idea */
function unmark(idea) {
  idea.classList.remove("held");
  idea.querySelector(":scope > .holder")?.remove();
}

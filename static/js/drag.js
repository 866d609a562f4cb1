/** Dragging: the pointer's way to hold an idea and to put it down where it is let go. */

import { scrollerOf } from "coproduce/guard";
import { picks } from "coproduce/choosing";
import { hold, holdSeveral, holding, letGo, put } from "coproduce/moving";
import { inTurn } from "coproduce/pace";
import { idOf } from "coproduce/places";
import { sign } from "coproduce/presence";

const START = 6; // px of travel that make a press a drag
const EDGE = 70; // px from the edge of the screen where the ground begins to scroll
const REST = 300; // ms there before it begins: who only lets go there finds what they aimed at
const STEP = 12; // px a frame, at most

/** @type {{id: string, idea: HTMLElement, pointer: number, x: number, y: number} | null} */
let press = null;
/** @type {HTMLElement | null} */
let ghost = null;
/** @type {Element | null} */
let over = null;
let roaming = false; // whether the hand has been away from the edges
let scrolling = false;
let since = 0; // when the hand came to the edge it is at
let at = { x: 0, y: 0 };
let grip = { x: 0, y: 0 };

document.addEventListener("pointerdown", (event) => {
  const target = /** @type {Element} */ (event.target);
  const idea = /** @type {HTMLElement | null} */ (target.closest("#main li.idea[id]:not(.aside)"));
  const other = target.closest("button:not(.idea-number), a, textarea");
  if (!idea || other || event.button !== 0 || holding()) return;
  // With a finger the words scroll the page; the number is the handle.
  if (event.pointerType !== "mouse" && !target.closest(".idea-number")) return;
  press = { id: idOf(idea), idea, pointer: event.pointerId, x: event.clientX, y: event.clientY };
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== press?.pointer) return;
  at = { x: event.clientX, y: event.clientY };
  if (ghost) {
    // A mouse is told what it is over; to ask after the ghost has moved has the page laid out again.
    const told = event.pointerType === "mouse" && event.target instanceof Element;
    const under = told ? /** @type {Element} */ (event.target) : underHand();
    nearEdge(under);
    carry();
    follow(under);
  } else if (Math.hypot(at.x - press.x, at.y - press.y) >= START) inTurn(lift);
});

document.addEventListener("pointerup", (event) => {
  if (event.pointerId !== press?.pointer) return;
  const place = ghost && placeAt(at.x, at.y);
  const dragged = Boolean(ghost);
  down();
  if (!dragged) return;
  swallowClick();
  if (place) put(place);
  else letGo();
});

document.addEventListener("pointercancel", (event) => {
  if (event.pointerId !== press?.pointer) return;
  if (ghost) letGo();
  down();
});

document.addEventListener("keydown", (event) => event.key === "Escape" && down(), true);
document.addEventListener("selectstart", (event) => press && event.preventDefault());
document.addEventListener("dragstart", (event) => press && event.preventDefault());
// A long press on the handle is the beginning of a drag, not a menu.
document.addEventListener("contextmenu", (event) => press && event.preventDefault());

function lift() {
  const idea = press?.idea;
  if (!press || ghost || !idea?.isConnected) return;
  const box = idea.getBoundingClientRect(); // before anything changes: the page is laid out once
  roaming = edge(underHand()) === 0;
  const several = picks();
  if (several.length > 1 && several.includes(press.id)) holdSeveral(several, true);
  else hold(idea, { dragged: true });
  grip = { x: press.x - box.left, y: press.y - box.top };
  ghost = /** @type {HTMLElement} */ (idea.cloneNode(true));
  for (const one of [ghost, ...ghost.querySelectorAll("[id]")]) one.removeAttribute("id");
  ghost.setAttribute("aria-hidden", "true");
  ghost.classList.add("ghost");
  ghost.style.inlineSize = `${box.width}px`;
  const frame = document.createElement("ol");
  frame.className = "loose ghost-frame";
  Object.assign(frame.style, { position: "fixed", inset: "0 auto auto 0", zIndex: "5", pointerEvents: "none" });
  frame.append(ghost);
  carry();
  document.body.append(frame);
}

function carry() {
  if (ghost) ghost.style.transform = `translate(${at.x - grip.x}px, ${at.y - grip.y}px)`;
}

function underHand() {
  return document.elementFromPoint(at.x, at.y);
}

/** @param {Element | null} under */
function follow(under) {
  const found = targetIn(under);
  if (found === over) return;
  over?.classList.remove("over");
  over = found;
  over?.classList.add("over");
  sign({ over: nameOf(over) });
}

/** The pointer is up: nothing is in the air any more. */
function down() {
  press = null;
  ghost?.parentElement?.remove();
  ghost = null;
  over?.classList.remove("over");
  over = null;
}

/** @param {Element | null} under @returns {Element | null} the piece it would go to */
function targetIn(under) {
  const idea = under?.closest(".loose .idea[id]");
  if (idea && idOf(idea) !== press?.id) return idea;
  return under?.closest(".theme, .open-ground") ?? null;
}

/** @param {number} x @param {number} y @returns {import("coproduce/moving").Place | null} */
function placeAt(x, y) {
  const target = targetIn(document.elementFromPoint(x, y));
  if (!target) return null;
  if (target.matches(".idea")) return { idea: idOf(target) };
  if (target.matches(".open-ground")) return { open: /** @type {HTMLElement} */ (target).dataset.area };
  return { theme: idOf(target), before: beforeAt(x, y) };
}

/** The idea in whose upper half the pointer is. @param {number} x @param {number} y */
function beforeAt(x, y) {
  const idea = document.elementFromPoint(x, y)?.closest(".theme-ideas > .idea[id]");
  if (!idea || idOf(idea) === press?.id) return undefined;
  const { top, height } = idea.getBoundingClientRect();
  const next = y < top + height / 2 ? idea : idea.nextElementSibling;
  return next && idOf(next) !== press?.id ? idOf(next) : undefined;
}

/** @param {Element | null} target @returns {string | null} as presence says it */
function nameOf(target) {
  if (!target) return null;
  if (target.matches(".theme")) return `theme:${idOf(target)}`;
  return target.matches(".idea") ? `idea:${idOf(target)}` : "open";
}

/**
 * Near an edge the ground comes towards the hand, once the hand has been away from it.
 * @param {Element | null} under
 */
function nearEdge(under) {
  if (edge(under) === 0) roaming = true;
  else if (roaming && !scrolling) {
    since = performance.now();
    scroll();
  }
}

/** With every picture, ever faster, and no picture is asked for otherwise. */
function scroll() {
  const way = ghost ? edge(underHand()) : 0;
  scrolling = way !== 0;
  if (!scrolling) return;
  const step = way * Math.min(STEP, Math.ceil((performance.now() - since - REST) / 25)); // px
  if (step * way > 0) {
    const ground = groundAt(at.y) ?? groundAt(innerHeight / 2) ?? document.body;
    if (!scrolled(scrollerOf(ground), step)) scrolled(document.scrollingElement, step);
    follow(underHand());
  }
  requestAnimationFrame(scroll);
}

/** What of the ground lies above or below the hand at this height. @param {number} y px of the screen */
function groundAt(y) {
  return document.elementFromPoint(at.x, y)?.closest(".ground *");
}

/** @param {Element | null} scroller @param {number} step px @returns {boolean} whether it was not at its end */
function scrolled(scroller, step) {
  const before = scroller?.scrollTop;
  if (scroller) scroller.scrollTop += step;
  return scroller?.scrollTop !== before;
}

/**
 * At which edge of the ground the hand is: -1 above, 1 below or over what lies there, 0 at none.
 * @param {Element | null} under
 */
function edge(under) {
  if (at.y < EDGE) return -1;
  return at.y > innerHeight - EDGE || under?.closest("#dock") ? 1 : 0;
}

/** Letting go is not a press on what lies below. */
function swallowClick() {
  const stop = (/** @type {Event} */ event) => event.stopPropagation();
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }), 50);
}

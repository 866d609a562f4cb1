/**
 * The open in tens: where hundreds of ideas lie in one list, those whose numbers are of the same ten
 * lie together, and a ten that is out of sight costs nothing. It is skipped only once it is known how
 * high it is, so the list is as long as if all of it were laid out.
 */

import { hear } from "coproduce/news";

const TEN = 10; // ideas, if none of them lies elsewhere
const REST = 400; // ms in which new tens are gathered

/** Those whose height has been told, and whether they have any. @type {Map<Element, boolean>} */
const told = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let rest;

// What is changed while the browser tells of heights is laid out in the same picture a second time.
const heights = new ResizeObserver((all) => {
  for (const { target, contentRect } of all) told.set(target, contentRect.height > 0);
  rest ??= setTimeout(mark, REST);
});

function mark() {
  rest = undefined;
  for (const [ten, laid] of told) ten.classList.toggle("laid", laid);
  told.clear();
}

/**
 * Where in a list an idea with this number lies: in the list itself where that is not of a board's
 * open, and as long as it has no number. @param {HTMLElement} list @param {number} number or Infinity
 * @returns {HTMLElement}
 */
export function tenIn(list, number) {
  if (!list.matches(".board .loose") || !Number.isFinite(number)) return list;
  const wanted = Math.floor(number / TEN);
  let next = null;
  for (const other of [.../** @type {Iterable<HTMLElement>} */ (list.children)].reverse()) {
    const ten = Number(other.dataset.ten ?? Infinity);
    if (ten === wanted) return other;
    if (ten < wanted) break;
    next = other;
  }
  const made = document.createElement("div");
  made.className = "ten";
  made.role = "none"; // to the ear it is one list
  made.dataset.ten = String(wanted);
  list.insertBefore(made, next);
  heights.observe(made);
  return made;
}

/** A ten whose last idea went is not kept. @param {Element | null} list */
export function leave(list) {
  if (!list?.matches(".ten") || list.firstElementChild) return;
  heights.unobserve(list);
  list.remove();
}

/** The whole list that an idea lies in. @param {Element | null} idea @returns {Element | null} */
export function listOf(idea) {
  return idea?.parentElement?.closest(":not(.ten)") ?? null;
}

/** What lies in a list, in its order. @param {Element | null} list @returns {HTMLElement[]} */
export function allIn(list) {
  const all = [...(list?.children ?? [])].flatMap((one) => (one.matches(".ten") ? [...one.children] : one));
  return /** @type {HTMLElement[]} */ (all);
}

/**
 * The same, without tens that lie wholly above or below: to ask where an idea in them stands would
 * have them laid out. @param {Element} list @param {number} top px of the screen @param {number} bottom
 */
export function allNear(list, top, bottom) {
  const far = new Set([...list.children].filter((one) => one.matches(".ten.laid") && !isBetween(one, top, bottom)));
  return allIn(list).filter((one) => !far.has(/** @type {Element} */ (one.parentElement)));
}

/** @param {Element} one @param {number} top @param {number} bottom */
function isBetween(one, top, bottom) {
  const box = one.getBoundingClientRect();
  return box.bottom > top && box.top < bottom;
}

/** They are as high as something else has made them: it is asked of each anew. */
function forget() {
  for (const ten of document.querySelectorAll(".ten")) {
    ten.classList.remove("laid");
    told.delete(ten);
    heights.unobserve(ten);
    heights.observe(ten);
  }
}

hear("filtered", forget);
addEventListener("resize", forget);

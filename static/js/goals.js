/** While something is held: where on the ground it can be put, as buttons in their places. */

import { hear } from "coproduce/news";
import { ELSEWHERE, idOf, titleOf } from "coproduce/places";
import { allNear } from "coproduce/tens";
import { seenTogether } from "coproduce/view";
import { gettext } from "coproduce/words";

const DRAWN = 2; // screens: themes that are farther away are not drawn, and it is told as they come near
const REST = 60; // ms: as long as one scrolls, the next screen is there already

/** Where something lies that cannot be reached now; asked of what the page says, not laid out. */
export const OUT_OF_SIGHT = `[hidden], .away, .aside, ${ELSEWHERE}`;

/** @typedef {import("coproduce/moving").Held} Held */

/** What is held, and the element one holds it by. @type {{what: Held, grip: HTMLElement} | null} */
let held = null;

/** @returns {HTMLElement[]} those that can be reached, in reading order */
export function goals() {
  return everyGoal().filter(isInReach);
}

/**
 * Of the places before what is held and after it, in reading order, the nearest: the focus stays in
 * sight, and the next arrow key does not jump over half the page. @returns {HTMLElement | undefined}
 */
export function goalBeside() {
  const { grip } = held ?? {};
  if (!grip) return undefined;
  const all = everyGoal();
  const after = all.findIndex((one) => grip.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const rest = after < 0 ? [] : all.splice(after);
  const [earlier, later] = [all.reverse().find(isInReach), rest.find(isInReach)];
  return earlier && later && gap(earlier, grip) < gap(later, grip) ? earlier : (later ?? earlier);
}

/** How far what a goal stands for is from what is held, in px. @param {HTMLElement} goal @param {HTMLElement} grip */
function gap(goal, grip) {
  // What lies inside a theme that is not drawn would have to be laid out for this.
  const one = (goal.closest(".theme, .loose .idea") ?? goal).getBoundingClientRect();
  const other = grip.getBoundingClientRect();
  const across = Math.max(one.left - other.right, other.left - one.right, 0);
  return Math.round(Math.hypot(across, Math.max(one.top - other.bottom, other.top - one.bottom, 0)));
}

/** @returns {HTMLElement[]} */
function everyGoal() {
  return /** @type {any} */ ([...document.getElementsByClassName("goal")]);
}

/** @param {HTMLElement} one */
function isInReach(one) {
  return !one.closest(OUT_OF_SIGHT);
}

/** Show every theme and area for what is held. @param {Held} what @param {HTMLElement} grip the element one holds by */
export function offerGoals(what, grip) {
  held = { what, grip };
  const near = themesNear();
  for (const button of document.querySelectorAll(".put-here")) offerTheme(/** @type {HTMLElement} */ (button), what, grip, near);
  for (const button of document.querySelectorAll(".back-to-open")) offerOpen(/** @type {HTMLElement} */ (button), what, grip);
}

/**
 * Show them once more where a morph has taken them away; nothing else is looked at, for this is done
 * with every frame. @param {Held} what @param {HTMLElement} grip @param {Iterable<string>} fresh ids of pieces
 */
export function offerAgain(what, grip, fresh) {
  const pieces = [...fresh].flatMap((id) => document.getElementById(id) ?? []);
  for (const piece of pieces) {
    if (!piece.matches(".loose .idea[id]")) piece.querySelector(":scope > .start-theme")?.remove();
  }
  const moved = pieces.some((piece) => piece.matches(".open-ground") || what.ids.includes(idOf(piece)));
  if (moved) return offerGoals(what, grip), offerToBegin(what); // it lies elsewhere itself, or there is one more area
  for (const piece of pieces) {
    const button = piece.matches(".theme") ? piece.querySelector(".put-here") : null;
    if (button) offerTheme(/** @type {HTMLElement} */ (button), what, grip);
    else if (!what.dragged && !what.too && piece.matches(".loose .idea[id]")) beginAt(piece);
  }
}

/**
 * The themes that are no places for what is held: the one that it would leave, which another than it was
 * taken out of may be by now; or all it belongs in, where it is to belong in one more.
 * @param {Held} held @param {HTMLElement} grip @returns {string[]} ids
 */
export function themesOf({ ids, from, too }, grip) {
  if (ids.length > 1) return [];
  const all = (grip.dataset.themes ?? "").split(" ").filter(Boolean);
  if (too) return all;
  return from && all.includes(from) ? [from] : all.slice(0, 1);
}

/**
 * @param {HTMLElement} button @param {Held} what @param {HTMLElement} grip
 * @param {Set<Element>} [near] where it is known, only those get their dashes
 */
function offerTheme(button, what, grip, near) {
  const { too, dragged } = what;
  const theme = button.closest(".theme");
  const here = Boolean(theme && themesOf(what, grip).includes(idOf(theme)));
  theme?.classList.toggle("takes", !here && (!near || near.has(theme)));
  if (dragged) return;
  call(button, too ? gettext("Belongs here too") : gettext("Put it here"), theme && titleOf(theme));
  button.hidden = here;
}

/** Of dozens of themes few. */
function themesNear() {
  const themes = [...document.querySelectorAll("#clearings > .theme")];
  return new Set(themes.filter((theme) => isNear(theme.getBoundingClientRect(), DRAWN)));
}

/** @param {HTMLElement} button @param {Held} what @param {HTMLElement} grip */
function offerOpen(button, { ids, too, dragged }, grip) {
  const { area = "" } = button.dataset;
  const own = ids.length > 1 || grip.dataset.area === area;
  const lies = ids.length === 1 && grip.dataset.in === `open:${area}`;
  const same = !own && seenTogether(area, grip.dataset.area ?? ""); // there it lies in the open as well
  button.hidden = dragged || too || lies || same;
  if (!dragged && !lies) call(button, own ? gettext("Back to the open") : gettext("Put it here"), nameOf(area));
}

export function takeGoals() {
  held = null;
  removeEventListener("scroll", beginSoon, true);
  clearTimeout(rest);
  rest = undefined;
  for (const button of document.querySelectorAll(".start-theme")) button.remove();
  for (const theme of document.querySelectorAll(".theme.takes")) theme.classList.remove("takes");
}

/** Every loose idea near what is seen can begin a theme; of hundreds, the others as they come near. @param {Held} what */
export function offerToBegin({ dragged, too }) {
  if (dragged || too) return;
  addEventListener("scroll", beginSoon, { capture: true, passive: true });
  begin();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let rest;

/** Not in the task of the picture that scrolls. */
function beginSoon() {
  rest ??= setTimeout(() => {
    rest = undefined;
    begin();
  }, REST);
}

function begin() {
  const lists = [...document.getElementsByClassName("loose")];
  // Asked of all before any is changed: to ask after that has the page laid out for each of them.
  for (const loose of lists.flatMap(near)) beginAt(loose);
}

/** Those of a list on the screen, or at most one screen away. @param {Element} list @returns {HTMLElement[]} */
function near(list) {
  const found = [];
  for (const one of allNear(list, -innerHeight, 2 * innerHeight)) {
    if (!one.matches(".idea[id]")) continue;
    const box = one.getBoundingClientRect();
    if (box.top >= 2 * innerHeight) break; // the rest lies below it
    if (isNear(box, 1)) found.push(one);
  }
  return found;
}

/** @param {DOMRect} box @param {number} screens that it may be away */
function isNear({ top, bottom, height }, screens) {
  return height > 0 && top < (1 + screens) * innerHeight && bottom > -screens * innerHeight;
}

/** @param {HTMLElement} loose */
function beginAt(loose) {
  if (held?.what.ids.includes(idOf(loose)) || loose.querySelector(":scope > .start-theme")) return;
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("start-theme"));
  loose.append(cutting.content.cloneNode(true));
  const button = /** @type {Element} */ (loose.querySelector(":scope > .start-theme"));
  call(button, button.textContent?.trim() ?? "", loose.querySelector(".idea-number")?.getAttribute("aria-label"));
}

/** @param {string} area */
function nameOf(area) {
  return document.querySelector(`#area-${CSS.escape(area)} .area-name`)?.textContent;
}

/**
 * All read alike on the screen; the ear is told which is which.
 * @param {Element} button @param {string} words @param {string | null | undefined} of
 */
function call(button, words, of) {
  const name = of ? `${words}: ${of.trim()}` : words;
  if (button.getAttribute("aria-label") === name) return;
  button.setAttribute("aria-label", name);
  if (button.textContent?.trim() !== words) button.textContent = words;
}

hear("near", (place) => {
  const button = held && place.querySelector(":scope > .theme-head > .put-here");
  if (held && button) offerTheme(button, held.what, held.grip);
});

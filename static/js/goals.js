/**
 * While something is held: where on the ground it can be put, as buttons in their places. Each place is
 * told by a class of its own: one of the whole page would have every idea on it looked at.
 */

import { beginAgain, beginNoMore, beginSoon } from "coproduce/beginnings";
import { call } from "coproduce/calling";
import { hear } from "coproduce/news";
import { ELSEWHERE, everyArea, everyTheme, idOf, titleOf } from "coproduce/places";
import { seenTogether } from "coproduce/view";
import { gettext } from "coproduce/words";

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

/**
 * Show the areas for what is held, and themes: what is on the screen goes first, and a pointer that
 * drags is shown all at once. @param {Held} what @param {HTMLElement} grip the element one holds by
 */
export function offerGoals(what, grip) {
  const all = everyTheme();
  offer(what, grip, what.dragged ? all : all.filter(isInSight));
}

/** All the other themes. @param {Held} what @param {HTMLElement} grip */
export function offerFarther(what, grip) {
  offer(what, grip, everyTheme());
}

/** @param {Held} what @param {HTMLElement} grip @param {HTMLElement[]} themes */
function offer(what, grip, themes) {
  held = { what, grip };
  for (const theme of themes) offerTheme(theme, what, grip);
  for (const area of everyArea()) offerOpen(area, what, grip);
}

/** Nothing that is far is laid out to be asked for its place. @param {HTMLElement} theme */
function isInSight(theme) {
  const { top, bottom } = theme.matches(".near") ? theme.getBoundingClientRect() : { top: 0, bottom: 0 };
  return top < innerHeight && bottom > 0;
}

/**
 * Show them once more where a morph has taken them away; nothing else is looked at, for this is done
 * with every frame. @param {Held} what @param {HTMLElement} grip @param {Iterable<string>} fresh ids of pieces
 */
export function offerAgain(what, grip, fresh) {
  const pieces = [...fresh].flatMap((id) => document.getElementById(id) ?? []);
  const moved = pieces.some((piece) => piece.matches(".open-ground") || what.ids.includes(idOf(piece)));
  for (const piece of pieces) {
    if (piece.matches(".idea")) beginAgain(piece);
    else if (!moved && piece.matches(".theme")) offerTheme(piece, what, grip);
  }
  if (!moved) return; // otherwise it lies elsewhere itself, or there is one more area
  offer(what, grip, everyTheme());
  beginSoon();
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

/** @param {HTMLElement} theme @returns {HTMLElement | null} */
function wayInto(theme) {
  return theme.querySelector(":scope > .theme-head > .put-here");
}

/** It has its dashes while it is near. @param {HTMLElement} theme @param {Held} what @param {HTMLElement} grip */
function offerTheme(theme, what, grip) {
  const takes = !themesOf(what, grip).includes(idOf(theme));
  theme.classList.toggle("takes", takes && theme.matches(".near"));
  const button = wayInto(theme);
  if (!button || what.dragged) return;
  call(button, what.too ? gettext("Belongs here too") : gettext("Put it here"), titleOf(theme));
  button.classList.toggle("goal", takes);
}

/** @param {HTMLElement} area @returns {HTMLElement | null} */
function wayBack(area) {
  return area.querySelector(":scope > .back-to-open");
}

/** @param {HTMLElement} section @param {Held} what @param {HTMLElement} grip */
function offerOpen(section, { ids, too, dragged }, grip) {
  section.classList.add("awaits");
  const button = wayBack(section);
  if (!button) return;
  const { area = "" } = section.dataset;
  const own = ids.length > 1 || grip.dataset.area === area;
  const lies = ids.length === 1 && grip.dataset.in === `open:${area}`;
  const same = !own && seenTogether(area, grip.dataset.area ?? ""); // there it lies in the open as well
  button.classList.toggle("goal", !(dragged || too || lies || same));
  if (!dragged && !lies) call(button, own ? gettext("Back to the open") : gettext("Put it here"), nameOf(area));
}

/** Nothing is held. What stands on the loose ideas is taken away by `takeBeginnings`. */
export function takeGoals() {
  held = null;
  beginNoMore();
  for (const theme of everyTheme()) {
    theme.classList.remove("takes");
    wayInto(theme)?.classList.remove("goal");
  }
  for (const area of everyArea()) {
    area.classList.remove("awaits");
    wayBack(area)?.classList.remove("goal");
  }
}

/** @param {string} area */
function nameOf(area) {
  return document.querySelector(`#area-${CSS.escape(area)} .area-name`)?.textContent;
}

hear("near", (place) => {
  if (held && place.matches(".theme")) offerTheme(place, held.what, held.grip);
});

/** While something is held: where on the ground it can be put, as buttons in their places. */

import { ELSEWHERE, idOf, titleOf } from "coproduce/places";
import { seenTogether } from "coproduce/view";
import { gettext } from "coproduce/words";

/** Where something lies that cannot be reached now; asked of what the page says, not laid out. */
export const OUT_OF_SIGHT = `[hidden], .away, .aside, ${ELSEWHERE}`;

/** @type {string[]} */
let held = [];

/** @returns {HTMLElement[]} those that can be reached, in reading order */
export function goals() {
  const all = document.querySelectorAll(".put-here, .start-theme, .back-to-open, .steps .way, .ways .far");
  return /** @type {HTMLElement[]} */ ([...all]).filter((one) => !one.closest(OUT_OF_SIGHT));
}

/**
 * Show every place for what is held; a morph may have taken some away.
 * @param {import("coproduce/moving").Held} what @param {HTMLElement} grip the element one holds by
 */
export function offerGoals({ ids, from, too, dragged }, grip) {
  held = ids;
  const there = new Set(ids.length > 1 ? [] : too ? (grip.dataset.themes ?? "").split(" ") : [from]);
  if (!dragged && !too) offerToBegin(); // first: it asks where things lie, before anything changes
  for (const button of document.querySelectorAll(".put-here")) {
    const theme = button.closest(".theme");
    const here = Boolean(theme && there.has(idOf(theme)));
    theme?.classList.toggle("no-place", here);
    if (dragged) continue;
    call(button, too ? gettext("Belongs here too") : gettext("Put it here"), theme && titleOf(theme));
    /** @type {HTMLElement} */ (button).hidden = here;
  }
  for (const button of document.querySelectorAll(".back-to-open")) {
    const { area = "" } = /** @type {HTMLElement} */ (button).dataset;
    const own = ids.length > 1 || grip.dataset.area === area;
    const lies = ids.length === 1 && grip.dataset.in === `open:${area}`;
    const same = !own && seenTogether(area, grip.dataset.area ?? ""); // there it lies in the open as well
    /** @type {HTMLElement} */ (button).hidden = dragged || too || lies || same;
    if (!dragged && !lies) call(button, own ? gettext("Back to the open") : gettext("Put it here"), nameOf(area));
  }
}

export function takeGoals() {
  held = [];
  removeEventListener("scroll", begin, true);
  for (const button of document.querySelectorAll(".start-theme")) button.remove();
}

/** Every loose idea near what is seen can begin a theme; of hundreds, the others as they come near. */
function offerToBegin() {
  addEventListener("scroll", begin, { capture: true, passive: true });
  begin();
}

function begin() {
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("start-theme"));
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".loose > .idea[id]")]);
  // Asked of all before any is changed: to ask after that has the page laid out for each of them.
  for (const loose of all.filter(isNear)) {
    if (held.includes(idOf(loose)) || loose.querySelector(":scope > .start-theme")) continue;
    loose.append(cutting.content.cloneNode(true));
    const button = /** @type {Element} */ (loose.querySelector(":scope > .start-theme"));
    call(button, button.textContent?.trim() ?? "", loose.querySelector(".idea-number")?.getAttribute("aria-label"));
  }
}

/** On the screen, or at most one screen away. @param {HTMLElement} idea */
function isNear(idea) {
  const { top, bottom, height } = idea.getBoundingClientRect();
  return height > 0 && bottom > -innerHeight && top < 2 * innerHeight;
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

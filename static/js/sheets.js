/**
 * Sheets lie over the ground and stop nobody. One is open at a time; Escape closes it and the
 * focus goes back to where it came from.
 */

import { hear, tell } from "coproduce/news";
import { afterwards, inTurn } from "coproduce/pace";
import { page } from "coproduce/page";
import * as pieces from "coproduce/pieces";
import { gettext } from "coproduce/words";

/** @type {HTMLElement | null} */
let shown = null;
/** @type {HTMLElement | null} */
let opener = null;

/** @type {Map<string, HTMLElement>} */
const all = new Map();
for (const one of document.querySelectorAll("[data-sheet]")) {
  all.set(/** @type {HTMLElement} */ (one).dataset.sheet ?? "", /** @type {HTMLElement} */ (one));
}

/** @param {string} name @returns {HTMLElement | null} */
export function sheet(name) {
  return all.get(name) ?? null;
}

/** @returns {string} the name of the open sheet, or nothing */
export function openSheet() {
  return shown?.dataset.sheet ?? "";
}

/**
 * @param {string} name @param {HTMLElement | null} [from] where the focus goes back to
 * @param {() => void} [fill] what puts its words there: before it has the focus, so that the page is
 *   laid out once
 */
export function open(name, from = null, fill = () => {}) {
  const wanted = sheet(name);
  if (!wanted) return;
  const back = shown?.contains(from) ? opener : from;
  if (shown && shown !== wanted) close(false);
  opener = back;
  shown = wanted;
  wanted.hidden = false;
  fill();
  carryLines(wanted);
  expanded(name, true);
  const { address } = wanted.dataset;
  const place = wanted.querySelector(".fetched");
  if (address && place) fetchInto(page.address(address), place);
  tell("opened", name);
  afterwards(() => {
    if (shown === wanted && !wanted.contains(document.activeElement)) wanted.focus({ preventScroll: true });
  });
}

/** @param {string} path @param {Element} place */
export async function fetchInto(path, place) {
  if (await pieces.fill(path, place)) return;
  place.textContent = gettext("This cannot be fetched just now. Close it and try again.");
}

// A form that came with a fetched sheet is answered in the same place; its words stay if it is not.
document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const place = form.closest(".fetched");
  if (!place || event.defaultPrevented) return;
  event.preventDefault();
  if (await pieces.fill(form.action, place, { form })) tell("answered", place);
  else tell("unwelcome", { message: gettext("That could not be kept just now. Try again.") });
});

/** @param {boolean} [back] whether the focus goes back */
export function close(back = true) {
  const closing = shown;
  if (!closing) return;
  shown = null;
  const focused = closing.contains(document.activeElement);
  closing.hidden = true;
  carryLines(document.querySelector(".dock"));
  const name = closing.dataset.sheet ?? "";
  expanded(name, false);
  const shows = opener?.isConnected && opener.getClientRects().length > 0;
  if (back && focused) (shows ? opener : tabStop())?.focus({ preventScroll: true });
  opener = null;
  tell("closed", name);
}

/** @returns {HTMLElement | null} the idea on the ground that Tab comes to */
function tabStop() {
  return document.querySelector('.ground .idea[tabindex="0"]');
}

/** What is not saved and what was just done is said where no sheet covers it. */
const lines = document.createElement("div");
lines.className = "lines";
const said = [...document.querySelectorAll(".board-page :is(.unsaved, .told)")];

/** @param {Element | null} place the open sheet, or the dock */
function carryLines(place) {
  if (place?.matches(".dock")) {
    place.prepend(...said);
    lines.remove();
  } else {
    lines.append(...said);
    place?.append(lines);
  }
}

/** @param {string} name @param {boolean} is */
function expanded(name, is) {
  for (const button of document.querySelectorAll(`[data-open="${CSS.escape(name)}"][aria-expanded]`)) {
    button.setAttribute("aria-expanded", String(is));
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  if (!shown) return;
  event.preventDefault();
  inTurn(close);
});

hear("closed", (name) => {
  const place = sheet(name)?.querySelector(".fetched");
  if (place) place.replaceChildren(); // it is fetched afresh: an invitation can have changed
});

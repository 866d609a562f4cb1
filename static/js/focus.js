/**
 * The focus is never lost and never hidden: Tab goes round in an open sheet until Escape closes it,
 * and when what has the focus goes, it goes to what lies next to it.
 */

import { hear } from "coproduce/news";
import { ELSEWHERE } from "coproduce/places";
import { openSheet, sheet } from "coproduce/sheets";
import { allIn, listOf } from "coproduce/tens";

/** Where the focus was before a frame, and what lies there. @type {{element: HTMLElement, rows: () => {idea: Row, theme: Row}} | null} */
let was = null;

/** @param {Element | null | undefined} element @returns {element is HTMLElement} */
function canHave(element) {
  return element instanceof HTMLElement && element.isConnected && element.getClientRects().length > 0;
}

/**
 * What lies in a row with a piece, as it lay before a frame. @param {Element | null} piece
 * @typedef {{piece: Element | null, all: Element[]}} Row @returns {Row}
 */
function row(piece) {
  return { piece, all: allIn(listOf(piece)) };
}

/** Those after it first. @param {Row} row @returns {Element[]} */
function beside({ piece, all }) {
  const at = piece ? all.indexOf(piece) : 0;
  return [...all.slice(at + 1), ...all.slice(0, at).reverse()];
}

/** What else could have the focus, the nearest first. @param {{idea: Row, theme: Row}} lay @returns {Element[]} */
function nearby({ idea, theme }) {
  const names = theme.piece ? [theme.piece, ...beside(theme)] : [];
  return [...beside(idea), ...names.flatMap((one) => one.querySelector(".theme-name button") ?? [])];
}

/** Whether what had the focus has it still and can be seen; asked without laying the page out. */
function keeps(/** @type {Element} */ element) {
  return element === document.activeElement && element.isConnected && !element.closest(`[hidden], .away, ${ELSEWHERE}`);
}

/** Give the focus to what can have it, unless somebody has it. */
function give() {
  const before = was;
  was = null;
  const now = document.activeElement;
  if (!before) return;
  const { element } = before;
  if (keeps(element) || canHave(element) || (now !== element && now !== document.body)) return;
  const open = openSheet() ? sheet(openSheet()) : null;
  const inSheet = open?.querySelector(".idea button[data-act]") ?? open;
  const ground = [...nearby(before.rows()), document.querySelector('.ground .idea[tabindex="0"]')];
  (open ? inSheet : ground.find(canHave))?.focus({ preventScroll: true });
}

hear("drawing", ({ fresh }) => {
  const element = /** @type {HTMLElement | null} */ (document.activeElement);
  was = null;
  if (!element || element === document.body) return;
  const [idea, theme] = [element.closest(".ground .idea[id]"), element.closest(".theme")];
  const rows = () => ({ idea: row(idea), theme: row(theme) });
  // What the frame may move is looked at before; all else lies there afterwards, should it be asked for.
  const before = [...fresh.keys()].some((id) => document.getElementById(id)?.contains(element)) ? rows() : null;
  was = { element, rows: () => before ?? rows() };
});
hear("drawn", () => queueMicrotask(give));
hear("answered", (place) => {
  if (document.activeElement === document.body) place.closest(".sheet")?.focus({ preventScroll: true });
});

/** @param {HTMLElement} place @returns {HTMLElement[]} what Tab stops at */
function stops(place) {
  const all = place.querySelectorAll("button, a[href], input:not([type=hidden]), textarea");
  return /** @type {HTMLElement[]} */ ([...all]).filter((one) => one.tabIndex >= 0 && canHave(one));
}

document.addEventListener("keydown", (event) => {
  const open = event.key === "Tab" && openSheet() ? sheet(openSheet()) : null;
  if (!open?.contains(document.activeElement)) return;
  const all = stops(open);
  const [first, last] = [all[0], all.at(-1)];
  const from = document.activeElement;
  const over = event.shiftKey ? from === first || from === open : from === last;
  if (!over) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
});

/**
 * The slider over all moments of a board: by touch, by mouse and by keyboard, and one act at a time
 * by two buttons. What was done at the moment that is shown is said in words.
 */

import { learn } from "coproduce/acts";
import { hear, tell } from "coproduce/news";
import { at, go } from "coproduce/stepping";
import { gettext, interpolate } from "coproduce/words";

/** @typedef {{seq: number, when: number}} Moment */

const bar = /** @type {HTMLElement} */ (document.querySelector(".timeline"));
const slider = /** @type {HTMLInputElement} */ (document.getElementById("moment"));

/** All moments, oldest first; before them is the board as it was opened. @type {Moment[]} */
export const moments = (bar.dataset.moments ?? "").split(" ").filter(Boolean).map((one) => {
  const [seq, when] = one.split(":").map(Number);
  return { seq, when };
});

/** @returns {number} how many moments have passed in what is shown; 0: none */
export function place() {
  return moments.filter(({ seq }) => seq <= at()).length;
}

/** @param {number} to how many moments are to have passed @returns {Promise<boolean>} */
export function goTo(to) {
  const within = Math.max(0, Math.min(moments.length, to));
  slider.value = String(within);
  return go(moments[within - 1]?.seq ?? 0);
}

/** Say it to those who hear the page. @param {string} words */
export function say(words) {
  const line = document.getElementById("told");
  if (line) line.textContent = words;
}

/** @returns {string} what was done, when and by whom */
export function told() {
  return document.querySelector("#told-act p")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** @returns {string} */
function counted() {
  return interpolate(gettext("%(n)s of %(all)s"), { n: place(), all: moments.length });
}

function show() {
  const [n, words] = [place(), interpolate("%(count)s, %(told)s", { count: counted(), told: told() })];
  if (document.activeElement !== slider || Number(slider.value) === n) slider.value = String(n);
  slider.setAttribute("aria-valuetext", words);
  const count = bar.querySelector(".timeline-count");
  if (count) count.textContent = counted();
  disable("one_back", n === 0);
  disable("one_on", n === moments.length);
}

/** Not `disabled`: the focus stays where it is. @param {string} act @param {boolean} is */
function disable(act, is) {
  bar.querySelector(`[data-act="${act}"]`)?.setAttribute("aria-disabled", String(is));
}

/** @param {number} by */
async function move(by) {
  tell("hand-on-time");
  if (await goTo(Number(slider.value) + by)) say(told());
}

slider.addEventListener("input", () => {
  tell("hand-on-time");
  goTo(Number(slider.value));
});
learn({ one_back: () => move(-1), one_on: () => move(1) });
hear("stepped", show);
hear("step-lost", (lost) => {
  /** @type {HTMLElement} */ (bar.querySelector(".timeline-lost")).hidden = !lost;
  if (lost) show();
});
show();
// Somebody was quicker than this script.
if (Number(slider.value) !== place()) goTo(Number(slider.value));

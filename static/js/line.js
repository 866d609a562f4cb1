/**
 * An area with a line: its ideas lie under the three words of the line, each under the nearest and
 * in their order along it, and first of all those that have no place on it yet. Another agenda, or
 * going back to an earlier moment, may change the words, or take the line away.
 */

import { hear } from "coproduce/news";
import { layLoose, partsOf } from "coproduce/places";
import { allPlans, planOf } from "coproduce/view";
import { gettext, interpolate } from "coproduce/words";

const END = 1000; // where the line ends; it begins at 0
const NEAR = 60; // so near a word is as good as there

/** The words of the line that an idea lies on; none elsewhere. @param {HTMLElement | null} idea */
export function wordsFor(idea) {
  return planOf(idea?.dataset.area)?.words ?? [];
}

/** Where the words stand on the line. @param {string[]} words @param {number} n */
export function placeOf(words, n) {
  return Math.round((n * END) / (words.length - 1));
}

/** A place on the line in words. @param {string[]} words @param {number} at */
export function inWords(words, at) {
  const step = END / (words.length - 1);
  const nearest = Math.round(at / step);
  if (Math.abs(at - nearest * step) <= NEAR) return words[nearest];
  const other = at < nearest * step ? nearest - 1 : nearest + 1;
  return interpolate(gettext("between %(one)s and %(other)s"), { one: words[nearest], other: words[other] });
}

function follow() {
  for (const [area, { words }] of allPlans()) {
    const list = /** @type {HTMLElement | null} */ (document.querySelector(`[data-holds="open:${CSS.escape(area)}"]`));
    if (list && wordsOver(list).join("\n") !== words.join("\n")) form(list, words);
  }
}

/** @param {HTMLElement} list @returns {string[]} the words that its ideas lie under by now */
function wordsOver(list) {
  if (partsOf(list).length === 0) return [];
  return Array.from(list.children, (one) => one.querySelector(".line-word")?.textContent ?? "").slice(1);
}

/** @param {HTMLElement} list @param {string[]} words none: a list as all others are */
function form(list, words) {
  const ideas = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".idea")]);
  const old = [...list.children].filter((one) => one.matches(".line-part"));
  for (const one of old) one.className = ""; // an idea is moved and never taken out: a hand stays on it
  if (words.length > 0) list.prepend(...[gettext("Not on the line yet"), ...words].map(part));
  list.closest(".open-ground")?.classList.toggle("lined", words.length > 0);
  for (const idea of ideas) layLoose(idea, list);
  for (const one of old) one.remove();
}

/** @param {string} word @param {number} n @returns {HTMLElement} */
function part(word, n) {
  const made = document.createElement("li");
  made.className = n === 0 ? "line-part not-yet" : "line-part";
  const name = document.createElement("h3");
  name.className = "line-word";
  name.dir = "auto";
  name.textContent = word;
  const list = document.createElement("ol");
  list.className = "loose";
  made.append(name, list);
  return made;
}

follow();
hear("planned", follow);

/** While an idea is held: every loose idea near what is seen can begin a theme with it. */

import { call } from "coproduce/calling";
import { stillWhereSlow, touch } from "coproduce/pace";
import { idOf } from "coproduce/places";
import { allNear } from "coproduce/tens";

const REST = 60; // ms: as long as one scrolls, the next screen is there already

/** @typedef {import("coproduce/moving").Held} Held */

/** What a theme can begin with. @type {Held | null} */
let held = null;

/** Of hundreds, the others as they come near. @param {Held} what */
export function offerBeginnings(what) {
  held = what.dragged || what.too ? null : what;
  addEventListener("scroll", beginSoon, { capture: true, passive: true });
  begin();
}

/** Nothing is held; they still stand there. */
export function beginNoMore() {
  held = null;
  removeEventListener("scroll", beginSoon, true);
}

/** They lie over the ideas: nothing moves when they go. */
export function takeBeginnings() {
  for (const button of document.querySelectorAll(".start-theme")) button.remove();
}

/** What a frame drew anew may have been put into a theme, or come out of one. @param {HTMLElement} idea */
export function beginAgain(idea) {
  if (idea.matches(".loose .idea[id]")) beginAt(idea);
  else idea.querySelector(":scope > .start-theme")?.remove();
}

let soon = false;

/** Not in the task of the picture that scrolls, nor of one that draws. */
export async function beginSoon() {
  if (soon) return;
  soon = true;
  await new Promise((rested) => setTimeout(rested, REST));
  await stillWhereSlow();
  soon = false;
  begin();
  touch();
}

function begin() {
  if (!held) return;
  const lists = [...document.getElementsByClassName("loose")];
  // Asked of all before any is changed: to ask after that has the page laid out for each of them.
  for (const loose of lists.flatMap(near)) beginAt(loose);
}

/** Those of a list on the screen, or at most one screen away. @param {Element} list @returns {HTMLElement[]} */
function near(list) {
  const found = [];
  for (const one of allNear(list, -innerHeight, 2 * innerHeight)) {
    if (!one.matches(".idea[id]")) continue;
    const { top, bottom, height } = one.getBoundingClientRect();
    if (top >= 2 * innerHeight) break; // the rest lies below it
    if (height > 0 && bottom > -innerHeight) found.push(one);
  }
  return found;
}

/** @param {HTMLElement} loose */
function beginAt(loose) {
  if (!held || held.ids.includes(idOf(loose)) || loose.querySelector(":scope > .start-theme")) return;
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("start-theme"));
  loose.append(cutting.content.cloneNode(true));
  const button = /** @type {Element} */ (loose.querySelector(":scope > .start-theme"));
  call(button, button.textContent?.trim() ?? "", loose.querySelector(".idea-number")?.getAttribute("aria-label"));
}

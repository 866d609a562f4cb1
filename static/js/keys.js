/**
 * The keyboard on the ground: the ideas are one Tab stop, arrows go among them, Enter opens one,
 * M holds it, B lets it belong in one more theme, X or Shift with an arrow chooses it; and while
 * something is held the arrows go among the places for it.
 */

import { hear } from "coproduce/news";
import { choose, chooseTo, picks } from "coproduce/choosing";
import { OUT_OF_SIGHT, goals } from "coproduce/goals";
import { hold, holdSeveral, holding } from "coproduce/moving";
import { undo } from "coproduce/told";
import { gettext } from "coproduce/words";

const STEPS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 });

/** @returns {HTMLElement[]} every idea that can be seen on the ground, in reading order */
function ideas() {
  const all = document.querySelectorAll(".ground .idea[id]");
  return /** @type {HTMLElement[]} */ ([...all]).filter((one) => !one.closest(OUT_OF_SIGHT));
}

/** The Tab stop. @type {HTMLElement | null} */
let stays = null;

/** Exactly one idea is the Tab stop. @param {HTMLElement} [wanted] */
export function stop(wanted) {
  const one = wanted ?? (canStay(stays) ? stays : first());
  if (stays && stays !== one) unname(stays); // what is set aside takes no stop along into the tray
  stays = one;
  if (!one) return;
  const words = name(one);
  if (one.getAttribute("tabindex") !== "0") one.setAttribute("tabindex", "0");
  if (one.getAttribute("aria-label") !== words) one.setAttribute("aria-label", words);
}

/**
 * Whether an idea can be seen on the ground. This is asked after every frame, so nothing is asked
 * that would have the browser lay out the page. @param {HTMLElement | null} idea
 */
function canStay(idea) {
  return Boolean(idea?.isConnected && idea.closest(".ground") && !idea.closest(OUT_OF_SIGHT));
}

/** @returns {HTMLElement | null} */
function first() {
  for (const one of document.querySelectorAll(".ground .idea[id]")) {
    if (canStay(/** @type {HTMLElement} */ (one))) return /** @type {HTMLElement} */ (one);
  }
  return null;
}

/** @param {Element} idea */
function unname(idea) {
  idea.setAttribute("tabindex", "-1");
  idea.removeAttribute("aria-label");
}

/** What is heard when the focus comes to an idea. @param {Element} idea @returns {string} */
function name(idea) {
  const number = idea.querySelector(".idea-number")?.getAttribute("aria-label");
  const parts = [".idea-words", ".who", ".idea-foot .sep"].map((part) => idea.querySelector(part)?.textContent);
  const picked = idea.matches(".picked") && gettext("chosen");
  const along = idea.closest(".line-part")?.querySelector(".line-word")?.textContent;
  return [number, picked, ...parts, along].filter(Boolean).join(", ");
}

document.addEventListener("focusin", ({ target }) => {
  const idea = /** @type {HTMLElement} */ (target).closest?.(".ground .idea[id]");
  if (idea) stop(/** @type {HTMLElement} */ (idea));
});
hear("drawn", () => stop());
hear("filtered", () => stop());
hear("looked", () => stop());

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.isComposing || target.matches?.("textarea, input, [contenteditable]")) return;
  if (takesBack(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (holding()) among(event, goals, target);
  else onIdea(event, target);
});

/** @param {KeyboardEvent} event */
function takesBack(event) {
  const key = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (key) {
    event.preventDefault();
    undo();
  }
  return key;
}

/** @param {KeyboardEvent} event @param {HTMLElement} target */
function onIdea(event, target) {
  const idea = /** @type {HTMLElement | null} */ (target.closest?.(".ground .idea[id]"));
  if (!idea) return;
  const act = ON_IDEA[event.key.toLowerCase()];
  if (act && (target === idea || /^[a-z]$/i.test(event.key))) act(idea);
  else return among(event, ideas, idea);
  event.preventDefault();
}

/** @type {Record<string, (idea: HTMLElement) => void>} */
const ON_IDEA = {
  enter: (idea) => idea.click(),
  " ": (idea) => idea.click(),
  m: (idea) => (picks().length > 1 ? holdSeveral(picks()) : hold(idea)),
  b: (idea) => idea.closest(".theme") && hold(idea, { too: true }),
  x: choose,
};

/** @param {KeyboardEvent} event @param {() => HTMLElement[]} places those that it may go to @param {HTMLElement} from */
function among(event, places, from) {
  const step = STEPS[event.key];
  if (!step && event.key !== "Home" && event.key !== "End") return;
  const all = places();
  const at = all.indexOf(from);
  let to;
  if (step) to = at < 0 ? all[0] : all[Math.min(all.length - 1, Math.max(0, at + step))];
  else if (event.key === "Home") to = all[0];
  else to = all.at(-1);
  if (!to) return;
  event.preventDefault();
  if (event.shiftKey && from.matches(".idea")) [from, to].forEach(chooseTo);
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
}

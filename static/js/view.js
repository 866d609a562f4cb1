/**
 * What of the ground is in view. In a workshop a screen looks at an area and not at all of them:
 * at what lies there, and at the themes that hold some of it. An area that gathers shows what lies
 * in the others as well, but for what is kept apart, and every theme. Where the room looks back, every
 * theme is seen as well, and nothing that lies in other areas.
 *
 * @typedef {{name: string, words: string[], apart: boolean, gathers: boolean, themes: boolean}} Plan
 */

import { hear, tell } from "coproduce/news";
import { everyArea, ideaOf, note } from "coproduce/places";

/** @type {Map<string, Plan>} by area */
let plans = new Map();
/** The areas that are looked at; none: the whole board is in view. @type {string[]} */
let looked = [];

const main = () => /** @type {HTMLElement} */ (document.getElementById("main"));
const places = () => document.getElementById("places");

/** @returns {{phase: string, now: string[]}} the room's phase, and where it writes in it */
export function room() {
  const { phase = "", now = "" } = places()?.dataset ?? {};
  return { phase, now: now.split(" ").filter(Boolean) };
}

/** @param {string | undefined} area @returns {Plan | undefined} */
export function planOf(area) {
  return plans.get(area ?? "");
}

/** @returns {[area: string, plan: Plan][]} */
export function allPlans() {
  return [...plans];
}

/** @param {string} area @returns {HTMLElement | null} */
export function sectionOf(area) {
  return document.getElementById(`area-${area}`);
}

function read() {
  plans = new Map();
  for (const one of places()?.querySelectorAll(".plans > li") ?? []) {
    const { area = "", apart, gathers, themes } = /** @type {HTMLElement} */ (one).dataset;
    const name = one.querySelector("b")?.textContent ?? "";
    const words = Array.from(one.querySelectorAll("i"), (word) => word.textContent ?? "");
    plans.set(area, { name, words, apart: apart !== undefined, gathers: gathers !== undefined, themes: themes !== undefined });
  }
}

/** @param {string[]} areas none: the whole board */
export function look(areas) {
  looked = areas;
  show();
  tell("looked", areas);
}

/** Whether an idea lies where this screen looks, or in a theme that is seen. @param {HTMLElement} idea */
export function isInView(idea) {
  return !idea.closest(".elsewhere");
}

/** Whether what lies in one area is seen together with the other. @param {string} one @param {string} other */
export function seenTogether(one, other) {
  return [one, other].every((area) => sectionOf(area)?.matches(".looked-at, .gathered"));
}

/** @returns {boolean} whether something came into view, or left it */
function show() {
  const gathers = looked.some((area) => plans.get(area)?.gathers);
  const all = everyArea();
  if (looked.length > 0) main().dataset.view = gathers ? "gathering" : "one";
  else delete main().dataset.view;
  let other = false;
  for (const section of all) {
    const { area = "" } = section.dataset;
    const here = looked.includes(area);
    const gathered = !here && gathers && !plans.get(area)?.apart;
    section.classList.toggle("looked-at", here);
    section.classList.toggle("gathered", gathered);
    other = takeAway(section, looked.length > 0 && !here && !gathered) || other;
  }
  other = showThemes(gathers || looked.some((area) => plans.get(area)?.themes)) || other;
  if (looked.length > 0) sayWhatIsBare(all, gathers);
  note();
  return other;
}

/** @param {Element} piece @param {boolean} away @returns {boolean} whether it was otherwise */
function takeAway(piece, away) {
  if (piece.classList.contains("elsewhere") === away) return false;
  piece.classList.toggle("elsewhere", away);
  return true;
}

/** @param {boolean} all @returns {boolean} whether one came into view, or left it */
function showThemes(all) {
  // A room whose agenda has no common ground of its own finds its themes beside everything.
  const every = all || looked.length === 0 || ![...plans.values()].some((plan) => plan.gathers);
  let other = false;
  for (const theme of document.getElementById("clearings")?.children ?? []) {
    other = takeAway(theme, !every && !areasIn(theme).some((area) => looked.includes(area))) || other;
  }
  return other;
}

/** @param {Element} theme @returns {string[]} where the ideas that it holds were written */
function areasIn(theme) {
  const ids = (/** @type {HTMLElement} */ (theme).dataset.ideas ?? "").split(" ").filter(Boolean);
  return ids.flatMap((id) => ideaOf(id)?.dataset.area ?? []);
}

/** @param {HTMLElement[]} all @param {boolean} gathers */
function sayWhatIsBare(all, gathers) {
  const lies = (/** @type {Element} */ one) => Boolean(one.querySelector(".idea:not(.away)"));
  const ground = all.some((one) => one.matches(".looked-at, .gathered") && lies(one));
  for (const section of all) {
    if (!section.matches(".looked-at, .gathered") && !document.body.matches("[data-filtered]")) continue; // it is not seen
    const lead = gathers && section.matches(".looked-at") && !plans.get(section.dataset.area ?? "")?.apart;
    const themed = plans.get(section.dataset.area ?? "")?.themes; // what is asked there is asked of the themes
    const vacant = lead ? !ground : !lies(section) && !themed;
    section.classList.toggle("vacant", vacant);
    section.classList.toggle("unwritten", vacant && !lead && section.matches(".looked-at") && isUnwritten(section));
  }
}

/** Nothing was written there yet; otherwise it lies in themes by now. @param {HTMLElement} section */
function isUnwritten({ dataset: { area = "" } }) {
  return !document.querySelector(`.ground .idea[data-area="${CSS.escape(area)}"], .idea.sending`);
}

/** @param {string} id of a piece @returns {boolean} whether it may change what is in view */
function concerns(id) {
  return id === "places" || /^(idea|theme|area)-/.test(id);
}

read();
hear("drawn", ({ fresh }) => {
  if (fresh.has("places")) {
    read();
    tell("planned");
  }
  if (looked.length === 0 || ![...fresh.keys()].some(concerns)) return;
  if (show()) tell("looked", looked);
});
hear("filtered", show);

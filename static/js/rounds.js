/**
 * The close look goes round: one theme at a time, page by page, 20 seconds each. It stays where
 * somebody is changing something.
 */

import { hear } from "coproduce/news";
import { ELSEWHERE, idOf } from "coproduce/places";

const STAY = 20_000; // ms

let on = false;
/** The piece that is shown. @type {HTMLElement | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {boolean} wanted */
export function closeLook(wanted) {
  const was = on;
  on = wanted;
  if (!on) {
    clearTimeout(timer);
    shown?.classList.remove("shown");
    shown = null;
    return;
  }
  const all = stops();
  if (!shown || !all.includes(shown)) show(all[0]);
  else list();
  if (!was) stay();
}

/** Whether the whole ground can be seen at its one size. */
export function fits() {
  const ground = document.querySelector("main.ground");
  if (!ground) return true;
  return ground.scrollWidth <= ground.clientWidth + 1 && ground.scrollHeight <= ground.clientHeight + 1;
}

/** Turn to where something lies, page and all. @param {Element} piece */
export function lookAt(piece) {
  const stop = stops().find((one) => one.contains(piece));
  if (!on || !stop) return;
  if (stop !== shown) show(stop);
  const ideas = pageOf(shown);
  const idea = piece.matches(".idea") ? piece : null;
  if (ideas && idea) {
    const away = idea.getBoundingClientRect().left - ideas.getBoundingClientRect().left;
    ideas.scrollLeft += Math.floor(away / pageWidth(ideas)) * pageWidth(ideas);
  }
  stay();
}

/** @returns {HTMLElement[]} what there is to see: the open ground, then every theme */
function stops() {
  const all = document.querySelectorAll("main .open-ground, main .theme:not([hidden])");
  const seen = /** @type {HTMLElement[]} */ ([...all]).filter((one) => !one.matches(ELSEWHERE));
  return seen.filter((one) => one.querySelector(".idea[id]:not(.away)"));
}

/** @param {HTMLElement | undefined} stop */
function show(stop) {
  shown?.classList.remove("shown");
  shown = stop ?? null;
  shown?.classList.add("shown");
  const ideas = pageOf(shown);
  if (ideas) ideas.scrollLeft = 0;
  list();
}

/** @param {Element | null} stop */
function pageOf(stop) {
  return stop?.querySelector(".theme-ideas, .loose") ?? null;
}

function stay() {
  clearTimeout(timer);
  timer = setTimeout(go, STAY);
}

/** To the next page of this theme, or to the next theme. */
function go() {
  const ideas = pageOf(shown);
  const more = ideas && ideas.scrollLeft + ideas.clientWidth < ideas.scrollWidth - 2;
  if (more) {
    ideas.scrollLeft += pageWidth(ideas);
  } else {
    const all = stops();
    show(all[(all.indexOf(/** @type {HTMLElement} */ (shown)) + 1) % all.length]);
  }
  stay();
}

/** From the first column of one page to the first of the next. @param {Element} ideas */
function pageWidth(ideas) {
  const { columnGap, paddingLeft, paddingRight } = getComputedStyle(ideas);
  const sides = parseFloat(paddingLeft) + parseFloat(paddingRight);
  return ideas.clientWidth - sides + (parseFloat(columnGap) || 0);
}

/** The others, and where we are among them. */
function list() {
  const items = stops().map((stop) => {
    const item = document.createElement("li");
    item.classList.toggle("now", stop === shown);
    item.dir = "auto";
    const count = document.createElement("span");
    count.textContent = String(stop.querySelectorAll(".idea[id]").length);
    const name = document.createElement("b");
    name.textContent = stop.querySelector(".theme-name, h2")?.textContent?.trim() ?? "";
    const state = stop.querySelector(".theme-state");
    const sign = document.createElement("i");
    sign.className = `state-sign ${stop.className.match(/\bis-\w+/)?.[0] ?? ""}`;
    sign.textContent = "";
    item.title = state?.textContent ?? "";
    item.append(sign, name, count);
    return item;
  });
  document.querySelector(".others-list")?.replaceChildren(...items);
}

/** @param {string | null | undefined} key such as "idea:<id>" or a theme's id */
function isHere(key) {
  if (!shown || !key) return false;
  if (key === idOf(shown) || key === `theme:${idOf(shown)}`) return true;
  return key.startsWith("idea:") && Boolean(shown.querySelector(`#idea-${CSS.escape(key.slice(5))}`));
}

hear("applied", ({ entries }) => {
  for (const { theme, idea, into } of entries) {
    if (on && (isHere(theme) || isHere(into) || isHere(idea && `idea:${idea}`))) stay();
  }
});

hear("here-drawn", (here) => {
  for (const { writes, over, holds } of here.values()) {
    if (on && (isHere(writes) || isHere(over) || isHere(holds && `idea:${holds}`))) stay();
  }
});

/**
 * Moving an idea, one path for the pointer, for taps and for the keyboard: hold an idea, choose
 * where, put it there. Every hand ends in the same operation.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { stay } from "coproduce/guard";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { idOf, ideaOf } from "coproduce/places";
import { sign } from "coproduce/presence";
import { close } from "coproduce/sheets";
import { offerWays } from "coproduce/ways";
import { gettext, interpolate } from "coproduce/words";

/**
 * Where an idea can go: into a theme (before one of its ideas), to the open ground of an area, or
 * together with another loose idea.
 * @typedef {{theme?: string, before?: string, open?: string, idea?: string}} Place
 */

/** @type {string | null} */
let held = null;
let dragged = false; // then the pointer shows where, and neither the focus nor the ground moves

export function holding() {
  return held;
}

/** @param {string} id @param {boolean} [dragging] */
export function hold(id, dragging = false) {
  letGo();
  const idea = ideaOf(id);
  if (!idea || idea.matches(".aside")) return;
  held = id;
  dragged = dragging;
  close(false);
  const back = stay(new Set(), idea);
  document.body.dataset.holding = dragging ? "drag" : "choose";
  idea.classList.add("chosen");
  offer();
  back();
  sign({ holds: id });
  if (!dragging) {
    tellHolding(idea);
    targets()[0]?.focus({ preventScroll: true });
    idea.scrollIntoView({ block: "nearest" }); // not under the line that has just come
  }
}

/** Nothing is moved. */
export function letGo() {
  if (!held) return;
  const idea = ideaOf(held);
  held = null;
  const back = stay(new Set(), idea);
  delete document.body.dataset.holding;
  idea?.classList.remove("chosen");
  for (const button of document.querySelectorAll(".start-theme")) button.remove();
  back();
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".holding"));
  if (line) line.hidden = true;
  offerWays(null);
  sign({ holds: null, over: null });
  if (!dragged) idea?.focus({ preventScroll: true });
}

/** @param {Place} place */
export function put(place) {
  const id = held;
  const idea = id && ideaOf(id);
  if (!id || !idea) return letGo();
  letGo();
  for (const op of actsFor(id, idea, place)) post(op);
}

/** @param {string} id @param {HTMLElement} idea @param {Place} place @returns {{verb: string}[]} */
function actsFor(id, idea, { theme, before, open, idea: other }) {
  const [kind, from] = (idea.dataset.in ?? "").split(":");
  if (theme) {
    if (kind === "theme" && from === theme && !before) return [];
    return [/** @type {any} */ ({ verb: "place_idea", idea: id, theme, ...(before && { before }) })];
  }
  if (other) return [/** @type {any} */ ({ verb: "gather", ideas: [other, id] })];
  const acts = [];
  if (kind === "theme") acts.push({ verb: "let_go", idea: id, theme: from });
  const area = kind === "open" ? from : areaOf(idea);
  if (open && area && open !== area) acts.push({ verb: "move_idea", idea: id, area: open });
  return acts;
}

/** The area of an idea in a theme is not on the page unless there is only one. @param {HTMLElement} idea */
function areaOf(idea) {
  return idea.dataset.area ?? null;
}

/** Where the held idea can be put, as buttons. @returns {HTMLElement[]} */
export function targets() {
  const all = document.querySelectorAll(".put-here, .start-theme, .back-to-open, .steps .way");
  return /** @type {HTMLElement[]} */ ([...all]).filter((one) => one.offsetParent !== null);
}

/** Show every place the held idea can go to; a morph may have taken some away. */
function offer() {
  const idea = held && ideaOf(held);
  if (!idea) return;
  const place = idea.dataset.in ?? "";
  for (const button of document.querySelectorAll(".put-here")) {
    const theme = button.closest(".theme");
    call(button, theme?.querySelector(".theme-name")?.textContent);
    /** @type {HTMLElement} */ (button).hidden = !!theme && place === `theme:${idOf(theme)}`;
  }
  for (const button of document.querySelectorAll(".back-to-open")) {
    const { area } = /** @type {HTMLElement} */ (button).dataset;
    /** @type {HTMLElement} */ (button).hidden = dragged || place === `open:${area}`;
  }
  if (dragged) return;
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("start-theme"));
  for (const loose of document.querySelectorAll(".loose > .idea[id]")) {
    if (loose === idea || loose.querySelector(".start-theme")) continue;
    loose.append(cutting.content.cloneNode(true));
    const button = loose.querySelector(".start-theme");
    if (button) call(button, loose.querySelector(".idea-number")?.getAttribute("aria-label"));
  }
}

/** All read alike on the screen; the ear is told which is which. @param {Element} button @param {string | null | undefined} of */
function call(button, of) {
  button.setAttribute("aria-label", `${button.textContent?.trim()}: ${of?.trim() ?? ""}`);
}

/** @param {HTMLElement} idea */
function tellHolding(idea) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".holding"));
  const words = line?.querySelector(".holding-words");
  if (!line || !words) return;
  const text = gettext("You hold idea %(number)s. Choose where to put it.");
  words.textContent = interpolate(text, { number: idea.dataset.number });
  line.hidden = false;
  announce(words.textContent);
  offerWays(idea);
}

learn({
  put_here: (button) => put({ theme: button.dataset.theme ?? idOf(/** @type {Element} */ (button.closest(".theme"))) }),
  back_to_open: (button) => put({ open: button.dataset.area }),
  start_theme: (button) => put({ idea: idOf(/** @type {Element} */ (button.closest(".idea"))) }),
  let_hand_go: () => letGo(),
});

hear("drawn", () => {
  if (!held) return;
  if (ideaOf(held)?.matches(".aside")) letGo();
  else offer();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !held || event.defaultPrevented) return;
  event.preventDefault();
  letGo();
});

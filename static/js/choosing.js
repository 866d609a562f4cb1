/**
 * Choosing several ideas, by tap, by Shift and by keyboard, to put them together or to move them in
 * one act. While somebody chooses, a press on an idea chooses it instead of opening it.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { hear } from "coproduce/news";
import { holdSeveral } from "coproduce/moving";
import { post } from "coproduce/outbox";
import { idOf, ideaOf, themeOf } from "coproduce/places";
import { close } from "coproduce/sheets";
import { say } from "coproduce/told";
import { gettext, interpolate, ngettext } from "coproduce/words";

/** The ids of the chosen ideas, in the order they were chosen. @type {Set<string>} */
const chosen = new Set();
let on = false;
/** Where the next stretch begins. @type {HTMLElement | null} */
let last = null;

export function choosing() {
  return on;
}

/** @returns {string[]} */
export function picks() {
  return [...chosen];
}

/** @param {string} [words] what to say first */
function begin(words = gettext("Press the ideas you want.")) {
  close();
  on = true;
  document.body.toggleAttribute("data-choosing", true);
  show(words);
  announce(words);
}

/** Nothing is chosen any more; nothing else has changed. */
export function stopChoosing() {
  if (!on) return;
  for (const id of chosen) mark(id, false);
  chosen.clear();
  on = false;
  last = null;
  document.body.removeAttribute("data-choosing");
  const line = bar();
  if (line?.contains(document.activeElement)) {
    /** @type {HTMLElement | null} */ (document.querySelector('.ground .idea[tabindex="0"]'))?.focus({ preventScroll: true });
  }
  if (line) line.hidden = true;
}

/** Choose an idea, or leave it out again. @param {HTMLElement} idea */
export function choose(idea) {
  if (idea.matches(".aside, .sending")) return;
  if (!on) begin();
  const id = idOf(idea);
  if (chosen.has(id)) chosen.delete(id);
  else chosen.add(id);
  mark(id, chosen.has(id));
  last = idea;
  show();
}

/** Choose every idea from the last one to this. @param {HTMLElement} idea */
export function chooseTo(idea) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".ground .idea[id]")]);
  const [from, to] = [all.indexOf(last ?? idea), all.indexOf(idea)].sort((a, b) => a - b);
  if (from < 0) return choose(idea);
  if (!on) begin();
  for (const one of all.slice(from, to + 1)) {
    if (one.offsetParent === null) continue;
    chosen.add(idOf(one));
    mark(idOf(one), true);
  }
  last = idea;
  show();
}

/** @param {string} id @param {boolean} is */
function mark(id, is) {
  for (const one of document.querySelectorAll(`.idea[data-idea="${CSS.escape(id)}"]`)) {
    one.classList.toggle("picked", is);
  }
}

/** @returns {HTMLElement | null} */
const bar = () => document.querySelector(".choosing");

/** @param {string} [words] */
function show(words) {
  const line = bar();
  const text = line?.querySelector(".choosing-words");
  if (!line || !text) return;
  const n = chosen.size;
  const count = interpolate(ngettext("%(n)s idea chosen", "%(n)s ideas chosen", n), { n });
  text.textContent = words ?? count;
  line.hidden = false;
  if (!words) announce(count);
}

/** A theme that holds them all, and something else besides. */
function sharedTheme() {
  const [first, ...others] = picks();
  const themes = (ideaOf(first)?.dataset.themes ?? "").split(" ").filter(Boolean);
  return themes.find((theme) => {
    const held = (themeOf(theme)?.dataset.ideas ?? "").split(" ");
    return held.length > chosen.size && others.every((id) => held.includes(id));
  });
}

learn({
  choose_several: (button) => {
    const opened = button.closest('[data-sheet="opened"]') && document.querySelector(".ground .idea.chosen");
    begin();
    if (opened) choose(/** @type {HTMLElement} */ (opened));
  },
  split: (button) => {
    const { words } = button.dataset;
    begin(words || gettext("Choose the ideas that make a theme of their own."));
  },
  stop_choosing: stopChoosing,
  put_together: () => {
    if (chosen.size < 2) return say(gettext("A theme begins with two ideas or more."));
    const theme = sharedTheme();
    post(theme ? { verb: "split_theme", theme, ideas: picks() } : { verb: "gather", ideas: picks() });
    stopChoosing();
  },
  move_chosen: () => {
    if (chosen.size === 0) return say(gettext("Choose an idea first."));
    const ids = picks();
    stopChoosing();
    holdSeveral(ids);
  },
});

hear("put", stopChoosing);
hear("drawn", () => {
  if (!on) return;
  let left = false;
  for (const id of chosen) {
    const gone = ideaOf(id)?.matches(".aside") ?? true;
    if (gone) chosen.delete(id);
    mark(id, !gone);
    left ||= gone;
  }
  if (left) show();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !on || event.defaultPrevented) return;
  event.preventDefault();
  stopChoosing();
});

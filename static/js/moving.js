/**
 * Moving ideas, one path for the pointer, for taps and for the keyboard: hold one or several, choose
 * where, put them there. Every hand ends in the same operations.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { offerBeginnings, takeBeginnings } from "coproduce/beginnings";
import { goalBeside, offerAgain, offerFarther, offerGoals, takeGoals, themesOf } from "coproduce/goals";
import { stay } from "coproduce/guard";
import { hear, tell } from "coproduce/news";
import { post } from "coproduce/outbox";
import { afterwards, inTurn } from "coproduce/pace";
import { idOf, ideaOf, isInSeveral } from "coproduce/places";
import { sign } from "coproduce/presence";
import { close } from "coproduce/sheets";
import { seenTogether } from "coproduce/view";
import { offerWays } from "coproduce/ways";
import { gettext, interpolate } from "coproduce/words";

/**
 * Where ideas can go: into a theme (before one of its ideas), to the open ground of an area, or
 * together with another loose idea.
 * @typedef {{theme?: string, before?: string, open?: string, away?: boolean, idea?: string}} Place
 * With `away` it is that area and no other.
 *
 * What is held: the ideas; the theme out of which a single one was taken; whether it is to belong in
 * one more theme; whether a pointer drags it, and then neither the focus nor the ground moves.
 * @typedef {{ids: string[], from: string | null, too: boolean, dragged: boolean}} Held
 */

const dock = document.getElementById("dock");

/** @type {Held | null} */
let held = null;

/** @returns {Held | null} */
export function holding() {
  return held;
}

/** The element one holds by. @returns {HTMLElement | null} */
function gripOf(/** @type {Held} */ { ids, from }) {
  const second = from && document.getElementById(`idea-${ids[0]}-in-${from}`);
  return second || ideaOf(ids[0]);
}

/** Hold one idea by its element. @param {HTMLElement} idea @param {{dragged?: boolean, too?: boolean}} [how] */
export function hold(idea, { dragged = false, too = false } = {}) {
  const [kind, from] = (idea.dataset.in ?? "").split(":");
  take({ ids: [idOf(idea)], from: kind === "theme" ? from : null, too, dragged });
}

/** @param {string[]} ids @param {boolean} [dragged] */
export function holdSeveral(ids, dragged = false) {
  take({ ids, from: null, too: false, dragged });
}

/** @param {Held} wanted */
function take(wanted) {
  if (wanted.dragged) return lift(wanted); // the hand has had its turn
  const had = document.activeElement;
  const then = [offerFarther, offerBeginnings, tellHolding, () => bringTo(had)];
  inTurn(() => lift(wanted), ...then.map((act) => () => ifHeld(wanted, act)));
}

/** @param {Held} wanted @param {(what: Held, grip: HTMLElement) => void} act */
function ifHeld(wanted, act) {
  const grip = held === wanted && gripOf(wanted);
  if (grip) act(wanted, grip);
}

/** @param {Held} wanted */
function lift(wanted) {
  letGo();
  takeBeginnings();
  const idea = gripOf(wanted);
  if (!idea || idea.matches(".aside")) return;
  held = wanted;
  close(false);
  const back = held.dragged ? null : stay(new Set(), idea);
  offerGoals(held, idea);
  if (!held.dragged && dock) dock.dataset.holding = "";
  mark(true);
  back?.();
  sign({ holds: held.ids[0] });
}

/** To where it can go. @param {Element | null} had the focus when it was taken */
function bringTo(had) {
  giveFocus(goalBeside(), had);
  if (held) gripOf(held)?.scrollIntoView({ block: "nearest" }); // not under the line that has just come
}

/** Unless it has been given elsewhere meanwhile. @param {HTMLElement | null | undefined} to @param {Element | null} had what had it then */
function giveFocus(to, had) {
  const now = document.activeElement;
  if (now === had || now === document.body) to?.focus({ preventScroll: true });
}

/** @param {boolean} on */
function mark(on) {
  for (const id of held?.ids ?? []) {
    const one = held?.ids.length === 1 ? gripOf(held) : ideaOf(id);
    one?.classList.toggle("chosen", on);
  }
}

/** Nothing is moved. */
export function letGo() {
  if (!held) return;
  const idea = gripOf(held);
  const had = document.activeElement;
  const { dragged } = held;
  mark(false);
  held = null;
  const back = dragged ? null : stay(new Set(), idea);
  delete dock?.dataset.holding;
  takeGoals();
  back?.();
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".holding"));
  if (line) line.hidden = true;
  offerWays(null);
  sign({ holds: null, over: null });
  if (dragged) return;
  afterwards(() => held || giveFocus(idea, had));
  afterwards(() => held || takeBeginnings());
}

/** @param {Place} place */
export function put(place) {
  inTurn(() => putDown(place));
}

/** @param {Place} place */
function putDown(place) {
  const was = held;
  letGo();
  if (!was) return;
  const ops = was.ids.length > 1 ? actsForSeveral(was.ids, place) : actsFor(was, place);
  for (const op of ops) post(op);
  tell("put", was);
}

/** @param {string[]} ids @param {Place} place @returns {Record<string, any>[]} */
function actsForSeveral(ids, { theme, idea, open, away }) {
  if (idea) return [{ verb: "gather", ideas: [idea, ...ids] }];
  if (away) {
    const others = ids.filter((id) => ideaOf(id)?.dataset.area !== open);
    const held = ids.filter((id) => ideaOf(id)?.dataset.themes);
    const out = held.length > 0 ? [{ verb: "bring_ideas", ideas: held }] : [];
    return [...out, ...others.map((id) => ({ verb: "move_idea", idea: id, area: open }))];
  }
  return [{ verb: "bring_ideas", ideas: ids, ...(theme && { theme }) }];
}

/** @param {Held} was @param {Place} place @returns {Record<string, any>[]} */
function actsFor(was, { theme, before, open, away, idea: other }) {
  const { ids: [id], too } = was;
  const idea = ideaOf(id);
  const [from] = idea ? themesOf(was, idea) : [];
  if (too) return theme ? [{ verb: "belongs_too", idea: id, theme }] : [];
  if (theme) {
    if (from === theme && !before) return [];
    const one = from && isInSeveral(idea) ? { out_of: from } : {}; // it stays in the others
    return [{ verb: "place_idea", idea: id, theme, ...(before && { before }), ...one }];
  }
  if (other) return [{ verb: "gather", ideas: [other, id] }];
  const acts = /** @type {Record<string, any>[]} */ ([]);
  if (from) acts.push({ verb: "let_go", idea: id, theme: from });
  const { area } = idea?.dataset ?? {};
  // Where areas are seen together, who puts it anywhere in the open means where it came from.
  if (open && area && open !== area && (away || !seenTogether(open, area))) acts.push({ verb: "move_idea", idea: id, area: open });
  return acts;
}

/** Say that something is held, and where it can go. */
function tellHolding() {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".holding"));
  const words = line?.querySelector(".holding-words");
  if (!line || !words || !held) return;
  words.textContent = inWords(held);
  line.hidden = false;
  announce(words.textContent);
  offerWays(gripOf(held), held); // at once: End and Enter may be the very next keys
}

/** @param {Held} held @returns {string} */
function inWords({ ids, too }) {
  const number = ideaOf(ids[0])?.dataset.number;
  if (ids.length > 1) return interpolate(gettext("You hold %(n)s ideas. Choose where to put them."), { n: ids.length });
  if (too) return interpolate(gettext("Where does idea %(number)s belong too?"), { number });
  return interpolate(gettext("You hold idea %(number)s. Choose where to put it."), { number });
}

learn({
  put_here: (button) => put({ theme: button.dataset.theme ?? idOf(/** @type {Element} */ (button.closest(".theme"))) }),
  to_area: (button) => put({ open: button.dataset.area, away: true }),
  back_to_open: (button) => put({ open: button.dataset.area }),
  start_theme: (button) => put({ idea: idOf(/** @type {Element} */ (button.closest(".idea"))) }),
  let_hand_go: () => inTurn(letGo),
});

hear("drawn", ({ fresh }) => {
  if (!held) return;
  held.ids = held.ids.filter((id) => ideaOf(id) && !ideaOf(id)?.matches(".aside"));
  const idea = gripOf(held);
  if (idea && held.ids.length > 0) offerAgain(held, idea, fresh.keys());
  else letGo();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !held || event.defaultPrevented) return;
  event.preventDefault();
  inTurn(letGo);
});

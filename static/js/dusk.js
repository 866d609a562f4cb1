/**
 * A quiet round as every screen shows it, the wall too: how much of its time is left, in words, and
 * the moment in which dusk falls or lifts. That it is dusk the page's root says, to the styles: the
 * server writes it on the first picture.
 */

import { announce } from "coproduce/announce";
import { hear, tell } from "coproduce/news";
import { keepTime, serverNow } from "coproduce/time";
import { gettext, interpolate, ngettext } from "coproduce/words";

const MINUTE = 60_000; // ms
const LOOK = 500; // ms between two looks at the clock
const WHILE = 2000; // ms after which dusk has fallen, or lifted, on any screen

/** @typedef {{id: string, ends: number, area: string, shared: string}} Round `shared`: "all" groups read their own, or "some" people of one */

/** The round that this screen shows. @type {Round | null} */
let shown = null;
/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;
/** Whether there was still time, on this screen: its passing is told once. */
let awaited = false;

/** @returns {Round | null} the quiet round that is on */
export function round() {
  const { round: id, ends, area = "", shared = "" } = document.getElementById("quiet")?.dataset ?? {};
  return id ? { id, ends: Number(ends), area, shared } : null;
}

/** @param {number} left ms @returns {string} */
function inWords(left) {
  if (left <= 0) return gettext("Time is up. Turn them over when you like.");
  if (left <= MINUTE) return gettext("Less than a minute left in this round.");
  const n = Math.ceil(left / MINUTE);
  return interpolate(ngettext("%(n)s minute left in this round.", "%(n)s minutes left in this round.", n), { n });
}

function showTime() {
  keepTime();
  const now = serverNow();
  if (!shown || !now) return;
  const left = shown.ends - now;
  const words = inWords(left);
  document.body.toggleAttribute("data-time-up", left <= 0);
  const line = document.querySelector(".quiet-left");
  if (line && line.textContent !== words) line.textContent = words;
  if (left > 0) awaited = true;
  else if (awaited) {
    awaited = false;
    announce(words);
  }
}

/** @param {"falls" | "lifts"} how */
function turn(how) {
  document.body.dataset.dusk = how;
  setTimeout(() => delete document.body.dataset.dusk, WHILE);
}

function show() {
  const [was, now] = [shown, round()];
  shown = now;
  document.documentElement.toggleAttribute("data-quiet", now !== null);
  if (now && was?.id !== now.id) begin();
  if (!now && was) end(was);
  if (now) showTime();
}

function begin() {
  awaited = false;
  document.body.removeAttribute("data-time-up");
  clock ??= setInterval(showTime, LOOK);
}

/** @param {Round} was */
function end(was) {
  clearInterval(clock);
  clock = undefined;
  document.body.removeAttribute("data-time-up");
  turn("lifts");
  tell("dusk-lifted", was);
}

show();
hear("time", showTime);
hear("drawn", ({ fresh }) => {
  if (!fresh.has("quiet")) return;
  const began = !shown && round();
  show();
  if (!began) return;
  turn("falls");
  tell("dusk-fell", began);
});

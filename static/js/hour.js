/**
 * The clock of the hour: how much of the phase is left, in words and in the bar, on every screen
 * alike. It never counts seconds, and says once, quietly, when time is up.
 */

import { announce } from "coproduce/announce";
import { hear } from "coproduce/news";
import { page } from "coproduce/page";
import { openSheet } from "coproduce/sheets";
import { keepTime, pace, serverNow } from "coproduce/time";
import { gettext, interpolate, ngettext } from "coproduce/words";

const MINUTE = 60_000; // ms
const LOOK = 1000; // ms between two looks at the clock, at most
const LEAST = 100; // and at least
const STEP = 4; // parts of one per cent in which the bar grows: nobody sees it move

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** The end that there was still time to on this screen: its passing is told once. */
let awaited = 0;

/** @returns {HTMLElement | null} */
const hour = () => document.getElementById("hour");

/** @returns {{whole: number, left: number, end: number, paused: boolean} | null} in ms; none where no time passes, or none is known */
function time() {
  const { began, extra, minutes, paused } = hour()?.dataset ?? {};
  const now = Number(paused) || serverNow();
  if (!began || !now) return null;
  const whole = Number(minutes) * MINUTE + Number(extra);
  const end = Number(began) + whole;
  return { whole, end, left: end - now, paused: Boolean(paused) };
}

/** @param {{left: number, paused: boolean}} time @returns {string} */
function inWords({ left, paused }) {
  if (paused) return gettext("Paused");
  if (left <= 0) return gettext("Time is up.\nCarry on when you like.");
  if (left <= MINUTE) return gettext("Less than a minute");
  const n = Math.ceil(left / MINUTE);
  return interpolate(ngettext("%(n)s minute left", "%(n)s minutes left", n), { n });
}

/** Show the time as it is now, and look again when it reads otherwise. */
function show() {
  clearTimeout(timer);
  keepTime();
  const now = time();
  if (now) {
    for (const place of document.querySelectorAll("[data-left]")) write(place, inWords(now));
    fill(1 - now.left / now.whole);
    if (!now.paused) tellTheEnd(now);
  }
  const next = now && !now.paused && now.left > 0 ? (now.left % MINUTE) / pace : LOOK;
  timer = setTimeout(show, Math.max(LEAST / 2, Math.min(LOOK, next + LEAST / 4)));
}

/** @param {Element} place @param {string} words */
function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

/** @param {number} share of the phase that has passed */
function fill(share) {
  for (const spent of document.querySelectorAll("#hour .spent")) {
    const wide = Number(/** @type {SVGElement} */ (spent).dataset.of) * Math.min(1, Math.max(0, share));
    const width = `${Math.round(wide * STEP) / STEP}%`;
    if (spent.getAttribute("width") !== width) spent.setAttribute("width", width);
  }
}

/** @param {{left: number, end: number, paused: boolean}} now */
function tellTheEnd(now) {
  if (now.left > 0) awaited = now.end;
  else if (awaited) {
    awaited = 0;
    announce(inWords(now));
  }
}

/** What a morph takes away: it knows of no sheet, and the wall has no controls. */
function settle() {
  const button = hour()?.querySelector(".hour-open");
  if (page.watch) {
    button?.setAttribute("tabindex", "-1");
    button?.setAttribute("role", "group");
    button?.removeAttribute("aria-expanded");
  } else button?.setAttribute("aria-expanded", String(openSheet() === "hour"));
  show();
}

settle();
hear("drawn", ({ fresh }) => (fresh.has("hour") || fresh.has("agenda")) && settle());
hear("time", show);

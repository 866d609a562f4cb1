/**
 * One line above the composer that says what was just done, with Undo, for 8 seconds; or what
 * could not be done, and why.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { round } from "coproduce/dusk";
import { last } from "coproduce/lately";
import { hear } from "coproduce/news";
import { post, waiting } from "coproduce/outbox";
import { isTold, isUndone, told as tellOf } from "coproduce/sentences";
import { close } from "coproduce/sheets";
import { gettext } from "coproduce/words";

const TIME = 8000;
/** What is refused of these is said where it was written. */
const AT_THE_BOX = new Set(["add_idea", "edit_idea", "name_theme", "write_statement", "write_promise", "write_outcome", "name_phase", "ask_in_phase", "edit_phase", "add_phase", "write_quietly", "change_quietly"]);

/** The act that the line is about, and for whom it was done where that was not myself. */
let told = 0;
let toldFor = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @returns {HTMLElement | null} */
const line = () => document.querySelector(".told");

/**
 * @param {string} words @param {number} seq the entry that Undo would take back; 0: none
 * @param {string} offer another act the line offers, by the `data-act` of its button
 * @param {string} other the seat for which the act was done, where that is not my own
 */
export function say(words, seq = 0, offer = "", other = "") {
  const place = line();
  if (!place) return;
  told = seq;
  toldFor = other;
  const text = place.querySelector(".told-words");
  if (text) text.textContent = words;
  const undo = /** @type {HTMLElement | null} */ (place.querySelector('[data-act="undo"]'));
  if (undo) undo.hidden = seq === 0;
  for (const other of place.querySelectorAll('[data-act]:not([data-act="undo"])')) {
    /** @type {HTMLElement} */ (other).hidden = /** @type {HTMLElement} */ (other).dataset.act !== offer;
  }
  place.hidden = false;
  announce(words);
  leave();
}

/** The line goes by itself, but never from under a hand. */
function leave() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const place = line();
    if (place?.matches(":hover, :focus-within")) leave();
    else hush();
  }, TIME);
}

function hush() {
  clearTimeout(timer);
  const place = line();
  if (place) place.hidden = true;
  told = 0;
}

/** What the line offers instead of Undo. @returns {HTMLElement | null} */
const offered = () => line()?.querySelector(':scope:not([hidden]) > [data-act]:not([hidden], [data-act="undo"])') ?? null;

/**
 * Take back my last act: what the line tells of, unless I have done something since. In the dusk that
 * would be one that nobody sees, and what was written since then is no act of the room's.
 */
export function undo() {
  const other = offered();
  if (told && told >= last() && !onItsWay()) takeBack(told, toldFor);
  else if (other) other.click();
  else if (round()) say(gettext("In a quiet round nothing is taken back."));
  else takeBackLast();
}

/** Nobody takes back what was done for another as if it were theirs. @param {number} entry @param {string} other */
function takeBack(entry, other = "") {
  post({ verb: "undo", for: other, ...(entry && { entry }) });
  hush();
}

/** How many acts are to be taken back when what is on its way has arrived: it may be the last. */
let wanted = 0;
const onItsWay = () => waiting().some(({ op }) => op.verb !== "undo");

function takeBackLast() {
  if (!onItsWay()) return takeBack(last());
  wanted += 1;
  say(gettext("It is taken back as soon as it is saved."));
}

hear("applied", () => {
  if (wanted === 0 || onItsWay()) return;
  for (; wanted > 0; wanted -= 1) takeBack(last());
});

learn({
  undo: () => takeBack(told, toldFor),
  undo_last: () => {
    takeBackLast();
    close();
  },
});

/** @type {Map<string, string>} what this page did, so that other tabs of the seat stay quiet; and for whom */
const mine = new Map();
hear("posted", ({ id, verb, for: other = "" }) => {
  mine.set(id, other);
  if (isTold(verb)) hush(); // an Undo that still stood there would take back the act before
});

/** Something was done here since, which the line is going to tell of: its Undo must not be for what was before. */
function isOvertaken() {
  return waiting().some(({ op }) => mine.has(op.id) && isTold(op.verb));
}

hear("applied", ({ entries }) => {
  for (const entry of entries) {
    const other = mine.get(entry.id) ?? "";
    if (!mine.delete(entry.id)) continue;
    const words = tellOf(entry);
    if (words && !isOvertaken()) say(words, isUndone(entry.verb) ? entry.seq : 0, "", other);
  }
});

hear("refused", ({ op, message }) => {
  wanted = 0; // what was meant has not happened
  if (!AT_THE_BOX.has(op.verb)) say(message);
});

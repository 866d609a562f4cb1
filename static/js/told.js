/**
 * One line above the composer that says what was just done, with Undo, for 8 seconds; or what
 * could not be done, and why.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { last } from "coproduce/lately";
import { hear } from "coproduce/news";
import { post, waiting } from "coproduce/outbox";
import { isTold, told as tellOf } from "coproduce/sentences";
import { close } from "coproduce/sheets";
import { gettext } from "coproduce/words";

const TIME = 8000;

/** The act that the line is about. */
let told = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @returns {HTMLElement | null} */
const line = () => document.querySelector(".told");

/**
 * @param {string} words @param {number} seq the entry that Undo would take back; 0: none
 * @param {string} offer another act the line offers, by the `data-act` of its button
 */
export function say(words, seq = 0, offer = "") {
  const place = line();
  if (!place) return;
  told = seq;
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

/** Take back what the line tells of, or else my last act. */
export function undo() {
  if (told) takeBack(told);
  else takeBackLast();
}

/** @param {number} entry */
function takeBack(entry) {
  post(entry ? { verb: "undo", entry } : { verb: "undo" });
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
  undo,
  undo_last: () => {
    takeBackLast();
    close();
  },
});

/** @type {Set<string>} what this page did, so that other tabs of the seat stay quiet */
const mine = new Set();
hear("posted", ({ id, verb }) => {
  mine.add(id);
  if (isTold(verb)) hush(); // an Undo that still stood there would take back the act before
});

hear("applied", ({ entries }) => {
  for (const entry of entries) {
    if (!mine.delete(entry.id)) continue;
    const words = tellOf(entry);
    if (words) say(words, entry.verb === "undo" ? 0 : entry.seq);
  }
});

hear("refused", ({ op, message }) => {
  wanted = 0; // what was meant has not happened
  if (op.verb !== "add_idea" && op.verb !== "edit_idea" && op.verb !== "name_theme" && op.verb !== "write_statement") say(message);
});

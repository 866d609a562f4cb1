/**
 * What I did lately, and what Undo would take back next: under *More*, long after the line that
 * told of it has gone. The page names the last act before it was drawn, but knows of none that is
 * unsigned: this browser remembers those that came after it.
 */

import { hear } from "coproduce/news";
import { isMine, keep, owned } from "coproduce/own";
import { isUndone, named } from "coproduce/sentences";

const KEPT = 30; // acts that survive a reload

/** @returns {HTMLElement | null} */
const place = () => document.querySelector("[data-lately]");

/** @typedef {{seq: number, words: string}} Act */

/** What this browser remembers, oldest first. @returns {Act[]} */
function remembered() {
  const kept = owned("act").map(([seq, words]) => ({ seq: Number(seq), words }));
  return kept.sort((one, other) => one.seq - other.seq);
}

/**
 * My acts, newest last. Before the one that the page names there may be some that I did on another
 * device: there the board knows better.
 * @type {Act[]}
 */
const acts = [];
const drawn = Number(place()?.dataset.lately ?? 0);
if (drawn) acts.push({ seq: drawn, words: place()?.textContent ?? "" });
acts.push(...remembered().filter(({ seq }) => seq > drawn));
show();

/** @returns {number} the entry that Undo would take back; 0: the board knows better */
export function last() {
  return acts.at(-1)?.seq ?? 0;
}

/** @param {Act} act */
function remember({ seq, words }) {
  forget(seq);
  acts.push({ seq, words });
  acts.sort((one, other) => one.seq - other.seq);
  keep("act", String(seq), words);
  for (const old of remembered().slice(0, -KEPT)) keep("act", String(old.seq), null);
}

/** @param {number} seq */
function forget(seq) {
  const at = acts.findIndex((act) => act.seq === seq);
  if (at >= 0) acts.splice(at, 1);
  keep("act", String(seq), null);
}

function show() {
  const [line, words] = [place(), acts.at(-1)?.words ?? ""];
  if (line && line.textContent !== words) line.textContent = words;
}

// An act may be acknowledged to this page that was stored before the page was drawn.
hear("acknowledged", (entries) => {
  // Words are gone that may be in what is remembered, such as the name of a theme.
  if (entries.some((/** @type {any} */ { verb }) => verb === "withdraw_words")) {
    for (const { seq } of [...acts, ...remembered()]) forget(seq);
    show();
  }
  const own = entries.filter((/** @type {any} */ entry) => isMine(entry) && entry.seq > drawn);
  if (own.length === 0) return;
  for (const entry of own) {
    if (entry.verb === "undo") forget(entry.entry);
    else if (isUndone(entry.verb)) remember({ seq: entry.seq, words: named(entry) });
  }
  show();
});

// Gone at once, also while the line is cut: a second press means the act before. What somebody has
// changed since stays as it is, and the act before it is next as well.
hear("posted", ({ verb, entry }) => {
  if (verb !== "undo") return;
  forget(entry ?? 0);
  show();
});

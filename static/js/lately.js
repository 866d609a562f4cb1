/**
 * What I did lately, and what Undo would take back next: under *More*, long after the line that
 * told of it has gone. The page names the last act before it was drawn.
 */

import { hear } from "coproduce/news";
import { isMine } from "coproduce/own";
import { named } from "coproduce/sentences";

/** @returns {HTMLElement | null} */
const place = () => document.querySelector("[data-lately]");

/** My acts, newest last. @type {{seq: number, words: string}[]} */
const acts = [];
const { lately = "" } = place()?.dataset ?? {};
if (lately) acts.push({ seq: Number(lately), words: place()?.textContent ?? "" });

/** @returns {number} the entry that Undo would take back; 0: the board knows better */
export function last() {
  return acts.at(-1)?.seq ?? 0;
}

/** @param {number} seq */
function forget(seq) {
  const at = acts.findIndex((act) => act.seq === seq);
  if (at >= 0) acts.splice(at, 1);
}

function show() {
  const line = place();
  if (line) line.textContent = acts.at(-1)?.words ?? "";
}

hear("applied", ({ entries }) => {
  for (const entry of entries) {
    if (!isMine(entry)) continue;
    if (entry.verb === "undo") forget(entry.entry);
    else acts.push({ seq: entry.seq, words: named(entry) });
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

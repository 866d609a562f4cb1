/** Every text that is open in a box or not stored yet, and what reaches it from the board. */

import { session } from "coproduce/keep";
import { hear } from "coproduce/news";
import { find } from "coproduce/outbox";
import { saidIn } from "coproduce/texts";
import { SHELF, Writing } from "coproduce/writer";

/** @type {Map<string, Writing>} by key */
const all = new Map();

/** @param {string} key as "idea:<id>" or "theme:<id>" @param {number} seq @returns {Writing} */
export function write(key, seq) {
  let text = all.get(key);
  if (!text) {
    text = new Writing(key, { log: saidIn(key), seq });
    all.set(key, text);
  }
  return text;
}

/** Take up what a reload interrupted. @returns {number} the seq to ask from */
export function takeUp() {
  for (const shelf of session.keys(SHELF)) {
    const key = shelf.slice(SHELF.length);
    all.set(key, new Writing(key, session.get(shelf)));
  }
  return Math.min(...[...all.values()].map((text) => text.seq), Infinity);
}

/** Whether words in some box are not on their way to the server yet. */
export function unsent() {
  return [...all.values()].some((text) => text.waiting.length > 0);
}

hear("applied", ({ entries, seq }) => {
  for (const [key, text] of all) {
    text.follow(entries, seq);
    if (text.done) all.delete(key);
  }
});

hear("refused", ({ op, code, message }) => {
  for (const text of all.values()) if (text.flight?.id === op.id) text.refused(code, message);
});

hear("up-to-date", () => {
  for (const text of all.values()) {
    // What was on its way when the page went, and is neither in the log nor in the outbox, is lost.
    if (text.flight && !find(text.flight.id)) text.refused("bad_base", "");
  }
});

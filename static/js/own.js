/**
 * What I did unsigned. No page and no frame says so, not even to me: this browser remembers it by
 * the ids of the acts it sent, until I leave. On another device, what I did unsigned is nobody's.
 */

import { local } from "coproduce/keep";
import { hear, tell } from "coproduce/news";
import { waiting } from "coproduce/outbox";
import { page } from "coproduce/page";

const SHELF = `own:${page.board}:${page.seat}:`;

/** Acts that this page sent, or found in the outbox. @type {Set<string>} */
const acts = new Set();
hear("posted", ({ id }) => acts.add(id));
hear("stored", (id) => acts.add(id));

/** @param {import("coproduce/frames").Entry} entry @returns {boolean} whether I did it, signed or not */
export function isMine({ id, seat }) {
  return Boolean(page.seat) && (seat === page.seat || acts.has(id));
}

/** @param {string} kind "idea", "echo", "stance", "why" or "act" @param {string} id @returns {any} */
export function own(kind, id) {
  return local.get(`${SHELF}${kind}:${id}`);
}

/** Everything of one kind. @param {string} kind @returns {[id: string, value: any][]} */
export function owned(kind) {
  const start = `${SHELF}${kind}:`;
  return local.keys(start).map((key) => [key.slice(start.length), local.get(key)]);
}

/** @param {string} kind @param {string} id @param {any} value null: forget it */
export function keep(kind, id, value) {
  const key = `${SHELF}${kind}:${id}`;
  if (value === null) local.drop(key);
  else local.set(key, value);
}

/** What each act leaves to be remembered. @type {Record<string, (entry: any) => void>} */
const KEPT = {
  add_idea: ({ idea }) => keep("idea", idea, true),
  echo_idea: ({ echo }) => keep("echo", echo, true),
  sign_idea: ({ idea, signed }) => keep("idea", idea, signed ? null : true),
  withdraw_stance: ({ theme, idea }) => keep("stance", theme ?? idea, null),
};

/** Where I say that I stand, until the board has it: its entry does not say. */
const said = new Map(waiting().map(({ op }) => [op.id, op.stance]));
hear("posted", ({ id, verb, stance }) => verb === "take_stance" && said.set(id, stance));

hear("acknowledged", (entries) => {
  for (const entry of entries) {
    if (!acts.has(entry.id) || entry.seat) continue;
    if (said.get(entry.id)) keep("stance", entry.theme ?? entry.idea, said.get(entry.id));
    KEPT[entry.verb]?.(entry);
    for (const one of entry.does ?? []) takenBack(one);
    tell("owned", entry.idea);
  }
});

/** Where I stand after an undo, the board does not tell. @param {any} done */
function takenBack(done) {
  if (done.verb.endsWith("_stance")) keep("stance", done.theme ?? done.idea, null);
  if (done.verb === "sign_idea") KEPT.sign_idea(done);
}

// How I sign what I write: for this seat, until I choose otherwise.

const CHOICE = "unsigned";

/** @returns {boolean} */
export function unsigned() {
  return local.get(SHELF + CHOICE) === true;
}

/** What an act of writing says about it. @returns {{unsigned?: true}} */
export function signing() {
  return unsigned() ? { unsigned: true } : {};
}

/** @param {boolean} on */
export function writeUnsigned(on) {
  local.set(SHELF + CHOICE, on);
}

/**
 * What I did unsigned. No page and no frame says so, not even to me: this browser remembers it by
 * the ids of the acts it sent, until I leave. On another device, what I did unsigned is nobody's.
 */

import { local } from "coproduce/keep";
import { instead } from "coproduce/instead";
import { hear, tell } from "coproduce/news";
import { waiting } from "coproduce/outbox";
import { page } from "coproduce/page";

const SHELF = `own:${page.board}:${page.seat}:`;

/** Acts that this page sent, or found in the outbox. @type {Set<string>} */
const acts = new Set();
/** Of those, what was done for somebody who has no phone, with their seat. @type {Map<string, string>} */
const others = new Map(waiting().flatMap(({ op }) => (op.for ? [[op.id, op.for]] : [])));
hear("posted", ({ id, for: other }) => (other ? others.set(id, other) : acts.add(id)));
hear("stored", (id) => others.has(id) || acts.add(id));

/** @param {import("coproduce/frames").Entry} entry @returns {boolean} whether I did it, signed or not */
export function isMine({ id, seat }) {
  return Boolean(page.seat) && (seat === page.seat || acts.has(id));
}

/** @param {string} id of an act @returns {string | undefined} for whom this browser did it */
export function doneFor(id) {
  return others.get(id);
}

/** What each person has of their own, whoever holds the phone. */
const PERSONAL = new Set(["stance", "why", "dot", "echo"]);

/** @param {string} kind @param {string} [other] for whom @returns {string} where this browser keeps it */
function shelf(kind, other) {
  return other && PERSONAL.has(kind) ? `${SHELF}for-${other}:${kind}:` : `${SHELF}${kind}:`;
}

/** @param {string} kind "idea", "echo", "stance", "why", "dot" or "act" @param {string} id @returns {any} */
export function own(kind, id) {
  return local.get(shelf(kind, instead()?.seat) + id);
}

/** Everything of one kind. @param {string} kind @returns {[id: string, value: any][]} */
export function owned(kind) {
  const start = `${SHELF}${kind}:`;
  return local.keys(start).map((key) => [key.slice(start.length), local.get(key)]);
}

/** @param {string} kind @param {string} id @param {any} value null: forget it @param {string} [other] for whom */
export function keep(kind, id, value, other = instead()?.seat) {
  const key = shelf(kind, other) + id;
  if (value === null) local.drop(key);
  else local.set(key, value);
}

/** What each act leaves to be remembered; of what was done for another, where they stand. */
const KEPT = /** @type {Record<string, (entry: any, other: string) => void>} */ ({
  add_idea: ({ idea }, other) => other || keep("idea", idea, true),
  echo_idea: ({ echo }, other) => keep("echo", echo, true, other),
  sign_idea: ({ idea, signed }, other) => other || keep("idea", idea, signed ? null : true),
  withdraw_stance: ({ theme, idea }, other) => keep("stance", theme ?? idea, null, other),
});

/** Where I say that I stand, until the board has it: its entry does not say. */
const said = new Map(waiting().map(({ op }) => [op.id, op.stance]));
hear("posted", ({ id, verb, stance }) => verb === "take_stance" && said.set(id, stance));

hear("acknowledged", (entries) => {
  for (const entry of entries) {
    const other = others.get(entry.id) ?? "";
    if (!(other || acts.has(entry.id)) || entry.seat) continue;
    if (said.get(entry.id)) keep("stance", entry.theme ?? entry.idea, said.get(entry.id), other);
    KEPT[entry.verb]?.(entry, other);
    for (const one of entry.does ?? []) takenBack(one, other);
    tell("owned", entry.idea);
  }
});

/** Where one stands after an undo, the board does not tell. @param {any} done @param {string} other */
function takenBack(done, other) {
  if (done.verb.endsWith("_stance")) keep("stance", done.theme ?? done.idea, null, other);
  if (done.verb === "sign_idea") KEPT.sign_idea(done, other);
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

/**
 * Operations kept until the server has them. They lie in localStorage, one item each, so that a
 * reload, a closed lid or another tab of the same seat loses nothing; the server does an id once,
 * however often it is sent.
 *
 * @typedef {{id: string, verb: string, [field: string]: any}} Operation
 * @typedef {{key: string, op: Operation, when: number}} Waiting
 */

import { newId } from "coproduce/ids";
import { instead } from "coproduce/instead";
import { local } from "coproduce/keep";
import { tell } from "coproduce/news";
import { page } from "coproduce/page";

const SHELF = `outbox:${page.board}:${page.seat}:`;
const AGAIN = 1000; // ms until what was refused for haste is sent again
const AT_ONCE = 36; // acts, and so many a second after them: a little less than a seat may do, so that
const A_SECOND = 9; // none is refused for haste and overtaken by those that were done after it
const PASSING = new Set(["too_fast", "hello_first"]); // refusals that time alone cures

/** Sent again and not done yet. @type {Set<string>} */
const late = new Set();

/** @type {(op: Operation) => boolean} */
let send = () => false;
let count = 0;

/** What is to leave, in the order in which it was done. @type {Operation[]} */
let line = [];
let allowed = AT_ONCE; // acts, at the moment `since`
let since = performance.now();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;

/** Say how operations leave. @param {(op: Operation) => boolean} way */
export function sendBy(way) {
  send = way;
}

/**
 * Do this: keep it, show it, send it. It is done for whoever this tab acts for, unless `for` says
 * otherwise; empty: for myself.
 * @param {Record<string, any>} fields @returns {string} its id
 */
export function post(fields) {
  const op = /** @type {Operation} */ ({ id: newId(), for: instead()?.seat, ...fields });
  if (!op.for) delete op.for;
  const when = Date.now();
  count += 1;
  const turn = `${when.toString(36).padStart(9, "0")}${count.toString(36).padStart(5, "0")}`;
  local.set(`${SHELF}${turn}:${op.id}`, { op, when });
  tell("posted", op);
  leave(op);
  return op.id;
}

/** @param {Operation} op */
function leave(op) {
  line.push(op);
  go();
}

/** All that may leave by now; where there is no connection, nothing has to, as all of it is kept. */
function go() {
  clearTimeout(next);
  const now = performance.now();
  allowed = Math.min(AT_ONCE, allowed + ((now - since) / 1000) * A_SECOND);
  since = now;
  while (line.length > 0 && allowed >= 1) {
    if (send(line[0])) allowed -= 1;
    line.shift();
  }
  if (line.length > 0) next = setTimeout(go, 1000 / A_SECOND);
}

/** Everything that is not stored yet, oldest first. @returns {Waiting[]} */
export function waiting() {
  return local.keys(SHELF).flatMap((key) => {
    const kept = local.get(key);
    return kept ? [{ key, ...kept }] : [];
  });
}

/** @param {string} id @returns {Waiting | undefined} */
export function find(id) {
  return waiting().find(({ op }) => op.id === id);
}

/**
 * A row as it will be once the moves that wait here are done: so that pressed twice is moved twice, also
 * where the first has not come back yet. @param {string[]} row ids @param {string} verb of such moves
 * @param {string} what the field that names what they move @returns {string[]}
 */
export function rowToBe(row, verb, what) {
  const moves = waiting().filter(({ op }) => op.verb === verb && row.includes(op[what]));
  return moves.reduce((before, { op }) => moved(before, op[what], op.before), row);
}

/** @param {string[]} row @param {string} id @param {string} [before] otherwise to the end */
function moved(row, id, before) {
  const others = row.filter((other) => other !== id);
  const at = before === undefined ? -1 : others.indexOf(before);
  return at < 0 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)];
}

/** Send what waits, oldest first. @param {number} age in ms, of what is worth sending again */
export function sendAgain(age = 0) {
  const before = Date.now() - age;
  const lined = new Set(line.map(({ id }) => id));
  line = waiting().filter(({ op, when }) => when <= before || lined.has(op.id)).map(({ op }) => op);
  go();
}

/** The server has it. @param {string} id @returns {boolean} whether it was waiting here */
export function acknowledge(id) {
  late.delete(id);
  const kept = local.keys(SHELF).find((key) => key.endsWith(`:${id}`));
  if (!kept) return false;
  local.drop(kept);
  tell("stored", id);
  return true;
}

/**
 * The server will not do it. What only came too fast is sent again, and so is what was done after it,
 * which may build on it; of the rest the words are given back to whoever listens to "refused".
 * @param {{id: string, code: string, message: string}} refused
 */
export function refuse({ id, code, message }) {
  const kept = find(id);
  if (!kept) return;
  if (PASSING.has(code) || isAfterLate(kept)) {
    late.add(id);
    setTimeout(() => find(id) && leave(kept.op), AGAIN);
    return;
  }
  late.delete(id);
  local.drop(kept.key);
  tell("refused", { op: kept.op, code, message });
}

/** @param {Waiting} one @returns {boolean} whether something that was done before it is still to come */
function isAfterLate({ key }) {
  return waiting().some((other) => other.key < key && late.has(other.op.id));
}

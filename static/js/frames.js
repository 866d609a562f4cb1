/**
 * What the server sends, taken strictly in order, one at a time: frames are drawn and their ids
 * struck from the outbox; after a gap everything missed is asked for.
 *
 * @typedef {{seq: number, id: string, seat?: string, when: number, verb: string, [field: string]: any}} Entry
 * @typedef {{seq: number, entries: Entry[], html: string}} Frame
 */

import { tell } from "coproduce/news";
import * as outbox from "coproduce/outbox";
import { isSlow, picture, still, stillWhereSlow, touch } from "coproduce/pace";
import { page } from "coproduce/page";
import { drawInTurn } from "coproduce/pieces";
import { reconnect, send, steady } from "coproduce/socket";

const SEEN_EVERY = 2000; // ms: one "seen" stands for all that came before it
const SEEN_AFTER = 64_000; // letters of frames: on a lively board it is said earlier
const REST = 50; // ms between what comes and its drawing, where a machine is slow
const MANY = 6; // messages that have come while others were drawn: they are drawn at once
const PATIENCE = 1500; // ms that a beat may be ahead before we ask

let applied = page.seq;
let answered = false; // whether this connection's hello was answered
let asked = 0;
let bare = 0; // the seq of the last news that came without a picture
/** @type {ReturnType<typeof setTimeout> | undefined} */
let seen;
let unseen = 0; // letters of frames since the last "seen"
let line = Promise.resolve();
/** What has come and is not drawn yet. @type {any[]} */
let waiting = [];

/** @returns {number} everything up to this entry is drawn */
export function seq() {
  return applied;
}

/** Ask from here on, for what a reload kept unfinished. @param {number} since */
export function startFrom(since) {
  applied = Math.min(applied, since);
}

export function hello() {
  answered = false;
  return { hello: { v: 1, seq: applied } };
}

/** @param {any} message */
export function receive(message) {
  if ("here" in message) tell("here", message.here);
  else if ("beat" in message) listen(message.beat);
  else if (waiting.push(message) === 1) line = line.then(turn).then(takeAll).catch(trouble);
}

/**
 * Just after the next picture: what comes before it is drawn once, and in a task of its own, so that
 * the hand has a turn between the drawing and the painting. Nobody waits for one that is not shown,
 * and a slow machine is not asked for a picture only to wait for it: only what was changed last has to
 * be on the screen, or it would be laid out in the same task as what comes now.
 */
async function turn() {
  if (document.hidden) return;
  if (!isSlow()) return picture();
  await new Promise((come) => setTimeout(come, REST));
  await still();
}

/** One after the other, with room between them for the hand; when many have come, as one. */
async function takeAll() {
  if (waiting.length > MANY) waiting = joined(waiting);
  while (waiting.length > 0) {
    await take(waiting[0]);
    waiting.shift();
    touch();
    if (waiting.length > 0) await (isSlow() ? still() : new Promise((rest) => setTimeout(rest)));
  }
}

/** Frames that follow each other, as one. @param {any[]} messages */
function joined(messages) {
  const all = [];
  for (const message of messages) {
    const before = all.at(-1);
    const follows = before?.html && message.html && message.seq - message.entries.length === before.seq;
    if (!follows) all.push(message);
    else all[all.length - 1] = { seq: message.seq, entries: [...before.entries, ...message.entries], html: before.html + message.html };
  }
  return all;
}

/** @param {any} message */
async function take(message) {
  if (message.refused?.code === "ahead" && !message.refused.id) location.reload(); // an older copy
  else if (message.refused) outbox.refuse(message.refused);
  else if (message.fetch) await apply(await fetched(message.fetch));
  else if ("entries" in message) await apply(message);
}

/** @param {string} path @returns {Promise<Frame>} */
async function fetched(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** @param {Frame} frame */
async function apply(frame) {
  const entries = frame.entries.filter((entry) => entry.seq > applied);
  if (frame.seq > applied) {
    if (entries.length !== frame.seq - applied) return ask();
    if (!frame.html && bare !== frame.seq) return doubt(frame.seq);
    await drawInTurn(frame.html, entries);
    if (leadsToMore(entries)) await stillWhereSlow(); // it has a picture of its own
    applied = frame.seq;
    document.body.dataset.seq = String(applied);
  } else if (frame.seq === applied && frame.html && frame.entries.length === 0) {
    await drawInTurn(frame.html, []); // the same board, told anew: there are other seats to count
  }
  for (const entry of frame.entries) outbox.acknowledge(entry.id);
  tell("acknowledged", frame.entries);
  tell("applied", { entries, seq: applied });
  report(frame.html.length);
  if (!answered) welcome();
}

/** Whether this page has to do with it: it is the first news, or tells of what was done here. @param {Entry[]} entries */
function leadsToMore(entries) {
  const kept = new Set(outbox.waiting().map(({ op }) => op.id));
  return !answered || entries.some(({ id }) => kept.has(id));
}

/** The hello was answered: we are up to date, so what was kept can go. */
function welcome() {
  answered = true;
  steady();
  tell("up-to-date");
  outbox.sendAgain();
}

/**
 * News without a picture: an acknowledgement said again that came before what it repeats, or an act
 * that changed nothing. It is believed when it comes a second time.
 * @param {number} seq
 */
function doubt(seq) {
  bare = seq;
  send({ hello: { v: 1, seq: applied } });
}

/** Something between was missed. @returns {void} */
function ask() {
  if (Date.now() - asked < PATIENCE) return;
  asked = Date.now();
  send({ hello: { v: 1, seq: applied } });
}

/** @param {number} at where the board is */
function listen(at) {
  if (at <= applied) return;
  setTimeout(() => at > applied && ask(), PATIENCE);
}

/** Say how far we are, before long. @param {number} letters that the frame held */
function report(letters) {
  unseen += letters;
  if (unseen > SEEN_AFTER) saySeen();
  else seen ??= setTimeout(saySeen, SEEN_EVERY);
}

function saySeen() {
  clearTimeout(seen);
  seen = undefined;
  unseen = 0;
  send({ seen: applied });
}

/** @param {unknown} error */
function trouble(error) {
  console.error(error);
  reconnect();
}

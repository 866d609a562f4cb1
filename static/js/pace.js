/**
 * How hard it is for this machine to draw what comes. Where it is slow, nothing travels, hands are
 * shown less often, a few pieces at most are drawn to a picture, and what a hand asks for goes first
 * and has a task and a picture of its own, so that the hand on this very screen never waits.
 */

import { beat, isDue, nextBeat } from "coproduce/rhythm";

const SLOW = 20; // ms for a few pieces and their picture, in the mean: it comes too late for the next
const QUICK = 12; // ms for one that comes in time
const ENOUGH = 20; // of these in a row, after which a machine is no longer slow: some cost little on any
const MEMORY = 0.8; // of what was, in the mean
const FIRST = 0.4; // of what the first took: code that has not run yet takes longer, and so does a new page
const LATEST = 100; // ms until what waits for a picture goes on, picture or not
const WAITS = 4; // pictures that are waited for at most: while a key is held down one is always due

let mean = 0;
let slow = false;
let quick = 0; // pictures in a row that came in time
let known = false; // whether anything was learnt yet
/** Ms that it took so far to put on the page what the next picture shows. @type {number | null} */
let drawing = null;

/**
 * A few pieces were put on the page. That is a small part of what they cost: the browser styles, lays out
 * and paints them for the next picture, and only all of it tells a slow machine from a quick one.
 * @param {number} ms that it took
 */
export function drew(ms) {
  if (document.hidden) return;
  drawing = (drawing ?? 0) + ms;
  picture();
}

/** @param {number} ms for what a picture shows anew and for the picture itself */
export function learnFrom(ms) {
  mean = known ? MEMORY * mean + (1 - MEMORY) * ms : FIRST * ms;
  known = true;
  quick = ms < QUICK ? quick + 1 : 0;
  slow = slow ? quick < ENOUGH : mean > SLOW;
}

export function isSlow() {
  return slow;
}

/** Nothing is known before the first pieces are drawn: they are as few as if it were slow. */
export function mayBeSlow() {
  return slow || !known;
}

/** One that was asked for and has not begun. @type {Promise<void> | null} */
let coming = null;

/**
 * @returns {Promise<void>} just after the next picture and what the browser tells of it, and before long
 *   where none is shown
 */
export function picture() {
  coming ??= new Promise((come) => {
    const begun = () => (coming = null);
    const latest = setTimeout(() => {
      begun();
      come();
    }, LATEST);
    requestAnimationFrame(() => {
      begun();
      clearTimeout(latest);
      const start = performance.now();
      setTimeout(() => {
        if (drawing !== null) learnFrom(drawing + performance.now() - start);
        drawing = null;
        setTimeout(come);
      });
    });
  });
  return coming;
}

/** What was changed last is on the screen. @type {Promise<void>} */
let shown = Promise.resolve();

/** Something has changed that the browser has to lay out before the next picture. */
export function touch() {
  if (mayBeSlow()) shown = picture();
}

/** It is, or is taken to be after some pictures. */
async function isShown() {
  for (let n = 0, last; last !== shown && n < WAITS; n += 1) await (last = shown);
}

/** The hand has had its turn. @type {Promise<void>} */
let turn = Promise.resolve();

/** Those who wait for stillness, in turn. @type {(() => void)[]} */
const waiting = [];
let admitting = false;

/**
 * Nothing waits for its picture, and no hand for its turn: whoever draws at once then draws for this
 * picture alone, and whoever asks where something stands has the page laid out for nothing else.
 * @param {boolean} [first] before those who wait already @returns {Promise<void>}
 */
export function still(first = false) {
  return new Promise((go) => {
    if (first) waiting.unshift(go);
    else waiting.push(go);
    if (!admitting) admit();
  });
}

/** The same where the machine is slow, and at once elsewhere. @returns {Promise<void>} */
export async function stillWhereSlow() {
  if (slow && !document.hidden) await still();
}

/** Let them go one after the other: each finds on the screen what the one before it drew. */
async function admit() {
  admitting = true;
  while (waiting.length > 0) {
    await isStill();
    waiting.shift()?.();
    await new Promise((next) => setTimeout(next));
  }
  admitting = false;
}

/** At once where nothing is shown at all; while somebody types, between two keys. */
async function isStill() {
  if (document.hidden) return;
  await isOver();
  if (!slow || !isDue()) return;
  await nextBeat();
  await isOver();
}

/** What was asked for is done, and on the screen. */
async function isOver() {
  for (let n = 0, last; last !== turn && n < WAITS; n += 1) {
    await (last = turn);
    await isShown();
  }
}

/** What a hand has asked for and is not done yet. @type {(() => void)[]} */
let asked = [];
let due = false; // whether the first of it comes by itself
let finishing = false;

/**
 * Do what a hand asks for: at once, or on a slow machine after the picture that is due, of whose task
 * the hand's events are a part. Each act has a turn and a picture of its own then, and the next key or
 * press finds all of them done. @param {(() => void)[]} acts
 */
export function inTurn(...acts) {
  finish();
  asked.push(...acts);
  begin();
}

/** Do it after what is asked for already. @param {() => void} act */
export function afterwards(act) {
  asked.push(act);
  begin();
}

function begin() {
  if (!slow) return finish();
  if (due) return;
  due = true;
  touch();
  turn = shown.then(() => soon(next));
}

function next() {
  due = false;
  try {
    asked.shift()?.();
  } catch (error) {
    reportError(error); // others wait for this turn to be over
  }
  touch();
  if (asked.length > 0) begin();
}

function finish() {
  if (finishing) return; // an act that asks for more: it is done in this very round
  finishing = true;
  try {
    while (asked.length > 0) asked.shift()?.();
  } finally {
    finishing = false;
  }
}

/**
 * In a task of its own; where browsers can, before what only draws.
 * @param {() => void} act @returns {Promise<void>} once it is done
 */
function soon(act) {
  const { scheduler } = /** @type {any} */ (globalThis);
  if (scheduler?.postTask) return scheduler.postTask(act, { priority: "user-blocking" });
  return new Promise((done) => setTimeout(() => done(act())));
}

/** A key or a press begins, and what it does itself is shown before anything else is drawn. @param {Event} event */
function press(event) {
  finish();
  touch();
  if (event instanceof KeyboardEvent && !event.repeat) beat(event.timeStamp);
}

for (const type of ["keydown", "pointerdown", "pointerup"]) addEventListener(type, press, true);
// A click that no pointer made is a press of its own; any other belongs to the one that asked.
addEventListener("click", (event) => event.detail === 0 && press(event), true);
// What comes near is laid out with the next picture.
addEventListener("contentvisibilityautostatechange", touch, true);

/**
 * How hard it is for this machine to draw what comes. Where it is slow, nothing travels, hands are
 * shown less often, a few pieces at most are drawn to a picture, and what a hand asks for has a task
 * of its own, so that the hand on this very screen never waits.
 */

const SLOW = 8; // ms for one frame of the board, beyond which a machine has other things to do
const QUICK = 4; // ms, below which it is no longer slow
const MEMORY = 0.7; // of what was, in the mean
const LATEST = 100; // ms until what waits for a picture goes on, picture or not

let mean = 0;
let slow = false;

/** Learn from one frame of the board. @param {number} ms that its drawing took */
export function learnFrom(ms) {
  mean = MEMORY * mean + (1 - MEMORY) * ms;
  if (slow ? mean < QUICK : mean > SLOW) slow = !slow;
}

export function isSlow() {
  return slow;
}

/** @returns {Promise<void>} just after the next picture, and before long where none is shown */
export function picture() {
  return new Promise((come) => {
    requestAnimationFrame(() => setTimeout(come));
    setTimeout(come, LATEST);
  });
}

/** What a hand has asked for and is not done yet. @type {(() => void)[]} */
let asked = [];

/**
 * Do what a hand asks for: at once, or on a slow machine after the picture that is due, of whose task
 * the hand's events are a part. Each act has a turn of its own then, and the next key or press finds
 * all of them done. @param {(() => void)[]} acts
 */
export function inTurn(...acts) {
  finish();
  asked = acts;
  if (slow) soon(next);
  else finish();
}

function next() {
  asked.shift()?.();
  if (asked.length > 0) soon(next);
}

/** In a task of its own; where browsers can, before what only draws. @param {() => void} act */
function soon(act) {
  const { scheduler } = /** @type {any} */ (globalThis);
  if (scheduler?.postTask) scheduler.postTask(act, { priority: "user-blocking" });
  else setTimeout(act);
}

function finish() {
  while (asked.length > 0) asked.shift()?.();
}

for (const type of ["keydown", "pointerdown", "pointerup", "click"]) addEventListener(type, finish, true);

/**
 * How hard it is for this machine to draw what comes. Where it is slow, nothing travels, hands are
 * shown less often, each theme is kept as a picture of its own (`data-slow`), and what a hand asks
 * for has a task of its own, so that the hand on this very screen never waits.
 */

const SLOW = 8; // ms for one frame of the board, beyond which a machine has other things to do
const QUICK = 4; // ms, below which it is no longer slow
const MEMORY = 0.7; // of what was, in the mean

let mean = 0;
let slow = false;

/** @returns {() => void} what ends the measure of one frame */
export function measure() {
  const start = performance.now();
  return () => {
    mean = MEMORY * mean + (1 - MEMORY) * (performance.now() - start);
    if (slow ? mean < QUICK : mean > SLOW) turn();
  };
}

function turn() {
  slow = !slow;
  document.body.toggleAttribute("data-slow", slow);
}

export function isSlow() {
  return slow;
}

/** What a hand has asked for and is not done yet. @type {(() => void) | null} */
let asked = null;

/**
 * Do what a hand asks for: at once, or on a slow machine after the picture that is due, of whose task
 * the hand's events are a part. The next key or press finds it done. @param {() => void} act
 */
export function inTurn(act) {
  if (!slow) return act();
  done();
  asked = act;
  setTimeout(done);
}

function done() {
  const act = asked;
  asked = null;
  act?.();
}

for (const type of ["keydown", "pointerdown", "pointerup", "click"]) addEventListener(type, done, true);

/**
 * The rhythm in which a hand types at this screen. Just after one key the next does not come: what only
 * draws has its place there, so that a letter never waits for it and never shares a picture with it.
 */

const QUICK = 0.6; // of the time between two keys, in which the next does not come
const LATE = 1.8; // of it, after which the hand rests
const PAUSE = 500; // ms: what is longer is no rhythm
const MEMORY = 0.8; // of what was, in the mean

let between = 150; // ms, in the mean
let latest = -Infinity;
let came = () => {};

/** A key begins. @param {number} when in ms of this page */
export function beat(when) {
  if (when - latest < PAUSE) between = MEMORY * between + (1 - MEMORY) * (when - latest);
  latest = when;
  came();
}

/** Whether the next key may come at any moment. */
export function isDue() {
  const since = performance.now() - latest;
  return since > QUICK * between && since < LATE * between;
}

/** @returns {Promise<void>} as the next key begins, or when the hand rests */
export function nextBeat() {
  return new Promise((come) => {
    const rests = setTimeout(come, latest + LATE * between - performance.now());
    came = () => {
      clearTimeout(rests);
      come();
    };
  });
}

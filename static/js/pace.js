/**
 * How hard it is for this machine to draw what comes. Where it is slow, nothing travels and hands
 * are shown less often, so that the hand on this very screen never waits.
 */

const SLOW = 8; // ms for one frame of the board, beyond which a machine has other things to do
const MEMORY = 0.7; // of what was, in the mean

let mean = 0;

/** @returns {() => void} what ends the measure of one frame */
export function measure() {
  const start = performance.now();
  return () => (mean = MEMORY * mean + (1 - MEMORY) * (performance.now() - start));
}

export function isSlow() {
  return mean > SLOW;
}

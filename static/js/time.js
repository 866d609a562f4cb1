/**
 * The server's time, right to half a second. A device's own clock may be wrong, or be put right at
 * any moment, and stands still for the page while the device sleeps; so the server is asked, and
 * asked again after each sleep and each jump. Until it has answered nobody guesses.
 */

import { hear, tell } from "coproduce/news";
import { page } from "coproduce/page";

const JUMP = 200; // ms by which the device's two clocks may part: more, and it slept or was changed
const OFTEN = 300_000; // ms between two questions
const SOON = 15_000; // ms, where the answers were slow
const GOOD = 400; // ms that an answer may take: it is right to half of that
const AGAIN = 2000; // ms, where none came
const TRIES = 3;
const DRIFT = 0.0005; // by how much of a second a device's clock may part from the server's in one

/** How much faster than the world's the boards' time passes. */
export const pace = Number(document.body.dataset.pace || 1);

/**
 * The server said `server` when this device's clock on the wall said `own`, and the one that never
 * jumps said `steady`; right to `within`. All in ms.
 * @typedef {{server: number, own: number, steady: number, within: number}} Answer
 */

/** @type {Answer | null} */
let at = null;
let asked = -OFTEN;
let asking = false;
/** Nobody answers: a guess is better than an old time. */
let alone = false;

/** By how much the clock on the wall has gone another way than the other. @param {Answer} since */
function parted({ own, steady }) {
  return Date.now() - own - (performance.now() - steady);
}

/** @returns {number} ms since 1970 by the server's clock; 0 while it is not known */
export function serverNow() {
  if (!at) return 0;
  if (Math.abs(parted(at)) <= JUMP) return at.server + (performance.now() - at.steady) * pace;
  // Asleep, the clock on the wall went on. Or it was changed: only the server knows.
  return alone ? at.server + (Date.now() - at.own) * pace : 0;
}

/** See whether the time has to be asked for, and do so. */
export function keepTime() {
  const jumped = at && !alone && Math.abs(parted(at)) > JUMP;
  const rest = !at || alone ? AGAIN : at.within > GOOD / 2 ? SOON : OFTEN;
  if (jumped || performance.now() - asked > rest) ask();
}

async function ask() {
  if (asking) return;
  asking = true;
  asked = performance.now();
  try {
    for (let tries = 0; tries < TRIES && take(await once()) > GOOD / 2; tries += 1);
    alone = false;
  } catch {
    alone = true; // the line is down: ask again at the next look
  }
  asking = false;
  if (at) tell("time", serverNow());
}

/** Keep the better of two answers. @param {Answer} answer @returns {number} what it is right to */
function take(answer) {
  const stale = at && Math.abs(parted(at)) <= JUMP ? (answer.steady - at.steady) * DRIFT : Infinity;
  if (!at || answer.within <= at.within + stale) at = answer;
  return answer.within;
}

/** Ask once: what was said half-way between asking and hearing. @returns {Promise<Answer>} */
async function once() {
  const sent = performance.now();
  const answer = await fetch(page.address("time/"), { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const { now } = await answer.json();
  const steady = performance.now();
  const within = (steady - sent) / 2;
  return { server: now + within * pace, own: Date.now(), steady, within };
}

for (const wakes of ["pageshow", "online", "focus"]) addEventListener(wakes, ask);
document.addEventListener("visibilitychange", () => document.hidden || ask());
hear("up-to-date", ask); // connected, or connected again

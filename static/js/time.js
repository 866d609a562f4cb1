/**
 * The server's time. A device's own clock may be wrong, or be put right at any moment, and goes on
 * while the device sleeps; so the server is asked, and asked again after each sleep and each jump.
 */

import { hear, tell } from "coproduce/news";
import { page } from "coproduce/page";

const JUMP = 300; // ms by which the device's two clocks may part: more, and one was changed
const OFTEN = 300_000; // ms between two questions
const GOOD = 400; // ms that an answer may take: it is right to half of that
const TRIES = 3;

/** How much faster than the world's the boards' time passes. */
const pace = Number(document.body.dataset.pace || 1);

/** The server said `server` when this device's clock on the wall said `own`. */
let at = { server: 0, own: 0 };
/** By how much the clock on the wall is ahead of the one that never jumps. */
let apart = 0;
let asked = -OFTEN;
let asking = false;

/** @returns {number} ms since 1970 by the server's clock; 0 until it was heard */
export function serverNow() {
  return at.server && at.server + (Date.now() - at.own) * pace;
}

/** See whether the time has to be asked for, and do so. */
export function keepTime() {
  const jumped = Math.abs(Date.now() - performance.now() - apart) > JUMP;
  if (jumped || performance.now() - asked > OFTEN) ask();
}

async function ask() {
  if (asking) return;
  asking = true;
  asked = performance.now();
  try {
    for (let tries = 0; tries < TRIES && !(await once()); tries += 1);
  } catch {
    asked = -OFTEN; // the line is down: ask again at the next look
  }
  asking = false;
}

/** Ask once. @returns {Promise<boolean>} whether the answer came quickly enough to be right */
async function once() {
  const [sent, before] = [performance.now(), Date.now() - performance.now()];
  const answer = await fetch(page.address("time/"), { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const { now } = await answer.json();
  const took = performance.now() - sent;
  apart = Date.now() - performance.now();
  if (Math.abs(apart - before) > JUMP) return false; // the clock jumped meanwhile
  at = { server: now + (took / 2) * pace, own: Date.now() };
  tell("time", serverNow());
  return took < GOOD;
}

for (const wakes of ["pageshow", "online", "focus"]) addEventListener(wakes, ask);
document.addEventListener("visibilitychange", () => document.hidden || ask());
hear("up-to-date", ask); // connected, or connected again

/**
 * Plays the whole log in about a minute, long silences shortened. It waits for each picture, so that a
 * slow line leaves some acts out and never falls behind; a hand on the slider stops it.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { goTo, moments, place, say, told } from "coproduce/timeline";
import { gettext } from "coproduce/words";

const WHOLE = 60_000; // ms that a replay takes
const SILENCE = 60_000; // ms of the hour: a longer one is cut to this
const EACH = 2500; // ms for one act, at most: a board with few is played sooner
const PICTURE = 400; // ms between two pictures, at least, so that an eye can follow

/** When each moment comes, in ms from the beginning. */
const due = schedule();
let began = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @returns {number[]} */
function schedule() {
  let past = 0;
  const raw = moments.map(({ when }, n) => (past += n ? Math.min(SILENCE, Math.max(0, when - moments[n - 1].when)) : 0));
  const whole = Math.min(WHOLE, moments.length * EACH);
  // With room before the first, and between acts that were done at once.
  return raw.map((one, n) => whole * (0.9 * (past ? one / past : 0) + 0.1 * ((n + 1) / moments.length)));
}

const playing = () => timer !== undefined;

export function play() {
  if (playing() || moments.length === 0) return;
  const from = place() === moments.length ? 0 : place();
  began = performance.now() - (due[from - 1] ?? 0);
  timer = setTimeout(look, from === place() ? PICTURE : 0);
  show();
}

export function pause() {
  clearTimeout(timer);
  timer = undefined;
  show();
}

async function look() {
  const passed = performance.now() - began;
  const to = due.filter((one) => one <= passed).length;
  const mine = timer;
  const drawn = await goTo(to);
  if (timer !== mine) return; // somebody stopped it meanwhile
  if (!drawn || to === moments.length) return end();
  timer = setTimeout(look, Math.max(PICTURE, due[to] - (performance.now() - began)));
}

function end() {
  pause();
  say(told());
}

function show() {
  const button = document.querySelector('[data-act="play"]');
  const words = button?.querySelector(".play-words");
  button?.setAttribute("aria-pressed", String(playing()));
  document.body.toggleAttribute("data-playing", playing());
  if (!words) return;
  const again = place() > 0 && place() < moments.length ? gettext("Play on") : gettext("Play the hour in a minute");
  words.textContent = playing() ? gettext("Pause") : again;
}

learn({
  play: () => {
    if (playing()) end();
    else play();
  },
});
hear("hand-on-time", () => playing() && pause());
hear("stepped", () => playing() || show());
show();

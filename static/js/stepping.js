/**
 * Shows any moment of the board: fetches the pieces in which it differs from the one that is shown,
 * draws them, and takes away what was not there then. One is fetched at a time, and of those asked for
 * meanwhile only the last.
 */

import { tell } from "coproduce/news";
import { draw } from "coproduce/pieces";
import { note } from "coproduce/places";

const { seq = "0", moment = "", here = "" } = document.body.dataset;

let shown = Number(seq);
let wanted = shown;
/** @type {Promise<boolean> | null} */
let going = null;

/** @returns {number} the seq of the moment that is shown */
export const at = () => shown;

/** @param {number} to a seq @returns {Promise<boolean>} whether the last one asked for is shown */
export function go(to) {
  wanted = to;
  going ??= walk().finally(() => (going = null));
  return going;
}

async function walk() {
  try {
    while (shown !== wanted) await step(wanted);
    tell("step-lost", false);
    return true;
  } catch {
    wanted = shown;
    tell("step-lost", true);
    return false;
  }
}

/** @param {number} to */
async function step(to) {
  const answer = await fetch(`${moment}?since=${shown}&to=${to}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const { html, gone } = await answer.json();
  take(gone, (id) => id.startsWith("idea-"));
  draw(html, []);
  take(gone, () => true); // a theme only once its ideas lie elsewhere
  note();
  shown = to;
  document.body.dataset.seq = String(to);
  history.replaceState(null, "", `${here}?at=${to}`);
  tell("stepped", to);
}

/** @param {string[]} ids @param {(id: string) => boolean} which */
function take(ids, which) {
  for (const id of ids) if (which(id)) document.getElementById(id)?.remove();
}

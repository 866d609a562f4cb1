/**
 * A moment that is past, as it was for the room: where it wrote, how much of the phase had passed, and
 * whether it was dusk. What could be pressed on a board can only be read here.
 */

import { hear } from "coproduce/news";
import { moments, place } from "coproduce/timeline";
import "coproduce/wall";

const MINUTE = 60_000; // ms

function settle() {
  const quiet = document.getElementById("quiet");
  document.documentElement.toggleAttribute("data-quiet", Boolean(quiet?.dataset.round));
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".theme-name button, .hour-open"))) {
    if (!button.disabled) button.disabled = true;
  }
  fill();
}

/** The bar of the hour, as far as it had come. */
function fill() {
  const { began, extra, minutes, paused } = document.getElementById("hour")?.dataset ?? {};
  const now = Number(paused) || moments[place() - 1]?.when;
  const spent = /** @type {SVGElement | null} */ (document.querySelector("#hour .spent"));
  if (!spent || !began || !now) return;
  const share = (now - Number(began)) / (Number(minutes) * MINUTE + Number(extra));
  spent.setAttribute("width", `${Number(spent.dataset.of) * Math.min(1, Math.max(0, share))}%`);
}

hear("stepped", settle);
settle();

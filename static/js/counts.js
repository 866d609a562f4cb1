/** Numbers that stand in several places come from one piece of the frame: `data-shows`. */

import { hear } from "coproduce/news";

export function showCounts() {
  for (const place of document.querySelectorAll("[data-shows]")) {
    const name = /** @type {HTMLElement} */ (place).dataset.shows;
    if (!name) continue; // there is more than one area by now: each has its name there
    const text = document.querySelector(`#counts .${CSS.escape(name)}`)?.textContent;
    if (text && place.textContent !== text) place.textContent = text;
  }
}

// A piece that holds a number is drawn with it.
hear("drawn", ({ fresh }) => fresh.has("counts") && showCounts());

/** Numbers that stand in several places come from one piece of the frame: `data-shows`. */

import { hear } from "coproduce/news";

const places = document.querySelectorAll("[data-shows]");

export function showCounts() {
  for (const place of places) {
    const name = /** @type {HTMLElement} */ (place).dataset.shows ?? "";
    const text = document.querySelector(`#counts .${CSS.escape(name)}`)?.textContent;
    if (text && place.textContent !== text) place.textContent = text;
  }
}

hear("drawn", showCounts);

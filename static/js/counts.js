/** Numbers that stand in several places come from one piece of the frame: `data-shows`. */

import { hear } from "coproduce/news";

/** Where they stand; to look for them goes through the whole page. @type {HTMLElement[]} */
let places = [];

export function showCounts() {
  places = [...document.querySelectorAll("[data-shows]")].map((one) => /** @type {HTMLElement} */ (one));
  write();
}

function write() {
  const counts = document.getElementById("counts");
  for (const place of places) {
    const name = place.dataset.shows;
    if (!name) continue; // there is more than one area by now: each has its name there
    const text = counts?.querySelector(`.${CSS.escape(name)}`)?.textContent;
    if (text && place.textContent !== text) place.textContent = text;
  }
}

// A piece that holds a number is drawn with it.
hear("drawn", ({ fresh }) => {
  if ([...fresh.keys()].some((id) => id.startsWith("area-"))) showCounts();
  else if (fresh.has("counts")) write();
});

/** Take-home messages: how many seats have left one, said where they are written. */

import { hear } from "coproduce/news";
import { gettext, interpolate, ngettext } from "coproduce/words";

let here = 0;

function show() {
  const { area = "" } = document.getElementById("keeping")?.dataset ?? {};
  document.querySelector(".keep-own")?.toggleAttribute("hidden", !area);
  const ground = area && document.getElementById(`area-${area}`);
  if (!ground) return;
  const words = told(area);
  let line = ground.querySelector(":scope > .left-messages");
  if (!line) {
    line = document.createElement("p");
    line.className = "left-messages";
    ground.querySelector(":scope > .loose")?.before(line);
  }
  if (line.textContent !== words) line.textContent = words;
}

/** @param {string} area @returns {string} nothing where there are none */
function told(area) {
  const all = document.querySelectorAll(`.ground .idea[id][data-area="${CSS.escape(area)}"]`);
  const ideas = /** @type {HTMLElement[]} */ ([...all]).filter((one) => !one.matches("[data-nobodys], .aside"));
  const seats = new Set(ideas.map((one) => one.dataset.seat).filter(Boolean)).size;
  const unsigned = ideas.filter((one) => !one.dataset.seat).length;
  const signed = interpolate(ngettext("%(n)s of %(all)s has left a message.", "%(n)s of %(all)s have left a message.", seats), {
    n: seats,
    all: Math.max(here, seats),
  });
  const others = interpolate(ngettext("%(n)s is unsigned.", "%(n)s are unsigned.", unsigned), { n: unsigned });
  return [seats && signed, unsigned && others].filter(Boolean).join(" ");
}

hear("drawn", (/** @type {{fresh: Map<string, HTMLElement>}} */ { fresh }) => {
  const area = document.getElementById("keeping")?.dataset.area;
  if (fresh.has("keeping") || [...fresh.values()].some((one) => one.dataset.area === area)) show();
});
hear("here-drawn", (now) => {
  const count = [...now.values()].filter((card) => card.present).length;
  if (count === here) return;
  here = count;
  show();
});
show();

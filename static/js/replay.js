/**
 * The hour again, for a room to watch: it begins by itself unless motion is unwanted, shows each act
 * where it was done, and stops at a press or the space bar.
 */

import { listen } from "coproduce/acts";
import { hear } from "coproduce/news";
import { pause, play } from "coproduce/playing";
import { closeLook, fits, lookAt } from "coproduce/rounds";
import "coproduce/then";

function arrange() {
  document.body.removeAttribute("data-close"); // measured as a whole, within one turn: nobody sees it
  const close = !document.querySelector("#quiet[data-round]") && !fits();
  document.body.toggleAttribute("data-close", close);
  closeLook(close);
}

/** Of what was drawn: an idea rather than a theme. @param {Map<string, HTMLElement>} fresh */
function follow(fresh) {
  const ids = [...fresh.keys()].filter((id) => /^(idea|theme)-/.test(id));
  const id = ids.findLast((one) => one.startsWith("idea-")) ?? ids.at(-1);
  const element = id && document.getElementById(id);
  if (element) lookAt(element);
}

let latest = /** @type {Map<string, HTMLElement>} */ (new Map());
hear("drawn", ({ fresh }) => (latest = fresh));
hear("stepped", () => {
  arrange();
  follow(latest);
});
addEventListener("resize", arrange);
listen({ open: () => undefined, close: () => undefined, idea: () => undefined }); // the wall only shows
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || /** @type {Element} */ (event.target).closest("button, a")) return;
  event.preventDefault();
  if (document.body.matches("[data-playing]")) pause();
  else play();
});
arrange();
if (!matchMedia("(prefers-reduced-motion: reduce)").matches) play();

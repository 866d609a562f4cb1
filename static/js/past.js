/** The history page: the board at any moment, the answers to read, and the way to ask for it back. */

import { learn, listen } from "coproduce/acts";
import { showCounts } from "coproduce/counts";
import { hear } from "coproduce/news";
import "coproduce/playing";
import "coproduce/putting_back";
import { settle } from "coproduce/settings";
import "coproduce/then";

let all = false;

/** @param {HTMLElement} idea */
function unfold(idea) {
  const more = /** @type {HTMLElement | null} */ (idea.querySelector(".idea-more"));
  if (more) fold(more, !more.hidden);
}

function showAnswers() {
  for (const more of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".idea-more"))) fold(more, !all);
}

/** @param {HTMLElement} more @param {boolean} is */
function fold(more, is) {
  more.hidden = is;
  more.setAttribute("aria-hidden", String(is));
}

settle();
showCounts();
listen({ open: () => undefined, close: () => undefined, idea: unfold });
learn({
  answers: (button) => {
    all = !all;
    button.setAttribute("aria-pressed", String(all));
    showAnswers();
  },
});
hear("stepped", () => all && showAnswers());

/** Ideas that the last step drew. @type {string[]} */
let drawn = [];
hear("drawn", ({ fresh }) => (drawn = [...fresh.keys()].filter((id) => id.startsWith("idea-"))));
// While it plays, what was done comes into sight; otherwise the ground stays where it is.
hear("stepped", () => {
  if (!document.body.matches("[data-playing]") || drawn.length !== 1) return;
  document.getElementById(drawn[0])?.scrollIntoView({ block: "nearest" });
});

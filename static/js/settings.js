/** What one seat chose for its own screen: calm, larger text, only what was not heard yet. */

import { learn } from "coproduce/acts";
import { local } from "coproduce/keep";
import { tell } from "coproduce/news";

const CHOICES = ["calm", "larger"];

/** @param {string} name @param {boolean} on */
function set(name, on) {
  document.documentElement.classList.toggle(name, on);
  for (const button of document.querySelectorAll(`[data-act="${name}"]`)) {
    button.setAttribute("aria-pressed", String(on));
  }
}

/** @param {boolean} on */
function onlyUnheard(on) {
  document.body.toggleAttribute("data-unheard", on);
  for (const button of document.querySelectorAll('[data-act="unheard"]')) {
    button.setAttribute("aria-pressed", String(on));
  }
  tell("filtered");
}

export function settle() {
  for (const name of CHOICES) {
    set(name, local.get(`choice:${name}`) === true);
    learn({
      [name]: () => {
        const on = !document.documentElement.classList.contains(name);
        local.set(`choice:${name}`, on);
        set(name, on);
      },
    });
  }
  learn({
    unheard: () => onlyUnheard(!document.body.hasAttribute("data-unheard")),
    show_all: () => {
      onlyUnheard(false); // its button goes, and the focus with it
      /** @type {HTMLElement | null} */ (document.querySelector(".more"))?.focus({ preventScroll: true });
    },
  });
}

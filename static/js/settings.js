/** What one seat chose for its own screen: calm, larger text. */

import { learn } from "coproduce/acts";
import { local } from "coproduce/keep";

const CHOICES = ["calm", "larger"];

/** @param {string} name @param {boolean} on */
function set(name, on) {
  document.documentElement.classList.toggle(name, on);
  for (const button of document.querySelectorAll(`[data-act="${name}"]`)) {
    button.setAttribute("aria-pressed", String(on));
  }
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
}

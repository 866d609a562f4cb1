/**
 * Themes that were merged or dissolved, in the tray: anyone brings them back. Each says what it went
 * into, by the name that has now: this page knows it from that theme's own piece.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { container, themeOf } from "coproduce/places";
import { gettext } from "coproduce/words";

/** What lay beside the one that has the focus, those after it first. @type {Element[]} */
let beside = [];

/** A theme can be renamed after another went into it. */
export function showNames() {
  for (const place of container("gone")?.querySelectorAll(".gone-into") ?? []) {
    const theme = themeOf(/** @type {HTMLElement} */ (place).dataset.calls ?? "");
    if (!theme) continue;
    const name = theme.matches(".unnamed") ? "" : theme.querySelector(".theme-name")?.textContent?.trim();
    const said = name || gettext("a theme with no name yet");
    if (place.textContent !== said) place.textContent = said;
  }
}

/** The next to bring back has the focus, if the one that had it is back. */
function keepFocus() {
  const next = beside.find((one) => one.isConnected)?.querySelector("button");
  beside = [];
  if (document.activeElement === document.body) next?.focus({ preventScroll: true });
}

learn({ bring_back: (button) => post({ verb: "bring_back", theme: button.dataset.theme }) });

hear("drawing", () => {
  const one = document.activeElement?.closest(".gone");
  const all = [...(one?.parentElement?.children ?? [])];
  const at = one ? all.indexOf(one) : 0;
  beside = one ? [...all.slice(at + 1), ...all.slice(0, at).reverse()] : [];
});
hear("drawn", ({ fresh }) => {
  if ([...fresh.values()].some((piece) => piece.matches(".theme, .gone"))) showNames();
  keepFocus();
});

/**
 * A board that is opened again: when the room was last here, and what a theme is asked in its time,
 * what we will do and what came of it.
 */

import { learn } from "coproduce/acts";
import { session } from "coproduce/keep";
import { hear } from "coproduce/news";
import { page } from "coproduce/page";
import { sheet } from "coproduce/sheets";

const LOOKED = `looked-round:${page.board}`;

function show() {
  const { status = "", promises, outcomes, looksBack } = document.getElementById("hour")?.dataset ?? {};
  document.body.toggleAttribute("data-promises", promises !== undefined);
  document.body.toggleAttribute("data-outcomes", outcomes !== undefined);
  document.body.toggleAttribute("data-looks-back", looksBack !== undefined);
  const away = ["open", "planned"].includes(status) || session.get(LOOKED);
  document.querySelector(".last-here")?.toggleAttribute("hidden", Boolean(away));
}

/** Who comes back is offered that first, until they choose otherwise. */
let offered = false;

function offer() {
  if (offered || document.getElementById("agenda")?.dataset.cameBack === undefined) return;
  offered = true;
  const kind = /** @type {HTMLInputElement | null | undefined} */ (sheet("hour")?.querySelector('[value="coming_back"]'));
  if (kind) kind.checked = true;
}

learn({
  look_round: () => {
    session.set(LOOKED, true);
    show();
    document.getElementById("new-idea")?.focus({ preventScroll: true });
  },
});

hear("opened", (name) => name === "hour" && offer());
hear("drawn", ({ fresh }) => fresh.has("hour") && show());
show();

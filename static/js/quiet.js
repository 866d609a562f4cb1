/** What one does in a quiet round: ask for it, write into it instead of on the ground, turn it over. */

import { learn } from "coproduce/acts";
import "coproduce/cards";
import "coproduce/changing_cards";
import { area, writeAs } from "coproduce/composer";
import { round } from "coproduce/dusk";
import { hear, tell } from "coproduce/news";
import { post } from "coproduce/outbox";
import { ideaOf } from "coproduce/places";
import { close } from "coproduce/sheets";
import { say } from "coproduce/told";
import { gettext } from "coproduce/words";

// Whoever was writing when dusk fell goes on in the same box, and from then on in private.
writeAs(() => (round() ? "write_quietly" : "add_idea"));

/** @param {Record<string, any>} what */
const ask = (what) => post({ verb: "propose", for: "", what });

learn({
  ask_quiet: ({ dataset }) => {
    ask({ verb: "open_quiet_round", minutes: Number(dataset.minutes), ...area() });
    close();
  },
  ask_share: () => ask({ verb: "share_in_groups" }),
  ask_reveal: () => ask({ verb: "reveal_early" }),
  reveal_round: () => post({ verb: "reveal_round" }),
});

/** Leave what the ground was in the middle of: it cannot be seen now. */
function letGo() {
  for (const ends of ['.holding [data-act="let_hand_go"]', '.choosing [data-act="stop_choosing"]']) {
    const button = /** @type {HTMLElement | null} */ (document.querySelector(ends));
    if (button && !button.closest("[hidden]")) button.click();
  }
}

/** @param {string} from where the focus would be lost, or is lost @param {string} to */
function carryFocus(from, to) {
  if (!document.activeElement?.matches(from)) return;
  /** @type {HTMLElement | null} */ (document.querySelector(to))?.focus({ preventScroll: true });
}

hear("dusk-fell", () => {
  tell("writes", null);
  letGo();
  carryFocus("body, :is(.ground, .room, .filtered, .holding, .choosing) *", "#quiet-title");
  scrollTo(0, 0);
});
hear("dusk-lifted", () => carryFocus(".quiet-round *", '.ground .idea[tabindex="0"]'));

/** Ideas that lay covered until now. @param {import("coproduce/frames").Entry} entry @returns {{idea: string}[]} */
function revealed(entry) {
  const acts = entry.verb === "carry_proposal" ? (entry.does ?? []) : [entry];
  return acts.flatMap(({ verb, ideas }) => (verb.startsWith("reveal_") ? ideas : []));
}

// The room looks at what it turned over. (Where it agreed to do so early, that is told already.)
hear("applied", ({ entries }) => {
  if (entries.some((/** @type {any} */ { verb }) => verb === "reveal_round")) say(gettext("What we wrote quietly is turned over."));
  const [first] = entries.flatMap(revealed);
  const idea = first && !round() ? ideaOf(first.idea) : null;
  if (!idea) return;
  tell("room-goes-to", idea);
  scrollTo(0, 0);
  idea.scrollIntoView({ block: "nearest" });
});

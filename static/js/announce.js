/**
 * Says aloud what happens, quietly: one's own acts at once, the room's acts gathered into one
 * sentence, so that a screen reader is never flooded.
 */

import { hear } from "coproduce/news";
import { doneFor, isMine } from "coproduce/own";
import { gettext, interpolate, ngettext } from "coproduce/words";

const GATHER = 5000; // ms of the room's acts in one sentence
const AT_ONCE = 50; // ms

/** @type {Map<string, number>} how often each kind of act was done by others */
const acts = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

let lately = -AT_ONCE;

/** What comes in the same moment is said in one go: the later would take the earlier away. @param {string} words */
export function announce(words) {
  const place = document.getElementById("told");
  if (!place) return;
  const now = performance.now();
  const before = now - lately < AT_ONCE ? (place.textContent ?? "") : "";
  lately = now;
  place.textContent = before && !before.includes(words) ? `${before} ${words}` : words;
}

/** @type {Record<string, (count: number) => string>} */
const WORDS = {
  add_idea: (n) => ngettext("%(n)s new idea", "%(n)s new ideas", n),
  echo_idea: (n) => ngettext("%(n)s answer", "%(n)s answers", n),
  gather: (n) => ngettext("%(n)s new theme", "%(n)s new themes", n),
  place_idea: (n) => ngettext("%(n)s idea moved", "%(n)s ideas moved", n),
  set_aside: (n) => ngettext("%(n)s idea set aside", "%(n)s ideas set aside", n),
  merge_themes: (n) => ngettext("%(n)s theme merged into another", "%(n)s themes merged into others", n),
  dissolve_theme: (n) => ngettext("%(n)s theme dissolved", "%(n)s themes dissolved", n),
  bring_back: (n) => ngettext("%(n)s theme brought back", "%(n)s themes brought back", n),
  take_stance: (n) => ngettext("%(n)s stance", "%(n)s stances", n),
  put_back: (n) => ngettext("%(n)s idea put back", "%(n)s ideas put back", n),
  open_workshop: () => gettext("the workshop has begun"),
  pause_time: () => gettext("the time is paused"),
  go_on: () => gettext("the time goes on"),
  extend_time: () => gettext("more time"),
};
const SAME = /** @type {Record<string, string>} */ ({
  let_go: "place_idea",
  move_idea: "place_idea",
  place_along: "place_idea",
  take_off_line: "place_idea",
  belongs_too: "place_idea",
  bring_ideas: "place_idea",
  split_theme: "gather",
  withdraw_stance: "take_stance",
});

function speak() {
  timer = undefined;
  const parts = [...acts].map(([verb, n]) => interpolate(WORDS[verb](n), { n }));
  acts.clear();
  announce(interpolate(gettext("From the room: %(acts)s."), { acts: parts.join(", ") }));
}

hear("applied", ({ entries }) => {
  for (const entry of entries) {
    const kind = SAME[entry.verb] ?? entry.verb;
    if (isMine(entry) || doneFor(entry.id) || !WORDS[kind]) continue;
    acts.set(kind, (acts.get(kind) ?? 0) + 1);
  }
  if (acts.size > 0) timer ??= setTimeout(speak, GATHER);
});

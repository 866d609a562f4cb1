/** What my own act came to, in words. */

import { inWords, wordsFor } from "coproduce/line";
import { ideaOf, themeOf } from "coproduce/places";
import { gettext, interpolate, ngettext } from "coproduce/words";

/** @typedef {import("coproduce/frames").Entry} Entry */

/** What is told at once. @type {Record<string, (entry: any) => string>} */
const TOLD = {
  place_idea: ({ idea, theme }) => say(gettext("Idea %(number)s is in %(theme)s."), { idea, theme }),
  gather: ({ ideas }) =>
    interpolate(gettext("Ideas %(numbers)s are together."), { numbers: ideas.map(number).join(", ") }),
  let_go: ({ idea }) => say(gettext("Idea %(number)s is in the open."), { idea }),
  move_idea: ({ idea }) => say(gettext("Idea %(number)s has moved."), { idea }),
  place_along: ({ idea, at }) => {
    const words = wordsFor(ideaOf(idea));
    if (words.length === 0) return say(gettext("Idea %(number)s has its place on the line."), { idea });
    return interpolate(gettext("Idea %(number)s on the line: %(place)s."), { number: number(idea), place: inWords(words, at) });
  },
  take_off_line: ({ idea }) => say(gettext("Idea %(number)s is not on the line."), { idea }),
  set_aside: ({ idea }) => say(gettext("Idea %(number)s is set aside."), { idea }),
  put_back: ({ idea }) => say(gettext("Idea %(number)s is back."), { idea }),
  echo_idea: ({ idea }) => say(gettext("You answered idea %(number)s."), { idea }),
  order_theme: () => gettext("The themes are in a new order."),
  belongs_too: ({ idea, theme }) => say(gettext("Idea %(number)s is in %(theme)s too."), { idea, theme }),
  bring_ideas: ({ ideas, theme }) => {
    const values = { numbers: ideas.map(number).join(", "), theme: theme && name(theme) };
    return interpolate(theme ? gettext("Ideas %(numbers)s are in %(theme)s.") : gettext("Ideas %(numbers)s are in the open."), values);
  },
  split_theme: ({ ideas }) =>
    interpolate(gettext("Ideas %(numbers)s have a theme of their own."), { numbers: ideas.map(number).join(", ") }),
  dissolve_theme: ({ theme }) => say(gettext("%(theme)s is dissolved. Its ideas are in the open."), { theme }),
  restore_theme: ({ theme }) => say(gettext("%(theme)s is back."), { theme }),
  bring_back: ({ theme }) => say(gettext("%(theme)s is back."), { theme }),
  sign_idea: ({ idea, signed }) =>
    say(signed ? gettext("Idea %(number)s is signed.") : gettext("Idea %(number)s is unsigned now."), { idea }),
  keep_longer: () => gettext("The board is kept twelve months longer."),
  turn_offers: ({ on }) => (on ? gettext("The machine offers themes now.") : gettext("The machine offers no themes now.")),
  merge_themes: ({ into: theme }) => say(gettext("The two themes are one: %(theme)s."), { theme }),
  turn_voice: ({ on }) => (on ? gettext("Everyone sees how evenly we speak.") : gettext("How evenly we speak is not shown any more.")),
  open_workshop: () => gettext("The workshop has begun."),
  plan_workshop: () => gettext("The agenda is laid out. Nothing has begun."),
  add_phase: ({ phase }) => ofPhase(gettext("%(phase)s is on the agenda."), phase),
  edit_phase: ({ phase, minutes }) =>
    minutes ? takes(phase, minutes) : ofPhase(gettext("The lines for %(phase)s have changed."), phase),
  move_phase: ({ phase }) => ofPhase(gettext("%(phase)s has moved on the agenda."), phase),
  remove_phase: ({ phase }) => ofPhase(gettext("%(phase)s is off the agenda."), phase),
  put_back_phase: ({ phase }) => ofPhase(gettext("%(phase)s is back on the agenda."), phase),
  pause_time: () => gettext("The time is paused."),
  go_on: () => gettext("The time goes on."),
  extend_time: ({ minutes: n }) => interpolate(ngettext("%(n)s minute more.", "%(n)s minutes more.", n), { n }),
  give_back_time: () => gettext("The time that was added is gone again."),
};

/** What nothing takes back: the room decides it anew, or it is over. */
const FINAL = new Set([
  ...["open_workshop", "plan_workshop", "propose", "see_proposal", "answer_proposal", "withdraw_proposal"],
  ...["write_quietly", "change_quietly", "drop_quietly", "reveal_round", "make_groups", "end_groups", "ask_for_piece", "stop_asking", "pass_piece", "lay_piece"],
  "withdraw_echo",
  "withdraw_words",
  "keep_longer",
]);

/** What can be seen while it is done, and is named only where one looks for it. */
const SEEN = /** @type {typeof TOLD} */ ({
  add_idea: ({ idea }) => say(gettext("You wrote idea %(number)s."), { idea }),
  edit_idea: ({ idea }) => say(gettext("You changed the words of idea %(number)s."), { idea }),
  withdraw_echo: ({ idea }) => say(gettext("You took back an answer to idea %(number)s."), { idea }),
  take_stance: ({ theme, idea }) => stood(gettext("You said where you stand on %(on)s."), theme, idea),
  withdraw_stance: ({ theme, idea }) => stood(gettext("You took back where you stand on %(on)s."), theme, idea),
  write_statement: ({ theme }) => say(gettext("You wrote what we hold in common in %(theme)s."), { theme }),
  write_promise: ({ theme }) => say(gettext("You wrote what we will do about %(theme)s."), { theme }),
  write_outcome: ({ theme }) => say(gettext("You wrote what has happened with %(theme)s."), { theme }),
  name_theme: ({ theme }) => say(gettext("You changed the name: %(theme)s."), { theme }),
  place_dot: () => gettext("You placed your dot."),
  take_back_dot: () => gettext("You took your dot away."),
  name_phase: ({ phase }) => ofPhase(gettext("You changed the name of a phase: %(phase)s."), phase),
  ask_in_phase: ({ phase }) => ofPhase(gettext("You changed the question of %(phase)s."), phase),
});

/** @param {string} text @param {string} phase @returns {string} */
function ofPhase(text, phase) {
  const called = document.querySelector(`#phase-${CSS.escape(phase)} .phase-called`)?.textContent;
  return interpolate(text, { phase: called ?? gettext("a phase") });
}

/** @param {string} phase @param {number} n @returns {string} */
function takes(phase, n) {
  return ofPhase(interpolate(ngettext("%(phase)s takes %(n)s minute now.", "%(phase)s takes %(n)s minutes now.", n), { n, phase: "%(phase)s" }), phase);
}

/** @param {string} text @param {{idea?: string, theme?: string}} of @returns {string} */
function say(text, { idea = "", theme = "" }) {
  return interpolate(text, { number: number(idea), theme: name(theme) });
}

/** @param {string} text @param {string | undefined} theme @param {string | undefined} idea @returns {string} */
function stood(text, theme, idea) {
  const on = theme ? name(theme) : say(gettext("idea %(number)s"), { idea });
  return interpolate(text, { on });
}

/** @param {string} idea */
function number(idea) {
  return ideaOf(idea)?.dataset.number ?? "";
}

/** @param {string} theme */
function name(theme) {
  const piece = themeOf(theme);
  if (!piece || piece.matches(".unnamed")) return gettext("a theme without a name");
  return piece.querySelector(".theme-name")?.textContent ?? "";
}

/** @param {Entry} entry @returns {string} what is worth a line of its own; otherwise nothing */
export function told(entry) {
  if (entry.verb !== "undo") return TOLD[entry.verb]?.(entry) ?? "";
  const [first] = entry.does ?? [];
  const now = first && first.verb !== "echo_idea" ? (TOLD[first.verb]?.(first) ?? "") : "";
  return [gettext("Taken back."), now].filter(Boolean).join(" ");
}

/** @param {string} verb @returns {boolean} whether an act of this kind may have a line of its own */
export function isTold(verb) {
  return verb in TOLD;
}

/** @param {string} verb @returns {boolean} whether its own Undo can take an act of this kind back */
export function isUndone(verb) {
  return verb !== "undo" && !FINAL.has(verb);
}

/** @param {Entry} entry @returns {string} what it was, whatever it was */
export function named(entry) {
  return (TOLD[entry.verb] ?? SEEN[entry.verb])?.(entry) ?? "";
}

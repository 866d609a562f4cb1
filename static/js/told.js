/**
 * One line above the composer that says what was just done, with Undo, for 8 seconds; or what
 * could not be done, and why.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { page } from "coproduce/page";
import { ideaOf, themeOf } from "coproduce/places";
import { gettext, interpolate } from "coproduce/words";

const TIME = 8000;

/** The act that the line is about. */
let told = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @returns {HTMLElement | null} */
const line = () => document.querySelector(".told");

/** @param {string} words @param {number} seq the entry that Undo would take back; 0: none */
export function say(words, seq = 0) {
  const place = line();
  if (!place) return;
  told = seq;
  const text = place.querySelector(".told-words");
  if (text) text.textContent = words;
  const undo = /** @type {HTMLElement | null} */ (place.querySelector('[data-act="undo"]'));
  if (undo) undo.hidden = seq === 0;
  place.hidden = false;
  announce(words);
  leave();
}

/** The line goes by itself, but never from under a hand. */
function leave() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const place = line();
    if (place?.matches(":hover, :focus-within")) leave();
    else hush();
  }, TIME);
}

function hush() {
  clearTimeout(timer);
  const place = line();
  if (place) place.hidden = true;
  told = 0;
}

/** Take back what the line tells of, or else my last act. */
export function undo() {
  post(told ? { verb: "undo", entry: told } : { verb: "undo" });
  hush();
}

learn({ undo });

/** What my own act came to, in words. @type {Record<string, (entry: any) => string>} */
const WORDS = {
  place_idea: ({ idea, theme }) =>
    interpolate(gettext("Idea %(number)s is in %(theme)s."), { number: number(idea), theme: name(theme) }),
  gather: ({ ideas }) =>
    interpolate(gettext("Ideas %(numbers)s are together."), { numbers: ideas.map(number).join(", ") }),
  let_go: ({ idea }) =>
    interpolate(gettext("Idea %(number)s is in the open."), { number: number(idea) }),
  move_idea: ({ idea }) => interpolate(gettext("Idea %(number)s has moved."), { number: number(idea) }),
  set_aside: ({ idea }) =>
    interpolate(gettext("Idea %(number)s is set aside."), { number: number(idea) }),
  put_back: ({ idea }) => interpolate(gettext("Idea %(number)s is back."), { number: number(idea) }),
  echo_idea: ({ idea }) =>
    interpolate(gettext("You answered idea %(number)s."), { number: number(idea) }),
  order_theme: () => gettext("The themes are in a new order."),
  merge_themes: ({ into }) =>
    interpolate(gettext("The two themes are one: %(theme)s."), { theme: name(into) }),
};

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

/** @type {Set<string>} what this page did, so that other tabs of the seat stay quiet */
const mine = new Set();
hear("posted", ({ id }) => mine.add(id));

hear("applied", ({ entries }) => {
  for (const entry of entries) {
    if (!mine.delete(entry.id) || entry.seat !== page.seat) continue;
    if (entry.verb === "undo") say(gettext("Taken back."));
    else if (WORDS[entry.verb]) say(WORDS[entry.verb](entry), entry.seq);
  }
});

hear("refused", ({ op, message }) => {
  if (op.verb !== "add_idea" && op.verb !== "edit_idea" && op.verb !== "name_theme") say(message);
});

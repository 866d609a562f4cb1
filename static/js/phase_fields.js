/**
 * What of a phase is not written together: its minutes and the lines to read aloud. The last word
 * stands, but nobody's lines go unseen under another's. A hand in a field keeps it until it leaves.
 */

import { learn } from "coproduce/acts";
import { minutesIn, notANumber } from "coproduce/agenda";
import { draft, setDraft } from "coproduce/drafts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { say } from "coproduce/told";
import { gettext } from "coproduce/words";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @type {{name: "minutes" | "prompts", said: (row: HTMLElement) => string, read: (field: any) => any, wrong: () => string}[]} */
const FIELDS = [
  { name: "minutes", said: (row) => row.dataset.minutes ?? "", read: minutesIn, wrong: notANumber },
  { name: "prompts", said: promptsOf, read: linesIn, wrong: () => "" },
];

/** The phase whose fields are open. @type {string | null} */
let shown = null;
/** The act in which each field of each phase was sent last. @type {Map<string, string>} */
const sent = new Map();
/** The lines that whoever writes here knows of: those that were shown, and their own. @type {Set<string>} */
const known = new Set();
/** The lines in the field were written before, and not kept. */
let unkept = false;

/** @template {HTMLElement} [T=HTMLElement] @param {string} name @returns {T} */
function part(name) {
  return /** @type {T} */ (document.getElementById(`phase-${name}`));
}

/** @returns {HTMLTextAreaElement} */
const lines = () => part("prompts");

/** @param {Element} field */
export const isField = (field) => FIELDS.some(({ name }) => field === part(name));

/** The phase as the agenda shows it. @param {string | null} id @returns {HTMLElement | null} */
export function rowOf(id) {
  return id ? document.querySelector(`.phase-row[data-phase="${CSS.escape(id)}"]`) : null;
}

/** @param {HTMLElement} row @returns {string} */
function promptsOf(row) {
  return [...row.querySelectorAll(".phase-prompts > li")].map((one) => one.textContent).join("\n");
}

/** @param {HTMLTextAreaElement} field @returns {string[]} */
function linesIn(field) {
  return field.value.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** @param {string} of @param {string} words none: all is well */
function problem(of, words) {
  const place = part(`${of}-problem`);
  place.textContent = words;
  place.hidden = !words;
  const field = part(of);
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** Send what was changed. */
export function keepFields() {
  const row = rowOf(shown);
  if (!row) return;
  const clashes = showClash(row);
  for (const { name: of, said, read, wrong } of FIELDS) {
    const field = /** @type {Field} */ (part(of));
    if (field.value === field.dataset.said || (of === "prompts" && clashes)) continue;
    const value = read(field);
    problem(of, value === null ? wrong() : "");
    field.dataset.said = field.value;
    const text = Array.isArray(value) ? value.join("\n") : String(value);
    if (value === null || text === said(row)) continue;
    if (of === "prompts") known.add(text);
    sent.set(`${shown}:${of}`, post({ verb: "edit_phase", phase: shown, [of]: value }));
  }
}

// What is refused is said at its field where that is open, and otherwise where everything is said.
hear("refused", ({ op, message }) => {
  if (op.verb !== "edit_phase") return;
  const of = op.prompts ? "prompts" : "minutes";
  if (op.phase === shown) {
    if ((sent.get(`${shown}:${of}`) ?? op.id) === op.id) problem(of, message);
    return;
  }
  say(message);
  if (op.prompts) setDraft(`lines:${op.phase}`, op.prompts.join("\n"));
});

/** Show what others changed, but never over what is being written. @param {boolean} [afresh] */
export function showFields(afresh = false) {
  const row = rowOf(shown);
  if (!row) return;
  for (const { name: of, said } of FIELDS) {
    const field = /** @type {Field} */ (part(of));
    const now = said(row);
    if (afresh) problem(of, "");
    else if (field.value !== field.dataset.said || field.hasAttribute("aria-invalid") || field.dataset.was === now) continue;
    field.value = field.dataset.said = field.dataset.was = now;
    if (of !== "prompts") continue;
    known.clear();
    known.add(now);
  }
  showClash(row);
}

/** @param {string} id */
export function openFields(id) {
  shown = id;
  unkept = false;
  showFields(true);
  const kept = draft(`lines:${id}`);
  const row = rowOf(id);
  if (!kept || !row) return;
  lines().value = kept;
  unkept = true;
  if (!showClash(row)) setDraft(`lines:${id}`, "");
}

/** Nothing goes in silence: what could not be kept is told where its person is now. */
export function leaveFields() {
  keepFields();
  const row = rowOf(shown);
  const wrong = FIELDS.map(({ name }) => part(`${name}-problem`).textContent).find(Boolean);
  if (row && showClash(row)) {
    setDraft(`lines:${shown}`, lines().value);
    say(gettext("Somebody else changed these lines as well. Yours wait where you wrote them."));
  } else if (row && wrong) say(wrong);
  shown = null;
}

// Two hands on the same lines.

/** @param {HTMLElement} row @returns {boolean} whether to keep these lines would take others away unseen */
function showClash(row) {
  const theirs = promptsOf(row);
  const changed = lines().value !== lines().dataset.said && linesIn(lines()).join("\n") !== theirs;
  const is = changed && (unkept || !known.has(theirs));
  const words = unkept ? gettext("Your lines were not kept.") : gettext("Somebody else changed these lines as well.");
  const place = part("prompts-clash");
  const said = place.querySelector(".problem");
  if (is && said && said.textContent !== words) said.textContent = words;
  place.hidden = !is;
  return is;
}

/** It is decided whose lines stand. @param {boolean} mine */
function settle(mine) {
  const row = rowOf(shown);
  if (!row) return;
  lines().focus({ preventScroll: true });
  known.add(promptsOf(row));
  unkept = false;
  setDraft(`lines:${shown}`, "");
  if (!mine) lines().value = lines().dataset.said = lines().dataset.was = promptsOf(row);
  showClash(row);
  keepFields();
}

learn({ keep_lines: () => settle(true), take_lines: () => settle(false) });

/**
 * The sheet of one phase: its name and question, written together; its minutes and the lines to read
 * aloud; its place on the agenda.
 */

import { learn } from "coproduce/acts";
import { minutesIn, notANumber } from "coproduce/agenda";
import { bind, release } from "coproduce/box";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { close, open, sheet } from "coproduce/sheets";

/** @type {string | null} */
let shown = null;

/** @template {Element} T @param {string} name @returns {T} */
function part(name) {
  return /** @type {T} */ (/** @type {unknown} */ (document.getElementById(`phase-${name}`)));
}

/** @returns {HTMLTextAreaElement} */
const name = () => part("name");
/** @returns {HTMLTextAreaElement} */
const question = () => part("question");

/** The phase as the agenda shows it. @param {string | null} id @returns {HTMLElement | null} */
function rowOf(id) {
  return id ? document.querySelector(`.phase-row[data-phase="${CSS.escape(id)}"]`) : null;
}

/** @returns {HTMLElement[]} the phases on the agenda, in order */
function rows() {
  return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("ol.phase-list > .phase-row"))];
}

// What is not written together: the minutes and the lines. The last word stands, and a hand that is
// in the field keeps it until it leaves.

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @type {{name: "minutes" | "prompts", said: (row: HTMLElement) => string, read: (field: any) => any, wrong: () => string}[]} */
const FIELDS = [
  { name: "minutes", said: (row) => row.dataset.minutes ?? "", read: minutesIn, wrong: notANumber },
  { name: "prompts", said: promptsOf, read: linesIn, wrong: () => "" },
];

/** The act in which each was sent last. @type {Map<string, string>} */
const sent = new Map();

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
  const place = /** @type {HTMLElement} */ (part(`${of}-problem`));
  place.textContent = words;
  place.hidden = !words;
  const field = /** @type {HTMLElement} */ (part(of));
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** Send what was changed. */
function keep() {
  const row = rowOf(shown);
  if (!row) return;
  for (const { name: of, said, read, wrong } of FIELDS) {
    const field = /** @type {Field} */ (part(of));
    if (field.value === field.dataset.said) continue;
    const value = read(field);
    problem(of, value === null ? wrong() : "");
    field.dataset.said = field.value;
    if (value === null || String(Array.isArray(value) ? value.join("\n") : value) === said(row)) continue;
    sent.set(of, post({ verb: "edit_phase", phase: shown, [of]: value }));
  }
}

hear("refused", ({ op, message }) => {
  for (const [of, id] of sent) if (id === op.id) problem(of, message);
});

/** Show what others changed, but never over what is being written. @param {boolean} [afresh] */
function showFields(afresh = false) {
  const row = rowOf(shown);
  if (!row) return;
  for (const { name: of, said } of FIELDS) {
    const field = /** @type {Field} */ (part(of));
    const now = said(row);
    if (afresh) problem(of, "");
    else if (field.value !== field.dataset.said || field.hasAttribute("aria-invalid") || field.dataset.was === now) continue;
    field.value = field.dataset.said = field.dataset.was = now;
  }
}

// The sheet.

/** @param {string} id @param {HTMLElement} from */
function openPhase(id, from) {
  open("phase", from);
  shown = id;
  bind(name(), `phase:${id}`);
  bind(question(), `question:${id}`);
  showFields(true);
  show();
}

function show() {
  const place = sheet("phase");
  if (!shown || !place || place.hidden) return;
  if (!rowOf(shown)) return close(); // another workshop has begun, or this one has ended
  showFields();
  const order = rows();
  const at = order.findIndex((one) => one.dataset.phase === shown);
  hide("phase_earlier", at <= 0, "phase_later");
  hide("phase_later", at < 0 || at >= order.length - 1, "phase_earlier");
  const stays = at < 0 || order.length < 2 || order[at].matches(".now");
  hide("remove_phase", stays, "phase_earlier");
}

/** @param {string} act @param {boolean} is @param {string} other what has the focus then */
function hide(act, is, other) {
  const button = actOf(act);
  if (!button || button.hidden === is) return;
  const focused = document.activeElement === button;
  button.hidden = is;
  if (is && focused) (actOf(other)?.hidden ? sheet("phase") : actOf(other))?.focus({ preventScroll: true });
}

/** @param {string} act @returns {HTMLElement | null} */
function actOf(act) {
  return sheet("phase")?.querySelector(`[data-act="${act}"]`) ?? null;
}

function leave() {
  keep();
  release(name());
  release(question());
  shown = null;
}

/** @param {number} step */
function shift(step) {
  const order = rows();
  const at = order.findIndex((one) => one.dataset.phase === shown);
  const before = order.filter((_, n) => n !== at)[at + step]?.dataset.phase;
  if (at >= 0 && at + step >= 0) post({ verb: "move_phase", phase: shown, ...(before && { before }) });
}

/** Back where one came from. */
function back() {
  const id = shown;
  open("hour");
  const button = rowOf(id)?.querySelector("button");
  button?.scrollIntoView({ block: "nearest" });
  button?.focus({ preventScroll: true });
}

learn({
  edit_phase: (button) => openPhase(button.dataset.phase ?? "", button),
  back_to_hour: back,
  phase_earlier: () => shift(-1),
  phase_later: () => shift(1),
  remove_phase: () => {
    post({ verb: "remove_phase", phase: shown });
    back();
  },
});

// A name is one line, and so is a number: Enter is done with it. A question is one sentence.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
  const field = /** @type {HTMLElement} */ (event.target);
  if (field === part("minutes")) keep();
  else if (field !== name() && field !== question()) return;
  event.preventDefault();
  if (field !== part("minutes")) back();
});

document.addEventListener("change", (event) => {
  const field = /** @type {Element} */ (event.target);
  if (FIELDS.some(({ name: of }) => field === part(of))) keep();
});

hear("drawn", show);
hear("closed", (of) => of === "phase" && leave());

/**
 * The sheet of one phase: its name and question, written together, and its place on the agenda. Its
 * minutes and the lines to read aloud are in `phase_fields`.
 */

import { learn } from "coproduce/acts";
import { bind, release } from "coproduce/box";
import { hear } from "coproduce/news";
import { post, rowToBe } from "coproduce/outbox";
import { isField, keepFields, leaveFields, openFields, rowOf, showFields } from "coproduce/phase_fields";
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

/** @returns {HTMLElement[]} the phases on the agenda, in order */
function rows() {
  return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("ol.phase-list > .phase-row"))];
}

// The sheet.

/** @param {string} id @param {HTMLElement} from */
function openPhase(id, from) {
  open("phase", from);
  shown = id;
  bind(name(), `phase:${id}`);
  bind(question(), `question:${id}`);
  openFields(id);
  show();
}

function show() {
  const place = sheet("phase");
  if (!shown || !place || place.hidden) return;
  if (!rowOf(shown)) return close(); // another workshop has begun, or this one has ended
  showFields();
  const order = rows();
  const at = order.findIndex((one) => one.dataset.phase === shown);
  const stays = at < 0 || order.length < 2 || order[at].matches(".now");
  /** @type {[string, boolean, string][]} */
  const buttons = [
    ["phase_earlier", at <= 0, "phase_later"],
    ["phase_later", at < 0 || at >= order.length - 1, "phase_earlier"],
    ["remove_phase", stays, "phase_earlier"],
  ];
  // What is shown now first: it may take the focus of what is hidden.
  for (const button of buttons.sort(([, one], [, other]) => Number(one) - Number(other))) hide(...button);
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
  leaveFields();
  release(name());
  release(question());
  shown = null;
}

/** @param {number} step */
function shift(step) {
  const order = rowToBe(rows().map(({ dataset }) => dataset.phase ?? ""), "move_phase", "phase");
  const at = order.indexOf(shown ?? "");
  const before = order.filter((_, n) => n !== at)[at + step];
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
  if (field === part("minutes")) keepFields();
  else if (field !== name() && field !== question()) return;
  event.preventDefault();
  if (field !== part("minutes")) back();
});

document.addEventListener("change", (event) => {
  if (isField(/** @type {Element} */ (event.target))) keepFields();
});

hear("drawn", show);
hear("closed", (of) => of === "phase" && leave());

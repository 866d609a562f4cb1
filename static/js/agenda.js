/**
 * The sheet of the hour: begin a workshop or lay it out first, add time or pause it, ask the room to
 * move on or to end, and add a phase. What it posts is for everyone alike.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { isMine } from "coproduce/own";
import { page } from "coproduce/page";
import { fill } from "coproduce/pieces";
import { close, openSheet, sheet } from "coproduce/sheets";
import { say } from "coproduce/told";
import { gettext } from "coproduce/words";

/** @template {Element} T @param {string} selector @returns {T} */
function part(selector) {
  return /** @type {T} */ (sheet("hour")?.querySelector(selector));
}

// To begin.

/** What is chosen: one of our kinds, or the agenda of a board of ours. */
function chosen() {
  const { value, dataset } = /** @type {HTMLInputElement} */ (part('[name="kind"]:checked'));
  return dataset.agenda ? { agenda: JSON.parse(dataset.agenda) } : { kind: value };
}

/** Boards of ours whose agenda one can start from; where none can be fetched, there are none. */
async function fetchOurs() {
  const list = part(".ours-list");
  await fill(page.address("agendas/"), list);
  /** @type {HTMLElement} */ (part(".ours")).hidden = list.childElementCount === 0;
  if (!part('[name="kind"]:checked')) /** @type {HTMLInputElement} */ (part('[name="kind"]')).checked = true;
}

const wants = () => ["", "closed"].includes(/** @type {HTMLElement} */ (part("#agenda")).dataset.status ?? "");

hear("opened", (name) => name === "hour" && wants() && fetchOurs());

// A phase more.

/** @param {string} words none: all is well */
function problem(words) {
  const place = /** @type {HTMLElement} */ (part("#new-phase-problem"));
  place.textContent = words;
  place.hidden = !words;
}

/** The phase that is on its way to the agenda. */
let adding = "";

function addPhase() {
  const name = /** @type {HTMLInputElement} */ (part("#new-phase")).value;
  const minutes = minutesIn(part("#new-phase-minutes"));
  if (minutes === null) problem(notANumber());
  else {
    problem("");
    adding = post({ verb: "add_phase", name, minutes });
  }
}

/** @param {HTMLInputElement} field @returns {number | null} a whole number, however large */
export function minutesIn(field) {
  const text = field.value.trim();
  return /^-?\d+$/.test(text) ? Number(text) : null;
}

export const notANumber = () => gettext("Write the minutes in figures, such as 10.");

// Where the box is not open any more, the line above the composer says it.
hear("refused", ({ op, message }) => {
  if (op.verb !== "add_phase") return;
  const open = openSheet() === "hour" && /** @type {HTMLDetailsElement} */ (part(".add-phase")).open;
  if (op.id === adding && open) problem(message);
  else say(message);
});

hear("applied", ({ entries }) => {
  for (const entry of entries) {
    if (entry.id === adding) added();
    if (isMine(entry) && entry.verb === "open_workshop" && openSheet() === "hour") close();
  }
});

function added() {
  adding = "";
  /** @type {HTMLInputElement} */ (part("#new-phase")).value = "";
  /** @type {HTMLDetailsElement} */ (part(".add-phase")).open = false;
  part(".add-phase summary").focus();
}

/** Ask the room, and leave its question in sight. @param {Record<string, string>} what */
function ask(what) {
  post({ verb: "propose", for: "", what });
  close();
}

/** Enter adds the phase, as in every other box of one line. */
document.addEventListener("keydown", (event) => {
  const field = /** @type {Element} */ (event.target);
  if (event.key !== "Enter" || event.isComposing || !field.matches?.(".add-phase input")) return;
  event.preventDefault();
  addPhase();
});

learn({
  begin_chosen: () => post({ verb: "open_workshop", ...chosen() }),
  plan_chosen: () => post({ verb: "plan_workshop", ...chosen() }),
  begin_workshop: () => post({ verb: "open_workshop" }),
  more_time: (button) => post({ verb: "extend_time", minutes: Number(button.dataset.minutes) }),
  pause_time: () => post({ verb: "pause_time" }),
  go_on: () => post({ verb: "go_on" }),
  ask_phase: (button) => ask({ verb: "enter_phase", phase: button.dataset.phase ?? "" }),
  ask_end: () => ask({ verb: "close_workshop" }),
  put_back_phase: (button) => post({ verb: "put_back_phase", phase: button.dataset.phase }),
  add_phase: addPhase,
});

/**
 * The note that one may leave with a "not yet". What is written there and not sent when its question
 * is over stays in its box, under the hand that writes: nothing sends it anywhere by itself.
 */

import { announce } from "coproduce/announce";
import { draft, drafts, giveBack, setDraft } from "coproduce/drafts";

const KIND = "note:";

/** @returns {HTMLInputElement | null} */
export const noteBox = () => /** @type {HTMLInputElement | null} */ (document.getElementById("proposal-note"));

/** @param {string} now the question that the room is asked, if any @returns {string[]} notes to others that were not sent */
function left(now) {
  return drafts(KIND).filter((place) => place !== KIND + now && draft(place).trim());
}

/** Whether the box holds words, or a hand, that meant a question which is over. @param {string} now */
export function isOver(now) {
  const box = noteBox();
  if (!box?.dataset.of || box.dataset.of === now) return false;
  return Boolean(box.value.trim()) || box === document.activeElement;
}

/** @param {string} now the question that the room is asked, if any */
export function showNote(now) {
  const box = noteBox();
  if (!box) return;
  if (!isOver(now)) fill(box, now);
  const [over, unsent] = [isOver(now), Boolean(box.value.trim())];
  const form = /** @type {HTMLFormElement} */ (box.form);
  const was = form.hasAttribute("data-over");
  form.closest(".proposal")?.toggleAttribute("data-over", over);
  form.toggleAttribute("data-over", over);
  hide(form, ".note-why, .note-leave", over);
  hide(form, '.note-over, [data-act="drop_note"]', !over);
  hide(form, ".note-last", Boolean(now));
  hide(form, ".note-before", !now);
  hide(form, ".note-unsent", !unsent);
  const said = form.querySelectorAll(".note-over > :not([hidden])");
  if (over && !was) announce(Array.from(said, (one) => one.textContent).join(" "));
}

/** What was not sent comes first: it would not be found again. @param {HTMLInputElement} box @param {string} now */
function fill(box, now) {
  const [place] = [...left(now), KIND + now];
  const of = place.slice(KIND.length);
  if (box.dataset.of === of) return;
  box.dataset.of = of;
  box.value = of && draft(place);
}

/** @param {HTMLElement} form @param {string} parts @param {boolean} is */
function hide(form, parts, is) {
  for (const one of form.querySelectorAll(parts)) /** @type {HTMLElement} */ (one).hidden = is;
}

/** Whoever says "not yet" to this question too finds the words in the box, to send or to change. @param {string} now */
export function carryNote(now) {
  for (const place of left(now)) {
    giveBack(KIND + now, draft(place));
    setDraft(place, "");
  }
  noteBox()?.removeAttribute("data-of");
}

/** What stands in the box is kept until it is sent. */
export function keepNote() {
  const box = noteBox();
  if (box?.dataset.of) setDraft(KIND + box.dataset.of, box.value);
}

/** The note has gone, or is not wanted any more. */
export function wipeNote() {
  const box = noteBox();
  if (!box) return;
  box.value = "";
  keepNote();
}

/** The board would not have it. @param {string} proposal @param {string} note */
export function giveNoteBack(proposal, note) {
  giveBack(KIND + proposal, note);
  noteBox()?.removeAttribute("data-of");
}

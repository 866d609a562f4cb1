/**
 * A box in which words are written together: `[data-writes]`. What the person writes goes to the
 * text, what others write grows in it, and the caret stays with the hand.
 */

import { seq } from "coproduce/frames";
import { tell } from "coproduce/news";
import { pointsToUnits } from "coproduce/splice";
import { write } from "coproduce/writing";

const PAUSE = 700; // ms of rest in which a half-composed word is shared as it stands

/** @type {Map<HTMLTextAreaElement, import("coproduce/writer").Writing>} */
const bound = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;

/** Write this text in this box from now on. @param {HTMLTextAreaElement} box @param {string} key */
export function bind(box, key) {
  if (bound.get(box)?.key === key) return;
  release(box);
  const text = write(key, seq());
  bound.set(box, text);
  box.dataset.writes = key;
  box.value = text.shown;
  text.box = (over) => patch(box, over);
  grow(box);
}

/** @param {HTMLTextAreaElement} box */
export function release(box) {
  const text = bound.get(box);
  if (!text) return;
  take(box);
  text.pause(false, seq());
  text.close();
  bound.delete(box);
  box.dataset.writes = "";
}

/** Show what others wrote. @param {HTMLTextAreaElement} box @param {[number, number, string][]} over */
function patch(box, over) {
  for (const [at, remove, insert] of over) {
    const from = pointsToUnits(box.value, at);
    const to = pointsToUnits(box.value, at + remove);
    box.setRangeText(insert, from, to, "preserve");
  }
  grow(box);
}

/** @param {HTMLTextAreaElement} box */
function take(box) {
  clearTimeout(resting);
  bound.get(box)?.take(box.value, box.selectionEnd);
}

/** A box is as high as its words, to a limit. @param {HTMLTextAreaElement} box @param {number} most */
export function grow(box, most = 8) {
  if (CSS.supports("field-sizing", "content")) return;
  const least = Number((box.dataset.rows ??= String(box.rows)));
  if (!box.clientHeight) return;
  box.rows = least;
  const { lineHeight, paddingBlockStart, paddingBlockEnd } = getComputedStyle(box);
  const inner = box.scrollHeight - parseFloat(paddingBlockStart) - parseFloat(paddingBlockEnd);
  const lines = Math.round(inner / parseFloat(lineHeight)) || least;
  box.rows = Math.max(least, Math.min(most, lines));
}

/** @param {Event} event @returns {HTMLTextAreaElement | null} */
function boxOf({ target }) {
  const box = /** @type {HTMLTextAreaElement} */ (target);
  return bound.has(box) ? box : null;
}

document.addEventListener("input", (event) => {
  const box = boxOf(event);
  if (!box) return;
  tell("writes", box.dataset.writes);
  tell("caret", [...box.value.slice(0, box.selectionEnd)].length); // in code points
  if (!(/** @type {InputEvent} */ (event).isComposing)) take(box);
  else {
    clearTimeout(resting);
    resting = setTimeout(() => take(box), PAUSE);
  }
  grow(box);
});

document.addEventListener("compositionstart", (event) => {
  const box = boxOf(event);
  if (box) bound.get(box)?.pause(true, seq());
});

document.addEventListener("compositionend", (event) => {
  const box = boxOf(event);
  // Some browsers change the box once more after this event.
  if (box) setTimeout(() => resume(box));
});

/** @param {HTMLTextAreaElement} box */
function resume(box) {
  take(box);
  bound.get(box)?.pause(false, seq());
}

document.addEventListener("focusout", (event) => {
  const box = boxOf(event);
  if (box) resume(box);
});
addEventListener("pagehide", () => [...bound.keys()].forEach(take));

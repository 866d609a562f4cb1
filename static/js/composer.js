/** The one box and its one button: Enter adds, Shift+Enter breaks a line, nothing typed is lost. */

import { grow } from "coproduce/box";
import { draft, giveBack, setDraft } from "coproduce/drafts";
import { session } from "coproduce/keep";
import { tell } from "coproduce/news";
import { post } from "coproduce/outbox";
import { signing, unsigned } from "coproduce/own";
import { page } from "coproduce/page";
import { everyArea } from "coproduce/places";

const PLACE = "idea";
const LINES = 5;
const EARLY = `early:${page.board}:${page.seat}`;

/** What the words of the box become. @type {() => string} */
let verb = () => "add_idea";
/** Show what was given back. @type {(text: string) => void} */
let takeBack = (text) => giveBack(PLACE, text);

/** Let another part of the page say what the words become. @param {() => string} way */
export function writeAs(way) {
  verb = way;
}

/** Words that could not go stand in the box again, before those that wait there. @param {string} text */
export function putBack(text) {
  takeBack(text);
}

/** @returns {boolean} whether words stand in the box */
export function hasWords() {
  return Boolean(draft(PLACE).trim());
}

/** @param {HTMLFormElement} form */
export function compose(form) {
  const box = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
  takeEarly(box);
  grow(box, LINES);
  takeBack = (text) => {
    const before = box.value ? `${text}\n` : text;
    const { selectionStart, selectionEnd, selectionDirection } = box;
    box.setRangeText(before, 0, 0, "preserve");
    setDraft(PLACE, box.value);
    grow(box, LINES);
    if (box !== document.activeElement) return;
    // A hand that types stays at its own words.
    box.setSelectionRange(selectionStart + before.length, selectionEnd + before.length, selectionDirection);
  };
  box.addEventListener("input", () => {
    setDraft(PLACE, box.value);
    if (!unsigned() && verb() === "add_idea") tell("writes", "idea"); // a sign would tell who
    grow(box, LINES);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(box);
  });
}

/**
 * What was typed before this script was there stays in the box, after what was kept; as does what was
 * typed where a script did not come, and the page was loaded again. @param {HTMLTextAreaElement} box
 */
function takeEarly(box) {
  const kept = draft(PLACE);
  const early = session.get(EARLY) ?? "";
  session.drop(EARLY);
  const all = [...new Set([kept, early, box.value])].filter((one) => one.trim());
  const words = all.join("\n").replace(/\n+$/, ""); // Enter, pressed before there was anybody to send it
  if (words !== kept) setDraft(PLACE, words);
  if (words !== box.value) box.value = words;
}

/** @param {HTMLTextAreaElement} box */
function add(box) {
  const text = box.value.trim();
  if (text) {
    const act = verb();
    post({ verb: act, text, ...(act === "add_idea" ? area() : {}), ...signing() });
    box.value = "";
    setDraft(PLACE, "");
    grow(box, LINES);
  }
  box.focus({ preventScroll: true });
}

/** Where a new idea goes when the board has several areas: the one that is looked at. */
export function area() {
  const areas = everyArea();
  const here = areas.find((one) => one.matches(".looked-at")) ?? areas[0];
  return areas.length > 1 ? { area: here.dataset.area } : {};
}

/** Enter sends from every box of one thought; while a character is composed it belongs to that. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  const box = /** @type {HTMLElement} */ (event.target);
  if (!box.matches?.('textarea[enterkeyhint="send"]')) return;
  event.preventDefault();
  /** @type {HTMLTextAreaElement} */ (box).form?.requestSubmit();
});

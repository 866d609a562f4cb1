/** Where others write in what a theme says: their carets in it, on every screen. */

import { newMark } from "coproduce/marks";
import { hear } from "coproduce/news";
import { themeOf } from "coproduce/places";
import { nameOf, writers } from "coproduce/presence";
import { pointsToUnits } from "coproduce/splice";

const SAYINGS = ["statement", "promise", "outcome"];

/** Those that stand in a text. @type {HTMLElement[]} */
let shown = [];

function show() {
  for (const caret of shown) {
    const text = caret.parentElement;
    caret.remove();
    text?.normalize();
  }
  shown = [];
  for (const card of writers()) {
    const [kind, id] = (card.writes ?? "").split(":");
    const text = SAYINGS.includes(kind) && themeOf(id)?.querySelector(`.${kind}-words`);
    if (text) place(text, card);
  }
}

/** @param {Element} text @param {import("coproduce/presence").Card} card */
function place(text, card) {
  const said = text.textContent ?? "";
  const at = pointsToUnits(said, Math.min(card.at ?? 0, [...said].length));
  const range = document.createRange();
  range.setStart(...nodeAt(text, at));
  const caret = caretOf(card);
  range.insertNode(caret);
  shown.push(caret);
}

/** @param {Element} text @param {number} at @returns {[Node, number]} */
function nodeAt(text, at) {
  let left = at;
  for (const node of text.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const { length } = /** @type {Text} */ (node);
    if (left <= length) return [node, left];
    left -= length;
  }
  return [text, text.childNodes.length];
}

/** @param {import("coproduce/presence").Card} card @returns {HTMLElement} */
function caretOf(card) {
  const caret = document.createElement("span");
  const mark = newMark({ ...card, name: "" });
  caret.className = `caret ${[...mark.classList].find((name) => /^s\d+$/.test(name))}`;
  caret.title = nameOf(card);
  caret.append(mark);
  return caret;
}

hear("here-drawn", show);
hear("drawn", show);

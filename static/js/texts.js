/**
 * The texts of the board that are written together, by their key: "idea:<id>", "theme:<id>" (its
 * name), "statement:<theme's id>", "promise:<theme's id>", "outcome:<theme's id>", "phase:<id>" (its name), "question:<phase's id>". Where their
 * words stand on the page, which verb changes them, and what an entry does to them.
 *
 * @typedef {import("coproduce/splice").Splice} Splice
 */

import { ideaOf, themeOf } from "coproduce/places";

/** What a theme says besides its name, by kind: where it stands, and which verb changes it. */
const SAYINGS = new Set(["statement", "promise", "outcome"]);

/** @param {string} key @returns {[kind: string, id: string]} */
function parts(key) {
  const [kind, id] = key.split(":");
  return [kind, id];
}

/** The words as the page has them. @param {string} key @returns {string} */
export function saidIn(key) {
  const [kind, id] = parts(key);
  if (kind === "idea") return ideaOf(id)?.querySelector(".idea-words")?.textContent ?? "";
  const part = kind === "phase" ? ".phase-name" : kind === "question" ? ".phase-question" : "";
  if (part) return document.querySelector(`#phase-${CSS.escape(id)} ${part}`)?.textContent ?? "";
  const theme = themeOf(id);
  if (SAYINGS.has(kind)) return theme?.querySelector(`.${kind}-words`)?.textContent ?? "";
  if (!theme || theme.matches(".unnamed")) return "";
  return theme.querySelector(".theme-name")?.textContent ?? "";
}

/** @param {string} key @returns {{verb: string, [field: string]: string}} */
export function verbFor(key) {
  const [kind, id] = parts(key);
  if (kind === "idea") return { verb: "edit_idea", idea: id };
  if (kind === "phase") return { verb: "name_phase", phase: id };
  if (kind === "question") return { verb: "ask_in_phase", phase: id };
  return { verb: SAYINGS.has(kind) ? `write_${kind}` : "name_theme", theme: id };
}

/**
 * @param {string} key @param {any} entry as it came over the wire; an undo says what it `does`
 * @returns {Splice[]}
 */
export function splicesFor(key, entry) {
  if (entry.does) return entry.does.flatMap((/** @type {any} */ one) => splicesFor(key, one));
  const wanted = verbFor(key);
  if (!Object.entries(wanted).every(([name, value]) => entry[name] === value)) return [];
  return entry.splices ?? [[entry.at, entry.remove, entry.insert]];
}

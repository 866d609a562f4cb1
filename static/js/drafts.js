/**
 * Words in a box that are not given to the board yet. They survive a reload, a closed tab and a
 * refusal; only giving them away or wiping them out oneself ends a draft.
 */

import { local, session } from "coproduce/keep";
import { page } from "coproduce/page";

const shelf = (/** @type {string} */ place) => `draft:${page.board}:${page.seat}:${place}`;

/** @param {string} place such as "idea" or "echo:<idea>" @returns {string} */
export function draft(place) {
  return session.get(shelf(place)) ?? local.get(shelf(place)) ?? "";
}

/** @param {string} place @param {string} words */
export function setDraft(place, words) {
  for (const kept of [session, local]) {
    if (words) kept.set(shelf(place), words);
    else kept.drop(shelf(place));
  }
}

/** @param {string} kind such as "note:" @returns {string[]} the places of that kind where words wait */
export function drafts(kind) {
  const places = [session, local].flatMap((kept) => kept.keys(shelf(kind)));
  return [...new Set(places)].map((key) => key.slice(shelf("").length));
}

/** Give words back that could not go, before those that wait there now. */
export function giveBack(/** @type {string} */ place, /** @type {string} */ words) {
  setDraft(place, [words, draft(place)].filter(Boolean).join("\n"));
}

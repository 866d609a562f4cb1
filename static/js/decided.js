/**
 * How a question to the room was decided: told once, in one quiet line on every screen. A new way
 * in that the room agreed on is shown at once wherever the old one stands.
 */

import { learn } from "coproduce/acts";
import { hear, tell } from "coproduce/news";
import { post } from "coproduce/outbox";
import { isMine } from "coproduce/own";
import { page } from "coproduce/page";
import { fill } from "coproduce/pieces";
import { alone, asked } from "coproduce/proposal";
import { close } from "coproduce/sheets";
import { say } from "coproduce/told";
import { gettext } from "coproduce/words";

const ENDS = new Set(["carry_proposal", "lapse_proposal", "withdraw_proposal"]);
const TIME = 12_000; // ms on the wall, where nobody can ask for it again

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {import("coproduce/frames").Entry} entry */
function decided(entry) {
  const piece = document.getElementById("proposal");
  if (piece?.dataset.ended !== entry.proposal) return;
  const mine = entry.verb === "withdraw_proposal" && isMine(entry);
  const words = mine ? gettext("You took the question back.") : (piece?.querySelector(".proposal-told")?.textContent ?? "");
  say(words);
  onTheWall(words);
}

/** @param {string} words */
function onTheWall(words) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".projector .decided"));
  if (!place) return;
  clearTimeout(timer);
  place.textContent = words;
  place.hidden = false;
  timer = setTimeout(() => (place.hidden = true), TIME);
}

/** @param {import("coproduce/frames").Entry} entry */
function renews(entry) {
  return entry.verb === "carry_proposal" && entry.does?.some((/** @type {any} */ { verb }) => verb === "renew_link");
}

async function showTheWayIn() {
  const corner = document.getElementById("way-in");
  if (corner) await fill(page.address("way-in/"), corner, { how: "outerMorph" });
  const place = document.querySelector('[data-sheet="invite"]:not([hidden]) .fetched');
  if (place && (await fill(page.address("invite/"), place))) tell("answered", place);
}

learn({
  ask_restore: ({ dataset }) => {
    post({ verb: "propose", for: "", what: { verb: "restore_board", to: Number(dataset.to) } });
    close();
  },
  ask_new_link: () => {
    post({ verb: "propose", for: "", what: { verb: "renew_link" } });
    if (!alone()) close(); // the question stands where the sheet lies
  },
});

hear("applied", ({ entries }) => {
  const last = entries.findLast((/** @type {any} */ { verb }) => ENDS.has(verb));
  if (last) decided(last);
  if (entries.some(renews)) showTheWayIn();
  const waits = entries.find((/** @type {any} */ one) => one.verb === "propose" && isMine(one) && asked()?.id !== one.proposal);
  if (waits && !last) say(gettext("Another question comes first. Yours waits for its turn."));
});

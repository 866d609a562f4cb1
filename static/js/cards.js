/**
 * My own cards of a quiet round, and my group's once the room agreed. They are in no frame: this
 * page asks for them, when I wrote one, and now and then, as I may have written on another device.
 */

import { round } from "coproduce/dusk";
import { hear, tell } from "coproduce/news";
import { waiting } from "coproduce/outbox";
import { keep } from "coproduce/own";
import { page } from "coproduce/page";
import { fill } from "coproduce/pieces";
import { say } from "coproduce/told";
import { gettext } from "coproduce/words";

const SELDOM = 4000; // ms in which what others did is gathered, as it may be mine from elsewhere
const SOON = 1500; // ms, where my group reads what I write
const AGAIN = 3000; // ms until what could not be fetched is asked for again
const MINE = new Set(["write_quietly", "change_quietly", "drop_quietly"]);

const place = /** @type {HTMLElement | null} */ (document.querySelector(".cards-fetched"));
const sending = /** @type {HTMLElement | null} */ (document.querySelector('[data-cards="sending"]'));

// Fetching.

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let at = Infinity;
let busy = false;

/** Ask for the cards, in so many ms at the latest. @param {number} [wait] */
export function want(wait = 0) {
  const then = Date.now() + wait;
  if (!place || !round() || then >= at) return;
  at = then;
  clearTimeout(timer);
  timer = setTimeout(look, wait);
}

async function look() {
  if (busy) return void (timer = setTimeout(look, 50));
  at = Infinity;
  if (!place || !round() || changing()) return;
  busy = true;
  const refocus = focused();
  const came = await fill(page.address("quiet/"), place, { how: "innerMorph", unless: changing });
  busy = false;
  refocus();
  if (!came) return want(AGAIN);
  if (!round()) return clear(); // turned over meanwhile
  const kept = new Set(waiting().map(({ op }) => op.id));
  for (const one of [...(sending?.children ?? [])]) if (!kept.has(dataOf(one).op ?? "")) one.remove();
}

/** A card that is being changed stays as it is; whoever leaves it asks again. */
const changing = () => Boolean(place?.querySelector(".changing"));

/** A hand that stands on a card's button finds it again. @returns {() => void} */
function focused() {
  const button = /** @type {HTMLElement | null} */ (document.activeElement);
  const card = button?.closest("[data-card]");
  const act = button?.dataset.act;
  return () => {
    if (!card || document.activeElement !== document.body) return;
    const same = document.getElementById(card.id)?.querySelector(`[data-act="${act}"]`);
    /** @type {HTMLElement | null} */ (same ?? document.getElementById("quiet-title"))?.focus({ preventScroll: true });
  };
}

function clear() {
  place?.replaceChildren();
  sending?.replaceChildren();
}

/** @param {Element} element */
const dataOf = (element) => /** @type {HTMLElement} */ (element).dataset;

// On its way.

/** @param {import("coproduce/outbox").Operation} op */
function showSending(op) {
  const cutting = /** @type {HTMLTemplateElement | null} */ (document.getElementById("card-sending"));
  const card = op.verb === "write_quietly" && cutting?.content.firstElementChild?.cloneNode(true);
  if (!card) return;
  const one = /** @type {HTMLElement} */ (card);
  one.dataset.op = op.id;
  wordsOf(one).textContent = op.text;
  sending?.append(one);
  one.scrollIntoView({ block: "nearest" });
}

/** @param {Element} card @returns {HTMLElement} */
export const wordsOf = (card) => /** @type {HTMLElement} */ (card.querySelector(".idea-words"));

for (const { op } of waiting()) showSending(op);
/** Acts on cards that this page sent, and for whom. @type {Map<string, string>} */
const sent = new Map(waiting().map(({ op }) => [op.id, op.for ?? ""]));
hear("posted", (op) => {
  if (MINE.has(op.verb)) sent.set(op.id, op.for ?? "");
  showSending(op);
});
hear("stored", (id) => {
  const other = sent.get(id);
  if (!sent.delete(id)) return;
  want();
  // Theirs, and covered on this screen as well: private is private.
  if (other && round()) say(gettext("It is written. It stays covered here too, until the room turns it over."));
});
hear("refused", ({ op }) => {
  if (!MINE.has(op.verb)) return;
  for (const one of [...(sending?.children ?? [])]) if (dataOf(one).op === op.id) one.remove();
  want();
});

// When to look, and what stays of it.

want();
hear("dusk-fell", () => want());
hear("up-to-date", () => want());
hear("drawn", ({ fresh }) => {
  if (fresh.has("quiet") || fresh.has("groups")) want(round()?.shared ? SOON : SELDOM);
});
document.addEventListener("visibilitychange", () => document.hidden || want());
addEventListener("pageshow", () => want());

/** What I wrote unsigned and the room has turned over is mine on this screen, as nobody else says so. */
function claim(/** @type {{idea: string, text: string, seat?: string}[]} */ ideas) {
  const cards = [...(place?.querySelectorAll('[data-card][data-seat=""]') ?? [])];
  for (const text of new Set(cards.map((card) => wordsOf(card).textContent))) {
    const same = ideas.filter((one) => !one.seat && one.text === text);
    // Where somebody else wrote the very same words, nobody can tell whose is whose.
    if (same.length !== cards.filter((card) => wordsOf(card).textContent === text).length) continue;
    for (const { idea } of same) {
      keep("idea", idea, true);
      tell("owned", idea);
    }
  }
}

hear("applied", ({ entries }) => {
  for (const entry of entries) {
    for (const { verb, ideas } of [entry, ...(entry.does ?? [])]) if (verb.startsWith("reveal_") && ideas) claim(ideas);
  }
  if (!round() && (place?.childElementCount || sending?.childElementCount)) clear();
});

/**
 * Themes that the machine offers, while the room lets it: dotted outlines, and nothing moves until
 * somebody takes an idea, or all of them. They are asked for again when what lies loose has changed.
 */

import { learn } from "coproduce/acts";
import { choose, picks } from "coproduce/choosing";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { page } from "coproduce/page";
import { fill } from "coproduce/pieces";
import { ideaOf, shownThemes } from "coproduce/places";
import { say } from "coproduce/told";
import { gettext } from "coproduce/words";

const REST = 2000; // ms of a quiet ground before the machine is asked again
const AGAIN = 800; // ms that the machine is given to think

/** What is offered now was asked for when the ground stood so. */
let asked = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** The words of an offer by the id of the act that took it, then by the new theme. @type {Map<string, string>} */
const words = new Map();

/** @param {string} theme @returns {string} the ideas' own telling words, for a theme that was offered */
export function wordsFor(theme) {
  return words.get(theme) ?? "";
}

/** @returns {HTMLElement | null} */
const place = () => document.getElementById("offers");

function isOn() {
  return document.getElementById("order")?.dataset.offers === "on";
}

/** What lies loose, and which themes there are. */
function ground() {
  const loose = document.querySelectorAll(".loose .idea[data-idea]");
  const themes = shownThemes();
  const said = Array.from(loose, (one) => one.id + (one.querySelector(".idea-words")?.textContent ?? ""));
  return [...said, ...Array.from(themes, (one) => /** @type {HTMLElement} */ (one).dataset.ideas)].join("\n");
}

/** Show whether offers are on, and ask for them when the ground has come to rest. */
export function showOffers() {
  const on = isOn();
  if (on !== document.body.hasAttribute("data-offers")) turn(on); // it is asked with every frame
  if (on) timer ??= setTimeout(ask, asked ? REST : 0);
}

/** @param {boolean} on */
function turn(on) {
  document.body.toggleAttribute("data-offers", on);
  for (const button of document.querySelectorAll('.choice[data-act="turn_offers"]')) {
    button.setAttribute("aria-pressed", String(on));
  }
  if (on) return;
  asked = "";
  place()?.replaceChildren();
}

async function ask() {
  timer = undefined;
  const there = place();
  const now = ground();
  if (!there || !isOn() || (now === asked && !there.querySelector("[data-thinking]"))) return;
  asked = now;
  if (!(await fill(page.address("offers/"), there))) asked = "";
  if (!there.querySelector("[data-thinking]")) return;
  clearTimeout(timer);
  timer = setTimeout(ask, AGAIN);
}

/** @param {string} id */
function isLoose(id) {
  return ideaOf(id)?.matches(".loose .idea") ?? false;
}

/** @param {HTMLElement} button @returns {DOMStringMap} */
function offerOf(button) {
  return /** @type {HTMLElement} */ (button.closest(".offer")).dataset;
}

learn({
  turn_offers: () => post({ verb: "turn_offers", on: !isOn() }),
  take_one: (button) => {
    const { idea = "" } = button.dataset;
    const { theme } = offerOf(button);
    if (theme) return post({ verb: "place_idea", idea, theme });
    const there = ideaOf(idea); // a theme begins with two: it is chosen, and one more makes one
    if (there) choose(there);
    button.setAttribute("aria-pressed", String(picks().includes(idea)));
  },
  take_all: (button) => {
    const { ideas = "", theme, words: telling = "" } = offerOf(button);
    const all = ideas.split(" ").filter(isLoose); // somebody may have taken one since
    if (all.length < (theme ? 1 : 2)) return say(gettext("Somebody has taken these already."));
    if (theme) post({ verb: "bring_ideas", ideas: all, theme });
    else words.set(post({ verb: "gather", ideas: all }), telling);
    button.closest(".offer")?.remove();
  },
});

hear("applied", ({ entries }) => {
  for (const { id, theme } of entries) {
    if (!words.has(id)) continue;
    words.set(theme, words.get(id) ?? "");
    words.delete(id);
  }
});
hear("drawn", showOffers);

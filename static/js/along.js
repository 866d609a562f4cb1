/**
 * Giving an idea its place on the line: by a slider, or by one press on a word. It is asked for
 * where an idea is opened, and above the box when one has just written there.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { inWords, placeOf, wordsFor } from "coproduce/line";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { idOf, ideaOf } from "coproduce/places";
import { sheet } from "coproduce/sheets";
import { gettext, interpolate } from "coproduce/words";

const REST = 400; // ms that the slider rests before its place is told
const MIDDLE = "500";

/** The idea whose sheet is open. @type {string} */
let opened = "";
/** The idea that the line above the box asks about. @type {string} */
let asked = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let rests;
/** What this page wrote and the board has not numbered yet. @type {Set<string>} */
const written = new Set();

/** @returns {HTMLInputElement} */
const slider = () => /** @type {HTMLInputElement} */ (document.getElementById("along"));
const place = () => /** @type {HTMLElement} */ (document.querySelector(".along-place"));
const line = () => /** @type {HTMLElement} */ (document.querySelector(".where-along"));

/** @param {string} id @param {number} at */
function put(id, at) {
  const { along } = ideaOf(id)?.dataset ?? {};
  if (along !== String(at)) post({ verb: "place_along", idea: id, at });
}

/** The buttons of a line, one for each word. @param {HTMLElement} within @param {string[]} words @param {string | undefined} along */
function buttons(within, words, along) {
  const home = /** @type {HTMLElement} */ (within.querySelector(".along-words"));
  if (home.childElementCount !== words.length) {
    home.replaceChildren(...words.map(() => document.createElement("button")));
  }
  [...home.children].forEach((one, n) => {
    const button = /** @type {HTMLButtonElement} */ (one);
    button.className = "button along-word";
    button.dir = "auto";
    button.dataset.act = "along";
    button.dataset.at = String(placeOf(words, n));
    button.textContent = words[n];
    button.setAttribute("aria-pressed", String(along === button.dataset.at));
  });
}

function show() {
  const idea = opened ? ideaOf(opened) : null;
  const words = idea && !idea.matches(".aside") ? wordsFor(idea) : [];
  place().hidden = words.length === 0;
  if (!idea || words.length === 0) return;
  const { along } = idea.dataset;
  buttons(place(), words, along);
  /** @type {HTMLElement} */ (place().querySelector(".off-line")).hidden = along === undefined;
  if (rests) return; // it is in somebody's hand
  slider().value = along ?? MIDDLE;
  name(along === undefined ? gettext("Not on the line yet") : inWords(words, Number(along)));
}

/** What the ear hears of the slider. @param {string} words */
function name(words) {
  slider().setAttribute("aria-valuetext", words);
}

/** The slider has come to rest. */
function rest() {
  if (!rests) return;
  clearTimeout(rests);
  rests = undefined;
  put(opened, Number(slider().value));
}

document.addEventListener("input", ({ target }) => {
  if (target !== slider()) return;
  name(inWords(wordsFor(ideaOf(opened)), Number(slider().value)));
  clearTimeout(rests);
  rests = setTimeout(rest, REST);
});

hear("opened-idea", (id) => {
  rest();
  opened = id;
  show();
});
hear("closed", (name) => {
  if (name !== "opened") return;
  rest();
  opened = "";
});
hear("drawn", ({ fresh }) => {
  if (opened && fresh.has(`idea-${opened}`)) show();
  if (asked && ideaOf(asked)?.dataset.along !== undefined) ask("");
});

/** @param {string} id nothing: ask no more */
function ask(id) {
  const idea = id ? ideaOf(id) : null;
  const words = wordsFor(idea);
  const had = line().contains(document.activeElement);
  asked = words.length > 0 ? id : "";
  line().hidden = !asked;
  if (had && !asked) document.getElementById("new-idea")?.focus({ preventScroll: true });
  if (!idea || !asked) return;
  const question = interpolate(gettext("Where was idea %(number)s on the line?"), { number: idea.dataset.number });
  const said = line().querySelector("#where-along-words");
  if (said) said.textContent = question;
  buttons(line(), words, undefined);
  announce(interpolate(gettext("%(question)s Choose a word above the box."), { question }));
}

hear("posted", ({ id, verb }) => verb === "add_idea" && written.add(id));
hear("applied", ({ entries }) => {
  for (const { id, idea } of entries) if (written.delete(id)) ask(idea);
});
hear("looked", (areas) => {
  if (asked && !areas.includes(ideaOf(asked)?.dataset.area)) ask("");
});

learn({
  along: (button) => {
    clearTimeout(rests);
    rests = undefined;
    const id = line().contains(button) ? asked : opened;
    if (id) put(id, Number(button.dataset.at));
    if (id === asked) ask("");
  },
  off_line: () => {
    if (opened) post({ verb: "take_off_line", idea: opened });
    sheet("opened")?.focus({ preventScroll: true }); // the button goes
  },
  not_along: () => ask(""),
});

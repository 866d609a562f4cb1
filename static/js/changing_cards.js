/** Changing and dropping cards of one's own while a quiet round is on. */

import { learn } from "coproduce/acts";
import { grow } from "coproduce/box";
import { want, wordsOf } from "coproduce/cards";
import { draft, drafts, setDraft } from "coproduce/drafts";
import { round } from "coproduce/dusk";
import { giveBackWords } from "coproduce/given_back";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { say } from "coproduce/told";
import { gettext } from "coproduce/words";

/** The card that is being changed. @type {HTMLElement | null} */
let open = null;
/** What was dropped last, so that it can be put back. @type {{text: string, unsigned: boolean} | null} */
let dropped = null;

/** @param {HTMLElement} button @returns {HTMLElement} */
const cardOf = (button) => /** @type {HTMLElement} */ (button.closest("[data-card]"));

/** @param {HTMLElement} card */
function change(card) {
  leave();
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("card-form"));
  card.append(cutting.content.cloneNode(true));
  card.classList.add("changing");
  open = card;
  const box = /** @type {HTMLTextAreaElement} */ (card.querySelector("textarea"));
  box.value = draft(`card:${card.dataset.card}`) || (wordsOf(card).textContent ?? "");
  box.focus({ preventScroll: true });
  box.setSelectionRange(box.value.length, box.value.length);
  grow(box);
}

/** Close the box, and forget what is in it. */
function leave() {
  const card = open;
  open = null;
  if (!card) return;
  setDraft(`card:${card.dataset.card}`, "");
  card.classList.remove("changing");
  card.querySelector("form")?.remove();
  /** @type {HTMLElement | null} */ (card.querySelector('[data-act="change_card"]'))?.focus({ preventScroll: true });
  want();
}

document.addEventListener("input", ({ target }) => {
  const box = /** @type {HTMLTextAreaElement} */ (target);
  if (!open?.contains(box)) return;
  setDraft(`card:${open.dataset.card}`, box.value);
  grow(box);
});

document.addEventListener("submit", (event) => {
  const card = open;
  if (!card?.contains(/** @type {Node} */ (event.target))) return;
  event.preventDefault();
  const text = card.querySelector("textarea")?.value.trim() ?? "";
  if (!text) return say(gettext("A card needs words. Or drop it."));
  if (text !== wordsOf(card).textContent) {
    post({ verb: "change_quietly", for: "", sheet: card.dataset.card, text });
    wordsOf(card).textContent = text;
  }
  leave();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || !open?.contains(document.activeElement)) return;
  event.preventDefault();
  leave();
});

/** @param {HTMLElement} card */
function drop(card) {
  dropped = { text: wordsOf(card).textContent ?? "", unsigned: !card.dataset.seat };
  post({ verb: "drop_quietly", for: "", sheet: card.dataset.card });
  setDraft(`card:${card.dataset.card}`, "");
  const next = card.nextElementSibling ?? card.previousElementSibling;
  const focus = next?.querySelector("button") ?? document.getElementById("quiet-title");
  card.remove();
  focus?.focus({ preventScroll: true });
  say(gettext("You dropped a card."), 0, "put_card_back");
}

function putBack() {
  if (!dropped) return;
  post({ verb: "write_quietly", for: "", text: dropped.text, ...(dropped.unsigned ? { unsigned: true } : {}) });
  dropped = null;
  say(gettext("It is among your cards again."));
}

learn({
  change_card: (button) => change(cardOf(button)),
  drop_card: (button) => drop(cardOf(button)),
  leave_card: leave,
  put_card_back: putBack,
});

/** The line that tells of a dropped card offers to put it back. */
function offerPutBack() {
  const button = document.createElement("button");
  button.className = "plain";
  button.dataset.act = "put_card_back";
  button.hidden = true;
  const words = document.createElement("u");
  words.textContent = gettext("Put it back");
  button.append(words);
  document.querySelector(".told")?.append(button);
}
offerPutBack();

// The room turned them over meanwhile: what was changed and not kept is the writer's again, also
// where the page was fetched anew in between.

function giveBackCards() {
  for (const place of drafts("card:")) {
    const words = draft(place).trim();
    const card = document.getElementById(place.replace(":", "-"));
    setDraft(place, "");
    if (words && !(card && wordsOf(card).textContent === words)) giveBackWords(words);
  }
}

hear("dusk-lifted", () => {
  const hand = open?.querySelector("textarea");
  const types = hand === document.activeElement;
  open = null; // the cards go with the round
  giveBackCards();
  if (hand && types) goOn(hand.selectionEnd);
});

/** A hand that types goes on in the box, where its words are: on an idea, letters are acts. @param {number} at */
function goOn(at) {
  const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("new-idea"));
  box?.focus({ preventScroll: true });
  box?.setSelectionRange(at, at);
}

if (!round()) giveBackCards();

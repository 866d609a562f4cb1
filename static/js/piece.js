/**
 * The talking piece on this screen: what I can do with it, and hearing that it has come to me. The
 * piece itself is drawn for everyone alike.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { acting } from "coproduce/instead";
import { drawMark, newMark } from "coproduce/marks";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { cardOf, nameOf } from "coproduce/presence";
import { renew } from "coproduce/renew";
import { close, open, openSheet, sheet } from "coproduce/sheets";
import { say } from "coproduce/told";
import { gettext, interpolate } from "coproduce/words";

/** @returns {HTMLElement | null} */
const piece = () => document.getElementById("piece");
/** @returns {string} the seat that holds it; empty: it lies free */
const holder = () => piece()?.dataset.holder ?? "";
/** @returns {string[]} the seats that ask for it, in turn */
const queue = () => (piece()?.dataset.queue ?? "").split(" ").filter(Boolean);

/** Who is here, as it was told last. @type {Map<string, import("coproduce/presence").Card>} */
let here = new Map();
let was = holder();

function show() {
  for (const place of document.querySelectorAll(".has-piece")) {
    const focused = place.contains(document.activeElement);
    place.classList.toggle("is-held", holder() !== "");
    place.classList.toggle("mine", holder() !== "" && holder() === acting());
    place.classList.toggle("asks", queue().includes(acting()));
    if (focused) keepFocus(/** @type {HTMLElement} */ (place));
  }
  names();
  const words = document.querySelector(".floor-holder");
  if (words) words.textContent = told();
}

/** The focus stays with the piece, or goes to the hour when the piece is laid down. @param {HTMLElement} place */
function keepFocus(place) {
  if (seen(document.activeElement)) return;
  const next = [...place.querySelectorAll("button"), document.querySelector('[data-open="hour"]')].find(seen);
  /** @type {HTMLElement | undefined} */ (next)?.focus({ preventScroll: true });
}

/** @param {Element | null} one @returns {boolean} */
function seen(one) {
  return Boolean(one?.getClientRects().length);
}

/** Names are no part of the log: they are as people call themselves now. */
function names() {
  for (const place of document.querySelectorAll(".piece-who")) {
    const card = cardOf(/** @type {HTMLElement} */ (place).dataset.seat ?? "");
    if (!card) continue;
    if (place.textContent !== nameOf(card)) place.textContent = nameOf(card);
    const mark = place.closest("li, .piece-said")?.querySelector("svg");
    if (mark?.querySelector("text")) drawMark(mark, card);
  }
}

/** @returns {string} who holds it, in words */
function told() {
  if (!holder()) return gettext("It lies free. Anyone can take it up.");
  if (holder() === acting()) return gettext("You hold the talking piece.");
  return interpolate(gettext("%(who)s holds the talking piece."), { who: nameOfHolder() });
}

/** @returns {string} */
function nameOfHolder() {
  return piece()?.querySelector(".piece-said .piece-who")?.textContent ?? "";
}

/** It went from one to another: whoever has it now is told so by a line, the others by ear. */
function follow() {
  if (holder() === was) return;
  was = holder();
  if (was && was === acting()) say(gettext("The talking piece has come to you."));
  else announce(was ? told() : gettext("The talking piece lies free."));
  if (openSheet() === "pass" && was !== acting()) close();
}

/** Those to whom it can be passed where nobody asks. */
function choices() {
  const place = sheet("pass");
  if (!place || place.hidden) return;
  const others = [...here].filter(([seat, card]) => card.present && seat !== acting());
  others.sort(([, one], [, other]) => one.number - other.number);
  renew(place.querySelector(".pass-to"), others.map(choice));
  place.toggleAttribute("data-alone", others.length === 0);
}

/** @param {[string, import("coproduce/presence").Card]} of @returns {HTMLElement} */
function choice([seat, card]) {
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("pass-choice"));
  const item = /** @type {HTMLElement} */ (cutting.content.firstElementChild?.cloneNode(true));
  const button = /** @type {HTMLElement} */ (item.querySelector("button"));
  button.dataset.seat = seat;
  item.querySelector(".pass-mark")?.replaceChildren(newMark(card));
  const name = item.querySelector(".pass-name");
  if (name) name.textContent = nameOf(card);
  return item;
}

learn({
  ask_for_piece: () => post({ verb: "ask_for_piece" }),
  stop_asking: () => post({ verb: "stop_asking" }),
  pass_piece: (button) => {
    if (queue().some((seat) => cardOf(seat)?.present)) post({ verb: "pass_piece" });
    else open("pass", button);
  },
  pass_to: (button) => {
    post({ verb: "pass_piece", to: button.dataset.seat });
    close();
  },
  lay_piece: () => {
    post({ verb: "lay_piece" });
    if (openSheet() === "pass") close();
  },
});

hear("drawn", ({ fresh }) => {
  if (!fresh.has("piece")) return;
  show();
  follow();
});
hear("here-drawn", (now) => {
  here = now;
  choices();
});
hear("renamed", names);
hear("opened", (name) => name === "pass" && choices());
hear("instead", show);
show();

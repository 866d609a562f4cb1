/** Names on this screen: which ideas are mine, how I sign, what others are called by now. */

import { drawMark } from "coproduce/marks";
import { hear } from "coproduce/news";
import { own } from "coproduce/own";
import { page } from "coproduce/page";
import { cardOf, nameOf } from "coproduce/presence";
import { close } from "coproduce/sheets";
import { say } from "coproduce/told";

/** @param {Iterable<Element>} ideas */
export function claim(ideas) {
  for (const idea of ideas) {
    if (!idea.matches(".idea") || !page.seat) continue;
    const { seat, idea: id = "" } = /** @type {HTMLElement} */ (idea).dataset;
    idea.classList.toggle("mine", seat ? seat === page.seat : own("idea", id) === true);
  }
}

hear("drawn", ({ fresh }) => {
  claim([...fresh.keys()].flatMap((id) => document.getElementById(id) ?? []));
});

hear("owned", (idea) => {
  if (idea) claim(document.querySelectorAll(`.idea[data-idea="${CSS.escape(idea)}"]`));
});

// Names are no part of the log: who takes another one is called so everywhere at once.
hear("renamed", () => {
  for (const place of document.querySelectorAll(".idea .who")) {
    const owner = /** @type {HTMLElement | null} */ (place.closest("[data-seat]"));
    const card = cardOf(owner?.dataset.seat ?? "");
    if (card && place.textContent !== nameOf(card)) place.textContent = nameOf(card);
  }
});

// One's name is kept: that is said, and the board is there again.
hear("answered", (place) => {
  const kept = place.querySelector(".kept");
  if (!kept) return;
  close();
  say(kept.textContent ?? "");
});

// Found once: to look for it goes through the whole page.
const place = /** @type {HTMLElement | null} */ (document.querySelector(".sign"));

hear("here-drawn", () => {
  const card = cardOf(page.seat);
  if (!card || !place) return;
  place.toggleAttribute("data-named", Boolean(card.name));
  const name = place.querySelector(".sign-name");
  if (name && name.textContent !== card.name) name.textContent = card.name;
  const svg = place.querySelector("svg");
  if (svg) sameMark(svg, card);
});

/** @param {SVGElement} svg @param {{number: number, name: string}} card */
function sameMark(svg, card) {
  if (!svg.querySelector("text")) {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("x", "20");
    text.setAttribute("y", "25");
    svg.append(text);
  }
  drawMark(svg, card);
}

/** Pairs, fours, all: on each screen one's own group comes first, and is said in a line. */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { round } from "coproduce/dusk";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { page } from "coproduce/page";
import { cardOf, nameOf } from "coproduce/presence";
import { gettext, interpolate } from "coproduce/words";

/** What is said of my group on this screen; said aloud when it changes. */
let said = "";

/** @returns {HTMLElement | null} */
const piece = () => document.getElementById("groups");

/** @returns {boolean} whether the room is split, so that there is something to say */
function split() {
  return piece()?.dataset.on !== undefined && piece()?.dataset.size !== "0";
}

/** @param {Element} group @returns {string[]} the others in it */
function others(group) {
  const all = /** @type {HTMLElement[]} */ ([...group.querySelectorAll(".group-seat")]);
  return all.filter(({ dataset }) => dataset.seat !== page.seat).map(called);
}

/** @param {HTMLElement} seat */
function called(seat) {
  return seat.querySelector(".who")?.textContent ?? "";
}

/** @param {Element | null} mine */
function inWords(mine) {
  if (!split()) return "";
  if (!mine) return gettext("The room is in groups. You are in one in a moment.");
  const names = others(mine);
  if (names.length === 0) return gettext("You are on your own until somebody comes.");
  const last = names.pop() ?? "";
  const text = names.length ? gettext("You are with %(names)s and %(last)s") : gettext("You are with %(last)s");
  return interpolate(text, { names: names.join(", "), last });
}

function show() {
  for (const seat of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#groups .group-seat"))) {
    const card = cardOf(seat.dataset.seat ?? ""); // what people are called by now
    const who = seat.querySelector(".who");
    if (card && who && who.textContent !== nameOf(card)) who.textContent = nameOf(card);
  }
  let mine = null;
  for (const group of document.querySelectorAll("#groups .group")) {
    const is = (group.getAttribute("data-seats") ?? "").split(" ").includes(page.seat);
    group.classList.toggle("mine", is && page.seat !== "");
    if (is && page.seat) mine = group;
  }
  document.body.toggleAttribute("data-split", split());
  if (!page.watch) tellOf(inWords(mine));
}

/** @param {string} words */
function tellOf(words) {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".with-whom"))) {
    if (line.textContent !== words) line.textContent = words;
    line.hidden = !words;
  }
  document.body.toggleAttribute("data-in-groups", piece()?.dataset.on !== undefined);
  const share = /** @type {HTMLElement | null} */ (document.querySelector(".share-in-groups"));
  if (share) share.hidden = !split() || round()?.shared === "all";
  if (words && words !== said) announce(words);
  said = words;
}

learn({
  make_groups: ({ dataset }) => post({ verb: "make_groups", size: Number(dataset.size) }),
  end_groups: () => post({ verb: "end_groups" }),
});

show();
hear("drawn", ({ fresh }) => (fresh.has("groups") || fresh.has("quiet")) && show());
hear("renamed", show);

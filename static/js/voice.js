/**
 * How evenly the room speaks: fetched, since each person is told their own share and nobody else's.
 * Nothing is fetched while nobody would see it.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { page } from "coproduce/page";
import { fill } from "coproduce/pieces";
import { close, openSheet } from "coproduce/sheets";

const AFTER = 12_000; // ms from an act to the next look: the server works it out every 10 s at most
const ADDRESS = page.address(page.watch ? "voice/?wall" : "voice/");

const wide = matchMedia("(min-width: 60rem)"); // there is room for a small picture in the row of the room

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @returns {boolean} whether the room wants to see it */
function wanted() {
  return document.getElementById("voice")?.dataset.on !== undefined;
}

/** @returns {HTMLElement | null} the whole of it: in its sheet, or on the wall */
const place = () => document.querySelector(".voice-place");
/** @returns {HTMLElement | null} the picture and three words, where there is room for them */
const small = () => document.querySelector(".voice-small");

function show() {
  const on = wanted();
  document.body.toggleAttribute("data-voice", on);
  for (const button of document.querySelectorAll('[data-act="turn_voice"][aria-pressed]')) {
    button.setAttribute("aria-pressed", String(on));
  }
  if (on) return look();
  clearTimeout(timer);
  timer = undefined;
  place()?.replaceChildren();
  small()?.replaceChildren();
  if (openSheet() === "voice") close();
}

async function look() {
  clearTimeout(timer);
  timer = undefined;
  const whole = place();
  if (!wanted() || !whole || !isSeen()) return;
  await fill(ADDRESS, whole, { how: "innerMorph" });
  if (!wanted()) return whole.replaceChildren(); // it was turned off meanwhile
  const parts = whole.querySelectorAll(".petals, .voice-words");
  small()?.replaceChildren(...[...parts].map((one) => one.cloneNode(true)));
}

/** @returns {boolean} */
function isSeen() {
  return (page.watch || openSheet() === "voice" || wide.matches) && !document.hidden;
}

learn({ turn_voice: () => post({ verb: "turn_voice", on: !wanted() }) });

hear("drawn", ({ fresh }) => fresh.has("voice") && show());
hear("applied", ({ entries }) => {
  if (wanted() && entries.length > 0) timer ??= setTimeout(look, AFTER);
});
hear("opened", (name) => name === "voice" && look());
wide.addEventListener("change", look);
document.addEventListener("visibilitychange", () => document.hidden || look());
show();

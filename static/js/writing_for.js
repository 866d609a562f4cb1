/** Writing for somebody who has no phone: the line by the box that says so, and how it begins and ends. */

import { learn } from "coproduce/acts";
import { actFor, instead } from "coproduce/instead";
import { newMark } from "coproduce/marks";
import { hear } from "coproduce/news";
import { close } from "coproduce/sheets";
import { say } from "coproduce/told";
import { gettext, interpolate } from "coproduce/words";

/** With these refusals there is nobody to write for any more. */
const ENDED = new Set(["no_such_seat", "not_for_others"]);

/** @returns {HTMLElement | null} */
const line = () => document.querySelector(".instead-line");

function show() {
  const whom = instead();
  const place = line();
  document.body.toggleAttribute("data-instead", Boolean(whom));
  if (!place) return;
  place.hidden = !whom;
  if (!whom) return;
  place.querySelector(".instead-mark")?.replaceChildren(newMark(whom));
  const name = place.querySelector(".instead-name");
  if (name) name.textContent = whom.name;
}

function toTheBox() {
  /** @type {HTMLElement | null} */ (document.querySelector("#new-idea"))?.focus({ preventScroll: true });
}

learn({
  stop_instead: () => {
    actFor(null);
    say(gettext("You write for yourself again."));
    toTheBox();
  },
});

// The sheet was answered: there is such a seat, or its person has left.
hear("answered", (place) => {
  const made = /** @type {HTMLElement | null} */ (place.querySelector("[data-writes-for]"));
  const left = /** @type {HTMLElement | null} */ (place.querySelector("[data-has-left]"));
  if (left && left.dataset.hasLeft === instead()?.seat) actFor(null);
  const renamed = /** @type {HTMLElement | null} */ (place.querySelector("[data-renamed]"))?.dataset;
  const whom = instead();
  if (whom && renamed?.renamed === whom.seat) actFor({ ...whom, name: renamed.name ?? "" });
  if (!made) return;
  const { writesFor: seat = "", number, name = "" } = made.dataset;
  actFor({ seat, number: Number(number), name });
  close();
  say(interpolate(gettext("You write for %(name)s now."), { name }));
  toTheBox();
});

hear("refused", ({ op, code }) => {
  if (op.for && op.for === instead()?.seat && ENDED.has(code)) actFor(null);
});

// They were given another name by somebody else, or a phone: then they write for themselves.
hear("here", (told) => {
  const whom = instead();
  const card = whom && told[whom.seat];
  if (!whom || !card) return;
  if (card.phone !== false) {
    actFor(null);
    say(interpolate(gettext("%(name)s has a phone now. You write for yourself again."), { name: card.name }));
  } else if (card.name !== whom.name) actFor({ ...whom, name: card.name });
});
hear("instead", show);
show();

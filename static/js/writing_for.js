/** Writing for somebody who has no phone: the line by the box that says so, and how it begins and ends. */

import { learn } from "coproduce/acts";
import { actFor, instead } from "coproduce/instead";
import { newMark } from "coproduce/marks";
import { hear } from "coproduce/news";
import { close } from "coproduce/sheets";
import { say } from "coproduce/told";
import { gettext, interpolate } from "coproduce/words";

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
  if (!made) return;
  const { writesFor: seat = "", number, name = "" } = made.dataset;
  actFor({ seat, number: Number(number), name });
  close();
  say(interpolate(gettext("You write for %(name)s now."), { name }));
  toTheBox();
});

hear("refused", ({ op, code }) => {
  if (op.for === instead()?.seat && code === "no_such_seat") actFor(null);
});
hear("instead", show);
show();

/**
 * What we keep: the sheet in which the room is asked for whom, with names or without, and how long;
 * the invitation as the hour comes to its end; and what was settled, once it has ended.
 */

import { learn } from "coproduce/acts";
import { minutesIn as wholeIn } from "coproduce/agenda";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { close, open, openSheet, sheet } from "coproduce/sheets";
import { gettext } from "coproduce/words";

/** The question that is on its way to the room. */
let asking = "";

/** @template {Element} T @param {string} selector @returns {T} */
function part(selector) {
  return /** @type {T} */ (sheet("kept")?.querySelector(selector));
}

const months = () => /** @type {HTMLInputElement} */ (part("#kept-months"));
const kept = () => document.getElementById("kept")?.dataset ?? {};

/** @param {string} words none: all is well */
function problem(words) {
  const place = /** @type {HTMLElement} */ (part("#kept-problem"));
  place.textContent = words;
  place.hidden = !words;
  if (words) months().setAttribute("aria-invalid", "true");
  else months().removeAttribute("aria-invalid");
}

/** @param {string} name @param {string | undefined} value */
function choose(name, value = "") {
  const one = /** @type {HTMLInputElement | null} */ (part(`[name="${name}"][value="${CSS.escape(value)}"]`));
  if (one) one.checked = true;
}

/** Begin from what holds now; what somebody has chosen and not asked yet stays. */
function begin() {
  const { names, whom, months: long = "" } = kept();
  const form = /** @type {HTMLElement} */ (part(".kept-form"));
  const now = [names, whom, long].join(" ");
  if (form.dataset.of === now) return;
  form.dataset.of = now;
  choose("names", names);
  choose("whom", whom);
  months().value = long;
  problem("");
  press();
}

/** Which of the buttons says what the box says. */
function press() {
  for (const button of sheet("kept")?.querySelectorAll('[data-act="keep_months"]') ?? []) {
    const is = /** @type {HTMLElement} */ (button).dataset.months === months().value.trim();
    button.setAttribute("aria-pressed", String(is));
  }
}

function ask() {
  const count = wholeIn(months());
  if (count === null || count < 0) {
    problem(gettext("Write the months in figures, such as 12."));
    return months().focus();
  }
  const form = new FormData(/** @type {HTMLFormElement} */ (part(".kept-form")));
  const what = { verb: "settle_keeping", names: form.get("names") === "yes", whom: form.get("whom"), months: count };
  problem("");
  asking = post({ verb: "propose", for: "", what });
  close(); // the question stands where the sheet lies
}

function show() {
  const { status } = document.getElementById("hour")?.dataset ?? {};
  document.querySelector(".kept-ask")?.toggleAttribute("hidden", kept().asks === undefined);
  document.querySelector(".kept-at-the-end")?.toggleAttribute("hidden", status !== "closed");
  if (openSheet() === "kept") begin();
}

learn({
  keep_months: ({ dataset }) => {
    months().value = dataset.months ?? "";
    problem("");
    press();
  },
});

document.addEventListener("submit", (event) => {
  if (!(/** @type {Element} */ (event.target).matches(".kept-form"))) return;
  event.preventDefault();
  ask();
});

document.addEventListener("input", ({ target }) => target === months() && press());

hear("opened", (name) => name === "kept" && begin());
hear("refused", ({ op, code, message }) => {
  if (op.id !== asking || code !== "bad_months") return;
  open("kept");
  problem(message);
  months().focus();
});
hear("drawn", ({ fresh }) => (fresh.has("kept") || fresh.has("hour")) && show());
show();

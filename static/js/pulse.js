/**
 * My own dot from doing to, over doing for, to doing with: by a press, by the line or by keys. Where
 * it is, no page and no frame says, not even to me: only this browser remembers it.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { doneFor, isMine, keep, own } from "coproduce/own";
import { gettext } from "coproduce/words";

const REST = 600; // ms that a hand rests on the line before the dot is placed
const MIDDLE = "500";
const wide = matchMedia("(min-width: 60rem)");

/** What was placed or taken away, until the board has it. @type {Map<string, {key: string, at: number | null}>} */
const sent = new Map();
/** What the next picture of the line must show meanwhile. @type {Map<string, number | null>} */
let said = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @returns {DOMStringMap} what the piece says of itself */
const pulse = () => document.getElementById("pulse")?.dataset ?? {};
/** @param {string} selector @returns {HTMLElement | null} */
const part = (selector) => document.querySelector(selector);

/** @param {string} of a moment @returns {string} under which a dot of this workshop is remembered */
const key = (of) => `${pulse().round} ${of}`;

/** For which moment, where there are no phases that say so. */
let when = "before";

/** @returns {string} the moment for which a dot is placed now */
function moment() {
  return pulse().moment || when;
}

/** @param {string} of a moment @returns {number | null} where my dot is */
function dot(of) {
  return said.has(key(of)) ? (said.get(key(of)) ?? null) : own("dot", key(of));
}

function show() {
  const [now, open, asks] = [moment(), pulse().on !== undefined, pulse().asks ?? ""];
  document.body.toggleAttribute("data-pulse-open", open);
  const at = dot(now);
  for (const one of document.querySelectorAll(".pulse-sheet span[data-moment], .pulse-ask span[data-moment]")) {
    const of = one.closest(".pulse-ask") ? asks : now;
    /** @type {HTMLElement} */ (one).hidden = /** @type {HTMLElement} */ (one).dataset.moment !== of;
  }
  for (const tap of document.querySelectorAll('[data-act="place_dot"]')) {
    tap.setAttribute("aria-pressed", String(at !== null && Number(/** @type {HTMLElement} */ (tap).dataset.at) === at));
  }
  const line = /** @type {HTMLInputElement | null} */ (part("#pulse-line"));
  if (line && timer === undefined) line.value = at === null ? MIDDLE : String(at);
  if (line) name(line, at);
  const words = part(".pulse-said");
  const text = at === null ? gettext("You have placed no dot yet.") : gettext("Your dot is placed. Nobody else can see where.");
  if (words && words.textContent !== text) words.textContent = text;
  const away = part('[data-act="take_back_dot"]');
  if (away) away.hidden = at === null;
  const choice = part(".pulse-when");
  if (choice) choice.hidden = Boolean(pulse().moment);
  for (const one of document.querySelectorAll('[data-act="pulse_when"]')) {
    one.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (one).dataset.when === now));
  }
  const ask = part(".pulse-ask");
  if (!ask) return;
  ask.hidden = !open || !asks || dot(asks) !== null;
  document.body.dataset.dotAsked = ask.hidden ? "" : asks; // where there is no room for it, the hour says so
}

/** On a phone it is asked in the hour: a newcomer's screen has enough to press. */
function settle() {
  const [ask, room] = [part(".pulse-ask"), part(".board-top .room")];
  if (wide.matches && ask) room?.insertBefore(ask, room.querySelector(":scope > .with-whom"));
  else if (ask) part(".pulse-home")?.append(ask);
}

/** @param {HTMLInputElement} line @param {number | null} at */
function name(line, at) {
  line.classList.toggle("unplaced", at === null && timer === undefined);
  line.setAttribute("aria-valuetext", at === null && timer === undefined ? gettext("not placed yet") : where(Number(line.value)));
}

/** @param {number} at @returns {string} a place on the line, in words */
function where(at) {
  if (at === 0) return gettext("doing to");
  if (at < 500) return gettext("between doing to and doing for");
  if (at === 500) return gettext("doing for");
  if (at < 1000) return gettext("between doing for and doing with");
  return gettext("doing with");
}

/** @param {number | null} at null: nowhere */
function place(at) {
  clearTimeout(timer);
  timer = undefined;
  const now = moment();
  said.set(key(now), at);
  const id = post(at === null ? { verb: "take_back_dot", moment: now } : { verb: "place_dot", moment: now, at });
  sent.set(id, { key: key(now), at });
  show();
}

learn({
  pulse_when: (button) => {
    when = button.dataset.when ?? when;
    show();
  },
  place_dot: (button) => place(Number(button.dataset.at)),
  take_back_dot: () => {
    place(null);
    part("#pulse-line")?.focus();
  },
});

document.addEventListener("input", ({ target }) => {
  const line = /** @type {HTMLInputElement} */ (target);
  if (!line.matches?.("#pulse-line")) return;
  clearTimeout(timer);
  timer = setTimeout(() => place(Number(line.value)), REST);
  name(line, Number(line.value));
});

hear("acknowledged", (entries) => {
  let other = false; // than it is shown
  for (const entry of entries) {
    const here = isMine(entry) || doneFor(entry.id);
    if (entry.verb === "undo" && here) other = takenBack(entry.does ?? [], doneFor(entry.id) ?? "") || other;
    const placed = sent.get(entry.id);
    if (!placed) continue;
    other = true;
    sent.delete(entry.id);
    said.delete(placed.key);
    keep("dot", placed.key, placed.at, doneFor(entry.id) ?? "");
  }
  if (other) show();
});

/**
 * Where the dot is after an undo, the board does not tell.
 * @param {any[]} does @param {string} other @returns {boolean} whether a dot was among it
 */
function takenBack(does, other) {
  const dots = does.filter(({ verb }) => verb.endsWith("_dot"));
  for (const { moment: of } of dots) keep("dot", key(of), null, other);
  return dots.length > 0;
}

hear("refused", ({ op }) => {
  if (!op.verb.endsWith("_dot")) return;
  said = new Map();
  show();
});
hear("drawn", ({ fresh }) => fresh.has("pulse") && show());
hear("instead", () => {
  said = new Map();
  show();
});
wide.addEventListener("change", settle);
settle();
show();

/**
 * Who is here, who holds which idea, who is writing. Fleeting: nothing of it is kept anywhere.
 *
 * @typedef {{number: number, name: string, brings: string, present: boolean, holds: string | null,
 *   over: string | null, writes: string | null, at: number | null}} Card
 */

import { round } from "coproduce/dusk";
import { drawMark } from "coproduce/marks";
import { hear, tell } from "coproduce/news";
import { own } from "coproduce/own";
import { isSlow, stillWhereSlow, touch } from "coproduce/pace";
import { page } from "coproduce/page";
import { send } from "coproduce/socket";
import { gettext, interpolate, ngettext } from "coproduce/words";

// A sign of writing ends with a rest, and with nothing else: one that ended when its person turns to
// something else would tell the room what that was, such as saying where they stand.
const REST = 6000; // ms
const EVERY = 100; // ms between two of my own signs
const OFTEN = 100; // ms in which the others' hands are gathered before they are shown
const SELDOM = 700; // the same where drawing is slow

/** @type {Map<string, Card>} by seat */
const here = new Map();
/** @type {{holds?: string | null, over?: string | null, writes?: string | null, at?: number | null}} */
let unsaid = {};
/** @type {Record<string, string | number | null>} */
let mine = {};
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Show the room what I hold or write. @param {typeof unsaid} signs */
export function sign(signs) {
  if (page.watch) return;
  for (const [name, value] of Object.entries(signs)) {
    if ((mine[name] ?? null) !== value) Object.assign(unsaid, { [name]: value });
  }
  Object.assign(mine, signs);
  if (Object.keys(unsaid).length > 0) timer ??= setTimeout(out, EVERY);
}

function out() {
  timer = undefined;
  if (send({ now: unsaid })) unsaid = {};
}

/** @param {string} seat @returns {Card | undefined} */
export function cardOf(seat) {
  return here.get(seat);
}

/** @returns {Card[]} the others who write in a text, with where */
export function writers() {
  return others().flatMap(([, card]) => (card.writes && card.at !== null ? [card] : []));
}

/** @param {string} key @returns {string[]} the names of the others who write these words */
export function writersOf(key) {
  return others().flatMap(([, card]) => (card.writes === key ? [nameOf(card)] : []));
}

/** @param {Card} card @returns {string} */
export function nameOf(card) {
  return card.name || interpolate(gettext("seat %(number)s"), { number: card.number });
}

/** @returns {[string, Card][]} everyone else who is here */
export function others() {
  return [...here].filter(([seat, card]) => seat !== page.seat && card.present);
}

hear("here", (patch) => {
  let renamed = false;
  let others = false; // somebody came, went, or calls themselves something else
  let writes = false;
  for (const [seat, card] of Object.entries(patch)) {
    const was = here.get(seat);
    if (card) here.set(seat, { ...was, phone: undefined, ...card }); // it may have been given one
    else here.delete(seat);
    const now = here.get(seat);
    renamed ||= Boolean(card) && was?.name !== now?.name;
    others ||= was?.name !== now?.name || was?.brings !== now?.brings || was?.number !== now?.number || was?.present !== now?.present;
    writes ||= was?.writes !== now?.writes;
  }
  if (renamed) tell("renamed");
  due = { marks: due.marks || others || writes, names: due.names || others };
  hands ??= setTimeout(showHands, isSlow() ? SELDOM : OFTEN);
});

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hands;
let due = { marks: false, names: false }; // what of the room has to be drawn anew

async function showHands() {
  await stillWhereSlow();
  hands = undefined;
  const { marks: marked, names: named } = due;
  due = { marks: false, names: false };
  if (marked) marks();
  if (named) names();
  tell("here-drawn", here);
  touch();
}

// Who is seen to change the words of an unsigned idea of theirs has as good as signed it. In a quiet
// round nobody is seen to write anything.
hear("writes", (writes) => {
  clearTimeout(rests);
  rests = setTimeout(() => sign({ writes: null, at: null }), REST);
  const quietly = round() || (writes && (/^(phase|question):/.test(writes) || own("idea", writes.replace("idea:", ""))));
  sign({ writes: quietly ? null : (writes ?? null) });
});
/** @type {ReturnType<typeof setTimeout> | undefined} */
let rests;

hear("caret", (at) => sign({ at: mine.writes ? at : null }));
// All of it anew, nothing as well: a process that ended may have left behind that I hold something.
hear("up-to-date", () => {
  unsaid = { holds: null, over: null, writes: null, at: null, ...mine };
  if (!page.watch) timer ??= setTimeout(out, EVERY);
});

/** @returns {[string, Card][]} */
function present() {
  return [...here].filter(([, card]) => card.present).sort(([, a], [, b]) => a.number - b.number);
}

function marks() {
  for (const list of document.querySelectorAll(".here")) {
    fillList(list, "mark-template", (item, card, seat) => {
      item.classList.toggle("writes", seat !== page.seat && Boolean(card.writes));
      const aloud = item.querySelector(".aloud");
      if (aloud) aloud.textContent = nameOf(card);
      item.title = nameOf(card);
    });
    const count = present().length;
    const text = ngettext("%(n)s person is here", "%(n)s people are here", count);
    list.setAttribute("aria-label", interpolate(text, { n: count }));
  }
}

function names() {
  for (const list of document.querySelectorAll(".here-names")) {
    fillList(list, "seat-template", (item, card, seat) => {
      const name = item.querySelector("b");
      const you = seat === page.seat ? ` (${gettext("you")})` : "";
      if (name) name.textContent = nameOf(card) + you;
      const brings = item.querySelector(".here-brings");
      if (brings) brings.textContent = card.brings ?? "";
    });
  }
}

/** @param {Element} list @param {string} cutting @param {(item: HTMLElement, card: Card, seat: string) => void} draw */
function fillList(list, cutting, draw) {
  const form = /** @type {HTMLTemplateElement | null} */ (document.getElementById(cutting));
  const blank = form?.content.firstElementChild;
  if (!blank) return;
  const had = new Map(Array.from(list.children, (one) => [/** @type {HTMLElement} */ (one).dataset.seat, one]));
  const items = present().map(([seat, card]) => {
    const item = /** @type {HTMLElement} */ (had.get(seat) ?? blank.cloneNode(true));
    item.dataset.seat = seat;
    const svg = item.querySelector("svg");
    if (svg) drawMark(svg, card);
    draw(item, card, seat);
    return item;
  });
  if (items.length !== list.children.length || items.some((item, n) => item !== list.children[n])) {
    list.replaceChildren(...items);
  }
}

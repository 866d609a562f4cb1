/**
 * This screen follows the room from phase to phase, and never while its person is busy with
 * something: then a quiet line says that the room has moved on. Who looks back stays there.
 */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { choosing } from "coproduce/choosing";
import { session } from "coproduce/keep";
import { holding } from "coproduce/moving";
import { hear } from "coproduce/news";
import { page } from "coproduce/page";
import { ELSEWHERE } from "coproduce/places";
import { close, openSheet } from "coproduce/sheets";
import { isInView, look, planOf, room, sectionOf } from "coproduce/view";
import { gettext, interpolate } from "coproduce/words";

const SHELF = `view:${page.board}:${page.seat}`;
const REST = 8000; // ms after the last letter until somebody is no longer in the middle of a thought

/** Where this screen looks, the phase it has followed the room to, and whether it looks back of its own will. */
let { area, phase, back } = /** @type {{area: string, phase: string, back: boolean}} */ (
  session.get(SHELF) ?? { area: "", phase: "", back: false }
);
/** Where the room turned something over while this person was busy elsewhere. */
let missed = "";
let typed = -REST;
document.addEventListener("input", ({ target }) => isWriting(/** @type {Element} */ (target)) && (typed = performance.now()), true);
hear("posted", ({ text }) => text && (typed = -REST)); // that thought is written

/** @param {string} selector @returns {any} */
const find = (selector) => document.querySelector(selector);

/** A choice or a dot on a line is made in an instant: nobody is in the middle of it. @param {Element} field */
function isWriting(field) {
  return !field.matches?.('[type="radio"], [type="checkbox"], [type="range"]');
}

/** The hour tells where the room is: whoever has it open, or asks from it, looks at nothing else. */
function isElsewhere() {
  const name = openSheet();
  return name === "hour" ? Boolean(find("#new-phase")?.value.trim()) : Boolean(name);
}

function isBusy() {
  const draft = Boolean(find("#new-idea")?.value.trim());
  return draft || performance.now() - typed < REST || isElsewhere() || Boolean(holding()) || choosing();
}

/** @param {string} wanted @param {string} at the phase that it is looked at in @param {boolean} [own] of one's own will */
function go(wanted, at, own = false) {
  back = own && !room().now.includes(wanted);
  [area, phase] = [wanted, at];
  session.set(SHELF, { area, phase, back });
  look(area ? [area] : []);
  show();
}

/** Be where the room is, unless that would take somebody out of what they do. */
function follow() {
  const { phase: at, now } = room();
  if (now.length === 0) return area || phase ? go("", "") : undefined;
  if (!sectionOf(area)) area = "";
  if (area && (at === phase || back || isBusy())) return go(area, phase, back);
  const fresh = area !== now[0];
  const told = Boolean(phase);
  missed = "";
  go(now[0], at);
  if (!fresh) return;
  if (document.activeElement?.closest(ELSEWHERE)) land();
  queueMicrotask(toTheTop); // once the frame is drawn, and has put the screen back to where it was
  if (told) announce(interpolate(gettext("The room is in %(area)s now."), { area: planOf(area)?.name }));
}

function toTheTop() {
  scrollTo({ top: 0 });
  find(".board .open")?.scrollTo({ top: 0 });
}

function show() {
  const { phase: at, now } = room();
  const away = now.length > 0 && area !== "" && (at !== phase || !now.includes(area) || missed !== "");
  const words = at === phase && !missed ? gettext("You are looking back. The room is elsewhere.") : gettext("The room has moved on.");
  const line = find(".moved-on");
  if (away && (line.hidden || find(".moved-on-words").textContent !== words)) {
    find(".moved-on-words").textContent = words;
    if (at !== phase || missed) announce(words);
  }
  line.hidden = !away;
  for (const button of document.querySelectorAll('[data-act="look_at"]')) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.area === area));
  }
  const named = now.length > 1 && now.includes(area);
  find("#places").toggleAttribute("data-named", named);
  nameTheBox();
}

/** Who cannot see where the box writes hears it. */
function nameTheBox() {
  const label = find('label[for="new-idea"]');
  if (!label) return;
  label.dataset.plain ??= label.textContent;
  label.textContent = [label.dataset.plain, planOf(area)?.name].filter(Boolean).join(": ");
}

/** @param {string} wanted */
function goTo(wanted) {
  missed = "";
  go(wanted, room().phase, true);
}

learn({
  look_at: (button) => {
    const sheet = button.closest(".sheet");
    close(false);
    goTo(button.dataset.area ?? "");
    toTheTop();
    if (sheet) land();
  },
  go_there: () => {
    goTo(missed || room().now[0]);
    toTheTop();
    land();
  },
});

/** What was pressed is gone: one is at the head of what one came to. */
function land() {
  find(".open-ground.looked-at > h2")?.focus({ preventScroll: true });
}

/** @param {HTMLElement} idea @returns {string} where it can be seen; nothing: it is in view */
function whereIs(idea) {
  if (!area || isInView(idea)) return "";
  const { area: home = "" } = idea.dataset;
  const gathering = room().now.find((one) => planOf(one)?.gathers);
  return gathering && idea.closest(".theme") ? gathering : home;
}

hear("going-to", (idea) => {
  const home = whereIs(idea);
  if (home) goTo(home);
});
// The room looks at it, and takes nobody out of what they do.
hear("room-goes-to", (idea) => {
  const home = whereIs(idea);
  if (!home) return;
  if (!isBusy()) return goTo(home);
  missed = home;
  show();
});
hear("planned", follow);
follow();

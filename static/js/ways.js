/**
 * While an idea is held: where it can go, by name, beside what says that it is held. On a phone
 * the themes lie far below; and a place in a theme's order is reached here without a drag.
 */

import { learn } from "coproduce/acts";
import { themesOf } from "coproduce/goals";
import { hear } from "coproduce/news";
import { post, rowToBe } from "coproduce/outbox";
import { ELSEWHERE, everyArea, idOf, ideaOf, isInSeveral, shownThemes, titleOf } from "coproduce/places";
import { renew } from "coproduce/renew";
import { sectionOf } from "coproduce/view";
import { gettext, interpolate } from "coproduce/words";

// Found once: a selector for them goes through the whole page.
const [stepsList, waysList] = [document.querySelector(".steps"), document.querySelector(".ways")];

/** The held idea by its element; null where nothing or several are held. @type {HTMLElement | null} */
let idea = null;
/** @type {import("coproduce/moving").Held | null} */
let held = null;
let areasShown = false; // they are many, and seldom wanted
let stepped = false; // then the eye follows it

/** @param {string} words @param {DOMStringMap} says @returns {HTMLElement} */
function way(words, says) {
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("way"));
  const item = /** @type {HTMLElement} */ (cutting.content.firstElementChild?.cloneNode(true));
  const button = /** @type {HTMLElement} */ (item.firstElementChild);
  Object.assign(button.dataset, says);
  button.textContent = words;
  return item;
}

/**
 * Offer the places for what is held; null: nothing is.
 * @param {HTMLElement | null} grip @param {import("coproduce/moving").Held | null} [what]
 */
export function offerWays(grip, what = null) {
  held = what;
  areasShown &&= Boolean(what);
  idea = what && what.ids.length === 1 ? grip : null;
  renew(stepsList, idea && !what?.too ? steps(idea) : []);
  renew(waysList, grip && what ? places(grip, what) : []);
}

/** @param {HTMLElement} grip @param {import("coproduce/moving").Held} what @returns {HTMLElement[]} */
function places(grip, what) {
  const { ids, too } = what;
  const themes = shownThemes();
  const there = themesOf(what, grip);
  const others = themes.filter((theme) => !there.includes(idOf(theme)));
  const ways = others.map((theme) => far(way(titleOf(theme), { act: "put_here", theme: idOf(theme) }), theme));
  const inTheme = ids.some((id) => ideaOf(id)?.closest(".theme"));
  if (too) return ways;
  const { area = "" } = grip.dataset;
  const back = () => far(way(gettext("Back to the open"), { act: "back_to_open", area }), sectionOf(area));
  return [...(inTheme ? [back()] : []), ...ways, ...toAreas(grip, ids)];
}

/** The other areas, of which most are not in view. @param {HTMLElement} grip @param {string[]} ids @returns {HTMLElement[]} */
function toAreas(grip, ids) {
  const sections = everyArea();
  const others = sections.filter(({ dataset: { area } }) => ids.length > 1 || area !== grip.dataset.area);
  if (sections.length < 2) return [];
  if (!others.some((one) => one.matches(".looked-at, .gathered, .elsewhere"))) areasShown = true; // all are in view
  if (!areasShown) return [far(way(gettext("To another area"), { act: "other_areas" }), null)];
  const inView = !document.querySelector("main[data-view]"); // then each has a button of its own
  return others.map((section) => {
    const name = section.querySelector(".area-name")?.textContent ?? "";
    const { area = "" } = section.dataset;
    return far(way(interpolate(gettext("To %(area)s"), { area: name }), { act: "to_area", area }), inView && section);
  });
}

/** What is not in view is offered by name on a wide screen too. @param {HTMLElement} item @param {Element | null | false} place */
function far(item, place) {
  return !place || place.matches(ELSEWHERE) ? asGoal(item, "far") : item;
}

/** Arrows come to it as to the places on the ground. @param {HTMLElement} item @param {string[]} also */
function asGoal(item, ...also) {
  item.firstElementChild?.classList.add("goal", ...also);
  return item;
}

/** @param {HTMLElement} held @returns {HTMLElement[]} */
function steps(held) {
  if (!held.closest(".theme-ideas")) return [];
  const earlier = held.previousElementSibling && way(gettext("Earlier"), { act: "idea_earlier" });
  const later = held.nextElementSibling && way(gettext("Later"), { act: "idea_later" });
  return [earlier, later].flatMap((one) => (one ? asGoal(one) : []));
}

/** @param {number} by how many places later */
function step(by) {
  const theme = idea?.closest(".theme");
  if (!idea || !theme) return;
  const one = idOf(idea);
  const row = rowToBe([...(idea.parentElement?.children ?? [])].map(idOf), "place_idea", "idea");
  const to = row.indexOf(one) + by;
  if (to < 0 || to >= row.length) return;
  const before = row.filter((other) => other !== one)[to];
  const out = isInSeveral(idea) ? { out_of: idOf(theme) } : {}; // it stays in its other themes
  post({ verb: "place_idea", idea: one, theme: idOf(theme), ...(before && { before }), ...out });
  stepped = true;
}

learn({
  other_areas: () => {
    areasShown = true;
    offerWays(idea ?? (held && ideaOf(held.ids[0])), held);
    /** @type {HTMLElement | null} */ (waysList?.querySelector('[data-act="to_area"]'))?.focus();
  },
  idea_earlier: () => step(-1),
  idea_later: () => step(1),
});

/**
 * Most frames only change what a theme is called: then its words are changed, and nothing else is looked at.
 * @param {Iterable<string>} fresh ids of pieces @returns {boolean} whether all that is offered stays
 */
function onlyRenamed(fresh) {
  for (const id of fresh) {
    const piece = document.getElementById(id);
    if (!piece || piece.matches("#order, .open-ground") || held?.ids.includes(idOf(piece))) return false;
    if (!piece.matches(".theme")) continue;
    const button = waysList?.querySelector(`[data-theme="${CSS.escape(idOf(piece))}"]`);
    if (!button || piece.hidden) return false;
    const words = titleOf(piece);
    if (button.textContent !== words) button.textContent = words;
  }
  return true;
}

hear("drawn", ({ fresh }) => {
  if (!held) return;
  const grip = idea?.isConnected ? idea : ideaOf(held.ids[0]);
  if (!onlyRenamed(fresh.keys())) offerWays(grip, held);
  else if (idea && !held.too) renew(stepsList, steps(idea));
  if (stepped) queueMicrotask(() => idea?.scrollIntoView({ block: "nearest" })); // once all is drawn
  stepped = false;
});

/**
 * While an idea is held: where it can go, by name, beside what says that it is held. On a phone
 * the themes lie far below; and a place in a theme's order is reached here without a drag.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { idOf, ideaOf } from "coproduce/places";
import { renew } from "coproduce/renew";
import { gettext } from "coproduce/words";

/** @type {HTMLElement | null} */
let idea = null;
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

/** Offer the places for this idea; null: nothing is held. @param {HTMLElement | null} held */
export function offerWays(held) {
  idea = held;
  renew(document.querySelector(".steps"), held ? steps(held) : []);
  renew(document.querySelector(".ways"), held ? places(held) : []);
}

/** @param {HTMLElement} held @returns {HTMLElement[]} */
function places(held) {
  const themes = [...document.querySelectorAll("#clearings > .theme:not([hidden])")];
  const others = themes.filter((theme) => !theme.contains(held));
  const ways = others.map((theme) =>
    way(theme.querySelector(".theme-name")?.textContent?.trim() ?? "", { act: "put_here", theme: idOf(theme) }),
  );
  const open = held.closest(".theme") && { act: "back_to_open", area: held.dataset.area };
  return open ? [way(gettext("Back to the open"), open), ...ways] : ways;
}

/** @param {HTMLElement} held @returns {HTMLElement[]} */
function steps(held) {
  if (!held.closest(".theme-ideas")) return [];
  const earlier = held.previousElementSibling && way(gettext("Earlier"), { act: "idea_earlier" });
  const later = held.nextElementSibling && way(gettext("Later"), { act: "idea_later" });
  return [earlier, later].flatMap((one) => one ?? []);
}

/** @param {Element | null | undefined} before the idea it comes to stand before; null: the end */
function step(before) {
  const theme = idea?.closest(".theme");
  if (!idea || !theme || before === undefined) return;
  post({ verb: "place_idea", idea: idOf(idea), theme: idOf(theme), ...(before && { before: idOf(before) }) });
  stepped = true;
}

learn({
  idea_earlier: () => step(idea?.previousElementSibling ?? undefined),
  idea_later: () => step(idea?.nextElementSibling ? idea.nextElementSibling.nextElementSibling : undefined),
});

hear("drawn", () => {
  if (!idea) return;
  offerWays(ideaOf(idOf(idea)));
  if (stepped) idea?.scrollIntoView({ block: "nearest" });
  stepped = false;
});

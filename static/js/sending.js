/**
 * Ideas that are on their way: shown at once in their place, and drawn as the others are when the
 * board has them.
 */

import { hear } from "coproduce/news";
import { waiting } from "coproduce/outbox";
import { container, note } from "coproduce/places";
import { gettext } from "coproduce/words";

/** @param {import("coproduce/outbox").Operation} op */
function show(op) {
  if (op.verb !== "add_idea" || placeOf(op.id)) return;
  const home = op.area ? container(`open:${op.area}`) : document.querySelector("ol.loose");
  if (!home) return;
  const idea = element("li", "idea sending");
  idea.dataset.op = op.id;
  const words = element("p", "idea-words");
  words.dir = "auto";
  words.textContent = op.text;
  const foot = element("p", "idea-foot");
  foot.textContent = gettext("sending");
  const said = element("div", "idea-said");
  said.append(words, foot);
  idea.append(element("span", "idea-number"), said);
  home.append(idea);
  note();
  // One's own words are looked for at once; the box stays where it is.
  idea.scrollIntoView({ block: "nearest" });
}

/** @param {string} name @param {string} classes @returns {HTMLElement} */
function element(name, classes) {
  const made = document.createElement(name);
  made.className = classes;
  return made;
}

/** @param {string} id @returns {HTMLElement | null} */
function placeOf(id) {
  return document.querySelector(`[data-op="${CSS.escape(id)}"]`);
}

hear("posted", show);
hear("refused", ({ op }) => placeOf(op.id)?.remove());

// The element becomes the idea, so that nothing jumps when the number arrives.
hear("drawing", ({ entries }) => {
  for (const { id, verb, idea } of entries) {
    const mine = verb === "add_idea" && placeOf(id);
    if (!mine) continue;
    delete mine.dataset.op;
    if (document.getElementById(`idea-${idea}`)) mine.remove();
    else mine.id = `idea-${idea}`;
  }
});

// Stored by a frame that this page had drawn already, after a reload.
hear("stored", (id) => placeOf(id)?.remove());

/** What a reload found in the outbox. */
export function showWaiting() {
  for (const { op } of waiting()) show(op);
}

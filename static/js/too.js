/**
 * "Me too" on what nobody here wrote, such as a usual fear: one press on the idea itself, always
 * without a name, and one more takes it back. This browser alone knows which are its own.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { find, post, waiting } from "coproduce/outbox";
import { own } from "coproduce/own";
import { idOf, ideaOf } from "coproduce/places";
import { gettext } from "coproduce/words";

const words = () => gettext("Me too.");

/** @param {HTMLElement | null} idea @returns {boolean} whether nobody here wrote it */
export function isNobodys(idea) {
  return idea?.dataset.nobodys !== undefined;
}

/** My answer to it, by its id. @param {HTMLElement} idea @returns {string | undefined} */
function mine(idea) {
  const { too = "" } = /** @type {HTMLElement | null} */ (idea.querySelector("[data-too]"))?.dataset ?? {};
  return too.split(" ").find((echo) => echo && own("echo", echo) && !isGoing(echo));
}

/** @param {string} echo */
function isGoing(echo) {
  return waiting().some(({ op }) => op.verb === "withdraw_echo" && op.echo === echo);
}

/** @param {HTMLElement} idea */
function isComing(idea) {
  return waiting().some(({ op }) => op.verb === "echo_idea" && op.idea === idOf(idea) && op.text === words());
}

/** @param {HTMLElement} idea */
export function saysToo(idea) {
  return Boolean(mine(idea)) || isComing(idea);
}

/** Say it, or take it back. @param {HTMLElement} idea */
export function too(idea) {
  const echo = mine(idea);
  if (echo) post({ verb: "withdraw_echo", idea: idOf(idea), echo });
  else if (!isComing(idea)) post({ verb: "echo_idea", idea: idOf(idea), text: words(), unsigned: true });
}

/** @param {Iterable<Element>} ideas */
function show(ideas) {
  for (const idea of ideas) {
    const button = idea.querySelector(".too");
    button?.setAttribute("aria-pressed", String(saysToo(/** @type {HTMLElement} */ (idea))));
  }
}

/** @param {string} id */
function showOne(id) {
  const idea = ideaOf(id);
  if (isNobodys(idea)) show(document.querySelectorAll(`.idea[data-idea="${CSS.escape(id)}"]`));
}

const all = () => document.querySelectorAll(".idea[data-nobodys]");

show(all());
hear("drawn", ({ fresh }) => {
  show([...fresh.keys()].flatMap((id) => document.getElementById(id) ?? []).filter((one) => one.matches(".idea[data-nobodys]")));
});
hear("owned", (id) => id && showOne(id));
hear("posted", ({ idea }) => idea && showOne(idea));
hear("refused", ({ op }) => op.idea && showOne(op.idea));

learn({ too: (button) => too(/** @type {HTMLElement} */ (button.closest(".idea"))) });

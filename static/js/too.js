/**
 * "Me too" on what nobody here wrote, such as a usual fear: one press on the idea itself, always
 * without a name, and one more takes it back. This browser alone knows which are its own.
 */

import { learn } from "coproduce/acts";
import { instead } from "coproduce/instead";
import { hear } from "coproduce/news";
import { find, post, waiting } from "coproduce/outbox";
import { doneFor, own } from "coproduce/own";
import { idOf, ideaOf } from "coproduce/places";
import { gettext } from "coproduce/words";

const words = () => gettext("Me too.");

/** @param {HTMLElement | null} idea @returns {boolean} whether nobody here wrote it */
export function isNobodys(idea) {
  return idea?.dataset.nobodys !== undefined;
}

/** @typedef {import("coproduce/outbox").Waiting} Waiting */

/** My answer to it, by its id. @param {HTMLElement} idea @param {Waiting[]} kept @returns {string | undefined} */
function mine(idea, kept) {
  const { too = "" } = /** @type {HTMLElement | null} */ (idea.querySelector("[data-too]"))?.dataset ?? {};
  return too.split(" ").find((echo) => echo && own("echo", echo) && !isGoing(echo, kept));
}

/** @param {string} echo @param {Waiting[]} kept */
function isGoing(echo, kept) {
  return kept.some(({ op }) => op.verb === "withdraw_echo" && op.echo === echo);
}

/** My answer that is on its way, by its act. @param {HTMLElement} idea @param {Waiting[]} kept @returns {string | undefined} */
function coming(idea, kept) {
  const whose = instead()?.seat;
  return kept.find(({ op }) => op.verb === "echo_idea" && op.idea === idOf(idea) && op.text === words() && op.for === whose)?.op.id;
}

/** Those that were pressed once more on their way: they are taken back as soon as they are there. @type {Set<string>} */
const regretted = new Set();

/** @param {HTMLElement} idea @param {Waiting[]} [kept] what waits, for who has looked already */
export function saysToo(idea, kept = waiting()) {
  const act = coming(idea, kept);
  return Boolean(mine(idea, kept) || (act && !regretted.has(act)));
}

/** Say it, or take it back. @param {HTMLElement} idea */
export function too(idea) {
  const kept = waiting();
  const [echo, act] = [mine(idea, kept), coming(idea, kept)];
  if (echo) post({ verb: "withdraw_echo", idea: idOf(idea), echo });
  else if (!act) post({ verb: "echo_idea", idea: idOf(idea), text: words(), unsigned: true });
  else {
    if (!regretted.delete(act)) regretted.add(act);
    showOne(idOf(idea)); // of what is posted it is told anyway
  }
}

/** @param {Element[]} ideas */
function show(ideas) {
  if (ideas.length === 0) return;
  const kept = waiting(); // once for all of them: it is read from the browser's storage
  for (const idea of ideas) {
    const button = idea.querySelector(".too");
    button?.setAttribute("aria-pressed", String(saysToo(/** @type {HTMLElement} */ (idea), kept)));
  }
}

/** @param {string} id */
function showOne(id) {
  const idea = ideaOf(id);
  if (isNobodys(idea)) show([...document.querySelectorAll(`.idea[data-idea="${CSS.escape(id)}"]`)]);
}

const all = () => [...document.querySelectorAll(".idea[data-nobodys]")];

show(all());
hear("drawn", ({ fresh }) => {
  const pieces = [...fresh.values()].filter((piece) => piece.matches(".idea[data-nobodys]"));
  show(pieces.flatMap(({ id }) => document.getElementById(id) ?? []));
});
hear("owned", (id) => id && showOne(id));
hear("posted", ({ idea }) => idea && showOne(idea));
hear("refused", ({ op }) => op.idea && showOne(op.idea));
hear("acknowledged", (entries) => {
  for (const { id, idea, echo } of entries) {
    if (regretted.delete(id)) post({ verb: "withdraw_echo", idea, echo, for: doneFor(id) });
  }
});
hear("instead", () => show(all())); // each person has their own, whoever holds the phone

learn({ too: (button) => too(/** @type {HTMLElement} */ (button.closest(".idea"))) });

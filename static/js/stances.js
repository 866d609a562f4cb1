/**
 * Where one stands, on a theme or on an idea: three answers of equal weight, a reason if one likes,
 * and what the room answered. One's own answer is shown on one's own screen only.
 */

import { learn } from "coproduce/acts";
import { draft, setDraft } from "coproduce/drafts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { doneFor, isMine, keep, own } from "coproduce/own";
import { renew } from "coproduce/renew";

/** What the open sheet is about. @type {{kind: "theme" | "idea", id: string, place: HTMLElement} | null} */
let on = null;
/** Whether the three answers were asked for where nobody has answered yet: no frame takes them away. */
let asked = false;
/** Answered here and not on disk yet. @type {Map<string, string | null>} */
const said = new Map();

/** @param {HTMLElement} place the sheet @param {string} id @param {HTMLElement} piece */
export function showStances(place, id, piece) {
  const fresh = on?.id !== id;
  on = { kind: piece.matches(".theme") ? "theme" : "idea", id, place };
  const stood = piece.querySelector(":scope > .stood, :scope > .idea-said > .idea-more > .stood");
  renew(place.querySelector(".room-stands"), stood ? [/** @type {HTMLElement} */ (stood.cloneNode(true))] : []);
  const mine = said.has(id) ? said.get(id) : own("stance", id);
  for (const button of place.querySelectorAll('[data-act="stance"]')) {
    const { stance } = /** @type {HTMLElement} */ (button).dataset;
    button.setAttribute("aria-pressed", String(stance === mine));
  }
  place.toggleAttribute("data-stands", Boolean(mine));
  if (fresh) asked = false;
  place.toggleAttribute("data-stood", Boolean(stood || mine || asked));
  if (fresh) box().value = draft(`why:${id}`);
}

/** @returns {HTMLTextAreaElement} */
function box() {
  return /** @type {HTMLTextAreaElement} */ (on?.place.querySelector(".why textarea"));
}

/** @param {string} stance @param {string} [why] */
function stand(stance, why = "") {
  if (!on) return;
  said.set(on.id, stance);
  const reason = why || own("why", on.id); // with another answer the reason stands
  if (why) keep("why", on.id, why);
  post({ verb: "take_stance", [on.kind]: on.id, stance, ...(reason && { why: reason }) });
  refresh();
}

function refresh() {
  const piece = on && document.getElementById(`${on.kind}-${on.id}`);
  if (on && piece && !on.place.hidden) showStances(on.place, on.id, piece);
}

learn({
  stance: (button) => {
    const { stance = "" } = button.dataset;
    if (button.getAttribute("aria-pressed") !== "true") return stand(stance, box().value.trim());
    if (!on) return;
    said.set(on.id, null);
    keep("why", on.id, null);
    post({ verb: "withdraw_stance", [on.kind]: on.id });
    refresh();
  },
  why: (button) => /** @type {HTMLButtonElement} */ (button).form?.requestSubmit(),
  ask_stance: () => {
    asked = true;
    on?.place.toggleAttribute("data-stood", true);
    /** @type {HTMLElement | null} */ (on?.place.querySelector('[data-act="stance"]'))?.focus();
  },
});

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLElement} */ (event.target);
  if (!form.matches(".why") || !on) return;
  event.preventDefault();
  const now = said.has(on.id) ? said.get(on.id) : own("stance", on.id);
  const why = box().value.trim();
  if (!now || !why) return;
  stand(now, why);
  setDraft(`why:${on.id}`, "");
  box().value = "";
});

document.addEventListener("input", ({ target }) => {
  if (on && target === box()) setDraft(`why:${on.id}`, box().value);
});

hear("refused", ({ op }) => {
  if (!op.verb.endsWith("_stance")) return;
  said.delete(op.theme ?? op.idea);
  if (op.why) setDraft(`why:${op.theme ?? op.idea}`, op.why);
  refresh();
});
hear("instead", () => {
  said.clear(); // another person's answers
  refresh();
});
hear("applied", ({ entries }) => {
  for (const entry of entries) {
    const here = isMine(entry) || doneFor(entry.id);
    if (entry.verb.endsWith("_stance") && here) said.delete(entry.theme ?? entry.idea);
  }
  refresh();
});

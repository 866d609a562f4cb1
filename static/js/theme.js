/**
 * A theme's sheet: its name and what it says, written together; where the room stands; its place
 * among the others; joining two, splitting and dissolving one.
 */

import { learn } from "coproduce/acts";
import { bind, release } from "coproduce/box";
import { hear } from "coproduce/news";
import { wordsFor } from "coproduce/offers";
import { post } from "coproduce/outbox";
import { page } from "coproduce/page";
import { idOf, shownThemes, themeOf, titleOf } from "coproduce/places";
import { writersOf } from "coproduce/presence";
import { renew } from "coproduce/renew";
import { close, fetchInto, open, sheet } from "coproduce/sheets";
import { showStances } from "coproduce/stances";
import { say } from "coproduce/told";
import { gettext, interpolate, ngettext } from "coproduce/words";

/** @type {string | null} */
let shown = null;

/** @template {Element} T @param {string} selector @returns {T} */
function part(selector) {
  return /** @type {T} */ (sheet("theme")?.querySelector(selector));
}

/** @returns {HTMLTextAreaElement} */
const box = () => part("#theme-name");
/** The texts of a theme that are written together, by the kind of their key. */
const TEXTS = { theme: "#theme-name", statement: "#theme-statement", promise: "#theme-promise", outcome: "#theme-outcome" };
/** @returns {[kind: string, box: HTMLTextAreaElement][]} */
const boxes = () => Object.entries(TEXTS).map(([kind, box]) => [kind, part(box)]);

/** @param {HTMLElement} theme @param {HTMLElement} from */
function openTheme(theme, from) {
  open("theme", from);
  const id = idOf(theme);
  if (shown !== id) leave();
  shown = id;
  const { left, width } = theme.getBoundingClientRect();
  const place = /** @type {HTMLElement} */ (sheet("theme"));
  place.dataset.side = left + width / 2 > innerWidth / 2 ? "start" : "end";
  for (const [kind, text] of boxes()) bind(text, `${kind}:${id}`);
  if (theme.matches(".unnamed")) box().focus({ preventScroll: true });
  show();
  if (from.matches(".say-since")) part(TEXTS.outcome).focus();
  if (!from.matches(".stand-here")) return;
  const answers = /** @type {HTMLElement} */ (part(".stand"));
  answers.scrollIntoView({ block: "nearest" });
  /** @type {HTMLElement | null} */ (answers.querySelector('[data-act="stance"]'))?.focus({ preventScroll: true });
}

function leave() {
  for (const [, text] of boxes()) release(text);
  telling(false);
  shown = null;
}

function show() {
  const place = sheet("theme");
  if (!shown || !place || place.hidden) return;
  const theme = themeOf(shown);
  if (!theme || theme.hidden) {
    const written = boxes().some(([, text]) => text.value);
    close();
    if (written) say(gettext("This theme is no more: it was merged or dissolved. What you wrote is kept."));
    return;
  }
  const order = shownThemes();
  const at = order.indexOf(theme);
  hide("earlier", at <= 0, "later");
  hide("later", at >= order.length - 1, "earlier");
  const others = order.filter((one) => one !== theme);
  renew(place.querySelector('[data-choices="merge"]'), others.map(choice));
  /** @type {HTMLElement} */ (part('[data-act="split"]')).hidden = Number(theme.dataset.count) < 3;
  offerWords();
  for (const kind of ["promise", "outcome"]) place.toggleAttribute(`data-has-${kind}`, Boolean(theme.querySelector(`.${kind}-words`)));
  showStances(place, shown, theme);
  showWriters();
}

/** A theme that was taken as it was offered may take its ideas' own words for a name. */
function offerWords() {
  const theme = shown && themeOf(shown);
  const telling = theme && theme.matches(".unnamed") ? wordsFor(idOf(theme)) : "";
  /** @type {HTMLElement} */ (part(".telling-words")).hidden = !telling;
  part('[data-act="take_words"] u').textContent = telling;
}

function showWriters() {
  if (!shown) return;
  const names = [...new Set(Object.keys(TEXTS).flatMap((kind) => [...writersOf(`${kind}:${shown}`)]))];
  const text = ngettext("%(names)s is writing here", "%(names)s are writing here", names.length);
  part(".co-writers").textContent = names.length ? interpolate(text, { names: names.join(", ") }) : "";
}

/** @param {boolean} on */
async function telling(on) {
  const place = /** @type {HTMLElement} */ (part(".history"));
  place.hidden = !on;
  part('[data-act="theme_history"]').setAttribute("aria-expanded", String(on));
  if (!on || !shown) return place.replaceChildren();
  await fetchInto(page.address(`themes/${shown}/history/`), place);
  place.scrollIntoView({ block: "nearest" });
}

/** @param {string} act @param {boolean} is @param {string} other what has the focus then */
function hide(act, is, other) {
  const button = actOf(act);
  if (!button || button.hidden === is) return;
  const focused = document.activeElement === button;
  button.hidden = is;
  const next = is && focused ? actOf(other) : null;
  if (next) next.hidden = false;
  next?.focus({ preventScroll: true });
}

/** @param {string} act @returns {HTMLElement | null} */
function actOf(act) {
  return sheet("theme")?.querySelector(`[data-act="${act}"]`) ?? null;
}

/** @param {HTMLElement} theme @returns {HTMLElement} */
function choice(theme) {
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("merge-choice"));
  const item = /** @type {HTMLElement} */ (cutting.content.firstElementChild?.cloneNode(true));
  const button = /** @type {HTMLElement} */ (item.querySelector("button"));
  button.dataset.theme = idOf(theme);
  button.textContent = titleOf(theme);
  return item;
}

/** @param {number} step */
function shift(step) {
  const order = shownThemes();
  const at = order.findIndex((one) => idOf(one) === shown);
  const others = order.filter((_, n) => n !== at);
  const before = others[at + step];
  if (at >= 0 && at + step >= 0) {
    post({ verb: "order_theme", theme: shown, ...(before && { before: idOf(before) }) });
  }
}

learn({
  theme: (button) => openTheme(/** @type {HTMLElement} */ (button.closest(".theme")), button),
  earlier: () => shift(-1),
  later: () => shift(1),
  dissolve: () => {
    if (shown) post({ verb: "dissolve_theme", theme: shown });
    close();
  },
  take_words: (button) => {
    box().value = button.textContent?.trim() ?? "";
    box().dispatchEvent(new InputEvent("input", { bubbles: true }));
    box().focus({ preventScroll: true });
  },
  theme_history: () => telling(/** @type {HTMLElement} */ (part(".history")).hidden),
  merge: (button) => {
    if (shown) post({ verb: "merge_themes", theme: shown, into: button.dataset.theme });
    close();
    const into = themeOf(button.dataset.theme ?? "");
    /** @type {HTMLElement | null} */ (into?.querySelector(".theme-name button") ?? null)?.focus();
  },
});

// A name is one line, and all else one sentence: Enter is done with it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
  if (boxes().every(([, text]) => text !== event.target)) return;
  event.preventDefault();
  close();
});

hear("drawn", show);
hear("applied", () => shown && offerWords()); // only now is it known which theme was offered
hear("here-drawn", showWriters);
hear("closed", (name) => name === "theme" && leave());

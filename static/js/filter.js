/**
 * What one screen shows of the ground: everything, or only what fits. It is this screen's own
 * choice, always said in a line, and one press shows everything again.
 *
 * @typedef {{words: string, kinds: Set<string>, theme: string}} Wanted `kinds`: "open" (in no
 *   theme), "unheard", "mine"
 */

import { learn } from "coproduce/acts";
import { hear, tell } from "coproduce/news";
import { everyTheme, themeOf } from "coproduce/places";
import { gettext, interpolate, ngettext } from "coproduce/words";

/** @type {Wanted} */
const wanted = { words: "", kinds: new Set(), theme: "" };

/** @type {Record<string, (idea: HTMLElement) => boolean>} */
const FITS = {
  open: (idea) => idea.dataset.themes === "",
  unheard: (idea) => !idea.matches(".heard"),
  mine: (idea) => idea.matches(".mine"),
};

/** @returns {Wanted} */
export function filter() {
  return wanted;
}

export function isFiltering() {
  return Boolean(wanted.words || wanted.theme) || wanted.kinds.size > 0;
}

/** Letters as people mean them: without accents, however they are typed. @param {string} text */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** The number that is asked for, as in "12" or "idea 12". @param {string} words @returns {string} */
export function numberIn(words) {
  const [, before, number] = /^(\D*)(\d+)$/u.exec(plain(words)) ?? [];
  const known = ["", "#", "no", "no.", "idea", plain(gettext("idea"))];
  return number && known.includes(before.trim()) ? number : "";
}

/** @param {HTMLElement} idea */
export function fits(idea) {
  const { words, kinds, theme } = wanted;
  if (theme && !(idea.dataset.themes ?? "").split(" ").includes(theme)) return false;
  for (const kind of kinds) if (!FITS[kind](idea)) return false;
  if (!words) return true;
  const number = numberIn(words);
  if (number && idea.dataset.number === number) return true;
  const said = plain(idea.querySelector(".idea-words")?.textContent ?? "");
  return plain(words).split(/\s+/).every((word) => said.includes(word));
}

/** @returns {HTMLElement[]} every idea on the ground, each once */
export function onGround() {
  return [...document.querySelectorAll(".ground .idea[data-idea]:not([id*='-in-'])")].map(
    (idea) => /** @type {HTMLElement} */ (idea),
  );
}

/** @param {Partial<Wanted>} change */
export function show(change) {
  Object.assign(wanted, change);
  apply(document.querySelectorAll(".ground .idea[data-idea]"));
  tell("filtered");
}

/** @param {Iterable<Element>} ideas */
function apply(ideas) {
  const on = isFiltering();
  for (const idea of ideas) idea.classList.toggle("away", on && !fits(/** @type {HTMLElement} */ (idea)));
  for (const theme of everyTheme()) {
    theme.classList.toggle("away", on && !theme.querySelector(".idea:not(.away)"));
  }
  document.body.toggleAttribute("data-filtered", on);
  for (const button of document.querySelectorAll('[data-act="filter"]')) {
    const { kind = "" } = /** @type {HTMLElement} */ (button).dataset;
    button.setAttribute("aria-pressed", String(wanted.kinds.has(kind)));
  }
  const line = document.querySelector(".filtered-words");
  if (line && on) line.textContent = inWords();
}

/** @returns {string} */
function inWords() {
  const all = onGround();
  const n = all.filter((idea) => !idea.matches(".away")).length;
  const name = { open: gettext("in the open"), unheard: gettext("not yet heard"), mine: gettext("mine") };
  const parts = [...wanted.kinds].map((kind) => name[/** @type {keyof typeof name} */ (kind)]);
  if (wanted.words) parts.push(`“${wanted.words.trim()}”`);
  if (wanted.theme) parts.push(themeOf(wanted.theme)?.querySelector(".theme-name")?.textContent?.trim() ?? "");
  const text = ngettext("You see %(n)s idea of %(all)s: %(what)s.", "You see %(n)s ideas of %(all)s: %(what)s.", n);
  return interpolate(text, { n, all: all.length, what: parts.join(", ") });
}

/** @param {string} kind */
export function turn(kind) {
  const kinds = new Set(wanted.kinds);
  if (!kinds.delete(kind)) kinds.add(kind);
  show({ kinds });
}

learn({
  filter: (button) => turn(button.dataset.kind ?? ""),
  show_all: () => {
    show({ words: "", kinds: new Set(), theme: "" });
    // Its button goes, and the focus with it.
    /** @type {HTMLElement | null} */ (document.querySelector(".more"))?.focus({ preventScroll: true });
  },
});

hear("drawn", ({ fresh }) => {
  if (!isFiltering()) return;
  apply([...fresh.keys()].flatMap((id) => document.getElementById(id) ?? []).filter((one) => one.matches(".ground .idea")));
});

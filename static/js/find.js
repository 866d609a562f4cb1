/** Finding an idea by its words or its number, as one types; and choosing what the ground shows. */

import { announce } from "coproduce/announce";
import { learn } from "coproduce/acts";
import { filter, fits, isFiltering, numberIn, onGround, show } from "coproduce/filter";
import { hear, tell } from "coproduce/news";
import { idOf, ideaOf, shownThemes, titleOf } from "coproduce/places";
import { renew } from "coproduce/renew";
import { close, openSheet, sheet } from "coproduce/sheets";
import { interpolate, ngettext } from "coproduce/words";

const LISTED = 40; // ideas in the list; the rest is a word more away
const REST = 400; // ms after which the ear is told how many there are
const RING = 1500; // ms that the number of what was found is ringed

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @returns {HTMLInputElement | null} */
const box = () => document.querySelector("#find-words");

/** @returns {HTMLElement[]} what fits, the idea of that number first */
function found() {
  const number = numberIn(filter().words);
  const all = onGround().filter(fits);
  return all.sort((a, b) => Number(b.dataset.number === number) - Number(a.dataset.number === number));
}

function list() {
  if (openSheet() !== "find") return;
  const all = isFiltering() ? found() : [];
  renew(document.querySelector(".found"), all.slice(0, LISTED).map(item));
  renew(document.querySelector('[data-choices="in-theme"]'), themes());
  const place = document.querySelector(".found-count");
  if (place) place.textContent = isFiltering() ? count(all.length) : "";
  clearTimeout(timer);
  if (isFiltering()) timer = setTimeout(() => announce(count(all.length)), REST);
}

/** @param {number} n */
function count(n) {
  return interpolate(ngettext("%(n)s idea fits", "%(n)s ideas fit", n), { n });
}

/** @param {HTMLElement} idea @returns {HTMLElement} */
function item(idea) {
  const line = cut("found-idea");
  const button = /** @type {HTMLElement} */ (line.querySelector("button"));
  button.dataset.found = idOf(idea);
  const number = /** @type {HTMLElement} */ (button.querySelector(".idea-number"));
  number.textContent = idea.dataset.number ?? "";
  line.classList.toggle("heard", idea.matches(".heard"));
  const words = button.querySelector(".found-words");
  if (words) words.textContent = idea.querySelector(".idea-words")?.textContent ?? "";
  return line;
}

/** @param {string} id @returns {HTMLElement} */
function cut(id) {
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {HTMLElement} */ (cutting.content.firstElementChild?.cloneNode(true));
}

/** @returns {HTMLElement[]} */
function themes() {
  return shownThemes().map((theme) => {
    const line = cut("theme-choice");
    const button = /** @type {HTMLElement} */ (line.querySelector("button"));
    button.dataset.theme = idOf(theme);
    button.textContent = titleOf(theme);
    button.setAttribute("aria-pressed", String(filter().theme === idOf(theme)));
    return line;
  });
}

/** Go to an idea on the ground. @param {string} id */
function goTo(id) {
  const idea = ideaOf(id);
  if (!idea) return;
  close(false);
  tell("going-to", idea); // it may lie where this screen does not look
  idea.classList.remove("away");
  idea.scrollIntoView({ block: "center" });
  idea.focus({ preventScroll: true });
  idea.classList.add("moved");
  setTimeout(() => idea.classList.remove("moved"), RING);
}

learn({
  found: (button) => {
    show({ words: "" });
    goTo(button.dataset.found ?? "");
  },
  in_theme: (button) => {
    const { theme = "" } = button.dataset;
    show({ theme: filter().theme === theme ? "" : theme });
  },
});

document.addEventListener("input", ({ target }) => {
  if (target === box()) show({ words: box()?.value ?? "" });
});

document.addEventListener("submit", (event) => {
  if (!(/** @type {HTMLElement} */ (event.target).matches(".find"))) return;
  event.preventDefault();
  const [first] = found();
  if (!first || !filter().words) return;
  const number = numberIn(filter().words) === first.dataset.number;
  if (number) show({ words: "" });
  goTo(idOf(first));
});

hear("opened", (name) => {
  const input = box();
  if (name !== "find" || !input) return;
  input.value = filter().words;
  input.focus({ preventScroll: true });
  list();
});
hear("filtered", list);
hear("drawn", () => openSheet() === "find" && list());

// A slash opens it from the ground, as on many pages.
document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || target.matches("textarea, input")) return;
  const button = /** @type {HTMLElement | null} */ (document.querySelector('[data-open="find"]'));
  if (!button || !sheet("find")?.hidden) return;
  event.preventDefault();
  button.click();
});

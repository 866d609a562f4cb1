/**
 * Themes that come near are laid out before they would be seen. The browser lays out what it skipped
 * (`content-visibility`) in the very picture that it is for, several at once, and it is seldom as high
 * as it was when it was last seen: so it is done earlier, one to a picture, and nothing moves.
 */

import { stay } from "coproduce/guard";
import { hear } from "coproduce/news";
import { picture } from "coproduce/pace";

// In heights of the screen: further than where browsers begin to lay out what they skip, which is 1.5.
const NEAR = "250% 0px";

/** What is to be near, or no longer. @type {Map<Element, boolean>} */
const asked = new Map();
let going = false;

const observer = new IntersectionObserver(
  (told) => {
    for (const { target, isIntersecting } of told) asked.set(target, isIntersecting);
    if (!going) go();
  },
  { rootMargin: NEAR },
);

async function go() {
  going = true;
  for (const [theme, near] of asked) {
    asked.delete(theme);
    if (theme.classList.contains("near") === near) continue;
    show(theme, near);
    await picture();
  }
  going = false;
}

/** @param {Element} theme @param {boolean} near */
function show(theme, near) {
  const back = stay(new Set());
  theme.classList.toggle("near", near);
  back();
}

for (const theme of document.querySelectorAll("#clearings > .theme")) observer.observe(theme);
hear("drawn", ({ fresh }) => {
  for (const id of fresh.keys()) {
    const theme = id.startsWith("theme-") && document.getElementById(id);
    if (theme) observer.observe(theme); // to observe what is observed is nothing
  }
});

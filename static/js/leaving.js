/**
 * Leaving the board: what this browser kept of the person goes as well, also in its other tabs.
 * Words that the board does not have yet go only once that was said, and Leave pressed again.
 */

import { announce } from "coproduce/announce";
import { local, session } from "coproduce/keep";
import { hear } from "coproduce/news";
import { waiting } from "coproduce/outbox";
import { page } from "coproduce/page";
import { gettext } from "coproduce/words";
import { unsent } from "coproduce/writing";

const HOME = "/";
/** Kept for a moment, so that other tabs hear of it. */
const LEAVING = `leaving:${page.board}:${page.seat}`;
const OWN = `own:${page.board}:`;

let warned = false;

/** Everything that is kept under the name of this board. */
function forget() {
  for (const shelf of [local, session]) {
    for (const key of shelf.keys("")) if (key.split(":")[1] === page.board) shelf.drop(key);
  }
}

/** What somebody did unsigned on a seat that is not this browser's. @param {string} mine */
function forgetOwn(mine) {
  for (const key of local.keys(OWN)) if (!mine || !key.startsWith(mine)) local.drop(key);
}

/** @param {string} address */
function go(address) {
  addEventListener("pagehide", forget); // after all that is kept as a page goes
  forget();
  location.replace(address);
}

/** @returns {boolean} whether there are words here that the board does not have */
function unsaid() {
  return waiting().length > 0 || unsent() || local.keys(`draft:${page.board}:${page.seat}:`).length > 0;
}

/** @param {HTMLFormElement} form */
async function leave(form) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.redirected) return form.submit(); // the server has something to say
    local.set(LEAVING, true);
    go(answer.url);
  } catch {
    say(gettext("No connection just now, so you have not left. Try again in a moment."));
  }
}

const line = document.querySelector("form.leave .hint");
const usual = line?.textContent ?? "";

/** @param {string} words beside the button */
function say(words) {
  if (line) line.textContent = words;
  announce(words);
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form.leave")) return;
  event.preventDefault();
  if (warned || !unsaid()) return void leave(form);
  warned = true;
  say(gettext("Some of your words are not on the board yet. Press Leave again to go without them."));
});

hear("closed", (name) => {
  if (name !== "more" || !line) return;
  warned = false;
  line.textContent = usual;
});

addEventListener("storage", ({ key, newValue }) => key === LEAVING && newValue && go(HOME));
hear("seat-gone", () => forgetOwn(""));
if (page.seat) forgetOwn(`${OWN}${page.seat}:`); // a browser has one seat at a board at a time

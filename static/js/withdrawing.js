/**
 * Taking one's own words back for good: asked once more, and then done; everyone sees that it was.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { close, sheet } from "coproduce/sheets";
import { say } from "coproduce/told";
import { gettext } from "coproduce/words";

/** @type {string | null} */
let idea = null;

/** @param {boolean} on whether the person is asked */
function ask(on) {
  const place = sheet("opened");
  const sure = /** @type {HTMLElement | null | undefined} */ (place?.querySelector(".withdraw-sure"));
  if (!sure) return;
  sure.hidden = !on;
  place?.querySelector('[data-act="take_for_good"]')?.setAttribute("aria-expanded", String(on));
  if (on) sure.scrollIntoView({ block: "nearest" });
}

hear("opened-idea", (id) => {
  idea = id;
  ask(false);
});

learn({
  take_for_good: (button) => ask(button.getAttribute("aria-expanded") !== "true"),
  keep_words: () => ask(false),
  withdraw_idea: () => {
    if (idea) post({ verb: "withdraw_words", idea, for: "" });
    close();
  },
  erase_answer: sureOfAnswer,
});

/** Asked once more in the button itself. @param {HTMLElement} button */
function sureOfAnswer(button) {
  if (button.dataset.sure) return void post({ verb: "withdraw_words", idea, echo: button.dataset.echo, for: "" });
  button.dataset.sure = "asked";
  const words = button.querySelector("u");
  if (words) words.textContent = gettext("Erase it for everyone? Nobody can bring it back.");
}

hear("applied", ({ entries }) => {
  const [last] = entries.filter((/** @type {any} */ { verb }) => verb === "withdraw_words").slice(-1);
  if (last) say(last.all ? gettext("Somebody took all their words back.") : gettext("Words were taken back for good."));
});

/** The opened idea: its words large, what was first said, the answers, and what one can do. */

import { learn } from "coproduce/acts";
import { bind, release } from "coproduce/box";
import { draft, giveBack, setDraft } from "coproduce/drafts";
import { hear, tell } from "coproduce/news";
import { post, waiting } from "coproduce/outbox";
import { own, signing } from "coproduce/own";
import { page } from "coproduce/page";
import { idOf, ideaOf } from "coproduce/places";
import { hold } from "coproduce/moving";
import { writersOf } from "coproduce/presence";
import { renew } from "coproduce/renew";
import { close, fetchInto, open, sheet } from "coproduce/sheets";
import { showStances } from "coproduce/stances";
import { say } from "coproduce/told";
import { isNobodys, saysToo, too } from "coproduce/too";
import { gettext, interpolate, ngettext } from "coproduce/words";

/** @type {string | null} */
let shown = null;
/** The element that was pressed: one of its places. @type {HTMLElement | null} */
let pressed = null;

/** @template {Element} T @param {string} selector @returns {T} */
function part(selector) {
  return /** @type {T} */ (sheet("opened")?.querySelector(selector));
}

/** @param {HTMLElement} idea */
export function openIdea(idea) {
  const side = besides(idea); // asked before anything changes
  if (shown !== idOf(idea)) leave();
  open("opened", idea, () => {
    shown = idOf(idea);
    pressed = idea;
    idea.classList.add("chosen");
    const answer = /** @type {HTMLTextAreaElement} */ (part("#answer"));
    answer.value = draft(`echo:${shown}`);
    /** @type {HTMLElement} */ (sheet("opened")).dataset.side = side;
    show();
  });
  tell("opened-idea", shown);
}

/** Where the sheet lies beside the idea, not over it. @param {HTMLElement} idea */
function besides(idea) {
  const { left, width } = idea.getBoundingClientRect();
  return left + width / 2 > innerWidth / 2 ? "start" : "end";
}

/** Fill the sheet from the idea's own piece. */
function show() {
  const idea = shown && ideaOf(shown);
  const place = sheet("opened");
  if (!idea || !place || place.hidden) return;
  place.toggleAttribute("data-aside", idea.matches(".aside"));
  part("#opened-title").classList.toggle("heard", idea.matches(".heard"));
  part("#opened-title .idea-number").textContent = idea.dataset.number ?? "";
  part(".opened-words").textContent = idea.querySelector(".idea-words")?.textContent ?? "";
  part(".opened-foot").replaceChildren(...foot(idea));
  const first = idea.querySelector(".first-words");
  /** @type {HTMLElement} */ (part(".opened-first")).hidden = !first;
  part(".opened-first .first-words").textContent = first?.textContent ?? "";
  renew(part(".echoes"), echoes(idea));
  const mine = idea.matches(".mine");
  place.toggleAttribute("data-mine", mine && Boolean(idea.dataset.seat));
  place.toggleAttribute("data-mine-unsigned", mine && !idea.dataset.seat);
  place.toggleAttribute("data-own", mine && !idea.matches("[data-withdrawn]"));
  place.toggleAttribute("data-withdrawn", idea.matches("[data-withdrawn]"));
  place.toggleAttribute("data-in-theme", idea.dataset.themes !== "");
  showToo(idea);
  showStances(place, shown, idea);
}

/** On what nobody wrote, "Me too" is on or off and has no name. @param {HTMLElement} idea */
function showToo(idea) {
  sheet("opened")?.toggleAttribute("data-nobodys", isNobodys(idea));
  const button = part('[data-act="me_too"]');
  if (isNobodys(idea)) button.setAttribute("aria-pressed", String(saysToo(idea)));
  else button.removeAttribute("aria-pressed");
}

/** @param {HTMLElement} idea @returns {Node[]} */
function foot(idea) {
  const mark = idea.querySelector(".idea-said > .mark")?.cloneNode(true);
  const words = idea.querySelector(".idea-foot")?.cloneNode(true);
  const nodes = [mark, ...(words?.childNodes ?? [])].filter((node) => node !== undefined);
  const writers = writersOf(`idea:${shown}`);
  if (writers.length === 0) return nodes;
  const line = document.createElement("span");
  line.className = "sep";
  const text = ngettext("%(names)s is writing here", "%(names)s are writing here", writers.length);
  line.textContent = interpolate(text, { names: writers.join(", ") });
  return [...nodes, line];
}

/** @param {HTMLElement} idea @returns {HTMLElement[]} */
function echoes(idea) {
  return Array.from(/** @type {NodeListOf<HTMLElement>} */ (idea.querySelectorAll(".idea-more .echo")), (echo) => {
    const copy = /** @type {HTMLElement} */ (echo.cloneNode(true));
    copy.removeAttribute("id");
    const { seat } = copy.dataset;
    if (page.seat && (seat ? seat === page.seat : own("echo", idOf(echo)))) copy.append(...takeBack(echo));
    return copy;
  });
}

/** What one can do about an answer of one's own. @param {HTMLElement} echo @returns {HTMLElement[]} */
function takeBack(echo) {
  if (echo.matches("[data-withdrawn]")) return [];
  return [
    ownAct("withdraw_echo", idOf(echo), gettext("Take back")),
    ownAct("erase_answer", idOf(echo), gettext("Erase for good")),
  ];
}

/** @param {string} act @param {string} echo @param {string} text @returns {HTMLElement} */
function ownAct(act, echo, text) {
  const button = document.createElement("button");
  button.className = "plain";
  button.dataset.act = act;
  button.dataset.echo = echo;
  const words = document.createElement("u");
  words.textContent = text;
  button.append(words);
  return button;
}

/** @param {boolean} on */
function changing(on) {
  const box = /** @type {HTMLTextAreaElement} */ (part("#change-words"));
  const form = /** @type {HTMLElement} */ (part(".change"));
  form.hidden = !on;
  /** @type {HTMLElement} */ (part(".opened-words")).hidden = on;
  part('[data-act="change_words"]').setAttribute("aria-expanded", String(on));
  if (on && shown) {
    bind(box, `idea:${shown}`);
    box.focus({ preventScroll: true });
    box.setSelectionRange(box.value.length, box.value.length);
  } else release(box);
}

/** @param {boolean} on */
async function telling(on) {
  const place = /** @type {HTMLElement} */ (part(".history"));
  place.hidden = !on;
  part('[data-act="history"]').setAttribute("aria-expanded", String(on));
  if (!on || !shown) return place.replaceChildren();
  await fetchInto(page.address(`ideas/${shown}/history/`), place);
  place.scrollIntoView({ block: "nearest" });
}

function leave() {
  changing(false);
  telling(false);
  pressed?.classList.remove("chosen");
  shown = pressed = null;
}

/** @param {string} text */
function echo(text) {
  const words = text.trim();
  if (!shown || !words) return;
  if (isSaid(words)) say(gettext("You have said that here already."));
  else post({ verb: "echo_idea", idea: shown, text: words, ...signingFor(shown) });
}

/** What I write under my own idea is signed as the idea is. @param {string} idea */
function signingFor(idea) {
  const { seat } = ideaOf(idea)?.dataset ?? {};
  return seat && seat === page.seat ? {} : signing();
}

/** A finger in a hurry presses twice. @param {string} words */
function isSaid(words) {
  const mine = part(".echoes").querySelectorAll('.echo:has([data-act="withdraw_echo"]) > p');
  const sent = waiting().some(({ op }) => op.verb === "echo_idea" && op.idea === shown && op.text === words);
  return sent || [...mine].some((said) => said.textContent === words);
}

/** @param {string} verb @returns {() => void} */
const simply = (verb) => () => {
  if (shown) post({ verb, idea: shown });
  close();
};

learn({
  me_too: () => {
    const idea = shown ? ideaOf(shown) : null;
    if (idea && isNobodys(idea)) [too, showToo].forEach((act) => act(idea));
    else echo(gettext("Me too."));
  },
  tell_us_more: () => echo(gettext("Tell us more.")),
  move: () => pressed && hold(pressed),
  belongs_too: () => pressed && hold(pressed, { too: true }),
  sign: () => shown && post({ verb: "sign_idea", idea: shown, signed: true }),
  unsign: () => shown && post({ verb: "sign_idea", idea: shown, signed: false }),
  change_words: () => changing(/** @type {HTMLElement} */ (part(".change")).hidden),
  history: () => telling(/** @type {HTMLElement} */ (part(".history")).hidden),
  set_aside: simply("set_aside"),
  put_back: (button) => {
    const idea = button.closest("li.idea");
    if (idea) post({ verb: "put_back", idea: idOf(idea) });
    else simply("put_back")();
  },
  withdraw_echo: (button) =>
    shown && post({ verb: "withdraw_echo", idea: shown, echo: button.dataset.echo }),
  answer: (button) => /** @type {HTMLButtonElement} */ (button).form?.requestSubmit(),
});

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches(".answer, .change")) return;
  event.preventDefault();
  if (!form.matches(".answer")) return;
  const box = /** @type {HTMLTextAreaElement} */ (part("#answer"));
  echo(box.value);
  box.value = "";
  setDraft(`echo:${shown}`, "");
  box.focus({ preventScroll: true });
});

document.addEventListener("input", ({ target }) => {
  const box = /** @type {HTMLTextAreaElement} */ (target);
  if (box.id === "answer" && shown) setDraft(`echo:${shown}`, box.value);
});

hear("drawn", ({ fresh }) => shown && fresh.has(`idea-${shown}`) && show());
hear("here-drawn", show);
hear("owned", show);
hear("instead", show); // another person has others
hear("closed", (name) => name === "opened" && leave());
hear("refused", ({ op, message }) => {
  if (op.verb !== "echo_idea") return;
  giveBack(`echo:${op.idea}`, op.text);
  if (op.idea === shown) /** @type {HTMLTextAreaElement} */ (part("#answer")).value = draft(`echo:${shown}`);
});
hear("unwelcome", ({ message }) => say(message));

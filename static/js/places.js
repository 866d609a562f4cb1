/**
 * Where each piece lies on the page: an idea in the container that its `data-in` names, a theme
 * among the clearings. Membership and order come from the board; nothing here is a pixel.
 */

import { allIn, leave, tenIn } from "coproduce/tens";

/** The lists that were found once: to look for one goes through the whole page. @type {Map<string, HTMLElement>} */
const lists = new Map();

/** What is not in view: areas and themes that this screen does not look at. A filter looks at all. */
export const ELSEWHERE = "body:not([data-filtered]) .elsewhere";

/** @param {string} place as in `data-in` @returns {HTMLElement | null} */
export function container(place) {
  const known = lists.get(place);
  const found = known?.isConnected ? known : findList(place);
  if (found) lists.set(place, found);
  return partsOf(found)[0] ?? found;
}

/** @param {string} place @returns {HTMLElement | null} */
function findList(place) {
  return document.querySelector(`[data-holds="${CSS.escape(place)}"]`);
}

/**
 * Ideas of an area with a line lie in lists of their own: those that are not on it yet, and those
 * nearest to each of its words. @param {Element | null} list @returns {HTMLElement[]} none elsewhere
 */
export function partsOf(list) {
  if (!list?.firstElementChild?.matches(".line-part")) return [];
  const parts = [...list.children].filter((one) => one.matches(".line-part"));
  return parts.map((part) => /** @type {HTMLElement} */ (part.querySelector(".loose")));
}

/** @returns {HTMLElement[]} those on the page, in order */
export function everyTheme() {
  return childrenOf(clearings()).filter((one) => one.matches(".theme"));
}

/** @returns {HTMLElement[]} without those that hold nothing any more */
export function shownThemes() {
  return everyTheme().filter((one) => !one.hidden);
}

/** @returns {HTMLElement[]} the open ground of each, in order */
export function everyArea() {
  return childrenOf(document.querySelector(".open-ground")?.parentElement).filter((one) => one.matches(".open-ground"));
}

/** A selector for them would go through every idea that lies in them. @param {Element | null | undefined} place @returns {HTMLElement[]} */
function childrenOf(place) {
  return /** @type {any} */ ([...(place?.children ?? [])]);
}

/** @param {string} id @returns {HTMLElement | null} */
export function ideaOf(id) {
  return document.getElementById(`idea-${id}`);
}

/** @param {string} id @returns {HTMLElement | null} */
export function themeOf(id) {
  return document.getElementById(`theme-${id}`);
}

/** What a theme is called where it cannot be seen; one without a name, by the numbers it holds. @param {Element} theme */
export function titleOf(theme) {
  const said = theme.querySelector(".theme-name")?.textContent?.trim() ?? "";
  if (!theme.matches(".unnamed")) return said;
  const ideas = theme.querySelector(".theme-ideas")?.children ?? []; // a selector for them looks at all their parts
  const numbers = Array.from(/** @type {Iterable<HTMLElement>} */ (ideas), ({ dataset }) => dataset.number);
  return `${said} (${numbers.slice(0, 3).join(", ")}${numbers.length > 3 ? ", …" : ""})`;
}

/** The board's own id of a piece: by name, for each `dataset` that is looked at is kept. @param {Element} piece @returns {string} */
export function idOf(piece) {
  return piece.getAttribute("data-idea") ?? piece.id.slice(piece.id.indexOf("-") + 1);
}

/** The element of an idea in a theme: the idea itself, or its second place. @param {string} id @param {string} theme */
export function ideaIn(id, theme) {
  const idea = ideaOf(id);
  if (!idea || idea.matches(".aside")) return null;
  return idea.dataset.in === `theme:${theme}` ? idea : document.getElementById(`idea-${id}-in-${theme}`);
}

/** Whether it belongs in more than one theme. @param {HTMLElement | null} idea */
export function isInSeveral(idea) {
  return Boolean(idea?.dataset.themes?.includes(" "));
}

/** Whether it is a second place of an idea that lies elsewhere. @param {Element} piece */
export function isSecond(piece) {
  return piece.matches(".idea") && piece.id !== `idea-${idOf(piece)}`;
}

/** Whether a theme has come since all were put in order last. */
let unordered = false;

/** A piece that is new here gets an empty element to be drawn into. @param {HTMLElement} piece */
export function make(piece) {
  if (document.getElementById(piece.id)) return;
  const empty = document.createElement(piece.localName);
  empty.id = piece.id;
  empty.className = piece.matches(".open-ground") ? "open-ground" : ""; // the next one comes after it
  if (piece.matches(".open-ground")) return everyArea().at(-1)?.after(empty);
  const theme = piece.matches(".theme");
  unordered ||= theme;
  const home = theme ? clearings() : container(piece.dataset.in ?? "");
  (home ?? limbo()).append(empty);
}

/** Put every piece of a frame in its place. @param {Map<string, HTMLElement>} fresh */
export function settle(fresh) {
  /** @type {Set<HTMLElement>} */
  const themes = new Set();
  const loose = [];
  for (const piece of fresh.values()) {
    const now = document.getElementById(piece.id);
    if (now?.matches(".theme")) themes.add(now);
    else if (now?.matches(".gone")) layGone(now);
    else if (now?.matches(".idea") && !now.dataset.in?.startsWith("theme:")) loose.push(now);
    else if (now?.matches(".idea")) layInTheme(now, themes);
  }
  // The lowest first: what is not laid yet belongs after it then, and cannot pass for its neighbour.
  for (const idea of loose.sort((one, other) => rankOf(one) - rankOf(other) || 0)) {
    const home = container(idea.dataset.in ?? "");
    if (home) layLoose(idea, home);
  }
  for (const theme of themes) layTheme(theme, fresh.has(theme.id));
  if (unordered || fresh.has("order")) order(); // it may have come before a theme
  note();
}

/**
 * What is laid out otherwise while there is nothing there. It is said in attributes: with `:has`
 * the browser would look at every idea afresh whenever one comes or goes.
 */
export function note() {
  const main = document.getElementById("main");
  main?.toggleAttribute("data-empty", !main.dataset.view && !main.querySelector(".idea"));
  const bare = !everyTheme().some((theme) => !theme.hidden && !theme.matches(ELSEWHERE));
  main?.toggleAttribute("data-bare", bare);
}

/** @param {HTMLElement} idea @param {Set<HTMLElement>} themes those to lay out afterwards */
function layInTheme(idea, themes) {
  const home = container(idea.dataset.in ?? "");
  if (!home) return;
  if (idea.parentElement !== home) move(home, idea, null);
  themes.add(/** @type {HTMLElement} */ (home.closest(".theme")));
}

/** Among the ideas of a list by its number; on a line by its place there. @param {HTMLElement} idea @param {HTMLElement} home */
export function layLoose(idea, home) {
  const parts = partsOf(home.closest(".line-part")?.parentElement ?? home);
  const { along } = idea.dataset;
  if (parts.length === 0) return layBy(numberOf, idea, tenIn(home, numberOf(idea)));
  if (along === undefined) return layBy(numberOf, idea, parts[0]);
  const nearest = Math.round((Number(along) / 1000) * (parts.length - 2));
  layBy(alongOf, idea, parts[1 + nearest]);
}

/** @param {(idea: Element) => number} rank @param {HTMLElement} idea @param {HTMLElement} home */
function layBy(rank, idea, home) {
  let next = null;
  for (let other = home.lastElementChild; other; other = other.previousElementSibling) {
    if (other === idea) continue;
    if (rank(other) < rank(idea)) break;
    next = other;
  }
  const stands = idea.parentElement === home && skip(idea.nextElementSibling, idea) === next;
  if (!stands) move(home, idea, next);
}

/** Among the themes that went, the last on top. @param {HTMLElement} gone */
function layGone(gone) {
  const home = container("gone");
  if (!home || gone.hidden) return gone.remove(); // it is back, or this page has no tray
  const others = /** @type {HTMLElement[]} */ ([...home.children]).filter((one) => one !== gone);
  const next = others.find((one) => Number(one.dataset.went) < Number(gone.dataset.went)) ?? null;
  if (gone.parentElement !== home || skip(gone.nextElementSibling, gone) !== next) move(home, gone, next);
}

/** By what it is laid in its list. @param {HTMLElement} idea */
function rankOf(idea) {
  const line = idea.dataset.along !== undefined && container(idea.dataset.in ?? "")?.closest(".line-part");
  return line ? alongOf(idea) : numberOf(idea);
}

/** Its place on a line; of two in one place, the lower number first. @param {Element} idea */
function alongOf(idea) {
  return Number(/** @type {HTMLElement} */ (idea).dataset.along) * 1e6 + numberOf(idea);
}

/** What is still being sent has no number yet and stays last, after the tens. @param {Element} idea */
function numberOf(idea) {
  const { number, ten } = /** @type {HTMLElement} */ (idea).dataset;
  return Number(number || ten || Infinity);
}

/**
 * Put what a theme holds into its order. Second places that it no longer names go, but only with news of
 * it: one that has just come may be named in a part of the frame that is not drawn yet.
 * @param {HTMLElement} theme @param {boolean} news
 */
function layTheme(theme, news) {
  const home = theme.querySelector(".theme-ideas");
  const ids = names(theme.dataset.ideas);
  if (!home || holdsJust(home, ids)) return;
  const ideas = ids.flatMap((id) => ideaIn(id, idOf(theme)) ?? []);
  const left = new Set(news ? home.children : []);
  for (const idea of ideas) left.delete(idea);
  for (const one of left) if (isSecond(one)) one.remove();
  inOrder(home, ideas);
}

/** Whether these ideas lie there themselves, in this order. @param {Element} home @param {string[]} ids */
function holdsJust(home, ids) {
  let at = home.firstElementChild;
  for (const id of ids) {
    if (at?.id !== `idea-${id}`) return false; // or it is a second place of one that may be set aside by now
    at = at.nextElementSibling;
  }
  return !at;
}

/** All themes, as one piece names them: in the order of the screen. */
function order() {
  const carrier = document.getElementById("order");
  if (!carrier) return;
  inOrder(clearings(), names(carrier.dataset.themes).flatMap((id) => themeOf(id) ?? []));
  unordered = false;
}

/**
 * As few as can be are moved: each has all it holds laid out anew. What is not named stays, after what is.
 * @param {HTMLElement} home @param {HTMLElement[]} wanted
 */
function inOrder(home, wanted) {
  if (stand(home, wanted)) return;
  const lying = /** @type {HTMLElement[]} */ ([...home.children]);
  const named = new Set(wanted);
  const all = [...wanted, ...lying.filter((one) => !named.has(one))];
  const at = new Map(lying.map((one, n) => [one, n]));
  const stays = new Set(longestRise(all.filter((one) => at.has(one)), (one) => at.get(one) ?? 0));
  let next = null;
  for (const one of all.reverse()) {
    if (!stays.has(one)) move(home, one, next);
    next = one;
  }
}

/** Whether they lie in a list already, in this order and before all others. @param {HTMLElement} home @param {HTMLElement[]} wanted */
function stand(home, wanted) {
  let at = home.firstElementChild;
  for (const one of wanted) {
    if (one !== at) return false;
    at = at.nextElementSibling;
  }
  return true;
}

/**
 * The most of a row that stand in the order of their ranks already.
 * @template T @param {T[]} row @param {(one: T) => number} rank no two alike @returns {T[]}
 */
function longestRise(row, rank) {
  /** Of the rises of each length, the one that ends lowest. @type {{one: T, before?: any}[]} */
  const ends = [];
  for (const one of row) {
    let length = ends.length;
    while (length > 0 && rank(ends[length - 1].one) > rank(one)) length -= 1;
    ends[length] = { one, before: ends[length - 1] };
  }
  const rise = [];
  for (let end = ends.at(-1); end; end = end.before) rise.unshift(end.one);
  return rise;
}

/** @param {Element | null} element @param {Element} past */
function skip(element, past) {
  return element === past ? element.nextElementSibling : element;
}

/** @param {string | undefined} list @returns {string[]} */
function names(list) {
  return (list ?? "").split(" ").filter(Boolean);
}

/**
 * moveBefore keeps the focus, a press and running animations. But a list that is left by it stays, in
 * Chromium, as high as it was until something else there changes, and then all below it jumps: so into
 * another list only what is in hand. @param {Element} home @param {Element} piece @param {Element | null} before
 */
function move(home, piece, before) {
  const mover = /** @type {any} */ (home);
  const left = piece.parentElement;
  if (mover.moveBefore && (piece.parentElement === home || isInHand(piece))) mover.moveBefore(piece, before);
  else home.insertBefore(piece, before);
  leave(left);
}

/** Whether it is pressed, or has the focus. @param {Element} piece */
function isInHand(piece) {
  return piece.isConnected && (piece.contains(document.activeElement) || piece.matches(":active"));
}

function clearings() {
  return /** @type {HTMLElement} */ (document.getElementById("clearings"));
}

/** For what has no place on this page, such as a theme's ideas before the theme itself is drawn. */
function limbo() {
  let place = document.getElementById("limbo");
  if (!place) {
    place = document.createElement("ol");
    place.id = "limbo";
    place.hidden = true;
    document.body.append(place);
  }
  return place;
}

// As a page comes, the ideas of a list lie in the list itself.
for (const list of document.querySelectorAll("#main .loose")) {
  for (const idea of allIn(list)) layLoose(idea, /** @type {HTMLElement} */ (list));
}

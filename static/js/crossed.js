/**
 * Two hands on one idea: the later act stands, and whoever moved it before is told in one line where
 * it went, and can put it back.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { isMine } from "coproduce/own";
import { ideaOf, themeOf, titleOf } from "coproduce/places";
import { cardOf, nameOf } from "coproduce/presence";
import { say } from "coproduce/told";
import { gettext, interpolate } from "coproduce/words";

const LATELY = 120_000; // ms: a move that was made longer ago has been seen by everyone

/** Where I put ideas lately: a theme's id, or nothing for the open. @type {Map<string, {theme: string, at: number}>} */
const mine = new Map();
/** What the line tells of. @type {{idea: string, theme: string} | null} */
let told = null;

/** @param {any} entry @returns {[idea: string, theme: string][]} where it put which ideas */
function moves({ verb, idea, ideas = [], theme = "", new: fresh, does = [] }) {
  if (verb === "undo") return does.flatMap(moves);
  if (verb === "place_idea") return [[idea, theme]];
  if (verb === "let_go") return [[idea, ""]];
  if (verb === "gather" || verb === "bring_ideas") return ideas.map((/** @type {string} */ one) => [one, theme]);
  return verb === "split_theme" ? ideas.map((/** @type {string} */ one) => [one, fresh]) : [];
}

hear("applied", ({ entries }) => {
  for (const entry of entries) {
    const own = isMine(entry);
    for (const [idea, theme] of moves(entry)) {
      const was = mine.get(idea);
      mine.delete(idea);
      if (own && entry.verb !== "undo") mine.set(idea, { theme, at: entry.when });
      else if (!own && was && was.theme !== theme && entry.when - was.at < LATELY) tellOf(idea, was.theme, theme, entry.seat);
    }
  }
});

/** @param {string} idea @param {string} from where I had put it @param {string} to @param {string | undefined} seat */
function tellOf(idea, from, to, seat) {
  const card = seat && cardOf(seat);
  const place = themeOf(to);
  const values = {
    who: card ? nameOf(card) : gettext("Somebody"),
    number: ideaOf(idea)?.dataset.number,
    theme: place && titleOf(place),
  };
  const text = to
    ? gettext("%(who)s moved idea %(number)s on: it is in %(theme)s now.")
    : gettext("%(who)s moved idea %(number)s on: it is in the open now.");
  told = { idea, theme: from };
  say(interpolate(text, values), 0, "put_it_back");
}

learn({
  put_it_back: () => {
    if (!told) return;
    const { idea, theme } = told;
    const [now] = (ideaOf(idea)?.dataset.themes ?? "").split(" ").filter(Boolean);
    if (theme) post({ verb: "place_idea", idea, theme });
    else if (now) post({ verb: "let_go", idea, theme: now });
    told = null;
  },
});

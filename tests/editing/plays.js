/**
 * Lives through a recorded session with the browser's own writing, one for each writer.
 *
 * @typedef {import("coproduce/splice").Splice} Splice
 * @typedef {[verb: string, who: number, ...what: any[]]} Step
 */

import { applied, carried, codePoints, pointsToUnits } from "coproduce/splice";
import { Writing } from "coproduce/writer";

window.setTimeout = /** @type {any} */ (() => 0); // the story says when something leaves

/** @param {{text: string, writers: number, story: Step[]}} session */
function play({ text, writers, story }) {
  const texts = [text]; // after so many entries
  /** @type {{seq: number, id: string, splices: Splice[]}[]} */
  const log = [];
  /** @type {any[]} */
  const sent = [];
  const hands = Array.from({ length: writers }, () => ({
    writing: new Writing("idea:1", { log: text, seq: 0 }),
    /** @type {any} */
    leaving: null,
  }));
  const steps = {
    write({ writing }, at, remove, insert) {
      const now = applied(writing.shown, [[at, remove, insert]]);
      writing.take(now, pointsToUnits(now, at + codePoints(insert).length));
    },
    send(hand) {
      window.posted = null;
      hand.writing.go();
      hand.leaving = window.posted;
    },
    log(hand) {
      const { id, base, at, remove, insert } = hand.leaving;
      sent.push([hands.indexOf(hand), base, at, remove, insert]);
      const since = log.slice(base).flatMap((entry) => entry.splices);
      const splices = carried([at, remove, insert], since);
      log.push({ seq: log.length + 1, id, splices });
      texts.push(applied(texts.at(-1), splices));
    },
    read({ writing }) {
      const entry = log[writing.seq];
      window.said = texts[entry.seq];
      writing.follow([entry], entry.seq);
    },
  };
  for (const [verb, who, ...what] of story) steps[verb](hands[who], ...what);
  return {
    sent,
    text: texts.at(-1),
    screens: hands.map(({ writing }) => writing.shown),
    settled: hands.every(({ writing }) => writing.settled && writing.seq === log.length),
  };
}

window.play = play;

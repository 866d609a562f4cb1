/**
 * One text that several people write at once: what the log says, what is on its way there, and what
 * waits. One splice is on its way at a time; the rest is carried over whatever others write in
 * between. What is not stored yet survives a reload.
 *
 * @typedef {import("coproduce/splice").Splice} Splice
 * @typedef {import("coproduce/frames").Entry} Entry
 */

import { newId } from "coproduce/ids";
import { session } from "coproduce/keep";
import { tell } from "coproduce/news";
import { post } from "coproduce/outbox";
import { page } from "coproduce/page";
import { applied, carryAcross, difference, joined } from "coproduce/splice";
import { saidIn, splicesFor, verbFor } from "coproduce/texts";

/** Where unfinished texts lie, by their key. */
export const SHELF = `writing:${page.board}:${page.seat}:`;
const GONE = new Set(["no_such_theme", "no_such_idea", "no_such_phase"]); // refusals
const REST = 250; // ms between two splices of one text: writing is seen, and never too fast

export class Writing {
  /** @param {string} key @param {{log: string, seq: number, flight?: any, waiting?: Splice[]}} kept */
  constructor(key, { log, seq, flight = null, waiting = [] }) {
    this.key = key;
    /** The words as the log has them at `seq`. */
    this.log = log;
    this.seq = seq;
    /** On its way. @type {{id: string, splices: Splice[]} | null} */
    this.flight = flight;
    /** Not sent yet, on the text after `flight`. @type {Splice[]} */
    this.waiting = waiting;
    /** What a box shows. */
    this.shown = this.expected();
    /** Refused: sent again only when the words have changed. */
    this.stuck = false;
    /** Refused once for its moment alone, and sent again. */
    this.tried = false;
    this.sent = 0;
    this.kept = true;
    /** Whoever shows these words. @type {((over: Splice[]) => void) | null} */
    this.box = null;
    /** While a character is being composed nobody may touch the box: what comes waits here. */
    this.paused = false;
    /** @type {Entry[]} */
    this.held = [];
  }

  /** Nothing here that is not stored. */
  get settled() {
    return !this.flight && this.waiting.length === 0;
  }

  /** Nobody writes here and everything is stored. */
  get done() {
    return this.settled && !this.box;
  }

  /** The person wrote. @param {string} now the words in the box @param {number} caret */
  take(now, caret) {
    if (now === this.shown) return;
    const splice = difference(this.shown, now, caret);
    const last = this.waiting.at(-1);
    const one = last && joined(last, splice);
    this.waiting = one ? [...this.waiting.slice(0, -1), one] : [...this.waiting, splice];
    this.shown = now;
    this.stuck = false;
    this.keep();
    this.later();
  }

  later() {
    this.timer ??= setTimeout(() => this.go(), Math.max(0, this.sent + REST - Date.now()));
  }

  go() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const [next, ...rest] = this.waiting;
    if (this.flight || this.stuck || !next) return;
    const [at, remove, insert] = next;
    this.sent = Date.now();
    this.waiting = rest;
    const id = newId();
    this.flight = { id, splices: [next] };
    this.keep();
    post({ id, ...verbFor(this.key), base: this.seq, at, remove, insert });
  }

  /** @param {Entry[]} entries @param {number} seq */
  follow(entries, seq) {
    this.held.push(...entries);
    if (this.paused) return;
    for (const entry of this.held.splice(0)) {
      if (entry.seq > this.seq) this.step(entry.id, splicesFor(this.key, entry));
    }
    if (seq >= this.seq) {
      this.seq = seq;
      this.step("", [difference(this.log, saidIn(this.key))]); // what only the page could tell
    }
    this.keep();
    if (!this.flight) this.later();
  }

  /** One entry. @param {string} id @param {Splice[]} splices what it did to the words */
  step(id, splices) {
    const own = id !== "" && id === this.flight?.id;
    if (own) {
      this.flight = null;
      this.tried = false;
    }
    const done = splices.filter(([, remove, insert]) => remove || insert);
    try {
      this.log = applied(this.log, done);
    } catch {
      return; // we are told of other words than ours: the page will say how they stand
    }
    if (!own && done.length > 0) this.give(done);
    this.check();
  }

  /** Somebody else wrote. @param {Splice[]} splices */
  give(splices) {
    const crossed = carryAcross(this.waiting, this.flight?.splices ?? [], splices);
    if (this.flight) this.flight.splices = crossed.flight;
    this.waiting = crossed.waiting;
    this.shown = applied(this.shown, crossed.over);
    this.box?.(crossed.over);
  }

  expected() {
    return applied(applied(this.log, this.flight?.splices ?? []), this.waiting);
  }

  /** The screen must show the log and what is still to come; nothing typed may be lost for it. */
  check() {
    let expected;
    try {
      expected = this.expected();
    } catch {
      this.waiting = [];
      expected = this.expected();
    }
    if (expected === this.shown) return;
    const over = [difference(this.shown, expected)];
    this.shown = expected;
    this.box?.(over);
  }

  /** The server will not have it: the words stay here. @param {string} code @param {string} message */
  refused(code, message) {
    this.waiting = [...(this.flight?.splices ?? []), ...this.waiting];
    this.flight = null;
    // These say only that the moment was wrong, and the splice has been carried on since then.
    const again = code === "bad_base" || code === "out_of_range";
    this.stuck = !again || this.tried;
    this.tried = again;
    if (GONE.has(code)) this.waiting = []; // nowhere to go
    this.keep();
    if (this.stuck) tell("unwelcome", { key: this.key, message });
    else this.later();
  }

  /** @param {boolean} composing @param {number} seq how far the page is */
  pause(composing, seq) {
    this.paused = composing;
    if (!composing) this.follow([], seq);
  }

  /** Nobody shows it any more; what waits goes on being sent. */
  close() {
    this.box = null;
    this.go();
  }

  keep() {
    const { log, seq, flight, waiting } = this;
    if (!this.settled) session.set(SHELF + this.key, { log, seq, flight, waiting });
    else if (this.kept) session.drop(SHELF + this.key);
    this.kept = !this.settled;
  }
}

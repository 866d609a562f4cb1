/**
 * A text edit, and how two edits that crossed are reconciled so that nobody loses a character.
 *
 * The same rules as `boards/operations/splice.py`, which explains them; both are tested on the same
 * cases. Everything is counted in Unicode code points, so that no character outside the first plane
 * is ever cut in half; the browser's own places (UTF-16 units) are turned into points at the edge.
 *
 * @typedef {[at: number, remove: number, insert: string]} Splice
 * @typedef {[left: number, right: number]} Stretch
 */

/** One insertion and the stretches removed with it, none of them left of `at`, in one text. */
export class Edit {
  /** @param {number} at @param {string} insert @param {Stretch[]} cuts */
  constructor(at, insert, cuts = []) {
    this.at = at;
    this.insert = insert;
    this.cuts = cuts;
  }

  /** @param {Splice} splice @returns {Edit} */
  static of([at, remove, insert]) {
    return new Edit(at, insert, remove ? [[at, at + remove]] : []);
  }

  /** This edit as splices in a row, from left to right. @returns {Splice[]} */
  splices() {
    /** @type {Splice[]} */
    const done = [];
    let cuts = this.cuts;
    let grown = 0;
    if (this.insert) {
      const touching = cuts.length > 0 && cuts[0][0] === this.at;
      const remove = touching ? cuts[0][1] - this.at : 0;
      done.push([this.at, remove, this.insert]);
      grown = countPoints(this.insert) - remove;
      if (touching) cuts = cuts.slice(1);
    }
    for (const [left, right] of cuts) {
      done.push([left + grown, right - left, ""]);
      grown -= right - left;
    }
    return done;
  }

  /** Each stretch this edit leaves standing, and how far it moves. @returns {number[][]} */
  standing() {
    const stretches = [[0, this.at, 0]];
    let left = this.at;
    let moved = countPoints(this.insert);
    for (const [start, stop] of this.cuts) {
      stretches.push([left, start, moved]);
      left = stop;
      moved -= stop - start;
    }
    return [...stretches, [left, Infinity, moved]];
  }
}

/** The text after the splices, in order. @param {string} text @param {Splice[]} splices */
export function applied(text, splices) {
  const points = codePoints(text);
  for (const [at, remove, insert] of splices) {
    if (at < 0 || remove < 0 || at + remove > points.length) {
      throw new RangeError(`(${at}, ${remove}) is outside ${points.length} characters`);
    }
    points.splice(at, remove, ...insert);
  }
  return points.join("");
}

/**
 * `edit` as it stands after `over`, both having been made on the same text. `over` was logged
 * first, or else `first` says that `edit` was: it then wins a shared place.
 * @param {Edit} edit @param {Edit | Splice} over @param {boolean} first @returns {Edit}
 */
export function carry(edit, over, first = false) {
  const other = over instanceof Edit ? over : Edit.of(over);
  let at = edit.at;
  if (at > other.at || (at === other.at && !first)) {
    for (const [left, right] of other.cuts) {
      if (left < edit.at) at -= Math.min(edit.at, right) - left;
    }
    at += countPoints(other.insert);
  }
  return new Edit(at, edit.insert, cutsCarried(edit.cuts, other));
}

/** @param {Stretch[]} cuts @param {Edit} over @returns {Stretch[]} */
function cutsCarried(cuts, over) {
  /** @type {Stretch[]} */
  const kept = [];
  for (const [left, right] of cuts) {
    for (const [start, stop, moved] of over.standing()) {
      if (left >= stop || start >= right || start >= stop) continue;
      const last = kept.at(-1);
      const [from, to] = [Math.max(left, start) + moved, Math.min(right, stop) + moved];
      if (last && last[1] === from) last[1] = to;
      else kept.push([from, to]);
    }
  }
  return kept;
}

/**
 * `splice` as it stands after the splices `over`, which happened in a row.
 * @param {Splice} splice @param {Splice[]} over @param {boolean} first @returns {Splice[]}
 */
export function carried(splice, over, first = false) {
  return over.reduce((edit, other) => carry(edit, other, first), Edit.of(splice)).splices();
}

/**
 * Two rows of splices made on the same text, each as it stands after the other. `over` was logged
 * first, or else `first` says that `splices` were.
 * @param {Splice[]} splices @param {Splice[]} over @param {boolean} first
 * @returns {{splices: Splice[], over: Splice[]}}
 */
function crossed(splices, over, first = false) {
  const others = over.map(Edit.of);
  const done = splices.flatMap((splice) => {
    let edit = Edit.of(splice);
    others.forEach((other, n) => {
      others[n] = carry(other, edit, !first);
      edit = carry(edit, other, first);
    });
    return edit.splices();
  });
  return { splices: done, over: others.flatMap((other) => other.splices()) };
}

/**
 * Splices in a row as they stand after the splices `over`, made in a row on the same text.
 * @param {Splice[]} splices @param {Splice[]} over @param {boolean} first @returns {Splice[]}
 */
export function carriedAll(splices, over, first = false) {
  return crossed(splices, over, first).splices;
}

/**
 * What someone else's entry does to a text that this client is writing in: the screen shows the
 * text of the log, then what is in flight to the server, then what is waiting to be sent.
 * @param {Splice[]} waiting in a row, on the text after `flight`
 * @param {Splice[]} flight in a row, on the text of the log
 * @param {Splice[]} over the splices of the entry, on the text of the log
 * @returns {{waiting: Splice[], flight: Splice[], over: Splice[]}} what waits and what is in flight
 *   as they stand after the entry, and what the entry does to the text on the screen
 */
export function carryAcross(waiting, flight, over) {
  const sent = crossed(flight, over);
  const unsent = crossed(waiting, sent.over);
  return { waiting: unsent.splices, flight: sent.splices, over: unsent.over };
}

/**
 * Where a caret at `point` stands after the splices. What others insert exactly there comes to
 * stand after it, so that the caret never runs away from the hand.
 * @param {number} point @param {Splice[]} splices @returns {number}
 */
export function caretAfter(point, splices) {
  return splices.reduce((caret, splice) => carry(caret, splice, true), new Edit(point, "")).at;
}

/**
 * Two splices in a row as one, where they touch; otherwise nothing. Typing a word is one splice.
 * @param {Splice} before @param {Splice} after @returns {Splice | null}
 */
export function joined([at, remove, insert], [nextAt, nextRemove, nextInsert]) {
  const put = codePoints(insert);
  const end = at + put.length;
  const nextEnd = nextAt + nextRemove;
  if (nextAt > end || nextEnd < at) return null;
  const left = Math.max(0, at - nextAt);
  const right = Math.max(0, nextEnd - end);
  const head = put.slice(0, Math.max(0, nextAt - at)).join("");
  const tail = put.slice(Math.max(0, nextEnd - at)).join("");
  return [at - left, left + remove + right, head + nextInsert + tail];
}

/**
 * The one splice that makes `after` of `before`, no longer than it has to be. Among equal letters
 * the caret tells which one was typed: new letters stand before it, removed ones stood after it.
 * @param {string} before @param {string} after
 * @param {number} caretUnits where the caret stands in `after`, as the browser counts
 * @returns {Splice}
 */
export function difference(before, after, caretUnits = after.length) {
  const [was, is] = [codePoints(before), codePoints(after)];
  const shorter = Math.min(was.length, is.length);
  let tail = 0;
  const lengthen = (/** @type {number} */ limit) => {
    while (tail < limit && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail += 1;
  };
  lengthen(Math.min(shorter, is.length - unitsToPoints(after, caretUnits)));
  let head = 0;
  while (head < shorter - tail && was[head] === is[head]) head += 1;
  lengthen(shorter - head);
  return [head, was.length - head - tail, is.slice(head, is.length - tail).join("")];
}

/** @param {string} text @returns {string[]} */
export function codePoints(text) {
  return [...text];
}

/** @param {string} text @returns {number} */
function countPoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * How many points come before a place that the browser counts.
 * @param {string} text @param {number} unitIndex @returns {number}
 */
export function unitsToPoints(text, unitIndex) {
  return countPoints(text.slice(0, unitIndex));
}

/**
 * The place, as the browser counts, after so many points.
 * @param {string} text @param {number} pointIndex @returns {number}
 */
export function pointsToUnits(text, pointIndex) {
  return codePoints(text).slice(0, pointIndex).join("").length;
}

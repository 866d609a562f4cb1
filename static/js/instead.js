/**
 * Acting for somebody who has no phone: while it is on, what this tab does is done for their seat.
 * It is theirs and not mine, also to take back.
 */

import { session } from "coproduce/keep";
import { tell } from "coproduce/news";
import { page } from "coproduce/page";

/** @typedef {{seat: string, number: number, name: string}} Other */

const SHELF = `instead:${page.board}:${page.seat}`;

/** @type {Other | null} */
let other = page.watch ? null : session.get(SHELF);

/** @returns {Other | null} for whom this tab acts; null: for whoever sits here */
export function instead() {
  return other;
}

/** @returns {string} the seat for which this tab acts: somebody else's, or my own */
export function acting() {
  return other?.seat ?? page.seat;
}

/** @param {Other | null} whom */
export function actFor(whom) {
  other = whom;
  if (whom) session.set(SHELF, whom);
  else session.drop(SHELF);
  tell("instead", whom);
}

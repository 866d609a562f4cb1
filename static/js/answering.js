/** Answering what the room is asked: fine or not yet, a note if one likes, and changing one's mind. */

import { learn } from "coproduce/acts";
import { announce } from "coproduce/announce";
import { hear } from "coproduce/news";
import { carryNote, giveNoteBack, isOver, keepNote, noteBox, showNote, wipeNote } from "coproduce/noting";
import { post } from "coproduce/outbox";
import { keep, own } from "coproduce/own";
import { answerAnew, answeredWords, asked, panel, show, state } from "coproduce/proposal";

/** What was said before, until the board has the new answer. @type {Map<string, string | null>} */
const before = new Map();

/** @param {"fine" | "not_yet"} said @param {string} [note] */
function answer(said, note = "") {
  const now = asked();
  if (!now || state() === "mine") return;
  answerAnew("");
  if (own("answer", now.id) !== said || note) {
    before.set(now.id, own("answer", now.id));
    keep("answer", now.id, said);
    if (said === "fine") keep("noted", now.id, null);
    if (note) keep("noted", now.id, true);
    else if (said === "not_yet") carryNote(now.id);
    // Consent is each sitter's own, whoever they write for.
    post({ verb: "answer_proposal", for: "", proposal: now.id, answer: said, ...(note && { note }) });
    announce(answeredWords(now, said));
  }
  show();
}

learn({
  say_fine: () => answer("fine"),
  say_not_yet: () => answer("not_yet"),
  change_answer: () => {
    answerAnew(asked()?.id ?? "");
    show();
    panel()?.focus({ preventScroll: true });
  },
  take_question_back: () => {
    const now = asked();
    if (now) post({ verb: "withdraw_proposal", for: "", proposal: now.id });
  },
  drop_note: () => {
    wipeNote();
    show();
  },
});

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLElement} */ (event.target);
  if (!form.matches(".proposal-note")) return;
  event.preventDefault();
  const note = noteBox()?.value.trim();
  if (!note || isOver(asked()?.id ?? "")) return noteBox()?.focus(); // its line says that it is not sent
  wipeNote();
  answer("not_yet", note);
});

document.addEventListener("input", ({ target }) => {
  if (target !== noteBox()) return;
  keepNote();
  showNote(asked()?.id ?? "");
});
document.addEventListener("focusout", ({ target }) => {
  if (target === noteBox() && isOver(asked()?.id ?? "")) setTimeout(show); // an empty box goes with its hand
});

// A finger on an answer leaves the hand that types where it is.
document.addEventListener("mousedown", (event) => {
  const writes = document.activeElement?.matches("textarea, input");
  if (writes && /** @type {Element} */ (event.target).closest(".proposal .answers")) event.preventDefault();
});

hear("refused", ({ op, code }) => {
  if (op.verb !== "answer_proposal") return;
  if (code !== "already_there") keep("answer", op.proposal, before.get(op.proposal) ?? null);
  if (op.note) {
    giveNoteBack(op.proposal, op.note);
    keep("noted", op.proposal, null);
  }
  show();
});

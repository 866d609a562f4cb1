/**
 * From a moment that is past: asks the room to put the board back to it. The question is kept as every
 * act is until it is stored, and this person goes to the board, which sends it.
 */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { at } from "coproduce/stepping";

const { last = "0", back = "" } = document.body.dataset;
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-act="put_back_to_here"]'));

function show() {
  if (button) button.disabled = at() === Number(last); // it is so already
}

learn({
  put_back_to_here: () => {
    post({ verb: "propose", for: "", what: { verb: "restore_board", to: at() } });
    location.assign(back);
  },
});
hear("stepped", show);
show();

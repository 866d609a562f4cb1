/** Signed or unsigned: how I write from now on, and whose name stands under an idea of mine. */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { unsigned, writeUnsigned } from "coproduce/own";

/** Show everywhere how I sign. */
export function showSigning() {
  const on = unsigned();
  document.body.toggleAttribute("data-unsigned", on);
  for (const button of document.querySelectorAll('[data-act="write_unsigned"]')) {
    button.setAttribute("aria-pressed", String(on));
  }
}

learn({
  write_unsigned: () => {
    writeUnsigned(!unsigned());
    showSigning();
  },
});
hear("opened", showSigning);
addEventListener("storage", showSigning); // another tab of this seat

/** A board that ends before long: anyone has it kept longer, and everyone sees until when. */

import { learn } from "coproduce/acts";
import { hear } from "coproduce/news";
import { post } from "coproduce/outbox";
import { gettext, interpolate } from "coproduce/words";

learn({ keep_longer: () => post({ verb: "keep_longer", for: "" }) });

hear("applied", ({ entries }) => {
  const kept = entries.filter((/** @type {any} */ { verb }) => verb === "keep_longer").at(-1);
  if (!kept) return;
  document.querySelector(".ending")?.remove();
  const line = document.querySelector(".kept-until");
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
  if (line) line.textContent = interpolate(gettext("Kept until %(date)s."), { date: format.format(kept.until) });
});

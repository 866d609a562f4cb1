/** The page on which one leaves: what this browser kept of the person goes as well. */

import { local, session } from "coproduce/keep";

const { board = "", seat = "" } = document.body.dataset;

document.addEventListener("submit", () => {
  for (const shelf of [local, session]) {
    for (const key of shelf.keys("")) if (key.split(":")[1] === board) shelf.drop(key);
  }
  local.set(`leaving:${board}:${seat}`, true); // other tabs hear of it
  local.drop(`leaving:${board}:${seat}`);
});

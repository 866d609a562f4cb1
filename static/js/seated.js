/** When the socket is not let in: has the line gone, or has this browser no seat here any more? */

import { hear } from "coproduce/news";
import { page } from "coproduce/page";
import { giveUp } from "coproduce/socket";

hear("not-let-in", async () => {
  try {
    const answer = await fetch(page.address(), { method: "HEAD" });
    if (answer.status === 403 || answer.status === 404) giveUp();
  } catch {
    // The line has gone: the socket goes on trying.
  }
});

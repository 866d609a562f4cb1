/** The board page: brings the parts together. What each one does is in the part itself. */

import { listen } from "coproduce/acts";
import "coproduce/ahead";
import "coproduce/announce";
import { arrive } from "coproduce/arriving";
import { choose, chooseTo, choosing } from "coproduce/choosing";
import { compose } from "coproduce/composer";
import { showCounts } from "coproduce/counts";
import "coproduce/carets";
import "coproduce/crossed";
import "coproduce/drag";
import "coproduce/ending";
import "coproduce/find";
import "coproduce/focus";
import { hello, receive, startFrom } from "coproduce/frames";
import "coproduce/given_back";
import { showNames } from "coproduce/gone";
import "coproduce/hands";
import { stop } from "coproduce/keys";
import "coproduce/leaving";
import { claim } from "coproduce/mine";
import { showOffers } from "coproduce/offers";
import { openIdea } from "coproduce/opened";
import { sendBy } from "coproduce/outbox";
import { inTurn } from "coproduce/pace";
import { page } from "coproduce/page";
import { watchOver } from "coproduce/saved";
import "coproduce/seated";
import { showWaiting } from "coproduce/sending";
import { settle } from "coproduce/settings";
import { close, open } from "coproduce/sheets";
import { showSigning } from "coproduce/signing";
import { connect, send } from "coproduce/socket";
import "coproduce/theme";
import "coproduce/withdrawing";
import "coproduce/workshop";
import { takeUp } from "coproduce/writing";

settle();
listen({ open, close: () => inTurn(close), idea: pressIdea });
showSigning();
showCounts();
showNames();
showOffers();
claim(document.querySelectorAll(".idea"));
stop();
const composer = /** @type {HTMLFormElement | null} */ (document.querySelector("form.composer"));
if (composer) compose(composer);
showWaiting();
sendBy((op) => send({ op }));
startFrom(takeUp());
connect({ path: page.socket, hello, receive });
watchOver();
arrive();

/** A press opens an idea, or chooses it while several are chosen. @param {HTMLElement} idea @param {MouseEvent} event */
function pressIdea(idea, event) {
  const onGround = idea.closest(".ground");
  if (onGround && event.shiftKey) chooseTo(idea);
  else if (onGround && (choosing() || event.ctrlKey || event.metaKey)) choose(idea);
  else inTurn(() => openIdea(idea));
}

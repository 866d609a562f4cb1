/**
 * The big screen: the same pieces without controls, on a connection without a seat. While few have
 * spoken the door stands wide; then the ground; and when the ground does not fit, the close look.
 */

import { listen } from "coproduce/acts";
import "coproduce/carets";
import { showCounts } from "coproduce/counts";
import "coproduce/decided";
import "coproduce/filter";
import { round } from "coproduce/dusk";
import { hello, receive } from "coproduce/frames";
import "coproduce/groups";
import "coproduce/hands";
import "coproduce/keeping";
import "coproduce/piece";
import "coproduce/voice";
import "coproduce/hour";
import { hear } from "coproduce/news";
import { page } from "coproduce/page";
import { fill } from "coproduce/pieces";
import "coproduce/presence";
import { closeLook, fits } from "coproduce/rounds";
import { watchOver } from "coproduce/saved";
import "coproduce/seated";
import { connect } from "coproduce/socket";
import "coproduce/wall";
import { gettext, interpolate } from "coproduce/words";

const FEW = 12; // ideas; with fewer, the way in is the most useful thing to see
const DOOR = 5_000; // ms between two looks at the door
const REST = 200; // ms in which changes gather before the ground is measured

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function arrange() {
  timer = undefined;
  const { body } = document;
  const ideas = document.querySelectorAll("main .idea[id]").length;
  const open = document.querySelector("#way-in .qr");
  body.toggleAttribute("data-wide", ideas < FEW && Boolean(open) && !round() && !document.querySelector("#places[data-past]"));
  body.removeAttribute("data-close"); // measured as a whole, within one turn: nobody sees it
  const close = !round() && !fits();
  body.toggleAttribute("data-close", close);
  closeLook(close);
  settled();
}

/** How far the room has come, in words beside the rings. */
function settled() {
  const place = document.querySelector(".settled");
  if (!place) return;
  const told = {
    "is-common": gettext("%(n)s common ground"),
    "is-open": gettext("%(n)s held open"),
    "is-growing": gettext("%(n)s growing"),
  };
  const parts = Object.entries(told).map(([look, text]) => {
    const n = document.querySelectorAll(`#clearings > .theme.${look}:not([hidden])`).length;
    return n ? interpolate(text, { n }) : "";
  });
  place.textContent = parts.filter(Boolean).join(" · ");
}

function soon() {
  timer ??= setTimeout(arrange, REST);
}

async function lookAtDoor() {
  const place = document.getElementById("way-in");
  if (place && (await fill(page.address("way-in/"), place, { how: "outerMorph" }))) soon();
}

showCounts();
arrange();
listen({ open: () => undefined, close: () => undefined, idea: () => undefined }); // the wall only shows
hear("drawn", soon);
hear("filtered", soon);
hear("looked", soon);
addEventListener("resize", soon);
document.fonts?.ready.then(soon);
setInterval(lookAtDoor, DOOR);
connect({ path: page.socket, hello, receive });
watchOver();

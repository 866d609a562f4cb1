/**
 * The big screen: the same pieces without controls, on a connection without a seat. While few have
 * spoken the door stands wide; then the ground; and when the ground does not fit, the close look.
 */

import { showCounts } from "coproduce/counts";
import { hello, receive } from "coproduce/frames";
import { hear } from "coproduce/news";
import { page } from "coproduce/page";
import { fill } from "coproduce/pieces";
import "coproduce/presence";
import { closeLook } from "coproduce/rounds";
import { watchOver } from "coproduce/saved";
import "coproduce/seated";
import { connect } from "coproduce/socket";

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
  body.toggleAttribute("data-wide", ideas < FEW && Boolean(open));
  body.removeAttribute("data-close"); // measured as a whole, within one turn: nobody sees it
  const close = !fits();
  body.toggleAttribute("data-close", close);
  closeLook(close);
}

/** Whether the whole ground can be seen at its one size. */
function fits() {
  const ground = document.querySelector("main.ground");
  if (!ground) return true;
  return ground.scrollWidth <= ground.clientWidth + 1 && ground.scrollHeight <= ground.clientHeight + 1;
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
hear("drawn", soon);
addEventListener("resize", soon);
document.fonts?.ready.then(soon);
setInterval(lookAtDoor, DOOR);
connect({ path: page.socket, hello, receive });
watchOver();
